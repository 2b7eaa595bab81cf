// A server whose configuration is right, or wrong in one way: what the traffic has to notice.

import { createServer } from "node:http";

import { answer } from "./api.mjs";
import { freePort } from "./server.mjs";

/** Serves a policy by hand with `fault` built in: `{ port, close() }`. */
export async function serveBroken({ policy, auth = false }, fault) {
  const server = createServer((request, response) => {
    if (fault === "auth-first" && auth && request.headers.authorization === undefined) {
      return response.writeHead(401).end();
    }
    if (permits(policy, fault, request, response)) return response.writeHead(204).end();
    if (fault === "nothing-on-errors" && /fail|nothing/.test(request.url)) response.removeHeader("Access-Control-Allow-Origin");
    answer(request, response, auth);
  }).listen(await freePort(), "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    port: server.address().port,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sets the headers, and tells whether the request was a preflight. */
function permits(policy, fault, request, response) {
  const { origin, "access-control-request-method": method, "access-control-request-headers": names } = request.headers;
  const path = policy.path ?? "/";
  const inside = path === "/" || request.url === path || request.url.startsWith(fault === "path-prefix" ? path : `${path}/`);
  if (!inside && fault !== "every-path") return false;
  const set = (name, value) => response.setHeader(`Access-Control-${name}`, value);
  if (fault !== "no-vary") response.setHeader("Vary", "Origin");
  if (fault === "vary-if-allowed" && !isPermitted(policy, origin)) response.removeHeader("Vary");
  if (origin && isPermitted(policy, origin, fault)) {
    set("Allow-Origin", fault === "twice" ? [origin, origin] : origin);
    if (policy.credentials || fault === "always-credentials") set("Allow-Credentials", "true");
    const exposed = fault === "exposes-too-much" ? [...policy.exposeHeaders, "x-internal"] : policy.exposeHeaders;
    if (exposed && fault !== "exposes-nothing") set("Expose-Headers", exposed.join(", "));
  }
  if (request.method !== "OPTIONS" || method === undefined) {
    if (fault === "open-options" && request.method === "OPTIONS") set("Allow-Origin", "*");
    return false;
  }
  set("Allow-Methods", fault === "any-method" ? method : policy.methods.join(", "));
  set("Allow-Headers", fault === "any-header" ? (names ?? "") : policy.headers.join(", "));
  if (policy.maxAge !== undefined) set("Max-Age", String(fault === "short-max-age" ? 60 : policy.maxAge));
  return true;
}

function isPermitted({ origins }, origin, fault) {
  if (fault === "reflects") return true;
  if (fault === "null") return origin === "null" || origins.includes(origin);
  const host = (text) => text.replace(/^\w+:\/\//, "");
  if (fault === "prefix-of-origin") return origins.some((listed) => origin.startsWith(listed));
  if (fault === "suffix-of-host") return origins.some((listed) => origin.endsWith(host(listed)));
  if (fault === "unescaped-dot") return origins.some((listed) => new RegExp(`^${listed}$`).test(origin));
  if (fault === "any-scheme") return origins.some((listed) => host(listed) === host(origin));
  if (fault === "refuses") return false;
  return origins.includes(origin);
}
