/** @jsxImportSource preact */
// What each engine's preflight cache holds, for how long still, and what that rests on.

import type { VNode } from "preact";

import type { Basis, Engine } from "../../index.d.ts";
import { Window } from "../elements/window.tsx";
import { count, ENGINE_NAMES, keptText, remaining } from "../elements/words.ts";
import { ENGINES } from "./history.ts";
import type { Life } from "./lives.ts";
import { engineOf, type Ui } from "./ui.ts";

const ROW = 46;

export const BASES: Record<Basis, string> = {
  configured: "a policy that was configured",
  probed: "what the development server was answered",
  recorded: "what this browser was answered",
  assumed: "an assumption: nothing was told of the server",
  none: "nothing",
};

function LifeRow({ life, now }: { life: Life; now: number }): VNode {
  const left = Math.max(0, life.expiresAt - now) / 1000;
  const share = Math.min(1, Math.max(0, (life.expiresAt - now) / (life.expiresAt - life.storedAt)));
  const permits = [...life.methods, ...life.headers].filter((name) => name !== "").join(", ");
  return (
    <div class="life" title={`${keptText(life.maxAge)}. It rests on ${BASES[life.basis]}.`}>
      <code class="url">{life.url}</code>
      <span class="permits">
        {permits || "nothing beyond what goes unasked"}
        {life.credentials && " · with credentials"}
      </span>
      <span class={`basis ${life.basis}`}>{life.basis}</span>
      <svg class="bar" width="100%" height="6" aria-hidden="true">
        <rect class="whole" width="100%" height="6" rx="3" />
        <rect class="rest" width={`${share * 100}%`} height="6" rx="3" />
      </svg>
      <span class="left">{left < 120 ? `${Math.ceil(left)} s` : remaining(left)} left</span>
    </div>
  );
}

function Cache({ engine, lives, now }: { engine: Engine; lives: Life[]; now: number }): VNode {
  return (
    <section class="cache">
      <h3>
        {ENGINE_NAMES[engine]} <span class="quiet">{count(lives.length, "permission")}</span>
      </h3>
      {lives.length > 0 && <Window count={lives.length} height={ROW} label={`Permissions in ${ENGINE_NAMES[engine]}`} row={(index) => <LifeRow life={lives[index] as Life} now={now} />} />}
    </section>
  );
}

export function Caches({ ui }: { ui: Ui }): VNode {
  const { history, natives } = ui.context;
  const now = natives.now();
  const held = ENGINES.map((engine) => ({ engine, lives: history.lives(engine, now) })).filter(({ engine, lives }) => lives.length > 0 || engine === engineOf(ui));
  const assumed = held.some(({ lives }) => lives.some(({ basis }) => basis === "assumed"));
  return (
    <div class="caches">
      {held.map((one) => (
        <Cache key={one.engine} now={now} {...one} />
      ))}
      <p class="small quiet notes">
        No script can look into the browser's preflight cache: this is what the forecasts take it to hold.
        {assumed && " What is assumed lasts 5 seconds, as the standard has it; cors-forecast/vite asks the server instead."}
      </p>
    </div>
  );
}
