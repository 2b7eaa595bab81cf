/** @jsxImportSource preact */
// <cf-exchange>: page, browser, cache and server, and what passes between them, one after the other.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

import { define } from "./element.tsx";
import { type Exchange, type ExchangeStep, type Lane, stepsOf } from "./exchange-steps.ts";
import { PlayIcon } from "./icons.tsx";
import css from "./style/exchange.css";

export interface ExchangeProps {
  exchange: Exchange;
}

const LANES: readonly (readonly [Lane, string])[] = [
  ["page", "Page"],
  ["browser", "Browser"],
  ["cache", "Cache"],
  ["server", "Server"],
];
const NAMES = Object.fromEntries(LANES) as Record<Lane, string>;
const placeOf = (lane: Lane): number => LANES.findIndex(([name]) => name === lane);

/** Milliseconds from one step to the next. */
const PACE = 420;

function Arrow({ from, to }: { from: number; to: number }): VNode {
  // A quarter of the width is a lane, whose line is in its middle.
  const [start, end] = [from, to].map((lane) => lane * 25 + 12.5) as [number, number];
  const back = end < start;
  return (
    <svg class="arrow" height="14" width="100%" aria-hidden="true">
      <line x1={`${start}%`} y1="7" x2={`${end}%`} y2="7" />
      <svg x={`${end}%`} y="7" overflow="visible">
        <path d={back ? "M9 -5L1 0L9 5" : "M-9 -5L-1 0L-9 5"} />
      </svg>
    </svg>
  );
}

function Step({ step }: { step: ExchangeStep }): VNode {
  const [from, to] = [placeOf(step.from), placeOf(step.to)];
  const span = `s${Math.min(from, to)}${Math.max(from, to)}`;
  return (
    <>
      <Arrow from={from} to={to} />
      <div class={`said ${span}`}>
        <p class="title">
          <span class="who">
            {NAMES[step.from]} → {NAMES[step.to]}
          </span>
          <code>{step.title}</code>
        </p>
        {step.headers.length > 0 && (
          <ul class="code headers">
            {step.headers.map(({ name, value, mark }, index) => (
              <li key={index} class={mark ?? "other"}>
                <span>{name}</span>: {value}
                {(mark === "fails" || mark === "missing") && <em> ← here it fails</em>}
              </li>
            ))}
          </ul>
        )}
        {step.text && <p class="text">{step.text}</p>}
        {step.step && <p class="small quiet">Fetch Standard, {step.step.replaceAll("/", " › ")}</p>}
      </div>
    </>
  );
}

function Exchange({ exchange }: Partial<ExchangeProps>): VNode | null {
  const steps = exchange ? stepsOf(exchange) : [];
  const [shown, setShown] = useState(Infinity);
  const playing = shown < steps.length;
  useEffect(() => {
    if (!playing) {
      return undefined;
    }
    const timer = setTimeout(() => setShown(shown + 1), PACE);
    return () => clearTimeout(timer);
  }, [shown, playing]);
  if (!exchange) {
    return null;
  }
  return (
    <figure>
      <figcaption>
        <button type="button" class="button play" onClick={() => setShown(1)}>
          <PlayIcon size={12} /> Play
        </button>
        <div class="lanes" aria-hidden="true">
          {LANES.map(([lane, name]) => (
            <span key={lane}>{name}</span>
          ))}
        </div>
      </figcaption>
      <ol>
        {steps.map((step, index) => (
          <li
            key={index}
            class={`step ${step.sky}${index >= shown ? " waits" : playing && index === shown - 1 ? " comes" : ""}`}
          >
            <Step step={step} />
          </li>
        ))}
      </ol>
    </figure>
  );
}

export const defineExchange = (): void => define("cf-exchange", ["exchange"], Exchange, css);
