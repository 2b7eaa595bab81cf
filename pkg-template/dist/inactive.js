// The installation that does nothing: in production, on a server, and where something on our side failed.

export function inactive() {
  return {
    uninstall() {},
    on: () => () => {},
    reports: () => [],
    findings: () => [],
    summary: () => [],
    attribute() {},
    cover() {},
    diagnose: async () => ({ reachable: undefined, text: "cors-forecast is off." }),
    active: false,
    unreported: 0,
    sameOrigin: 0,
  };
}
