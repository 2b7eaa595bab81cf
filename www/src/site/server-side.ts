// What judges servers and writes for them, compiled beside the page's thread. Pages that need it wait for it: `await serverSide`.

import { loadServer } from "cors-forecast/server";
import url from "../../../dist/pkg/dist/server.wasm?url";

export const serverSide: Promise<void> = loadServer(fetch(url));
// Who waits for it is told what has failed, also if that is late.
serverSide.catch(() => {});
