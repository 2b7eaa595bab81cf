// What `import "cors-forecast/panel"` adds to the wrapper: a button in the page; in a worker, only its reports for panels
// elsewhere. The panel itself is loaded when it is opened.

import type { ObservedFinding, Report } from "../../index.d.ts";
import { createButton } from "./button.ts";
import { createChannel } from "./channel.ts";
import type { Context, Face } from "./context.ts";
import { createHistory, type Source } from "./history.ts";
import { remember, remembered } from "./memory.ts";
import { type Natives, nativesOf } from "./natives.ts";
import { type Controls, controls, keepControls, type State, stateOf } from "./state.ts";

/** Milliseconds after a report until findings are looked at. */
const PATIENCE = 1000;
/** Other realms whose findings are kept. */
const REALMS = 30;

type Load = () => Promise<{ mount: (context: Context) => Face }>;

/** Resolves when it is open; at once where there is none. */
export const openPanel = async (): Promise<void> => controls()?.open();

export const closePanel = (): void => controls()?.close();

/** `load` imports the panel itself. */
export function startPanel(load: Load): void {
  const state = stateOf();
  if (!state || controls()) {
    return;
  }
  const natives = nativesOf();
  let stop = () => {};
  const guard = (run: () => void) => {
    try {
      run();
    } catch (error) {
      stop();
      natives.warn(`[cors-forecast] the panel is gone, and all else is as it was: ${(error as Error)?.message ?? error}`);
    }
  };
  guard(() => {
    const hasButton = typeof document !== "undefined" && !isFrame();
    stop = hasButton ? startHere(natives, state, guard, load) : startElsewhere(natives, state, guard);
  });
}

/** Within a page of the same origin, whose own panel shows what is called here. */
function isFrame(): boolean {
  try {
    return globalThis.top !== globalThis.self && globalThis.top?.location.origin === location.origin;
  } catch {
    return false;
  }
}

function startElsewhere(natives: Natives, state: State, guard: Context["guard"]): () => void {
  const from: Source = typeof document === "undefined" ? "worker" : "frame";
  const channel = createChannel({ natives, state, from, guard });
  const leave = state.installation.on((report) => guard(() => channel.pass(report)));
  return () => {
    leave();
    channel.stop();
  };
}

function startHere(natives: Natives, state: State, guard: Context["guard"], load: Load): () => void {
  const memory = remembered();
  const history = createHistory();
  const others = new Map<string, ObservedFinding[]>();
  let found: ObservedFinding[] = [];
  let left = 0;
  let stale = false;
  let stopped = false;
  let face: Face | undefined;

  const changed = () => {
    face?.update();
    button.update();
  };
  const take = (report: Report, from: Source) => {
    history.add(report, from);
    changed();
  };

  /** Asking for them makes all reports that are due, so it waits for a moment in which there are none. */
  function lookForFindings(): void {
    if (stale || stopped) {
      return;
    }
    stale = true;
    natives.later(
      () =>
        natives.idle(() =>
          guard(() => {
            stale = false;
            if (!stopped) {
              found = state.installation.findings();
              changed();
            }
          }),
        ),
      PATIENCE,
    );
  }

  const channel = createChannel({
    natives,
    state,
    from: "tab",
    guard,
    onReport: take,
    onFindings(realm, findings) {
      if (!others.has(realm) && others.size >= REALMS) {
        others.delete(others.keys().next().value as string);
      }
      others.set(realm, findings);
      changed();
    },
    onLeft: (count) => void (left += count),
  });

  const context: Context = {
    natives,
    state,
    history,
    memory,
    guard,
    findings: () => [...found, ...[...others.values()].flat()],
    left: () => left,
    refresh: lookForFindings,
    clear() {
      history.clear();
      found = [];
      others.clear();
      left = 0;
      changed();
    },
    save: () => remember(memory),
    close: () => close(),
    root: () => button.root,
  };

  const button = createButton(context, () => guard(() => void open(true)));

  async function open(takesFocus: boolean): Promise<void> {
    try {
      const { mount } = face ? { mount: undefined } : await load();
      if (stopped) {
        return;
      }
      face ??= mount?.(context);
      memory.open = true;
      context.save();
      channel.announce(true);
      lookForFindings();
      button.show(false);
      face?.show(true, takesFocus);
    } catch (error) {
      guard(() => {
        throw error;
      });
    }
  }

  function close(): void {
    if (!memory.open || !face) {
      return;
    }
    memory.open = false;
    context.save();
    channel.announce(false);
    const hadFocus = button.root.activeElement !== null;
    face.show(false);
    button.show(true, hadFocus);
  }

  // Settings that were made in an earlier page.
  const { rules, as, engine } = memory;
  if (rules || as || engine) {
    state.configure({ ...(rules && { rules }), ...(as && { as }), ...(engine && { engines: "all" as const }) });
  }
  state.installation.reports().forEach((report) => take(report, "page"));
  const leave = state.installation.on((report) =>
    guard(() => {
      channel.pass(report);
      take(report, "page");
      lookForFindings();
    }),
  );

  const wasOpen = memory.open;
  const panel: Controls = {
    open: async () => {
      button.mount();
      await open(true);
    },
    close: () => guard(close),
  };
  keepControls(panel);
  whenLoaded(natives, () =>
    guard(() => {
      if (stopped) {
        return;
      }
      button.mount();
      if (wasOpen) {
        void open(false);
      }
    }),
  );

  return () => {
    stopped = true;
    leave();
    channel.stop();
    try {
      face?.remove();
    } catch {
      // It is taken out with its root.
    }
    button.remove();
    keepControls(undefined);
  };
}

/** The page comes first. */
function whenLoaded(natives: Natives, run: () => void): void {
  if (document.readyState === "complete") {
    natives.idle(run);
  } else {
    globalThis.addEventListener("load", () => natives.idle(run), { once: true });
  }
}
