// Sends one OPTIONS to where the page's request would go. The name is resolved first and its address pinned, so that what was
// checked is what is connected to.

import { promises as dns } from "node:dns";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";

import { isLiteral, isLocalName, kindOf } from "./addresses.js";
import { Refused } from "./refused.js";

/** Milliseconds for all of it. */
const PATIENCE = 5000;
/** Bytes of an answer's head. Nothing else of it is read. */
const HEAD = 16_384;
/** Characters of a header that is passed on. */
const VALUE = 4096;

/** What browsers take `localhost` for, whatever a resolver says. */
const LOCAL = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** All that CORS reads of an answer. */
const TOLD = /^access-control-allow-(origin|credentials|methods|headers)$|^access-control-max-age$/i;

/** `{ status, headers }` of the answer; throws if nobody may be asked there, or nobody answers. */
export async function ask({ url, method, names }, origin, { lookup = dns.lookup, patience = PATIENCE } = {}) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  try {
    const signal = late.signal;
    const given = new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Refused(504, "no answer in time"))));
    given.catch(() => {});
    const pinned = await Promise.race([resolved(url.hostname, lookup), given]);
    return await Promise.race([send({ url, method, names }, origin, pinned, signal), given]);
  } finally {
    clearTimeout(timer);
    // Whatever is still under way ends with it.
    late.abort();
  }
}

/** The address to connect to, which must be of the kind that the page's own URL names. */
async function resolved(hostname, lookup) {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isLocalName(hostname)) return LOCAL;
  const addresses = isLiteral(hostname) ? [{ address: host, family: host.includes(":") ? 6 : 4 }] : await lookedUp(host, lookup);
  if (addresses.length === 0) throw new Refused(502, "the name has no address");
  for (const { address } of addresses) {
    const kind = kindOf(address);
    if (kind === "never") throw new Refused(403, "nobody is asked at such an address");
    if (kind === "private" && !isLiteral(hostname)) {
      throw new Refused(403, "the name leads to a private address, which pages may only name themselves");
    }
  }
  return addresses;
}

async function lookedUp(host, lookup) {
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch {
    throw new Refused(502, "the name has no address");
  }
}

function send({ url, method, names }, origin, addresses, signal) {
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  const headers = {
    Accept: "*/*",
    Origin: origin,
    "Access-Control-Request-Method": method,
    ...(names.length > 0 && { "Access-Control-Request-Headers": names.join(",") }),
    "User-Agent": "cors-forecast",
  };
  const options = {
    method: "OPTIONS",
    headers,
    signal,
    agent: false,
    maxHeaderSize: HEAD,
    autoSelectFamily: addresses.length > 1,
    // Node asks for one or for all.
    lookup(_, { all }, done) {
      if (all) done(null, addresses);
      else done(null, addresses[0].address, addresses[0].family);
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      resolve({ status: response.statusCode, headers: corsHeaders(response.rawHeaders) });
      // Neither is its body read nor a redirect followed.
      response.destroy();
    });
    sent.on("error", () => reject(new Refused(502, "nobody answers there")));
    sent.on("upgrade", (_, socket) => {
      socket.destroy();
      reject(new Refused(502, "no HTTP is spoken there"));
    });
    sent.end();
  });
}

function corsHeaders(raw) {
  const pairs = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (TOLD.test(raw[i]) && raw[i + 1].length <= VALUE && pairs.length < 20) pairs.push([raw[i].toLowerCase(), raw[i + 1]]);
  }
  return pairs;
}
