// How good the forecasts were: each against what was recorded, before anything was learned of it.

import { endpointOf, shortened, withoutUserinfo } from "../urls.js";

/** Disagreements that are listed; all are counted. */
const LISTED = 200;

export function createScore() {
  const counts = { both: 0, forecastOnly: 0, recordedOnly: 0, neither: 0 };
  const disagreements = [];
  const seen = new Set();

  return {
    /** `expects`: whether a preflight was forecast. `names` are those of headers in the forecast's preflight. */
    note(file, call, forecast, expects, names) {
      const { preflight, url, description } = call;
      const isFirst = !seen.has(url);
      seen.add(url);
      if (expects === Boolean(preflight)) {
        counts[expects ? "both" : "neither"]++;
        return;
      }
      counts[expects ? "forecastOnly" : "recordedOnly"]++;
      if (disagreements.length >= LISTED) return;
      disagreements.push({
        file,
        at: new Date(call.at).toISOString(),
        method: description.method,
        url: shortened(withoutUserinfo(url)),
        endpoint: endpointOf(url),
        forecast: expects,
        recorded: Boolean(preflight),
        reason: expects ? whyNotSent(forecast.cache, isFirst) : whySent(forecast, call, names),
      });
    },
    /** `precision` and `recall` are absent if there was nothing to measure them by. */
    result() {
      const { both, forecastOnly, recordedOnly, neither } = counts;
      const ratio = (part, whole) => (whole > 0 ? part / whole : undefined);
      return {
        calls: both + forecastOnly + recordedOnly + neither,
        ...counts,
        precision: ratio(both, both + forecastOnly),
        recall: ratio(both, both + recordedOnly),
        disagreements,
      };
    },
  };
}

function whyNotSent({ reason, possible }, isFirst) {
  if (isFirst && reason?.code === "nothing-kept") {
    return "The recording has no earlier request to this URL, but the browser may have been given permission before the recording began.";
  }
  // Which a recording shows by what was sent only.
  const unsure = reason?.code === "other-credentials" ? "Without a cookie it is not recorded whether credentials were asked for." : undefined;
  return [reason?.text, unsure, ...texts(possible)].filter(Boolean).join(" ") || "Nothing recorded says why.";
}

function whySent({ cache }, { preflight, description }, names) {
  if (cache.state === "hit") {
    return [`The cache was forecast to spare it (${cache.basis}); the browser may have emptied it.`, ...texts(cache.possible)].join(" ");
  }
  const missing = preflight.asked.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return `It asked for ${missing.join(", ")}, which the recorded request does not show: exports may leave out what is secret.`;
  }
  return description.api === "xhr"
    ? "Nothing that is recorded needs it; a listener on xhr.upload would, which recordings do not show."
    : "Nothing that is recorded needs it.";
}

const texts = (possible = []) => possible.map(({ text }) => text);
