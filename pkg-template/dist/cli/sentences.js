// What verdicts, cache statements and durations are called in a sentence.

const VERDICTS = {
  "same-origin": "No preflight: the URL is of the page's own origin.",
  simple: "No preflight: the request goes to the other origin unasked. The page may read the response only if that permits it.",
  preflight: "Preflight: the server is asked for permission first.",
  "no-cors": "No preflight: in mode no-cors the request is sent, and the page can't read the response.",
  local: "No preflight: nothing leaves the browser.",
  rejected: "Rejected: fetch() fails before anything is sent.",
  blocked: "Blocked: it fails without a request.",
};

export function verdictText({ verdict, error }) {
  return error ? `${VERDICTS[verdict]} ${error.message}` : VERDICTS[verdict];
}

/** Lines about what the preflight cache would spare; none if no preflight is due. */
export function cacheText({ state, basis, reason, answer }) {
  if (state === "not-needed") return [];
  const lines = [];
  if (reason) lines.push(`${reason.text} ${reason.remedy}`);
  if (answer) lines.push(`${basis === "assumed" ? "If the server permits it and names no Access-Control-Max-Age, it" : "It"} is ${keptText(answer.maxAge)}.`);
  return lines;
}

/** How long an engine keeps a permission, as the end of a sentence. */
export function keptText({ verdict, askedFor, keptFor, limit }) {
  const kept = keptFor === undefined ? "not kept" : `kept for ${duration(keptFor)}`;
  if (verdict === "absent") return kept;
  if (verdict === "malformed") return `${kept}: Access-Control-Max-Age is no number that counts`;
  if (verdict === "capped") return `${kept}, the limit, though the server says ${duration(askedFor)}`;
  return `${kept}, as the server says${limit === undefined ? "" : ` (the limit is ${duration(limit)})`}`;
}

function duration(seconds) {
  for (const [unit, length] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (seconds >= length && seconds % length === 0) return `${seconds / length} ${unit}${seconds === length ? "" : "s"}`;
  }
  return `${seconds} second${seconds === 1 ? "" : "s"}`;
}
