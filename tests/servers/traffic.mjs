// What a configured server has to show: what the policy permits works in a browser, and nothing else does.

import { ask, keptFor, linesOf, play, wordsOf, worth } from "./raw.mjs";
import { STRANGERS, failures, hasPreflights, headersOf, permitted, preflighted, showRequest } from "./requests.mjs";

/** The checks, each with what it holds. */
export const CHECKS = {
  permitted: "pages of the permitted origins can make the permitted requests",
  exposed: "they read the headers that are listed for them, and no others",
  failures: "they read 401, 404 and 500",
  origins: "no other origin may read anything, or send what needs permission",
  methods: "no other method is permitted",
  headers: "no other header is permitted",
  credentials: "credentials are permitted only where the policy says so",
  vary: "answers that depend on the origin say so",
  once: "no answer has two Access-Control-Allow-Origin",
  "max-age": "a permission lasts as long as it should",
  path: "other paths have no permissions",
  options: "OPTIONS without a question is no permission for others",
};

/**
 * Sends all of it to a server, and returns what went wrong: `{ check, what }`.
 *
 * `unlisted` holds headers that the stack permits by itself, whatever it is told; that has to be true of it.
 */
export async function failuresOf(pages, port, { policy, auth = false }, unlisted = []) {
  const found = [];
  const answers = [];
  const cell = {
    ...{
      pages,
      port,
      policy,
      auth,
      unlisted,
      path: policy.path ?? "/",
      credentials: policy.credentials ? "include" : "same-origin",
    },
    ...{
      origins: policy.origins === "*" ? ["https://app.example", "https://other.example"] : policy.origins,
      isOpen: policy.origins === "*",
    },
    fail: (check, what) => found.push({ check, what }),
    async play(origin, request, credentials) {
      const played = await play(port, origin, request, credentials);
      answers.push(
        ...[played.preflight, played.answer].filter(Boolean).map((answer) => ({ answer, what: showRequest(origin, request) })),
      );
      return played;
    },
  };
  for (const origin of cell.origins) await fromPage(cell, origin);
  for (const check of [strangers, tooMuch, otherCredentials, varies, lasts, otherPaths, plainOptions]) await check(cell);
  for (const { answer, what } of answers) {
    const count = linesOf(answer, "access-control-allow-origin").length;
    if (count > 1) cell.fail("once", `${what}: ${count} lines`);
  }
  return found;
}

/** The policy's requests, from a page. */
async function fromPage({ pages, port, policy, auth, credentials, fail }, origin) {
  const exposed = policy.exposeHeaders ?? [];
  await pages.visit(origin, async (call) => {
    for (const request of permitted(policy, auth)) {
      const { status, error, headers = {} } = await call(port, request, credentials);
      if (status !== request.status)
        fail("permitted", `${showRequest(origin, request)}: ${error ?? status} instead of ${request.status}`);
      if (error) continue;
      const missing = exposed.filter((name) => headers[name] === undefined);
      if (missing.length > 0) fail("exposed", `${showRequest(origin, request)}: can't read ${missing.join(", ")}`);
      const seen = ["x-total-count", "x-request-id", "etag", "x-internal"].filter(
        (name) => !exposed.includes(name) && headers[name] !== undefined,
      );
      if (seen.length > 0) fail("exposed", `${showRequest(origin, request)}: reads ${seen.join(", ")}`);
    }
    for (const request of failures(policy, auth)) {
      const { status, error } = await call(port, request, credentials);
      if (status !== request.status)
        fail("failures", `${showRequest(origin, request)}: ${error ?? status} instead of ${request.status}`);
    }
  });
}

/** Who is not listed, look-alikes first. */
async function strangers({ policy, auth, origins, isOpen, credentials, fail, play }) {
  for (const origin of STRANGERS.filter((origin) => !origins.includes(origin))) {
    const simple = permitted(policy, auth)[0];
    for (const request of [simple, preflighted(policy)]) {
      const { granted, why } = await play(origin, request, credentials);
      const expected = isOpen && (request === simple || hasPreflights(policy));
      if (granted !== expected)
        fail(expected ? "permitted" : "origins", `${showRequest(origin, request)}: ${granted ? "permitted" : why}`);
    }
  }
}

/** Methods and headers beyond the policy's, from a permitted origin. */
async function tooMuch({ policy, auth, unlisted, origins: [origin], credentials, fail, play }) {
  const headers = auth ? headersOf({ headers: ["authorization"] }) : [];
  for (const method of ["PUT", "PATCH", "DELETE", "PROPFIND", "LOCK"].filter((method) => !policy.methods.includes(method))) {
    const request = { path: "/api/users/1", method, headers };
    if ((await play(origin, request, credentials)).granted) fail("methods", `${showRequest(origin, request)}: permitted`);
  }
  for (const name of ["x-not-listed", "authorization", "content-type"].filter((name) => !policy.headers.includes(name))) {
    const request = { path: "/api/users", method: "GET", headers: headersOf({ headers: [...policy.headers, name] }) };
    const { granted, why } = await play(origin, request, credentials);
    if (granted !== unlisted.includes(name)) fail("headers", `${showRequest(origin, request)}: ${granted ? "permitted" : why}`);
  }
}

/** With credentials where they are not permitted; with them and from others where they are. */
async function otherCredentials({ policy, auth, origins: [origin], fail, play }) {
  if (policy.credentials) return;
  for (const asking of [origin, "https://evil.example", "null"]) {
    const request = permitted(policy, auth)[0];
    if ((await play(asking, request, "include")).granted)
      fail("credentials", `${showRequest(asking, request)}: permitted with credentials`);
  }
}

/** Caches must not hand the answer for one origin to another. */
async function varies({ port, policy, auth, origins: [origin], isOpen, fail }) {
  if (isOpen) return;
  const { headers } = permitted(policy, auth)[0];
  // Not of 500: no cache keeps that unasked, and Koa drops all headers but those for whom it is permitted.
  for (const path of ["/api/users", "/api/nothing"]) {
    for (const asking of [origin, "https://evil.example", undefined]) {
      const asked = { method: "GET", path, headers: [...headers, ...(asking ? [["Origin", asking]] : [])] };
      const words = wordsOf(await ask(port, asked), "vary");
      if (!words.includes("origin") && !words.includes("*"))
        fail("vary", `GET ${path} from ${asking ?? "no origin"}: no Vary: Origin`);
    }
  }
}

/** How long a browser keeps the permission. */
async function lasts({ port, policy, origins: [origin], credentials, fail, play }) {
  if (!hasPreflights(policy)) return;
  const request = preflighted(policy);
  const { preflight } = await play(origin, request, credentials);
  const kept = keptFor(port, origin, request, credentials, preflight);
  if (kept !== worth(policy.maxAge)) fail("max-age", `${kept} s instead of ${worth(policy.maxAge)}`);
}

/** Beside the path, and of nearly the same name. */
async function otherPaths({ path, origins: [origin], credentials, fail, play }) {
  if (path === "/") return;
  for (const other of ["/health", `${path}-docs`]) {
    const request = { path: other, method: "GET", headers: [] };
    if ((await play(origin, request, credentials)).granted) fail("path", `${showRequest(origin, request)}: permitted`);
  }
}

/** What is no preflight must not fail in a way of its own, nor tell a stranger anything. */
async function plainOptions({ port, isOpen, fail }) {
  for (const origin of [undefined, "https://evil.example"]) {
    const answer = await ask(port, { method: "OPTIONS", path: "/api/users", headers: origin ? [["Origin", origin]] : [] });
    if (answer.status >= 500) fail("options", `${origin ?? "no origin"}: ${answer.status}`);
    const allowed = linesOf(answer, "access-control-allow-origin");
    if (!isOpen && allowed.some((value) => value === "*" || value === origin))
      fail("options", `${origin ?? "no origin"}: permitted`);
  }
}
