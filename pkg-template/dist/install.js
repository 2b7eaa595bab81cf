// Wraps what sends requests, once for all copies of the package in a page, and steps back if anything of ours fails.

import { createAttribution } from "./attribute.js";
import { createPrinter } from "./console.js";
import { createLater } from "./core.js";
import { diagnose } from "./diagnose.js";
import { detectEngine } from "./engine.js";
import { createEvidence } from "./evidence.js";
import { createFindings } from "./findings.js";
import { createDescriber } from "./hooks/describe.js";
import { defineProperty, ownValue } from "./hooks/objects.js";
import { createOwn } from "./hooks/own.js";
import { wrapRealm } from "./hooks/realm.js";
import { inactive } from "./inactive.js";
import { checked } from "./options.js";
import { createRecorder } from "./recorder.js";
import { createShare } from "./share.js";
import { createSites } from "./site.js";

/** Where the page's one installation is kept, whichever copy of the package made it. */
const STATE = Symbol.for("cors-forecast.v1");

export function install(options) {
  const known = checked(options);
  const state = globalThis[STATE] ?? start(known);
  state.configure(known);
  return state.installation;
}

function start(options) {
  const origin = pageOrigin();
  // Neither a browser nor made to look like one: a server, or a test environment without fetch.
  if (typeof globalThis.fetch !== "function" || typeof origin !== "string") return idle();
  let state;
  try {
    state = activate(origin, options);
  } catch (error) {
    warn(error);
    state = idle();
  }
  defineProperty(globalThis, STATE, { value: state, configurable: true });
  return state;
}

function activate(origin, options) {
  const settings = { level: "off", ...options };
  const running = detectEngine();
  const native = globalThis.fetch;
  const share = createShare();
  const describer = createDescriber(globalThis);
  const attribution = createAttribution(globalThis, describer);
  const uninstalls = [];
  let active = true;
  let sameOrigin = 0;
  const core = createLater();

  const findings = createFindings({ settings, onNew: (fresh, report) => printer.found(fresh, report) });
  const printer = createPrinter({ settings, summary: findings.summary });
  const evidence = createEvidence({ engine: running, onEvidence: observed });
  const recorder = createRecorder({
    core,
    keep: share.keep,
    engine: options.engine ?? running,
    origin,
    settings,
    onFailure: fail,
    onReport,
  });

  function onReport(report, call) {
    findings.consider(report, call.stack);
    printer.called(report);
    call.onFailure = () => {
      call.undo?.forEach((step) => step());
      explain(report);
    };
    if (call.failed) call.onFailure();
    const url = report.forecast.preflight && !report.as && !call.later && recorder.parse(call);
    if (url) evidence.expect(report, call, url);
    // Whoever waits for the answer keeps the call; nobody asks for the headers' values any more.
    else call.headers = undefined;
  }

  /** What the browser's timing says; what refutes a forecast is known better from now on. */
  function observed(report, call, verdict) {
    const { cache, preflight } = report.forecast;
    // What supports a preflight may be a queue as well: it refutes no hit.
    if (cache.state === "hit" && verdict === "refuted") report.evidence = "supported";
    if (cache.state !== "miss") return;
    report.evidence = verdict;
    if (verdict !== "refuted" || !active) return;
    const header = (wanted) => preflight.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
    const kept = Math.ceil((report.at - (cache.entry?.storedAt ?? report.at)) / 1000);
    const answer = [
      ["access-control-allow-origin", header("origin") ?? "*"],
      ["access-control-allow-credentials", "true"],
      ["access-control-allow-methods", header("access-control-request-method") ?? ""],
      ["access-control-allow-headers", header("access-control-request-headers") ?? ""],
      ...(kept > 5 ? [["access-control-max-age", String(kept)]] : []),
    ];
    const { engine } = report;
    const page = { engine, origin, context: "window" };
    try {
      core.start().learn(page, call, recorder.parse(call), share.keep(engine, origin), report.at, { status: 204, headers: answer }, true);
    } catch (error) {
      fail(error);
    }
  }

  /** A request has failed, and the browser does not say why. */
  function explain(report) {
    const { error, cache } = report.forecast;
    if (error || report.as) return;
    const expected = cache.answer?.error;
    const text = expected
      ? `It failed. What is known of the server (${cache.answer.basis}) makes the preflight fail: ${expected.message}`
      : "It failed, and no script is told why: the network, or an answer that CORS refuses. The console may say, or installation.diagnose(url).";
    findings.add({ code: "request-failed", severity: "error", part: "", text }, report);
  }

  const own = createOwn(globalThis, origin);
  const note = createSites();
  function watch(scope, describer) {
    const realm = scope === globalThis ? undefined : { scope, origin: scope.origin };
    const isOwn = realm ? createOwn(scope, scope.origin) : own;
    uninstalls.push(
      wrapRealm(
        scope,
        {
          isOwn: (url) => settings.as === undefined && isOwn(url),
          onOwn: () => void sameOrigin++,
          onCall(call) {
            call.realm = realm;
            note(call);
            call.added = attribution.ask(call);
            recorder.record(call);
          },
          miss: recorder.miss,
          isWatching: () => active,
        },
        describer,
        warnOf,
      ),
    );
  }

  function remove() {
    if (!active) return;
    active = false;
    attribution.stop();
    for (const step of uninstalls) step();
    evidence.stop();
    printer.stop();
    share.stop();
    globalThis.removeEventListener?.("pagehide", leave, true);
  }

  function fail(error) {
    remove();
    warn(error);
  }

  function leave() {
    recorder.flush();
    printer.table();
  }

  const installation = {
    uninstall() {
      // What was called before is still reported.
      recorder.flush();
      remove();
      recorder.stop();
      if (globalThis[STATE] === state) delete globalThis[STATE];
    },
    on: recorder.on,
    reports: recorder.reports,
    findings() {
      recorder.flush();
      return findings.all();
    },
    summary() {
      recorder.flush();
      return findings.summary();
    },
    attribute() {
      if (active) attribution.probe();
    },
    cover(scope) {
      if (active) watch(scope, createDescriber(scope));
    },
    diagnose: (url) => diagnose(native, url),
    get active() {
      return active;
    },
    get unreported() {
      return recorder.unreported();
    },
    get sameOrigin() {
      return sameOrigin;
    },
  };
  const state = {
    installation,
    // For what a development server has asked, see probing.js.
    core,
    records: share.keep,
    configure(more) {
      const wasOff = settings.level === "off";
      Object.assign(settings, more);
      if (wasOff && settings.level !== "off") findings.repeat((fresh, report) => printer.found(fresh, report));
    },
  };
  watch(globalThis, describer);
  // Before what is known is put aside.
  globalThis.addEventListener?.("pagehide", leave, true);
  return state;
}

function idle() {
  return { installation: inactive(), configure() {} };
}

/** `self.origin`, unless a global variable of the page's has taken its place. */
function pageOrigin() {
  return (ownValue(globalThis, "origin") ? undefined : globalThis.origin) ?? globalThis.location?.origin;
}

function warn(error) {
  console.warn(`[cors-forecast] is off, and all requests are as they were: ${reasonOf(error)}`);
}

function warnOf(error) {
  console.warn(`[cors-forecast] does not see everything: ${reasonOf(error)}`);
}

const reasonOf = (error) => String(error?.message ?? error).replace(/^cors-forecast: /, "");
