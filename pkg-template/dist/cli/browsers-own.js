// What of a pasted request the browser had put there itself. A page can't set it, or need not.

/** Never the page's doing, wherever they are found. */
const NEVER = /^(:.*|sec-.*|proxy-.*|host|connection|content-length|transfer-encoding|accept-encoding|accept-charset|user-agent|cookie|cookie2|origin|referer|dnt|te|trailer|upgrade|upgrade-insecure-requests|keep-alive|expect|via|date)$/;
/** The browser's doing if the request was copied from one. */
const OF_A_BROWSER = /^(accept-language|priority|if-none-match|if-modified-since|x-client-data|x-browser-.*|authority|method|path|scheme)$/;

/** Whether headers are those of a request that a browser has sent. */
export function isPasted(headers) {
  const value = (name) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  // A page of http: gets no sec-… headers, and no page sets these two like that.
  if (value("accept") === "*/*" && value("accept-language") !== undefined) return true;
  return headers.some(({ name, value }) => /^(sec-|:)/i.test(name) || (name.toLowerCase() === "user-agent" && /^Mozilla\//.test(value)));
}

/** Takes them away and says so. Gives what else they say: `{ headers, cookies, origin, referrer, mode }`. */
export function browsersOwn(given, { devTools, notes }) {
  const value = (name) => given.find((header) => header.name.toLowerCase() === name)?.value;
  const mode = value("sec-fetch-mode");
  const isAccept = (header) => header.name.toLowerCase() === "accept" && (header.value === "*/*" || mode === "navigate");
  const reloaded = devTools && value("cache-control") === "no-cache" && value("pragma") === "no-cache";
  const left = [];
  const headers = [];
  for (const header of given) {
    const name = header.name.toLowerCase();
    const own = NEVER.test(name) || (devTools && (OF_A_BROWSER.test(name) || isAccept(header))) || (reloaded && (name === "cache-control" || name === "pragma"));
    if (own) left.push(name);
    else headers.push(header);
  }
  if (left.length > 0) notes.push(`Left out, as the browser sets them itself: ${[...new Set(left)].join(", ")}.`);
  if (reloaded) notes.push("cache-control and pragma say no-cache together, as when DevTools disable the cache; if the page sets them, they need permission, too.");
  if (mode === "navigate") notes.push("This was the navigation to a page, which CORS does not concern; it is looked at as if a page's script had called fetch().");
  return { headers, cookies: value("cookie") !== undefined, origin: value("origin"), referrer: value("referer"), mode: mode === "no-cors" ? mode : undefined };
}
