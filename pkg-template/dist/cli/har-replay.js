// Plays recordings to forecasters, in the order of time: each call is forecast when it was made, and each preflight is
// learned when it was answered.

import { createForecaster } from "cors-forecast/standalone";

import { createFindings, NATURAL } from "../findings.js";
import { endpointOf } from "../urls.js";
import { pair } from "./har-pair.js";
import { createScore } from "./har-score.js";
import { partOf } from "./rows.js";

/** Needs permission as the value of any header. It stands for values that a recording does not have. */
const UNKNOWN = '"';

/** Takes recordings one after another, each with an engine, and sums them up. */
export function createReplay() {
  const findings = createFindings({ settings: {}, onNew() {} });
  const endpoints = new Map();
  const rows = new Map();
  const journals = [];
  const score = createScore();
  const cost = { preflights: 0, milliseconds: 0 };
  let hasOptions = false;

  function endpointRow(endpoint) {
    if (!endpoints.has(endpoint)) {
      endpoints.set(endpoint, { calls: 0, preflights: 0, hits: 0, busts: 0, causes: new Map(), recorded: 0, milliseconds: 0 });
    }
    return endpoints.get(endpoint);
  }

  function count(endpoint, method, forecast, expects) {
    const { triggers, cache, preflight } = forecast;
    const row = endpointRow(endpoint);
    row.calls++;
    if (expects) row.preflights++;
    else if (preflight) row.hits++;
    if (cache.reason && !NATURAL.test(cache.reason.code)) row.busts++;
    for (const trigger of triggers) row.causes.set(partOf(trigger), (row.causes.get(partOf(trigger)) ?? 0) + 1);
    if (!preflight) return;
    const parts = [...new Set(triggers.map(partOf))].sort();
    const key = JSON.stringify([endpoint, method, parts]);
    if (!rows.has(key)) rows.set(key, { endpoint, method, triggers: parts, calls: 0, preflights: 0 });
    rows.get(key).calls++;
    if (expects) rows.get(key).preflights++;
  }

  function play(recording, engine) {
    const { file, calls, preflights } = recording;
    const unpaired = pair(calls, preflights);
    const forecasters = new Map();
    const known = new Map();
    const told = { sameOrigin: 0, redirected: 0, unknownCredentials: 0, refused: 0, unpaired: unpaired.length };
    hasOptions ||= preflights.length > 0;
    for (const { url, took } of preflights) {
      const row = endpointRow(endpointOf(url));
      row.recorded++;
      row.milliseconds += took;
      cost.preflights++;
      cost.milliseconds += took;
    }

    function forecasterOf(origin) {
      if (!forecasters.has(origin)) forecasters.set(origin, createForecaster({ origin, engine }));
      return forecasters.get(origin);
    }

    function begin(call, at) {
      const endpoint = endpointOf(call.url);
      const { method } = call.description;
      const key = `${method} ${endpoint}`;
      if (!known.has(key)) known.set(key, { added: new Set(), foreign: new Set(), hasListener: false });
      call.known = known.get(key);
      call.description = described(call.description, call.known);
      const forecaster = forecasterOf(call.origin);
      let forecast;
      try {
        forecast = forecaster.predict(call.description, at);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        told.refused++;
        return;
      }
      if (forecast.verdict === "same-origin") {
        told.sameOrigin++;
        return;
      }
      const expects = forecast.verdict === "preflight" && forecast.cache.state !== "hit";
      call.names = askedFor(forecast);
      count(endpoint, method, forecast, expects);
      findings.consider({ endpoint, forecast });
      if (!call.hasCookies && forecast.preflight) told.unknownCredentials++;
      if (preflights.length > 0) score.note(file, call, forecast, expects, call.names);
      if (!call.preflight) forecaster.record(call.description, at);
    }

    /** What was asked for tells which headers were the page's, for this call and later ones like it. */
    function answered({ preflight, description, origin, known, names }, at) {
      if (!names) return;
      for (const name of preflight.asked) if (!names.includes(name)) known.added.add(name);
      for (const name of names) if (!preflight.asked.includes(name)) known.foreign.add(name);
      const forecaster = forecasterOf(origin);
      const needsPermission = (it) => forecaster.predict(it, at).preflight !== undefined;
      let asked = described(description, known);
      if (asked.api === "xhr" && !needsPermission(asked)) {
        known.hasListener = true;
        asked = described(description, known);
      }
      if (preflight.answer && needsPermission(asked)) forecaster.learn(asked, preflight.answer, { basis: "recorded", at });
      forecaster.record(asked, at);
    }

    /** Whoever it was for: the server's answer is known from then on. */
    function answeredAlone({ origin, url, method, asked, answer }, at) {
      if (origin === undefined || !answer) return;
      const headers = asked.map((name) => [name, UNKNOWN]);
      const description = { api: "xhr", url, method, headers, uploadListener: true };
      const forecaster = forecasterOf(origin);
      if (forecaster.predict(description, at).preflight) forecaster.learn(description, answer, { basis: "recorded", at });
    }

    const alone = unpaired.map((preflight) => ({ at: preflight.at + preflight.took, run: answeredAlone, call: preflight }));
    const events = calls.flatMap((call) => {
      const { preflight, isRedirected } = call;
      if (isRedirected) {
        told.redirected++;
        return [];
      }
      if (!preflight) return { at: call.at, run: begin, call };
      const start = Math.min(call.at, preflight.at);
      return [{ at: start, run: begin, call }, { at: preflight.at + preflight.took, run: answered, call }];
    });
    for (const { at, run, call } of events.concat(alone).sort((one, other) => one.at - other.at)) run(call, at);

    for (const [origin, forecaster] of forecasters) journals.push({ file, engine, origin, forecaster });
    return told;
  }

  return {
    /** Gives what else there is to say of the recording. */
    play,
    result: () => ({
      endpoints: [...endpoints].map(([endpoint, row]) => tableRow(endpoint, row)).sort(byPreflights),
      preflights: [...rows.values()].sort(byPreflights),
      cost,
      findings: findings.all(),
      journals,
      score: hasOptions ? score.result() : undefined,
    }),
  };
}

/** A call as it was recorded, with what was learned of such calls since. */
function described(description, { added, foreign, hasListener }) {
  if (!description.headers) return description;
  const headers = description.headers.filter(([name]) => !foreign.has(name));
  for (const name of added) if (!headers.some(([it]) => it === name)) headers.push([name, UNKNOWN]);
  return { ...description, headers, ...(hasListener ? { uploadListener: true } : {}) };
}

function askedFor({ preflight }) {
  const pairs = preflight?.headers ?? [];
  const [, list = ""] = pairs.find(([name]) => name.toLowerCase() === "access-control-request-headers") ?? [];
  return list.split(",").map((name) => name.trim()).filter(Boolean);
}

function tableRow(endpoint, { causes, ...row }) {
  const [cause = ""] = [...causes].sort(([, one], [, other]) => other - one)[0] ?? [];
  return { endpoint, ...row, cause };
}

function byPreflights(one, other) {
  return other.preflights - one.preflights || other.calls - one.calls || (one.endpoint < other.endpoint ? -1 : 1);
}
