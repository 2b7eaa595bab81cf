// Whether there is a server behind this page. On any static host there is none, and what would be sent is played.

import { Server } from "../server.ts";

let connection: Promise<Server | undefined> | undefined;

/** The demo's server, asked for once; `undefined` if this page is served by something else. */
export function connected(): Promise<Server | undefined> {
  connection ??= Server.connect().catch(() => undefined);
  return connection;
}
