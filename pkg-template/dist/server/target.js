// What a page may have asked: an OPTIONS as a browser would send it, and nothing else.

import { Refused } from "./refused.js";

/** Ports that no browser fetches from (https://fetch.spec.whatwg.org/#bad-port). */
const BAD_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
  113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554,
  556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666,
  6667, 6668, 6669, 6679, 6697, 10080,
]);

const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;
const FORBIDDEN_METHODS = /^(connect|trace|track)$/i;
const LONGEST = { url: 4000, method: 40, name: 200 };
const MOST_NAMES = 100;

/**
 * The question out of what a page has sent: `{ url, method, names, deployed }`, each checked; the URL without query and
 * fragment, which may be private and seldom decide about CORS.
 */
export function questionOf(content) {
  const { url: text, method, names, deployed = false } = Object(content);
  if (typeof text !== "string" || text.length > LONGEST.url || !URL.canParse(text)) throw new Refused(400, "url must be an absolute URL");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Refused(400, "url must be of http: or https:");
  if (url.username !== "" || url.password !== "" || /^[^/?#]*\/\/[^/?#]*@/.test(text)) throw new Refused(400, "url must have no user name");
  if (url.port !== "" && BAD_PORTS.has(Number(url.port))) throw new Refused(400, "url must have a port that browsers fetch from");
  url.search = url.hash = "";
  if (!isToken(method, LONGEST.method) || FORBIDDEN_METHODS.test(method)) throw new Refused(400, "method must be one that pages may use");
  const fit = Array.isArray(names) && names.length <= MOST_NAMES && names.every((name) => isToken(name, LONGEST.name));
  if (!fit) throw new Refused(400, `names must be at most ${MOST_NAMES} header names`);
  return { url, method, names: names.map((name) => name.toLowerCase()), deployed: deployed === true };
}

const isToken = (text, longest) => typeof text === "string" && text.length <= longest && TOKEN.test(text);
