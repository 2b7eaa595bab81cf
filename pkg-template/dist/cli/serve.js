// `cors-forecast serve`: the development server's side by itself, for pages of servers that are no Node.

import { createServer } from "node:http";

import { createService, SCRIPT } from "../server/service.js";
import { settingsOf } from "../server/settings.js";
import { OK, Wrong } from "./run.js";

export const summary = "Gives the wrapper to pages in development, and asks their APIs for them";
export const usage = "cors-forecast serve --page http://localhost:3000 [--page …] [--port 7357]";
export const options = {
  page: { type: "string", multiple: true, description: "Origin of the pages, as the browser shows it" },
  port: { type: "string", description: "Where to listen on this machine (7357; 0: any)" },
  as: { type: "string", description: "Origin that the page will have once it is deployed" },
  allow: { type: "string", multiple: true, description: "The only origins that are asked (all that the page calls)" },
  panel: { type: "boolean", description: "A panel in the page, too" },
  "no-probe": { type: "boolean", description: "Ask no API" },
};

/** Listens until the process is told to end. */
export async function run({ values, positionals, io }) {
  const { page, port = "7357", as, allow, panel = false, json } = values;
  if (positionals.length > 0) throw new Wrong(`\`${positionals[0]}\` is not understood.`, "See cors-forecast serve --help.");
  if (!page) throw new Wrong("Whose pages?", "Name their origin: cors-forecast serve --page http://localhost:3000");
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Wrong(`--port ${port} is no port.`, "Give a number up to 65535.");
  const service = createService(settings({ page, as, allow, panel, probe: !values["no-probe"] }), { print: (text) => io.stderr.write(`${text}\n`) });
  const server = createServer((request, response) => service(request, response, () => notFound(response)));
  server.headersTimeout = server.requestTimeout = 10_000;
  await listening(server, Number(port));
  const src = `http://127.0.0.1:${server.address().port}/${SCRIPT}`;
  io.stdout.write(json ? `${JSON.stringify({ script: src })}\n` : `Put this before all other scripts of the page, in development only:\n\n  <script src="${src}"></script>\n\n`);
  await new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close(resolve).closeAllConnections());
  });
  return OK;
}

function settings({ page, as, allow, panel, probe }) {
  try {
    return settingsOf("serve", { pages: page, panel, probe: probe && { ...(allow && { allow }) }, ...(as && { as: { origin: as } }) });
  } catch (error) {
    throw new Wrong(error.message.replace("pages", "--page").replace("probe.allow", "--allow").replace(" as ", " --as "));
  }
}

function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", ({ message }) => reject(new Wrong(message, "Choose another --port.")));
    server.listen(port, "127.0.0.1", resolve);
  });
}

function notFound(response) {
  response.statusCode = 404;
  response.end();
}
