// Every way in which CORS keeps a page out: what the page does, how the servers answer, and the finding code that is right.
//
// A row is `[name, code, call, answers]`. `call` is an expression over `url` (the scene's own on the API), `name`, `page`, `api`,
// `other` (origins) and the helpers of `page.js`. `answers`: `preflight` to OPTIONS, `actual` to the rest, `target` to what a
// redirect leads to; headers, and `status`. `code` is two where two steps fail, and browsers differ in which they take first.
// `$origin` stands for the request's Origin, `$other`, `$api`, `$page` for origins.

const open = { "Access-Control-Allow-Origin": "$origin" };
const star = { "Access-Control-Allow-Origin": "*" };
const cookies = { ...open, "Access-Control-Allow-Credentials": "true" };
const methods = { "Access-Control-Allow-Methods": "PUT, DELETE, PATCH" };
const headers = { "Access-Control-Allow-Headers": "x-a, x-b, content-type, authorization" };
const all = { ...open, ...methods, ...headers };
const origin = (value) => ({ "Access-Control-Allow-Origin": value });
const moved = (location, more = open, status = 302) => ({ status, ...more, Location: location });

const PUT = `fetch(url, { method: "PUT" })`;
const INCLUDE = `fetch(url, { credentials: "include" })`;
const PUT_INCLUDE = `fetch(url, { method: "PUT", credentials: "include" })`;
const X_A = `fetch(url, { headers: { "X-A": "1" } })`;

/** The CORS check of the answer. */
const CHECKS = [
  ["missing", "allow-origin-missing", `fetch(url)`, { actual: {} }],
  ["missing-404", "allow-origin-missing", `fetch(url)`, { actual: { status: 404 } }],
  ["missing-500-post", "allow-origin-missing", `fetch(url, { method: "POST", body: "a" })`, { actual: { status: 500 } }],
  ["missing-empty", "allow-origin-mismatch", `fetch(url)`, { actual: origin("") }],
  ["missing-query", "allow-origin-missing", `fetch(url + "?a='b'&c=(d)%20e")`, { actual: {} }],
  ["wildcard", "allow-origin-wildcard-with-credentials", INCLUDE, { actual: star }],
  ["multiple", "allow-origin-multiple", `fetch(url)`, { actual: origin("http://a.example, $origin") }],
  ["multiple-lines", "allow-origin-multiple", `fetch(url)`, { actual: origin(["http://a.example", "$origin"]) }],
  ["multiple-same", "allow-origin-multiple", `fetch(url)`, { actual: origin(["$origin", "$origin"]) }],
  ["mismatch", "allow-origin-mismatch", `fetch(url)`, { actual: origin("https://a.example") }],
  ["mismatch-slash", "allow-origin-mismatch", `fetch(url)`, { actual: origin("$origin/") }],
  ["mismatch-no-scheme", "allow-origin-mismatch", `fetch(url)`, { actual: origin("localhost") }],
  ["mismatch-quoted", "allow-origin-mismatch", `fetch(url)`, { actual: origin("'$origin'") }],
  ["mismatch-null", "allow-origin-mismatch", `fetch(url)`, { actual: origin("null") }],
  ["credentials-missing", "allow-credentials-missing", INCLUDE, { actual: open }],
  ["credentials-upper", "allow-credentials-not-true", INCLUDE, { actual: { ...open, "Access-Control-Allow-Credentials": "TRUE" } }],
  ["credentials-false", "allow-credentials-not-true", INCLUDE, { actual: { ...open, "Access-Control-Allow-Credentials": "false" } }],
  ["after-preflight", "allow-origin-missing", PUT, { preflight: all, actual: {} }],
  ["sandboxed", "allow-origin-missing", `sandboxed("fetch('" + url + "')")`, { actual: {} }],
];

/** The preflight's answer. */
const PREFLIGHTS = [
  ["preflight-missing", "allow-origin-missing", PUT, { preflight: {} }],
  ["preflight-wildcard", "allow-origin-wildcard-with-credentials", PUT_INCLUDE, { preflight: { ...all, ...star } }],
  ["preflight-multiple", "allow-origin-multiple", PUT, { preflight: { ...all, ...origin("http://a.example, $origin") } }],
  ["preflight-mismatch", "allow-origin-mismatch", PUT, { preflight: { ...all, ...origin("https://a.example") } }],
  ["preflight-invalid", "allow-origin-mismatch", PUT, { preflight: { ...all, ...origin("localhost") } }],
  ["preflight-credentials-missing", "allow-credentials-missing", PUT_INCLUDE, { preflight: all }],
  ["preflight-credentials-false", "allow-credentials-not-true", PUT_INCLUDE, { preflight: { ...all, "Access-Control-Allow-Credentials": "false" } }],
  ["preflight-404", "preflight-status-not-ok", PUT, { preflight: { ...all, status: 404 } }],
  ["preflight-404-bare", "allow-origin-missing preflight-status-not-ok", PUT, { preflight: { status: 404 } }],
  ["preflight-405", "preflight-status-not-ok", X_A, { preflight: { ...all, status: 405 } }],
  ["preflight-500", "preflight-status-not-ok", PUT, { preflight: { ...all, status: 500 } }],
  ["preflight-301", "preflight-status-not-ok", PUT, { preflight: moved("/elsewhere", all, 301) }],
  ["preflight-307-bare", "allow-origin-missing preflight-status-not-ok", PUT, { preflight: moved("/elsewhere", {}, 307) }],
  ["preflight-cut", "preflight-not-answered", PUT, { preflight: { cut: true } }],
  ["method", "method-not-allowed", PUT, { preflight: { ...open, ...headers } }],
  ["method-other", "method-not-allowed", `fetch(url, { method: "DELETE" })`, { preflight: { ...open, "Access-Control-Allow-Methods": "GET, PUT" } }],
  ["method-case", "method-not-allowed", `fetch(url, { method: "patch" })`, { preflight: all }],
  ["method-wildcard", "method-not-allowed", PUT_INCLUDE, { preflight: { ...cookies, "Access-Control-Allow-Methods": "*" } }],
  ["header", "header-not-allowed", X_A, { preflight: open }],
  ["headers", "header-not-allowed", `fetch(url, { headers: { "X-B": "1", "X-C": "2" } })`, { preflight: { ...open, ...headers } }],
  ["header-type", "header-not-allowed", `fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })`, { preflight: open }],
  ["header-authorization", "header-not-allowed", `fetch(url, { headers: { Authorization: "Bearer 1" } })`, { preflight: open }],
  ["header-wildcard", "header-not-allowed", `fetch(url, { headers: { "X-A": "1" }, credentials: "include" })`, { preflight: { ...cookies, "Access-Control-Allow-Headers": "*" } }],
  ["methods-unparsable", "allow-methods-unparsable", PUT, { preflight: { ...open, "Access-Control-Allow-Methods": "PUT;POST" } }],
  ["headers-unparsable", "allow-headers-unparsable", X_A, { preflight: { ...open, "Access-Control-Allow-Headers": "x-a x-b" } }],
];

/** Redirects. */
const REDIRECTS = [
  ["redirect-bare", "allow-origin-missing", `fetch(url)`, { actual: moved("$other/target/$name", {}) }],
  ["redirect-target", "allow-origin-missing", `fetch(url)`, { actual: moved("$other/target/$name"), target: {} }],
  ["redirect-target-same", "allow-origin-missing", `fetch(url)`, { actual: moved("/target/$name"), target: {} }],
  ["redirect-null", "allow-origin-mismatch", `fetch(url)`, { actual: moved("$other/target/$name"), target: origin("$page") }],
  ["redirect-preflight", "allow-origin-missing", X_A, { preflight: all, actual: moved("$other/target/$name"), target: {} }],
  ["redirect-from-page", "allow-origin-missing", `fetch(page + "/redirect?" + api + "/target/" + name)`, { target: {} }],
  ["redirect-user", "location-includes-credentials", `fetch(url)`, { actual: moved("http://me:secret@127.0.0.1:$otherPort/target/$name") }],
  ["redirect-scheme", "redirect-scheme-not-http", `fetch(url)`, { actual: moved("ftp://127.0.0.1/x") }],
  ["redirect-data", "redirect-scheme-not-http", `fetch(url)`, { actual: moved("data:text/plain,x") }],
  ["redirect-error", "redirect-mode-error", `fetch(url, { redirect: "error" })`, { actual: moved("/target/$name"), target: open }],
  ["redirect-loop", "too-many-redirects", `fetch(url)`, { actual: moved("$self") }],
];

/** Before anything is sent, or without an answer. */
const OTHERS = [
  ["same-origin", "mode-same-origin", `fetch(url, { mode: "same-origin" })`, { actual: open }],
  ["scheme", "scheme-not-http", `fetch("localhost:4000/items")`, {}],
  ["scheme-ftp", "scheme-not-http", `fetch("ftp://127.0.0.1/items")`, {}],
  ["scheme-xhr", "scheme-not-http", `xhr("GET", "localhost:4000/items")`, {}],
  ["scheme-file", "scheme-not-http", `fetch("file:///etc/hosts")`, {}],
  ["refused", "not-answered", `fetch("http://127.0.0.1:4999/items")`, {}],
  ["cut", "not-answered", `fetch(url)`, { actual: { cut: true } }],
  ["unknown-host", "not-answered", `fetch("http://unknown.invalid/items")`, {}],
  ["bad-port", "bad-port", `fetch("http://127.0.0.1:6666/items")`, {}],
  ["mixed", "mixed-content", `fetch("http://api.invalid/items")`, { secure: true }],
  ["mixed-xhr", "mixed-content", `xhr("GET", "http://api.invalid/items")`, { secure: true }],
];

/** What else than fetch() asks with CORS. */
const KINDS = [
  ["xhr", "allow-origin-missing", `xhr("GET", url)`, { actual: {} }],
  ["xhr-wildcard", "allow-origin-wildcard-with-credentials", `xhr("GET", url, { withCredentials: true })`, { actual: star }],
  ["xhr-credentials", "allow-credentials-missing", `xhr("GET", url, { withCredentials: true })`, { actual: open }],
  ["xhr-preflight", "preflight-status-not-ok", `xhr("PUT", url)`, { preflight: { ...all, status: 404 } }],
  ["xhr-method", "method-not-allowed", `xhr("PUT", url)`, { preflight: open }],
  ["event-source", "allow-origin-missing", `made(new EventSource(url))`, { actual: { "Content-Type": "text/event-stream" } }],
  ["import", "allow-origin-missing", `import(url)`, { actual: { "Content-Type": "text/javascript" } }],
  ["script", "allow-origin-missing", `element("script", { crossOrigin: "anonymous", src: url })`, { actual: { "Content-Type": "text/javascript" } }],
  ["image", "allow-origin-missing", `element("img", { crossOrigin: "anonymous", src: url })`, { actual: { "Content-Type": "image/png" } }],
  ["style", "allow-origin-missing", `element("link", { crossOrigin: "anonymous", rel: "stylesheet", href: url })`, { actual: { "Content-Type": "text/css" } }],
  ["font", "allow-origin-missing", `new FontFace("f", "url(" + url + ")").load()`, { actual: { "Content-Type": "font/woff2" } }],
  ["video", "allow-origin-missing", `element("video", { crossOrigin: "anonymous", src: url })`, { actual: { "Content-Type": "video/mp4" } }],
  ["worker", "allow-origin-missing", `inWorker("fetch('" + url + "')")`, { actual: {} }],
  ["beacon", "header-not-allowed", `navigator.sendBeacon(url, new Blob(["{}"], { type: "application/json" }))`, { preflight: cookies }],
];

/** Chromium alone asks before a page gets into this machine's own network; here the page is said to come from outside. */
const NETWORKS = [
  ["network-denied", "local-network-access", `fetch(url)`, { actual: open }],
  ["network-other", "local-network-access", `fetch(url, { targetAddressSpace: "local" })`, { actual: open }],
];

/** Of which answer a scene is: what the group says, unless only one has been given. */
const row = (stage, more) => ([name, code, call, answers]) => ({ name, code, call, stage: answers.preflight && !answers.actual ? "preflight" : stage, ...answers, ...more });

export const SCENES = [
  ...CHECKS.map(row("actual")),
  ...PREFLIGHTS.map(row("preflight")),
  ...REDIRECTS.map(row("redirect")),
  ...OTHERS.map(row("before")),
  ...KINDS.map(row("actual")),
  ...NETWORKS.map(row("before", { outside: true })),
];
