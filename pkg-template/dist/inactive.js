// The installation that does nothing: in production, on a server, and where something on our side failed.

export function inactive() {
  return {
    uninstall() {},
    on: () => () => {},
    reports: () => [],
    active: false,
    unreported: 0,
  };
}
