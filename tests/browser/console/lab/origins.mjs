// The lab's origins on ports of this run, and texts that name them by letters.

/** Letter, host, and which of the ports. */
const ORIGINS = { A: ["localhost", 0], L: ["127.0.0.1", 0], B: ["localhost", 1], D: ["127.0.0.1", 1], C: ["127.0.0.1", 2], E: ["localhost", 2] };

export const PORTS = 3;

/** Whether a text names an origin that is not served here: those over TLS, and the one where nobody listens. */
export const isElsewhere = (text) => /\{(host:)?[HIN]\}|\{blob\}/.test(text);

/** Fills in origins, and the scenario's own path. */
export function filler(ports) {
  const hosts = Object.entries(ORIGINS).map(([letter, [host, index]]) => [letter, `${host}:${ports[index]}`]);
  return (text, base) =>
    hosts.reduce(
      (told, [letter, host]) => told.replaceAll(`{${letter}}`, `http://${host}`).replaceAll(`{host:${letter}}`, host),
      text.replaceAll("{base}", base),
    );
}
