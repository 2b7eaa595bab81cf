// What the server answers, what the page calls, and how fast the time goes.

import type { VNode } from "preact";
import { duration } from "../../../pkg-template/dist/elements/words.ts";
import type { Answers, Lists } from "./caches.ts";
import type { Clock } from "./clock.ts";
import { KINDS, type Scenario, SCENARIOS } from "./scenarios.ts";

interface ControlsProps {
  answers: Answers;
  scenario: Scenario | undefined;
  clock: Clock;
  now: number;
  change: (answers: Answers) => void;
  call: (kind: string) => void;
  others: () => void;
  play: (scenario: Scenario) => void;
  tick: () => void;
  clear: () => void;
}

/** Steps of the slider, in seconds; the first is no header. */
const AGES = [undefined, 0, 5, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 86_400, 604_800];
const PACES = [0, 1, 60, 600];
const SKIPS = [10, 600, 7200, 86_400];

const LISTS: Record<Lists, string> = {
  all: "all methods and headers, by name",
  asked: "only what it was asked for",
  stars: "stars",
};

const ageText = (age: number | undefined): string => (age === undefined ? "not sent" : `${age} (${duration(age)})`);

export function Controls({ answers, scenario, clock, now, change, call, others, play, tick, clear }: ControlsProps): VNode {
  const step = AGES.findIndex((age) => age === answers.maxAge);
  return (
    <>
      <section class="card" aria-labelledby="shows">
        <h2 id="shows">See a rule at work</h2>
        <div class="row">
          {SCENARIOS.map((one) => (
            <button
              type="button"
              key={one.id}
              class="button"
              data-scenario={one.id}
              aria-pressed={one.id === scenario?.id}
              onClick={() => play(one)}
            >
              {one.title}
            </button>
          ))}
        </div>
        {scenario && <p class="story">{scenario.text}</p>}
      </section>
      <section class="card controls" aria-labelledby="do">
        <div>
          <h2 id="do">The page calls GET /items/1 with X-Request-Id</h2>
          <div class="row">
            {KINDS.map(({ id, title }, index) => (
              <button type="button" key={id} class={index === 0 ? "button first" : "button"} data-call={id} onClick={() => call(id)}>
                {title}
              </button>
            ))}
            <button type="button" class="button" data-call="others" onClick={others}>
              200 other URLs
            </button>
          </div>
        </div>
        <div>
          <h2>The server answers</h2>
          <label class="label">
            <span>
              Access-Control-Max-Age: <output id="age">{ageText(answers.maxAge)}</output>
            </span>
            <input
              type="range"
              id="max-age"
              min="0"
              max={AGES.length - 1}
              value={step < 0 ? 6 : step}
              aria-valuetext={ageText(answers.maxAge)}
              onInput={({ currentTarget }) => change({ ...answers, maxAge: AGES[currentTarget.valueAsNumber] })}
            />
          </label>
          <label class="label">
            It lists
            <select class="field" id="lists" value={answers.lists} onChange={({ currentTarget }) => change({ ...answers, lists: currentTarget.value as Lists })}>
              {Object.entries(LISTS).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div>
          <h2>
            The clock: <output id="now">{clockText(now)}</output>
          </h2>
          <div class="row" role="group" aria-label="How fast it goes">
            {PACES.map((pace) => (
              <button
                type="button"
                key={pace}
                class="button"
                aria-pressed={clock.pace === pace}
                onClick={() => {
                  clock.pace = pace;
                  tick();
                }}
              >
                {pace === 0 ? "stop" : `${pace}×`}
              </button>
            ))}
          </div>
          <div class="row" role="group" aria-label="Put it forward">
            {SKIPS.map((seconds) => (
              <button
                type="button"
                key={seconds}
                class="button"
                data-skip={seconds}
                onClick={() => {
                  clock.skip(seconds * 1000);
                  tick();
                }}
              >
                +{duration(seconds)}
              </button>
            ))}
            <button type="button" class="button" id="clear" onClick={clear}>
              Start anew
            </button>
          </div>
        </div>
      </section>
    </>
  );
}

/** Hours, minutes and seconds since the start. */
function clockText(now: number): string {
  const seconds = Math.floor(now / 1000);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
