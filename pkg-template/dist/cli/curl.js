// Reads curl's command line: what a page would have to call fetch() with to ask for the same.

import { base64, byteLength } from "./lengths.js";
import { Wrong } from "./wrong.js";

const SHORT = {
  X: "request", H: "header", d: "data", F: "form", u: "user", b: "cookie", A: "user-agent", e: "referer", T: "upload-file",
  G: "get", I: "head", k: "insecure", o: "output", m: "max-time", x: "proxy", w: "write-out", c: "cookie-jar", E: "cert",
  r: "range", K: "config", D: "dump-header", C: "continue-at", Q: "quote", t: "telnet-option", y: "speed-time",
  Y: "speed-limit", z: "time-cond", P: "ftp-port", U: "proxy-user",
};
/** Of the options that nothing is made of, those with a value. */
const VALUED = new Set(
  ("output max-time proxy write-out cookie-jar cert range config dump-header continue-at quote telnet-option speed-time " +
    "speed-limit time-cond ftp-port proxy-user cacert capath key key-type cert-type pass resolve connect-timeout connect-to " +
    "retry retry-delay retry-max-time interface ciphers tls13-ciphers tls-max limit-rate max-redirs max-filesize " +
    "unix-socket abstract-unix-socket proxy-header noproxy socks5 socks5-hostname socks4 socks4a preproxy proto " +
    "proto-default proto-redir stderr trace trace-ascii local-port keepalive-time dns-servers doh-url hsts alt-svc " +
    "output-dir request-target aws-sigv4 curves pinnedpubkey crlfile engine expect100-timeout happy-eyeballs-timeout-ms " +
    "rate variable url-query").split(" "),
);
const FLAGS = new Set(
  ("location location-trusted silent show-error verbose include fail fail-with-body fail-early globoff http0.9 http1.0 http1.1 http2 " +
    "http2-prior-knowledge http3 http3-only no-buffer buffer basic digest ntlm negotiate anyauth compressed " +
    "compressed-ssh insecure progress-bar ipv4 ipv6 remote-name remote-name-all remote-header-name tlsv1 tlsv1.0 tlsv1.1 " +
    "tlsv1.2 tlsv1.3 sslv2 sslv3 ssl ssl-reqd ssl-no-revoke ssl-revoke-best-effort tcp-nodelay tcp-fastopen keepalive " +
    "path-as-is raw junk-session-cookies create-dirs parallel post301 post302 post303 proxy-insecure retry-all-errors " +
    "retry-connrefused styled-output trace-time netrc netrc-optional disable sessionid alpn npn progress-meter " +
    "form-escape tr-encoding ca-native append use-ascii list-only proxytunnel remote-time crlf").split(" "),
);
/** Short flags that nothing is made of. */
const QUIET = new Set([..."LsSvifgN#0123469aBJjlMOpqRZn"]);
const HANDLED = new Set(
  ("request header data data-raw data-binary data-ascii data-urlencode json form form-string user cookie user-agent referer " +
    "upload-file url oauth2-bearer").split(" "),
);

/** `words` is what follows `curl`. Gives `{ url, method, headers, body, cookies, insecure, notes }`; a header is `{ name, value, where }`. */
export function readCurl(words) {
  const call = { headers: [], data: [], forms: 0, notes: [], urls: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    const text = word.value;
    if (text === "--next" || text === "-:") {
      call.notes.push("What follows --next is another request, and was left out.");
      break;
    }
    if (text === "--" || text === "") continue;
    if (text.startsWith("--")) {
      const name = text.slice(2).replace(/^no-/, "");
      if (name === "get" || name === "head" || name === "insecure") call[name] = true;
      else if (HANDLED.has(name)) take(call, name, valueOf(words, (index += 1), text), word.where);
      else if (VALUED.has(name)) ignore(call, name, valueOf(words, (index += 1), text));
      else if (!FLAGS.has(name)) throw new Wrong(`What curl's option ${text} does is not known here (${word.where}).`, "Leave it out if it has nothing to do with what is sent.");
    } else if (text.startsWith("-") && text !== "-") index = cluster(call, words, index);
    else call.urls.push(text);
  }
  return asRequest(call);
}

/** Short options in one word, as in `-sXPOST`. Gives the index of the last word that belongs to it. */
function cluster(call, words, index) {
  const { value: text, where } = words[index];
  for (let at = 1; at < text.length; at += 1) {
    const letter = text[at];
    const name = SHORT[letter];
    if (name === "get" || name === "head" || name === "insecure") call[name] = true;
    else if (name !== undefined) {
      const rest = text.slice(at + 1);
      const value = rest !== "" ? rest : valueOf(words, (index += 1), `-${letter}`);
      if (HANDLED.has(name)) take(call, name, value, where);
      else ignore(call, name, value);
      return index;
    } else if (!QUIET.has(letter)) throw new Wrong(`What curl's option -${letter} does is not known here (${where}).`, "Leave it out if it has nothing to do with what is sent.");
  }
  return index;
}

function valueOf(words, index, option) {
  if (index >= words.length) throw new Wrong(`curl's option ${option} needs a value, and nothing follows it.`, "Was the command cut off?");
  return words[index].value;
}

function ignore(call, name, value) {
  if (name === "range") call.headers.push({ name: "Range", value: `bytes=${value}` });
  else if (name === "config") call.notes.push("-K names a file of options; it was not read.");
  else if (name === "url-query") call.data.push({ query: value.replace(/^\+/, "") });
}

function take(call, name, value, where) {
  const add = (header, content) => call.headers.push({ name: header, value: content, where });
  if (name === "url") call.urls.push(value);
  else if (name === "request") call.method = value;
  else if (name === "header") addHeader(call, value, where);
  else if (name === "user") {
    add("Authorization", `Basic ${base64(value)}`);
    call.notes.push("-u is taken as an Authorization header that the page sets itself.");
  } else if (name === "oauth2-bearer") add("Authorization", `Bearer ${value}`);
  else if (name === "cookie") call.cookies = true;
  else if (name === "user-agent") add("User-Agent", value);
  else if (name === "referer") add("Referer", value.replace(/;auto$/, ""));
  else if (name === "form" || name === "form-string") call.forms += 1;
  else if (name === "upload-file") {
    call.upload = true;
    call.notes.push(`-T uploads a file; it is taken as a Blob without a type, and was not read.`);
  } else {
    const file = name !== "data-raw" && (name === "data-urlencode" ? /^[^=@]*@/ : /^@/).test(value);
    if (file) call.notes.push(`The file that --${name} names was not read; what it holds decides nothing but the length.`);
    call.data.push({ text: file ? undefined : name === "data-urlencode" ? encoded(value) : value });
    if (name === "json") call.json = true;
  }
}

function addHeader(call, text, where) {
  if (text.startsWith("@")) {
    call.notes.push("-H names a file of headers; it was not read.");
    return;
  }
  const [, name, mark, value] = /^(:?[^:;]+)([:;])\s*([^]*)$/.exec(text) ?? [];
  if (name === undefined) throw new Wrong(`A header (${where}) has no colon between its name and its value.`, "Is the quote around it missing? -H 'Name: value'");
  // `Name:` takes away what curl would add, `Name;` sends it empty.
  if (mark === ":" && value === "") return;
  call.headers.push({ name: name.trim(), value: mark === ";" ? "" : value.trim(), where });
}

function encoded(text) {
  const equals = text.indexOf("=");
  const name = equals > 0 ? `${text.slice(0, equals)}=` : "";
  return name + encodeURIComponent(text.slice(equals + 1));
}

function asRequest(call) {
  const { headers, notes, forms, upload, cookies, insecure } = call;
  if (call.urls.length === 0) throw new Wrong("There is no URL in the command.", "cors-forecast explain https://api.example/users -X PUT -H 'Content-Type: application/json'");
  if (/^[A-Z]+$/.test(call.urls[0])) throw new Wrong(`"${call.urls[0]}" is no URL.`, `A method is given as -X ${call.urls[0]}.`);
  // Not shown, as it may be a secret's.
  if (call.urls.slice(1).some((text) => /^[\w-]+:\s/.test(text))) throw new Wrong("There is a header without -H before it.", "-H 'Name: value'");
  if (call.urls.length > 1) notes.push(`Only the first of ${call.urls.length} URLs is looked at.`);
  let url = call.urls[0];
  // A path is the page's own server's, as in fetch().
  if (!/^[a-z][a-z0-9+.-]*:\/\/|^(data|blob|about):|^\//i.test(url)) {
    if (!/^(localhost|\[|[^/]*[.:])/i.test(url)) throw new Wrong(`"${url}" is no URL.`, "Write it as in https://api.example/users");
    const scheme = /^(localhost|127\.|\[::1\])/i.test(url) ? "http" : "https";
    url = `${scheme}://${url}`;
    notes.push(`The URL has no scheme; ${scheme}: is assumed.`);
  }
  const queries = call.data.filter(({ query }) => query !== undefined).map(({ query }) => query);
  const texts = call.data.filter(({ query }) => query === undefined).map(({ text }) => text);
  if (call.get) queries.push(...texts.map((text) => text ?? ""));
  if (queries.length > 0) url += (url.includes("?") ? "&" : "?") + queries.join("&");
  const sends = texts.length > 0 && !call.get;
  const has = (name) => headers.some((header) => header.name.toLowerCase() === name);
  if (call.json && !has("content-type")) headers.push({ name: "Content-Type", value: "application/json" });
  if (call.json && !has("accept")) headers.push({ name: "Accept", value: "application/json" });
  const body = sends ? bodyOf(texts, call.json ? "" : "&") : forms > 0 ? { kind: "formdata" } : upload ? { kind: "blob" } : undefined;
  const method = call.method ?? (call.head ? "HEAD" : upload ? "PUT" : sends || forms > 0 ? "POST" : "GET");
  return { url, method, headers, body, isForm: sends && !call.json, cookies, insecure, notes };
}

function bodyOf(texts, between) {
  return texts.includes(undefined) ? { kind: "string" } : { kind: "string", length: byteLength(texts.join(between)) };
}
