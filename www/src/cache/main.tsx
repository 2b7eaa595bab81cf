// One endpoint, three caches, and a clock.

import type { VNode } from "preact";
import { useEffect, useReducer, useRef } from "preact/hooks";
import { mount } from "../site/mount.tsx";
import { API, type Answers, Caches } from "./caches.ts";
import { Clock } from "./clock.ts";
import { Controls } from "./controls.tsx";
import { Engines, Log } from "./engines-view.tsx";
import { KINDS, type Scenario, SCENARIOS } from "./scenarios.ts";

/** Milliseconds from one act of a scenario to the next, on the reader's clock. */
const PACE = 550;

interface Model {
  caches: Caches;
  clock: Clock;
  answers: Answers;
  /** How often each kind of call was made, which is what makes an id or a timestamp another one. */
  turns: Map<string, number>;
  scenario: Scenario | undefined;
  /** Ends the scenario that is being played. */
  stop: () => void;
}

const fresh = (answers: Answers, scenario?: Scenario): Model => ({
  caches: new Caches(),
  clock: new Clock(),
  answers,
  turns: new Map(),
  scenario,
  stop: () => {},
});

/** The fragment: a scenario, or what the server answers. */
function modelOf(fragment: string): Model {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ""));
  const scenario = SCENARIOS.find(({ id }) => id === pairs.get("scenario"));
  const maxAge = pairs.get("max-age");
  const lists = (["asked", "all", "stars"] as const).find((one) => one === pairs.get("lists")) ?? "all";
  const given = maxAge === "none" ? undefined : Number(maxAge ?? 600);
  return fresh(scenario?.answers ?? { maxAge: Number.isNaN(given) ? 600 : given, lists }, scenario);
}

function fragmentOf({ answers, scenario }: Model): string {
  return scenario ? `scenario=${scenario.id}` : `max-age=${answers.maxAge ?? "none"}&lists=${answers.lists}`;
}

function Page(): VNode {
  const model = useRef<Model>(modelOf(location.hash));
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const { caches, clock, answers, scenario } = model.current;

  const replace = (next: Model) => {
    model.current.stop();
    model.current = next;
    history.replaceState(null, "", `#${fragmentOf(next)}`);
    redraw(undefined);
  };

  const call = (id: string, turn?: number) => {
    const { caches, clock, answers, turns } = model.current;
    const kind = KINDS.find((one) => one.id === id);
    const next = turn ?? (turns.get(id) ?? 0);
    turns.set(id, next + 1);
    if (kind) caches.call(kind.request(next), answers, clock.now());
    redraw(undefined);
  };

  const others = async (count: number) => {
    const { caches, clock, answers, turns } = model.current;
    const first = turns.get("others") ?? 0;
    turns.set("others", first + count);
    const requests = Array.from({ length: count }, (_, index) => ({
      url: `${API}other-${first + index}`,
      headers: [["X-Request-Id", "1"]] as [string, string][],
    }));
    for await (const _ of caches.callOthers(requests, answers, clock.now())) {
      redraw(undefined);
      if (model.current.caches !== caches) return;
    }
    redraw(undefined);
  };

  const play = (played: Scenario) => {
    replace(fresh(played.answers, played));
    const acts = [...played.acts];
    const own = model.current;
    const next = async () => {
      const act = acts.shift();
      if (!act || model.current !== own) return;
      if ("wait" in act) own.clock.skip(act.wait * 1000);
      else if ("others" in act) await others(act.others);
      else call(act.call, act.turn);
      redraw(undefined);
      const timer = setTimeout(() => void next(), matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : "wait" in act ? PACE / 2 : PACE);
      own.stop = () => clearTimeout(timer);
    };
    void next();
  };

  useEffect(() => {
    if (scenario) play(scenario);
    const timer = setInterval(() => {
      // Nothing moves while nothing is held.
      if (model.current.caches.calls.length > 0 && !document.hidden) redraw(undefined);
    }, 250);
    const follow = () => {
      const next = modelOf(location.hash);
      replace(next);
      if (next.scenario) play(next.scenario);
    };
    addEventListener("hashchange", follow);
    return () => {
      clearInterval(timer);
      removeEventListener("hashchange", follow);
    };
  }, []);

  const now = clock.now();
  return (
    <div class="caches">
      <Controls
        answers={answers}
        scenario={scenario}
        clock={clock}
        now={now}
        change={(changed) => replace({ ...fresh(changed), clock: new Clock(clock.pace) })}
        call={(id) => call(id)}
        others={() => void others(200)}
        play={play}
        tick={() => redraw(undefined)}
        clear={() => replace(fresh(answers))}
      />
      <Engines counted={caches.look(now)} now={now} latest={caches.calls.at(-1)} />
      <Log calls={caches.calls} />
    </div>
  );
}

await mount(Page);
