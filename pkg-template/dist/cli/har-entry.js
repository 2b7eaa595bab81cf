// What an entry of a recording says of a call: only what a forecast needs. Values of headers stay in memory and are never
// printed.

/**
 * Headers that browsers set by themselves, so that they tell nothing of what the page asked for. Whether the others need a
 * preflight is the core's to say.
 */
const OF_BROWSERS = new Set(
  (
    "accept-charset accept-encoding access-control-request-headers access-control-request-method " +
    "access-control-request-private-network alt-used connection content-length cookie cookie2 date device-memory dnt " +
    "downlink dpr ect expect host if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive origin " +
    "ping-from ping-to priority purpose referer rtt save-data te trailer transfer-encoding upgrade " +
    "upgrade-insecure-requests user-agent via viewport-width width x-client-data"
  ).split(" "),
);
const OF_CORS = /^(access-control-.*|vary)$/i;
const IS_OF_BROWSERS = /^(:|sec-|proxy-)/;
/** Reloading, or developer tools that turn the cache off, add these to every request. */
const NO_CACHE = new Set(["cache-control", "pragma"]);
/** The browser answers a server's challenge with these by itself. */
const CHALLENGED = /^(negotiate|ntlm|digest)\b/i;

/** `_resourceType` as Chromium and others have it, and the API that it comes from. */
const APIS = { fetch: "fetch", xhr: "xhr", xmlhttprequest: "xhr", ping: "beacon", beacon: "beacon", eventsource: "eventsource" };
const UNTOLD = new Set([undefined, "", "other"]);
/** Where no type is recorded, what came back tells what it was not. */
const NO_API = /^(text\/(css|html|javascript)|application\/(javascript|x-javascript|font)|(font|image|audio|video)\/)/i;

/** What may stand in a method or a header's name; other characters could play tricks on a terminal. */
const PRINTABLE = /^[!-~]+$/;

/** Says which field of an entry is wrong. */
class Malformed {
  constructor(field) {
    this.field = field;
  }
}

/**
 * `{ kind: "call" | "preflight", … }`, or `{ kind: "skipped", why }`, or `{ kind: "malformed", field }`. `pages` gives the
 * URL of a page by its `pageref`; `origin` is taken for the page's in the place of what is recorded.
 */
export function readEntry(text, pages, origin) {
  if (text === undefined) return { kind: "malformed", field: "(longer than 8 MB without its bodies)" };
  try {
    return read(parsed(text), pages, origin);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: "malformed", field: error.field };
  }
}

function parsed(text) {
  try {
    const entry = JSON.parse(text);
    if (entry !== null && typeof entry === "object") return entry;
  } catch {
    // Said below.
  }
  throw new Malformed("(not a JSON object)");
}

function read(entry, pages, given) {
  const { request, response, _resourceType: type } = entry;
  const at = Date.parse(need(entry.startedDateTime, "string", "startedDateTime"));
  if (Number.isNaN(at)) throw new Malformed("startedDateTime");
  if (request === null || typeof request !== "object") throw new Malformed("request");
  const method = need(request.method, "string", "request.method");
  if (!PRINTABLE.test(method)) throw new Malformed("request.method");
  const url = urlOf(need(request.url, "string", "request.url"));
  const headers = pairsOf(request.headers, "request.headers");
  if (!/^https?:$/.test(url.protocol)) return skipped("not HTTP");
  if (entry._fetchedViaServiceWorker) return skipped("answered by a service worker");

  const values = new Map(headers);
  const took = Number.isFinite(entry.time) && entry.time > 0 ? entry.time : 0;
  const origin = given ?? originOf(entry, values, pages);
  const shared = { at, took, url: url.href, origin, redirectsTo: redirectOf(response, url) };
  if (method === "OPTIONS" && values.has("access-control-request-method")) return preflight(shared, values, response);

  const api = apiOf(type, values, response, { method, isElsewhere: origin !== undefined && origin !== url.origin });
  if (!api) return skipped("no fetch, XMLHttpRequest, beacon or EventSource");
  if (values.get("sec-fetch-mode") === "no-cors" && api !== "beacon") return skipped("made without CORS");
  if (origin === undefined) return skipped("page's origin not recorded");
  return { ...call(shared, { api, method, headers, values, request }), answer: answerOf(response) };
}

/** What was answered, as far as CORS hangs on it: of other headers only the names. */
function answerOf(response) {
  const { status, headers } = response ?? {};
  if (!Number.isInteger(status) || status < 100 || status > 999 || !Array.isArray(headers)) return undefined;
  const lines = headers.filter((header) => typeof header?.name === "string" && typeof header.value === "string");
  return { status, headers: lines.map(({ name, value }) => [name.toLowerCase(), OF_CORS.test(name) ? value : ""]) };
}

function preflight(shared, values, response) {
  const status = response?.status;
  return {
    kind: "preflight",
    ...shared,
    method: tokensOf(values.get("access-control-request-method"))[0] ?? "",
    asked: tokensOf(values.get("access-control-request-headers")).map((name) => name.toLowerCase()),
    // Without an answer there is nothing to learn.
    answer:
      Number.isInteger(status) && status > 0 ? { status, headers: pairsOf(response.headers, "response.headers") } : undefined,
  };
}

function call(shared, { api, method, headers, values, request }) {
  const hasCookies = values.has("cookie") || request.cookies?.length > 0;
  const body = bodyOf(request.postData, values.get("content-type"));
  const isNoCache = values.get("pragma") === "no-cache";
  const own = headers.filter(([name, value]) => {
    if (OF_BROWSERS.has(name) || IS_OF_BROWSERS.test(name)) return false;
    if (NO_CACHE.has(name) && (isNoCache || value === "max-age=0")) return false;
    if (name === "authorization" && CHALLENGED.test(value)) return false;
    if (name === "content-type") return !body.bringsType;
    return true;
  });
  const description = { api, url: shared.url, method, body: body.description };
  if (api === "beacon") {
    description.body = { kind: "blob", type: values.get("content-type") ?? "" };
  } else {
    description.credentials = hasCookies ? "include" : "same-origin";
    if (api !== "eventsource") description.headers = own;
  }
  return { kind: "call", ...shared, description, hasCookies };
}

/** Bodies that bring their own Content-Type are told by it; another one was set by the page. */
function bodyOf(postData, header) {
  const type = header ?? (typeof postData?.mimeType === "string" ? postData.mimeType : "");
  if (!postData) return { description: { kind: "none" }, bringsType: false };
  if (/^multipart\/form-data; ?boundary=/i.test(type)) return { description: { kind: "formdata" }, bringsType: true };
  if (/^application\/x-www-form-urlencoded;charset=utf-8$/i.test(type)) return { description: { kind: "urlsearchparams" }, bringsType: true };
  return { description: { kind: "string" }, bringsType: /^text\/plain;charset=utf-8$/i.test(type) };
}

/** Type, or what stands for it in browsers that record none. A document or an image has no API. */
function apiOf(type, values, response, { method, isElsewhere }) {
  const told = typeof type === "string" ? type.toLowerCase() : undefined;
  if (Object.hasOwn(APIS, told ?? "")) return APIS[told];
  if (!UNTOLD.has(told)) return undefined;
  const destination = values.get("sec-fetch-dest");
  if (destination !== undefined) {
    if (destination !== "empty") return undefined;
    return values.get("accept") === "text/event-stream" ? "eventsource" : "fetch";
  }
  if (values.has("upgrade-insecure-requests")) return undefined;
  const mime = response?.content?.mimeType;
  if (typeof mime === "string" && NO_API.test(mime)) return undefined;
  // Without any hint, only what CORS or a method other than GET shows is a call for sure.
  return (isElsewhere && values.has("origin")) || !/^(GET|HEAD)$/.test(method) ? "fetch" : undefined;
}

/** The origin of the page: what the request says of it, else the page itself, else what made the request. */
function originOf(entry, values, pages) {
  const said = values.get("origin");
  if (said === "null") return "null";
  const sources = [said, values.get("referer"), pages(entry.pageref), entry._initiator?.url];
  for (const source of sources) {
    const url = typeof source === "string" && URL.canParse(source) ? new URL(source) : undefined;
    if (url && /^https?:$/.test(url.protocol)) return url.origin;
  }
  return undefined;
}

function redirectOf(response, base) {
  const target = response?.redirectURL;
  const redirects = response?.status >= 300 && response.status < 400 && typeof target === "string" && target !== "";
  return redirects && URL.canParse(target, base) ? withoutFragment(new URL(target, base)).href : undefined;
}

function urlOf(text) {
  if (!URL.canParse(text)) throw new Malformed("request.url");
  return withoutFragment(new URL(text));
}

function withoutFragment(url) {
  url.hash = "";
  return url;
}

/** Names in lower case. */
function pairsOf(list, field) {
  if (!Array.isArray(list)) throw new Malformed(field);
  return list.map((header, index) => {
    const name = need(header?.name, "string", `${field}[${index}].name`).toLowerCase();
    return [name, need(header.value, "string", `${field}[${index}].value`)];
  });
}

function tokensOf(list = "") {
  return list.split(",").map((token) => token.trim()).filter((token) => PRINTABLE.test(token));
}

function need(value, type, field) {
  if (typeof value !== type) throw new Malformed(field);
  return value;
}

function skipped(why) {
  return { kind: "skipped", why };
}
