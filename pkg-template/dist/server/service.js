// What a development server does for the wrapper in its pages: gives them the script, asks the real API for them, and says in
// the terminal what they have found. Of the form of connect and express: `(request, response, next)`.

import { randomBytes } from "node:crypto";

import { endpointOf } from "../urls.js";
import { ask } from "./ask.js";
import { createGuard } from "./clients.js";
import { createLimits } from "./limits.js";
import { Refused } from "./refused.js";
import { scriptOf, viewOf } from "./script.js";
import { createSummary } from "./summary.js";
import { questionOf } from "./target.js";

/** Where all of it is, under the server's base. */
export const FOLDER = "@cors-forecast/";
export const SCRIPT = `${FOLDER}page.js`;

/** Bytes of a page's question, and milliseconds to send it in. */
const LONGEST = 32_768;
const PATIENCE = 5000;

/**
 * `settings` are those of `settingsOf`, `print(text)` writes to the terminal, and `token` is what only pages of ours know.
 */
export function createService(settings, { base = "/", print, token = randomBytes(24).toString("base64url") } = {}) {
  const { as, allow, asks, summary, pages } = settings;
  const guard = createGuard(settings, token);
  const once = createLimits();
  const say = summary && print ? createSummary(print) : () => {};

  async function answer(question, origin) {
    const { url, method, names, deployed } = question;
    if (!asks) throw new Refused(403, "probe is off");
    if (allow && !allow.includes(url.origin)) throw new Refused(403, "the origin is not in probe.allow");
    if (deployed && !as) throw new Refused(400, "there is no deployed origin, as as is not set");
    const from = deployed ? as.origin : origin;
    const key = JSON.stringify([from, endpointOf(url.href), method, names]);
    return await once(key, () => ask(question, from));
  }

  async function handle(what, request, response) {
    const { method, headers } = request;
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", pages ? "cross-origin" : "same-origin");
    if (pages && guard.isPage(headers.origin, request)) permit(response, headers.origin);
    if (what === "page.js" && method === "GET") {
      guard.checkScript(request);
      return send(response, 200, "text/javascript; charset=utf-8", await scriptOf({ ...settings, token }));
    }
    if (what === "panel-view.js" && method === "GET" && settings.panel) {
      guard.checkModule(request);
      return send(response, 200, "text/javascript; charset=utf-8", await viewOf());
    }
    if (what !== "ask" && what !== "tell") throw new Refused(404, "there is nothing here");
    if (method === "OPTIONS" && pages) return send(response, 204);
    if (method !== "POST") throw new Refused(405, "only POST is answered");
    const origin = guard.checkPage(request);
    const content = parsed(await textOf(request));
    if (what === "ask") return sendJson(response, 200, await answer(questionOf(content), origin));
    say(content?.rows);
    return send(response, 204);
  }

  return async function middleware(request, response, next) {
    const path = request.url.split("?")[0];
    if (!path.startsWith(base + FOLDER)) return next();
    try {
      await handle(path.slice((base + FOLDER).length), request, response);
    } catch (error) {
      if (!(error instanceof Refused)) return next(error);
      // Nobody goes on sending to whom it is refused; HTTP/2 ends by itself.
      if (request.httpVersionMajor === 1) response.setHeader("Connection", "close");
      sendJson(response, error.status, { error: error.message });
    }
  };
}

/** For pages that another server has served. */
function permit(response, origin) {
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Allow-Headers", "content-type, x-cors-forecast");
  response.setHeader("Access-Control-Max-Age", "600");
  response.setHeader("Vary", "Origin");
}

function textOf(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let length = 0;
    const timer = setTimeout(() => reject(new Refused(408, "the question did not come in time")), PATIENCE);
    request.on("data", (chunk) => {
      length += chunk.length;
      if (length > LONGEST) {
        chunks.length = 0;
        reject(new Refused(413, "the question is too long"));
      } else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("close", () => clearTimeout(timer));
    request.on("error", () => reject(new Refused(400, "the question was cut off")));
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, "the question must be JSON");
  }
}

const sendJson = (response, status, content) => send(response, status, "application/json", JSON.stringify(content));

function send(response, status, type, body) {
  response.statusCode = status;
  if (type) response.setHeader("Content-Type", type);
  response.end(body);
}
