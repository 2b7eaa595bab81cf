// Sends one request, exactly as it is given, and reads what comes back.

import http from "node:http";
import https from "node:https";

import { Wrong } from "./wrong.js";

const BODY_LIMIT = 16 * 1024;
/** How long a body may take once the head is there; the head alone decides. */
const BODY_PATIENCE = 1000;

const CAUSES = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name can't be looked up just now",
  ECONNRESET: "the connection was closed without an answer",
  EPIPE: "the connection was closed without an answer",
  ETIMEDOUT: "there was no connection in time",
  EHOSTUNREACH: "there is no way to the host",
  ENETUNREACH: "there is no way to the network",
  EPROTO: "what answers does not speak TLS; is the URL http: rather than https:?",
  ERR_SSL_WRONG_VERSION_NUMBER: "what answers does not speak TLS; is the URL http: rather than https:?",
  CERT_HAS_EXPIRED: "the certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is self-signed; browsers ask or refuse, -k asks all the same",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate's chain is self-signed; browsers ask or refuse, -k asks all the same",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the certificate's chain is incomplete",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for another host",
};

/** Gives `{ status, headers, body, cut, milliseconds }`; headers are pairs, as they came. No redirect is followed. */
export function ask({ method = "OPTIONS", url, headers }, { timeout, insecure }) {
  const { protocol, host, hostname, port, pathname, search } = new URL(url);
  const { request } = protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request({
      method,
      // An IPv6 address stands in brackets in a URL only.
      hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
      port: port || undefined,
      path: pathname + search,
      headers: [["Host", host], ...headers].flat(),
      agent: false,
      rejectUnauthorized: !insecure,
    });
    const tooLate = setTimeout(() => sent.destroy(Object.assign(new Error("timeout"), { code: "TOO_LATE" })), timeout);
    sent.on("error", (error) => {
      clearTimeout(tooLate);
      reject(new Wrong(`${host} did not answer: ${reasonOf(error, timeout)}.`, "A browser would report a failed request without saying why."));
    });
    sent.on("response", (response) => {
      clearTimeout(tooLate);
      const milliseconds = Math.round(performance.now() - started);
      readBody(response, sent).then(({ body, cut }) => resolve({ status: response.statusCode, reason: response.statusMessage, headers: pairs(response.rawHeaders), body, cut, milliseconds }));
    });
    sent.end();
  });
}

function reasonOf({ code, message }, timeout) {
  if (code === "TOO_LATE") return `there was no answer within ${timeout / 1000} s`;
  if (code?.startsWith("HPE_")) return "what it says is no HTTP/1.1; is the URL https: rather than http:, or the port one of HTTP/2 alone?";
  return CAUSES[code] ?? message;
}

/** At most so much of it, and no longer than so: it only serves to tell who answered. */
function readBody(response, sent) {
  return new Promise((resolve) => {
    const chunks = [];
    let length = 0;
    const end = (cut) => {
      clearTimeout(tooLate);
      resolve({ body: Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString("utf8"), cut });
      sent.destroy();
    };
    const tooLate = setTimeout(end, BODY_PATIENCE, true);
    response.on("data", (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > BODY_LIMIT) end(true);
    });
    response.on("end", () => end(false));
    response.on("error", () => end(true));
    response.on("close", () => end(true));
  });
}

function pairs(raw) {
  const found = [];
  for (let at = 0; at < raw.length; at += 2) found.push([raw[at], raw[at + 1]]);
  return found;
}
