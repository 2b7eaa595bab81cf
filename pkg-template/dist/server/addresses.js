// Which addresses are whose: the internet's, this machine's or network's, or nobody's to ask.

import { BlockList, isIP } from "node:net";

/** This machine and private networks: only what the page itself names by such an address is asked there. */
const PRIVATE = listOf(
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["198.18.0.0", 15],
  ["::1", 128],
  ["fc00::", 7],
);

/** Never asked: clouds tell secrets at link-local addresses, and the rest is no server. */
const NEVER = listOf(
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["224.0.0.0", 3],
  ["::", 128],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
  // What wraps IPv4 addresses on the way through gateways.
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["2001::", 32],
);

const LOOPBACK = listOf(["127.0.0.0", 8], ["::1", 128]);

function listOf(...ranges) {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, isIP(address) === 6 ? "ipv6" : "ipv4");
  return list;
}

/** `::ffff:a.b.c.d` and `::a.b.c.d` are IPv4 addresses, however they are written. */
function plain(address) {
  const text = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (isIP(text) !== 6) return text;
  const { hostname } = new URL(`http://[${text}]`);
  const mapped = /^\[::(?:ffff:(?:0:)?)?([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(hostname);
  if (!mapped) return hostname.slice(1, -1);
  const [high, low] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

const isIn = (list, address) => {
  const text = plain(address);
  const version = isIP(text);
  return version !== 0 && list.check(text, version === 6 ? "ipv6" : "ipv4");
};

/** `"public"`, `"private"` or `"never"`. */
export function kindOf(address) {
  if (isIP(plain(address)) === 0 || isIn(NEVER, address)) return "never";
  return isIn(PRIVATE, address) ? "private" : "public";
}

export const isLoopback = (address) => isIn(LOOPBACK, address);

/** Whether a URL's host is an address. */
export const isLiteral = (hostname) => isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;

/** Names that are this machine's by the standard, whatever a resolver says. */
export const isLocalName = (hostname) => /^(.*\.)?localhost\.?$/i.test(hostname);
