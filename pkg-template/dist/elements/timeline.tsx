/** @jsxImportSource preact */
// <cf-timeline>: when what was called, which calls had to ask first, and how long each permission lasts.

import type { VNode } from "preact";

import type { Basis, Engine } from "../../index.d.ts";
import { define } from "./element.tsx";
import type { Sky } from "./sky.ts";
import css from "./style/timeline.css";
import { Window } from "./window.tsx";
import { count, ENGINE_NAMES, remaining } from "./words.ts";

export interface TimelineCall {
  id: number | string;
  /** In milliseconds, on the clock of `now`. */
  at: number;
  method: string;
  /** What it is called in the list, for example its endpoint. */
  label: string;
  sky: Sky;
  /** Until when the permission lasts that it has brought or used. */
  until?: number;
}

/** A permission that a preflight cache holds. */
export interface CacheLife {
  key: string;
  engine: Engine;
  /** What it is for, for example the URL. */
  label: string;
  storedAt: number;
  expiresAt: number;
  /** What it permits, and whether with credentials. */
  permits: string;
  credentials: boolean;
  /** What the statement rests on. */
  basis: Basis;
}

/** What is like an array as far as rows are asked for. */
export interface Calls {
  readonly length: number;
  at(index: number): TimelineCall | undefined;
}

export interface TimelineProps {
  /** Left out, there is no list of calls. */
  calls: Calls;
  lives: readonly CacheLife[];
  now: number;
  /** The call that is chosen, and what is told of a choice. */
  chosen: number | string | undefined;
  choose: (id: number | string) => void;
}

const ROW = 28;
/** Milliseconds that are shown at least. */
const LEAST = 10_000;

const SAID: Record<Sky, string> = {
  clear: "simple",
  rain: "preflight",
  spared: "preflight spared",
  storm: "fails",
  fog: "opaque",
  home: "same origin",
};

function Track({ call, from, span }: { call: TimelineCall; from: number; span: number }): VNode {
  const place = (time: number) => `${Math.min(100, Math.max(0, ((time - from) / span) * 100))}%`;
  const [start, width] = [place(call.at), `${Math.max(0, Math.min(100, (((call.until ?? call.at) - call.at) / span) * 100))}%`];
  return (
    <svg class="track" width="100%" height="16" aria-hidden="true">
      {call.until !== undefined && <rect class="life" x={start} y="5" width={width} height="6" rx="3" />}
      <svg x={start} y="8" overflow="visible">
        {call.sky === "rain" && <path class="asks" d="M-9 -5v10" />}
        <circle r="4" class={call.sky === "rain" || call.sky === "clear" ? "full" : "hollow"} />
      </svg>
    </svg>
  );
}

function Life({ life, now }: { life: CacheLife; now: number }): VNode {
  const left = Math.max(0, life.expiresAt - now) / 1000;
  const share = Math.min(1, Math.max(0, (life.expiresAt - now) / (life.expiresAt - life.storedAt)));
  const text = left > 0 ? `${remaining(left)} left` : "over";
  return (
    <li class={left > 0 ? "spared" : "fog"}>
      <code class="label">{life.label}</code>
      <span class="what">
        {life.permits}
        {life.credentials && " · with credentials"}
        {` · ${life.basis}`}
      </span>
      <svg width="100%" height="8" role="img" aria-label={text}>
        <rect class="whole" width="100%" height="8" rx="4" />
        <rect class="rest" width={`${share * 100}%`} height="8" rx="4" />
      </svg>
      <span class="left">{text}</span>
    </li>
  );
}

export function Timeline({ calls, lives = [], now = 0, chosen, choose }: Partial<TimelineProps>): VNode {
  const from = calls?.at(0)?.at ?? now - LEAST;
  const span = Math.max(LEAST, now - from);
  const engines = [...new Set(lives.map(({ engine }) => engine))];
  return (
    <div class="timeline">
      {calls?.length === 0 && <p class="quiet empty">No call to another origin so far.</p>}
      {calls && calls.length > 0 && (
        <Window
          count={calls.length}
          height={ROW}
          label={`${count(calls.length, "call")}, the latest last`}
          follows
          row={(index) => {
            const call = calls.at(index);
            // It is gone since the list was drawn.
            if (!call) {
              return <span />;
            }
            return (
              <button
                type="button"
                class={`call ${call.sky}${call.id === chosen ? " chosen" : ""}`}
                onClick={() => choose?.(call.id)}
              >
                <span class="time">+{((call.at - from) / 1000).toFixed(1)} s</span>
                <code class="method">{call.method}</code>
                <code class="label">{call.label}</code>
                <span class="said">{SAID[call.sky]}</span>
                <Track call={call} from={from} span={span} />
              </button>
            );
          }}
        />
      )}
      {engines.map((engine) => (
        <section key={engine}>
          <h3>
            {ENGINE_NAMES[engine]}: {count(lives.filter((life) => life.engine === engine && life.expiresAt > now).length, "permission")} held
          </h3>
          <ul class="lives">
            {lives
              .filter((life) => life.engine === engine)
              .map((life) => (
                <Life key={life.key} life={life} now={now} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

export const defineTimeline = (): void => define("cf-timeline", ["calls", "lives", "now", "chosen", "choose"], Timeline, css);
