// Your server: the requests that pages make go in, the least policy that lets them through comes out.

import type { Stack } from "cors-forecast/server";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { describeCall } from "../lab/forecasts.ts";
import { stateOf } from "../lab/state.ts";
import { mount } from "../site/mount.tsx";
import { serverSide } from "../site/server-side.ts";
import { ChangesCard } from "./changes-view.tsx";
import { costsOf, keptOf, waysToSimple } from "./costs.ts";
import { CostsCard, WaysCard } from "./costs-view.tsx";
import { EXAMPLES } from "./examples.ts";
import { InputCard } from "./input-view.tsx";
import { find, type Least, shapesOf, type Verified } from "./permit.ts";
import { forecastOf, policyOf } from "./play.ts";
import { Cautions, Policy } from "./policy-view.tsx";
import { Requests } from "./requests-view.tsx";
import { StackCard, stackOf, withoutStack } from "./stack-view.tsx";
import { hasUrl, type Input, messageOf, type Seen, urlOf } from "./seen.ts";
import { requestsText } from "./words.ts";

/** Milliseconds in which the page may draw. */
const BREATH = 30;
/** Seconds: what all engines but Firefox believe at most. */
const MAX_AGE = 7200;

type Credentials = "as-read" | "include" | "omit";

/** What a fragment brings: an example's text, or the lab's request. */
function broughtBy(fragment: string): { text: string; input?: Input } {
  const own = withoutStack(fragment);
  const example = EXAMPLES.find(({ id }) => own === `#example=${id}`);
  const lab = stateOf(own);
  if (!lab) {
    return { text: example?.text ?? "" };
  }
  const seen = [{ origin: lab.origin, description: describeCall(lab), at: 0 }];
  return { text: "", input: { title: "the lab’s request", from: "lab", seen, notes: [], timed: false } };
}

/** Whether the page stays with its own origin, or in the browser. */
function staysWith(seen: Seen): boolean {
  const bare = { ...seen, description: { url: urlOf(seen).href } };
  const forecast = forecastOf(bare, "chromium");
  return typeof forecast !== "string" && (forecast.verdict === "same-origin" || forecast.verdict === "local");
}

/** Those that go to another server, by its origin; the most called first. */
function byTarget(input: Input | undefined): Map<string, Seen[]> {
  const targets = new Map<string, Seen[]>();
  const known = new Map<string, boolean>();
  for (const seen of input?.seen ?? []) {
    if (!hasUrl(seen)) continue;
    const { origin } = urlOf(seen);
    const key = `${seen.origin} ${origin}`;
    const stays = known.get(key) ?? staysWith(seen);
    known.set(key, stays);
    if (stays) continue;
    const those = targets.get(origin) ?? [];
    those.push(seen);
    targets.set(origin, those);
  }
  return new Map([...targets].sort(([, one], [, other]) => other.length - one.length));
}

function withCredentials(requests: readonly Seen[], credentials: Credentials): readonly Seen[] {
  const asks = ({ api }: Seen["description"]) => credentials !== "as-read" && api !== "beacon";
  return requests.map((seen) => (asks(seen.description) ? { ...seen, description: { ...seen.description, credentials } } : seen));
}

interface Found {
  requests: readonly Seen[];
  least?: Least;
  verified?: Verified;
  problem?: string;
}

/** The policy and its proof, once the page has been drawn without them. */
function useFound(requests: readonly Seen[]): Found {
  const [found, setFound] = useState<Found>({ requests: [] });
  useEffect(() => {
    if (requests.length === 0) return undefined;
    const timer = setTimeout(() => {
      try {
        setFound({ requests, ...find(requests) });
      } catch (error) {
        setFound({ requests, problem: messageOf(error) });
      }
    }, BREATH);
    return () => clearTimeout(timer);
  }, [requests]);
  return found.requests === requests ? found : { requests };
}

/** What takes longer, once the page has been drawn without it. */
function useLater<Value>(make: () => Value | undefined, inputs: readonly unknown[]): Value | undefined {
  const [made, setMade] = useState<Value>();
  useEffect(() => {
    setMade(undefined);
    const timer = setTimeout(() => setMade(make()), BREATH);
    return () => clearTimeout(timer);
  }, inputs);
  return made;
}

function Server(): VNode {
  const [{ text, input }, setGiven] = useState(() => broughtBy(location.hash));
  const [wanted, setTarget] = useState("");
  const [maxAge, setMaxAge] = useState(MAX_AGE);
  const [credentials, setCredentials] = useState<Credentials>("as-read");
  const [stack, setStack] = useState<Stack>(() => stackOf(location.hash) ?? "express");
  // At once: an example may be chosen as soon as it is there.
  useLayoutEffect(() => {
    const follow = () => {
      setGiven(broughtBy(location.hash));
      setStack((known) => stackOf(location.hash) ?? known);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  const targets = useMemo(() => byTarget(input), [input]);
  const target = targets.has(wanted) ? wanted : [...targets.keys()][0];
  const requests = useMemo(() => withCredentials((target && targets.get(target)) || [], credentials), [targets, target, credentials]);
  const { least: found, verified, problem } = useFound(requests);
  const least = useMemo(() => found && { ...found, permit: { ...found.permit, maxAge } }, [found, maxAge]);
  const shapes = useMemo(() => shapesOf(requests), [requests]);
  const asks = least?.permit.preflight === true;
  const kept = useMemo(() => (least && asks ? keptOf(shapes, least.permit) : []), [least, shapes]);
  const costs = useLater(() => (least && verified && asks && input ? costsOf(requests, input, least.permit) : undefined), [least, verified]);
  const ways = useMemo(() => (asks ? waysToSimple(shapes) : []), [asks, shapes]);
  return (
    <div class="server">
      <InputCard
        text={text}
        input={input}
        change={(changed) => setGiven((old) => ({ ...old, text: changed }))}
        take={(taken) => setGiven((old) => ({ text: old.text, ...(taken && { input: taken }) }))}
      />
      {input && target === undefined && (
        <section class="card">
          <p class="quiet">None of these requests goes to another origin: no policy is needed for them.</p>
        </section>
      )}
      {target !== undefined && (
        <div class="columns">
          <section class="card asked" aria-labelledby="asked">
            <h2 id="asked">{requestsText(requests.length)} to one server</h2>
            <div class="grid">
              <label class="label">
                The server
                <select class="field" id="target" value={target} onChange={({ currentTarget }) => setTarget(currentTarget.value)}>
                  {[...targets].map(([origin, those]) => (
                    <option key={origin} value={origin}>
                      {origin} ({those.length})
                    </option>
                  ))}
                </select>
              </label>
              <label class="label">
                Credentials
                <select
                  class="field"
                  id="credentials"
                  value={credentials}
                  onChange={({ currentTarget }) => setCredentials(currentTarget.value as Credentials)}
                >
                  <option value="as-read">as read (cookies mean “include”)</option>
                  <option value="include">all with credentials</option>
                  <option value="omit">all without</option>
                </select>
              </label>
            </div>
            <Requests requests={requests} permit={found?.permit} />
          </section>
          <div class="answer">
            {problem && <p class="problem">{problem}</p>}
            {least && verified ? (
              <>
                <Policy target={target} least={least} verified={verified} requests={requests.length} kept={kept} setMaxAge={setMaxAge} />
                {least.permit.changes && <ChangesCard changes={least.permit.changes} />}
                <StackCard policy={policyOf(least.permit)} stack={stack} choose={setStack} />
                <Cautions least={least} />
              </>
            ) : (
              !problem && (
                <p class="quiet" role="status">
                  Whatever can be left out is being tried…
                </p>
              )
            )}
          </div>
          {least && asks && (
            <div class="besides">
              {costs && input && <CostsCard costs={costs} input={input} maxAge={maxAge} />}
              <WaysCard ways={ways} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

await mount(Server, serverSide);
