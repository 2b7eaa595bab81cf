// Starts the page: connects to the server, installs the wrapper, and draws the presets.

import { type Engine, type Installation, install } from "cors-forecast/standalone";
import { core } from "../site/core.ts";
import { byId, el } from "../site/dom.ts";
import { drawRow, drawTable, type Row } from "./draw/table.ts";
import { ENGINES, isEngine, runningEngine } from "../engine.ts";
import { groups } from "../presets/index.ts";
import { type Bench, collectLate, newSession, runStep, type Session } from "../run.ts";
import { Server } from "../server.ts";
import { Summary } from "./summary.ts";
import type { Policy, StepResult } from "../types.ts";

const parameters = new URLSearchParams(location.search);
const summary = new Summary();
const runAll = byId("run-all", HTMLButtonElement);

try {
  await core;
  start(await Server.connect());
} catch (error) {
  summary.say(error instanceof Error ? error.message : String(error));
}

function start(server: Server): void {
  const bench: Bench = { server, engine: runningEngine(), installation: watch() };
  byId("origin-api", HTMLElement).textContent = server.origins.api;
  byId("origin-other", HTMLElement).textContent = server.origins.other;

  const rows = groups.flatMap(({ presets }) => presets.map((preset) => drawRow(preset, runOne)));
  const results = new Map<Row, StepResult[]>();
  const lines = () => [...results.values()].flat();
  byId("presets", HTMLElement).append(
    ...groups.map(({ title, presets }) =>
      drawTable(
        title,
        rows.filter(({ preset }) => presets.includes(preset)),
      ),
    ),
  );

  async function run(row: Row, planned?: number): Promise<Session> {
    const session = sessionFor(row, bench);
    const shown: StepResult[] = [];
    results.set(row, shown);
    row.reset();
    for (const [index, step] of row.preset.steps.entries()) {
      row.start(index);
      shown[index] = await runStep(step, session, bench);
      row.show(index, shown[index]);
      summary.show(lines(), planned);
    }
    return session;
  }

  async function showLate(sessions: readonly Session[]): Promise<void> {
    for (const late of await collectLate(server, sessions)) {
      for (const [row, shown] of results) {
        const index = shown.indexOf(late);
        if (index >= 0) {
          row.show(index, late);
        }
      }
    }
    summary.show(lines());
  }

  function runOne(row: Row): void {
    void exclusively(async () => {
      await showLate([await run(row)]);
      row.open();
    });
  }

  runAll.addEventListener("click", () => {
    void exclusively(async () => {
      results.clear();
      rows.forEach((row) => row.reset());
      const planned = rows.reduce((sum, { preset }) => sum + preset.steps.length, 0);
      const sessions: Session[] = [];
      for (const row of rows) {
        sessions.push(await run(row, planned));
      }
      await showLate(sessions);
    });
  });

  chooseEngine(bench, () => {
    results.clear();
    rows.forEach((row) => row.reset());
    summary.show([]);
  });
  summary.show([]);
  runAll.disabled = false;
}

/** The demo's URLs are compared whole, and have no secrets. */
function watch(engine?: Engine): Installation {
  return install({ redact: (url) => url, ...(engine && { engine }) });
}

/** One exchange at a time: two would share the wrapper's reports and the order of the log. */
async function exclusively(work: () => Promise<void>): Promise<void> {
  const focused = document.activeElement;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("#run-all, .run")];
  buttons.forEach((button) => (button.disabled = true));
  try {
    await work();
  } catch (error) {
    summary.say(error instanceof Error ? error.message : String(error));
  } finally {
    buttons.forEach((button) => (button.disabled = false));
    // A button that is disabled loses the focus, and with it a keyboard's place on the page.
    if (focused instanceof HTMLElement && document.activeElement === document.body) {
      focused.focus({ preventScroll: true });
    }
  }
}

/** `?mistake=<preset>`, for tests: the server of that preset refuses, whatever the page was told. */
function sessionFor({ preset }: Row, bench: Bench): Session {
  const session = newSession(preset.id, bench);
  if (parameters.get("mistake") === preset.id) {
    const refuse: Policy = { preflight: { status: 403 }, actual: { status: 403 } };
    session.tamper = () => refuse;
  }
  return session;
}

/** `?engine=<name>` or the list: by whose rules is judged, if not by those of the browser that runs the page. */
function chooseEngine(bench: Bench, onChange: () => void): void {
  const select = byId("engine", HTMLSelectElement);
  const running = runningEngine();
  select.append(
    ...ENGINES.map((engine) => {
      const option = el("option", "", engine === running ? `${engine} (this browser)` : engine);
      option.value = engine;
      return option;
    }),
  );
  const use = (engine: Engine) => {
    bench.engine = engine;
    bench.installation.uninstall();
    bench.installation = watch(engine);
  };
  const asked = parameters.get("engine");
  select.value = isEngine(asked) ? asked : running;
  use(select.value as Engine);
  select.addEventListener("change", () => {
    use(select.value as Engine);
    onChange();
  });
}
