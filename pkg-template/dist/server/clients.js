// Who may ask the development server: the page that it has served, in a browser on this machine. Other sites' pages can send
// requests here too, by its address or by a name of theirs that leads here.

import { timingSafeEqual } from "node:crypto";

import { isLiteral, isLocalName, isLoopback } from "./addresses.js";
import { Refused } from "./refused.js";

/** What a proxy adds: then the client is not whom the connection is with. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/** HTTP/2 has another name for it. */
const hostOf = ({ headers }) => headers[":authority"] ?? headers.host;

/**
 * `settings`: `hosts` are further names of this server, `pages` the origins of pages that others serve, `remote` says
 * whether other machines may ask.
 */
export function createGuard({ hosts = [], pages, remote = false }, token) {
  const secret = Buffer.from(token);

  function checkClient(request) {
    const { headers, socket } = request;
    const local = isLoopback(socket.remoteAddress ?? "") && !FORWARDED.some((name) => name in headers);
    if (!local && !remote) throw new Refused(403, "only this machine may ask");
    if (!isHost(hostOf(request))) throw new Refused(403, "the host is none of this server's; name it in probe.hosts if it is");
  }

  /** A name that is not known may be anyone's, and lead here today. */
  function isHost(host = "") {
    const url = `http://${host}/`;
    if (!URL.canParse(url) || /[@/?#\\\s]/.test(host)) return false;
    const { hostname } = new URL(url);
    if (isLocalName(hostname) || hosts.includes(hostname)) return true;
    return isLiteral(hostname) && (remote || isLoopback(hostname));
  }

  function isPage(origin, request) {
    if (typeof origin !== "string") return false;
    if (pages) return pages.includes(origin);
    const host = hostOf(request);
    return [`http://${host}`, `https://${host}`].includes(origin);
  }

  return {
    /** Throws unless a page of ours loads the script, in which there is the secret. */
    checkScript(request) {
      checkClient(request);
      const { "sec-fetch-site": site, "sec-fetch-dest": dest, referer = "" } = request.headers;
      if (dest !== undefined && dest !== "script") throw new Refused(403, "it is for pages to load as a script");
      const origin = URL.canParse(referer) ? new URL(referer).origin : undefined;
      // Without a referrer only the browser's own word counts.
      const known = pages ? isPage(origin, request) : (site ?? (isPage(origin, request) ? "same-origin" : "")) === "same-origin";
      if (!known) throw new Refused(403, "it is for the pages of this server");
    },
    /** Throws unless a page of ours imports the module, of which other servers' pages say who they are. */
    checkModule(request) {
      if (!pages) return this.checkScript(request);
      checkClient(request);
      if (!isPage(request.headers.origin, request)) throw new Refused(403, "it is for the pages of this server");
    },
    /** Throws unless a page of ours asks; gives its origin. */
    checkPage(request) {
      checkClient(request);
      const { origin, "sec-fetch-site": site, "x-cors-forecast": given = "", "content-type": type = "" } = request.headers;
      if (!isPage(origin, request)) throw new Refused(403, "Origin is not that of this server's pages");
      if (!pages && site !== undefined && site !== "same-origin") throw new Refused(403, "it comes from another site");
      const said = Buffer.from(given);
      if (said.length !== secret.length || !timingSafeEqual(said, secret)) throw new Refused(403, "the token is missing or old; reload the page");
      if (!/^application\/json(;|$)/i.test(type)) throw new Refused(415, "Content-Type must be application/json");
      return origin;
    },
    isPage,
  };
}
