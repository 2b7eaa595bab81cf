// What must hold: each preflight that the API saw was forecast, none was forecast that it did not see, every other request
// was forecast as one that needs none, and without the wrapper all would have been the same.

const SENT_UNASKED = ["simple", "no-cors"];

/** What differs between what was forecast and what the API saw. */
export function forecastDifferences({ apiOrigin, steps, installation }) {
  const found = [];
  for (const { call, sent, reports } of steps) {
    const here = reports.filter(({ url }) => url.startsWith(`${apiOrigin}/`));
    // What was called first need not arrive first.
    const inAnyOrder = (list) => JSON.stringify([...list].sort());
    const check = (what, expected, got) => {
      if (inAnyOrder(expected) !== inAnyOrder(got)) found.push({ call, what, expected, got });
    };
    check("preflights", sent.filter(isPreflight).map(preflightSeen), here.filter(forecastsOne).map(preflightForecast));
    check(
      "requests without one",
      withoutPreflight(sent).map(({ method, url }) => `${method} ${url}`),
      here.filter(({ forecast }) => SENT_UNASKED.includes(forecast.verdict)).map(requestForecast),
    );
    const others = here.filter(({ forecast }) => !["preflight", ...SENT_UNASKED].includes(forecast.verdict));
    check("other verdicts", [], others.map(({ forecast, url }) => `${forecast.verdict} ${url}`));
  }
  const { active, unreported } = installation;
  if (!active) found.push({ what: "the wrapper has switched itself off" });
  if (unreported !== 0) found.push({ what: "calls without a report", expected: 0, got: unreported });
  return found;
}

/** What the page or the API observe otherwise under the wrapper. */
export function observableDifferences(native, wrapped) {
  const found = [];
  native.steps.forEach((step, at) => {
    const other = wrapped.steps[at];
    const check = (what, a, b) => {
      if (a !== b) found.push({ call: step.call, what, ...whereTheyPart(a, b) });
    };
    const asText = (value, { apiOrigin }) => withoutChance(JSON.stringify(value), apiOrigin);
    check("what the page gets", asText(step.result, native), asText(other?.result, wrapped));
    const sentTo = ({ sent = [] } = {}, run) => {
      const texts = sent.map((request) => ({
        url: withoutChance(request.url, run.apiOrigin),
        text: asText(comparable(request), run),
      }));
      const order = step.inOrder ? byText(({ url }) => url) : byText(({ text }) => text);
      return texts.sort(order).map(({ text }) => text).join();
    };
    check("what the API gets", sentTo(step, native), sentTo(other, wrapped));
  });
  if (native.errors.join() !== wrapped.errors.join()) {
    found.push({ what: "errors that nobody caught", expected: native.errors, got: wrapped.errors });
  }
  return found;
}

/** A comparison for `sort`, which leaves what has equal texts as it was. */
function byText(textOf) {
  return (a, b) => {
    const [first, second] = [textOf(a), textOf(b)];
    return first < second ? -1 : Number(first > second);
  };
}

/** Of two long texts the places that differ, with what is around them. */
function whereTheyPart(a = "(nothing)", b = "(nothing)") {
  let at = 0;
  while (a[at] === b[at]) at++;
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80);
  return { expected: around(a), got: around(b) };
}

export const preflightsIn = ({ steps }) => steps.flatMap(({ sent }) => sent).filter(isPreflight).length;

function isPreflight({ method, headers }) {
  return method === "OPTIONS" && headers.some(([name]) => name === "access-control-request-method");
}

function forecastsOne({ forecast }) {
  return forecast.verdict === "preflight";
}

function preflightSeen({ url, headers }) {
  return inWords(url, headers);
}

function preflightForecast({ url, forecast }) {
  const told = forecast.preflight.headers.map(([name, value]) => [name.toLowerCase(), value]);
  // The report's own URL has the fragment, the request's has not.
  const same = new URL(url).href.split("#")[0] === forecast.preflight.url;
  return inWords(same ? forecast.preflight.url : `${url} as ${forecast.preflight.url}`, told);
}

function inWords(url, headers) {
  const of = (wanted) => headers.filter(([name]) => name === wanted).map(([, value]) => value).join(" and ");
  return `${of("access-control-request-method")} ${url} [${of("access-control-request-headers")}]`;
}

function requestForecast({ method, url }) {
  return `${method.toUpperCase()} ${url.split("#")[0]}`;
}

/** The requests that no preflight came before: each is taken off by the first request of its method and URL. */
function withoutPreflight(sent) {
  const asked = [];
  const unasked = [];
  for (const request of sent) {
    const { method, url, headers } = request;
    if (isPreflight(request)) {
      asked.push(`${headers.find(([name]) => name === "access-control-request-method")[1]} ${url}`);
      continue;
    }
    const at = asked.indexOf(`${method} ${url}`);
    if (at < 0) unasked.push(request);
    else asked.splice(at, 1);
  }
  return unasked;
}

/** A length follows from the body, which is compared itself, unless it reports when everything was and how long it took. */
function comparable({ method, url, headers, body }) {
  const measured = url.includes("/envelope/");
  const told = headers.filter(([name]) => name !== "content-length");
  return { method, url, headers: told, body: measured ? "" : readable(body) };
}

/** Without the base64 in which events may be written. */
function readable(body) {
  const [, encoded] = /^data=([\w%+/]+)/.exec(body) ?? [];
  return encoded ? Buffer.from(decodeURIComponent(encoded), "base64").toString() : body;
}

/** Without what is random or the time of day: the API's port, ids, boundaries, dates, signatures. */
function withoutChance(text, apiOrigin) {
  const { host } = new URL(apiOrigin);
  return text
    ?.replaceAll(host, "(api)")
    .replaceAll(encodeURIComponent(host), "(api)")
    .replaceAll(/-{4}WebKitFormBoundary\w+/g, "(boundary)")
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, "(uuid)")
    .replaceAll(/\b0\.\d{4,}\b/g, "(fraction)")
    .replaceAll(/\b[\da-f]{64}\b|\b[\da-f]{32}\b|\b[\da-f]{16}\b/gi, "(hex)")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?/g, "(date)")
    .replaceAll(/\d{8}T\d{6}Z/g, "(date)")
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, "(date)")
    .replaceAll(/\b1[789]\d{8}(\d{3})?(\.\d+)?\b/g, "(time)")
    .replaceAll(/(x-algolia-request-id=)\w+/g, "$1(id)")
    .replaceAll(/(\$insert_id\W+)\w+/g, "$1(id)");
}
