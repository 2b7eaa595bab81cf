// Sends what is in the lab for real, to the demo's other origin, and lays what arrived beside the forecast.

import type { Installation, WireRequest } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { comparedHeaders, combined } from "../compare.ts";
import { runningEngine } from "../engine.ts";
import { newSession, runStep, type Session } from "../run.ts";
import type { Server } from "../server.ts";
import { connected } from "../site/simulated.ts";
import type { Call, LogEntry, Step, StepResult } from "../types.ts";
import type { LabState } from "./state.ts";

let installation: Installation | undefined;

/** The wrapper, as the page of a developer has it; from the first request on. */
export async function installed(): Promise<Installation> {
  const { install } = await import("cors-forecast/standalone");
  installation ??= install({ redact: (url) => url });
  return installation;
}

/** The same call to the demo's origins: to the page's own, to another port of its site, or to another site. */
function stepOf({ call, origin, policy }: LabState): Step {
  const { url, ...rest } = call;
  const target = new URL(url, origin);
  const site = (host: string) => host.split(".").slice(-2).join(".");
  const isSameSite = site(target.hostname) === site(new URL(origin).hostname);
  const to = target.origin === origin ? "page" : isSameSite ? "api" : "other";
  const path = `${target.pathname.slice(1) || "m"}${target.search}${target.hash}`;
  const headers = (call.headers ?? []).filter(([name]) => name.trim() !== "");
  const sent: Call = { ...rest, headers, to, path };
  return { call: sent, policy: { preflight: policy.preflight, actual: policy.actual } };
}

function Side({ title, request, call, said }: { title: string; request: WireRequest | LogEntry | undefined; call: Call; said: WireRequest | undefined }): VNode {
  if (!request) {
    return (
      <div>
        <h3>{title}</h3>
        <p class="quiet">nothing</p>
      </div>
    );
  }
  const names = said ? comparedHeaders(call, said) : ["origin", "access-control-request-method", "access-control-request-headers"];
  return (
    <div>
      <h3>{title}</h3>
      <p class="code wire">
        <strong>{request.method}</strong> {request.url}
      </p>
      <ul class="code">
        {names.map((name) => {
          const value = combined(request.headers, name);
          return value === undefined ? null : (
            <li key={name}>
              {name}: {value}
            </li>
          );
        })}
        {"status" in request && <li class="quiet">answered with {request.status ?? "nothing"}</li>}
      </ul>
    </div>
  );
}

export function Result({ result }: { result: StepResult }): VNode {
  const said = result.expectation.simulation?.requests ?? [];
  const seen = result.observation.requests;
  const equal = result.differences.length === 0;
  const { outcome, text } = result.observation.page;
  return (
    <div class="result" data-equal={equal}>
      <p class={`match ${equal ? "spared" : "storm"}`} role="status">
        {equal ? "As forecast, to the byte." : "Not as forecast:"}
      </p>
      {result.differences.map((difference, index) => (
        <p class="small" key={index}>
          {difference.what}: forecast {difference.forecast}, observed {difference.observed}
        </p>
      ))}
      {Array.from({ length: Math.max(said.length, seen.length) }, (_, index) => (
        <div class="sides" key={index}>
          <Side title="Forecast" request={said[index]} call={result.step.call} said={said[index]} />
          <Side title="What the server received" request={seen[index]} call={result.step.call} said={said[index]} />
        </div>
      ))}
      <p class="small">
        The page got: <code>{outcome === "unseen" ? "nothing to see" : text}</code>
      </p>
    </div>
  );
}

export function Real({ state }: { state: LabState }): VNode {
  const [server, setServer] = useState<Server | undefined | null>(null);
  const [session, setSession] = useState<Session>();
  const [result, setResult] = useState<StepResult>();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => void connected().then((found) => setServer(found)), []);
  useEffect(() => setResult(undefined), [state]);

  async function send(again: boolean): Promise<void> {
    if (!server) return;
    setBusy(true);
    setProblem("");
    try {
      const bench = { server, engine: runningEngine(), installation: await installed() };
      const used = again && session ? session : newSession("lab", bench);
      setSession(used);
      setResult(await runStep(stepOf(state), used, bench));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section class="card" aria-labelledby="real">
      <h2 id="real">Send it for real</h2>
      {server === undefined ? (
        <p class="quiet">
          This page is a static copy: there is no server to send it to, and all of the above is played. <code>cargo xtask demo</code>{" "}
          serves it with two origins that tell what they received.
        </p>
      ) : (
        <>
          <p class="quiet small">
            To the demo’s other origin, which answers as above. The host is another one, as a page can only call from where it is.
          </p>
          <div class="row">
            <button type="button" class="button first" id="send" disabled={busy || !server} onClick={() => void send(false)}>
              Send it
            </button>
            <button type="button" class="button" id="again" disabled={busy || !session} onClick={() => void send(true)}>
              Once more, to the same URL
            </button>
          </div>
        </>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {result && <Result result={result} />}
    </section>
  );
}
