/** @jsxImportSource preact */
// The engine that is shown, how loud findings are, where the page will be, and how the panel looks.

import type { VNode } from "preact";
import { useState } from "preact/hooks";

import type { RuleSeverity } from "../../index.d.ts";
import { BROWSERS, ENGINE_NAMES } from "../elements/words.ts";
import { deployedOf, textOf } from "./deployed.ts";
import type { Memory } from "./memory.ts";
import { configure, engineOf, type Ui } from "./ui.ts";

const THEMES = ["auto", "light", "dark"] as const;
const SEVERITIES = ["info", "warn", "error", "off"] as const;

interface ChoiceProps<Value extends string> {
  legend: string;
  name: string;
  values: readonly Value[];
  titles?: Partial<Record<Value, string>>;
  chosen: Value;
  choose: (value: Value) => void;
}

function Choice<Value extends string>({ legend, name, values, titles = {}, chosen, choose }: ChoiceProps<Value>): VNode {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="choice">
        {values.map((value) => (
          <label key={value}>
            <input type="radio" name={name} checked={value === chosen} onChange={() => choose(value)} />
            <span>{titles[value] ?? value}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Rules({ ui }: { ui: Ui }): VNode {
  const { context } = ui;
  const { rules = {} } = context.memory;
  const codes = [...new Set([...context.findings().map(({ code }) => code), ...Object.keys(rules)])].sort();
  const set = (code: string, severity: string) =>
    ui.act(() => {
      const { [code]: _, ...rest } = rules;
      context.memory.rules = severity === "" ? rest : { ...rest, [code]: severity as RuleSeverity };
      configure(context, ui.own, "rules");
      context.refresh();
    });
  return (
    <fieldset>
      <legend>Rules</legend>
      {codes.length === 0 && <p class="quiet small">Here are the codes of what was found, once something was.</p>}
      <ul class="rules">
        {codes.map((code) => (
          <li key={code}>
            <label>
              <code>{code}</code>
              <select class="field" value={rules[code] ?? ""} onChange={({ currentTarget }) => set(code, currentTarget.value)}>
                <option value="">as usual</option>
                {SEVERITIES.map((severity) => (
                  <option key={severity} value={severity}>
                    {severity}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Deployed({ ui }: { ui: Ui }): VNode {
  const { context } = ui;
  const { as } = context.memory;
  const [origin, setOrigin] = useState(as?.origin ?? "");
  const [routes, setRoutes] = useState(textOf(as?.routes));
  const [problem, setProblem] = useState("");
  const set = (value: Memory["as"]) =>
    ui.act(() => {
      if (value) {
        context.memory.as = value;
      } else {
        delete context.memory.as;
      }
      configure(context, ui.own, "as");
    });
  const apply = (event: Event) => {
    event.preventDefault();
    const { value, problem } = deployedOf(origin, routes);
    setProblem(problem ?? "");
    if (!problem) {
      set(value);
    }
  };
  const stop = () => {
    setOrigin("");
    setRoutes("");
    setProblem("");
    set(undefined);
  };
  return (
    <form onSubmit={apply} noValidate>
      <fieldset>
        <legend>As if deployed</legend>
        <label>
          Origin of the page, once it is deployed
          <input class="field code" name="origin" placeholder="https://app.example" spellcheck={false} autocomplete="off" value={origin} onInput={({ currentTarget }) => setOrigin(currentTarget.value)} />
        </label>
        <label>
          Paths that go elsewhere then, one a line
          <textarea class="field code" name="routes" rows={2} placeholder="/api https://api.example" spellcheck={false} value={routes} onInput={({ currentTarget }) => setRoutes(currentTarget.value)} />
        </label>
        <p class="actions">
          <button class="button first">Apply</button>
          {as && (
            <button type="button" class="button" onClick={stop}>
              As it is
            </button>
          )}
          <span role="status" class={problem ? "storm tone small" : "quiet small"}>
            {problem || (as ? `Calls to come are forecast as if the page were at ${as.origin}.` : "")}
          </span>
        </p>
      </fieldset>
    </form>
  );
}

export function Settings({ ui }: { ui: Ui }): VNode {
  const { context, own } = ui;
  const { memory } = context;
  const engines = Object.fromEntries(BROWSERS.map((engine) => [engine, ENGINE_NAMES[engine] + (engine === own ? " (this browser)" : "")]));
  return (
    <div class="settings-form">
      <div>
        <Choice
          legend="Forecasts of"
          name="engine"
          values={BROWSERS}
          titles={engines}
          chosen={engineOf(ui) as "chromium"}
          choose={(engine) =>
            ui.act(() => {
              if (engine === own) {
                delete memory.engine;
              } else {
                memory.engine = engine;
              }
              configure(context, own, "engines");
            })
          }
        />
        <p class="small quiet">The other browsers are forecast for calls from then on, and take as long each.</p>
        <Choice legend="Colours" name="theme" values={THEMES} chosen={memory.theme} choose={(theme) => ui.act(() => (memory.theme = theme))} />
        <Deployed ui={ui} />
      </div>
      <div>
        <Rules ui={ui} />
        <p class="small quiet">They count in this page, in the place of those that the app has set.</p>
      </div>
    </div>
  );
}
