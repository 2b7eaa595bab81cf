/** @jsxImportSource preact */
// The panel, loaded when it is first opened: drawn at most once in a frame, and only what is in view.

import { options, render } from "preact";

import { sheetOf } from "../elements/sheets.ts";
import base from "../elements/style/base.css";
import type { Context, Face } from "./context.ts";
import { Panel } from "./panel.tsx";
import css from "./style/panel.css";
import detail from "./style/detail.css";
import { CallList, engineOf, type Ui } from "./ui.ts";

/** Milliseconds between two drawings of what nobody has asked for at this moment. */
const PACE = 400;
const LIST = 100;
const SECOND = 1000;

/*! Has Preact in it: Copyright (c) 2015-present Jason Miller, MIT License (the terms are those of LICENSE-MIT). */
export function mount(context: Context): Face {
  const { natives, guard, history, memory, state } = context;
  const root = context.root();
  const theme = root.querySelector(".root") as HTMLElement;
  const place = document.createElement("div");
  place.className = "place";
  theme.append(place);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...[base, css, detail].map(sheetOf)];
  useNatives(context);

  const own = state.installation.reports().at(-1)?.engine ?? "chromium";
  const ui: Ui = { context, own, endpoint: undefined, call: undefined, calls: new CallList(history, memory.engine ?? own, own), act };
  let listed: string | undefined;
  let framed = false;
  let timer: number | undefined;
  let removed = false;

  function draw(): void {
    framed = false;
    if (removed || !memory.open) {
      return;
    }
    theme.className = `root ${memory.theme}`;
    ui.own = history.length > 0 ? (history.whole(history.first + history.length - 1)?.report.engine ?? ui.own) : ui.own;
    const wanted = `${ui.endpoint} ${engineOf(ui)} ${ui.own}`;
    if (listed !== wanted) {
      listed = wanted;
      ui.calls = new CallList(history, engineOf(ui), ui.own, ui.endpoint);
    }
    ui.calls.look();
    render(<Panel ui={ui} />, place);
    if (memory.tab === "caches") {
      later(SECOND);
    }
  }

  function soon(): void {
    if (!framed) {
      framed = true;
      natives.frame(() => guard(draw));
    }
  }

  function later(milliseconds: number): void {
    timer ??= natives.later(() => {
      timer = undefined;
      soon();
    }, milliseconds);
  }

  /** Does what somebody has asked for, remembers it, and shows it. */
  function act(change: () => void): void {
    guard(() => {
      change();
      context.save();
      soon();
    });
  }

  return {
    show(open, takesFocus) {
      place.hidden = !open;
      if (open) {
        draw();
        if (takesFocus) {
          place.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus();
        }
      }
    },
    update() {
      if (memory.open && !removed) {
        later(memory.tab === "timeline" ? LIST : PACE);
      }
    },
    remove() {
      removed = true;
      natives.forget(timer);
      render(null, place);
    },
  };
}

/** Where the page has patched what Preact waits with, we don't; and what fails in a drawing is no error of the page's. */
function useNatives({ natives, guard }: Context): void {
  options.debounceRendering = natives.turn;
  options.requestAnimationFrame = (run: () => void) => void natives.frame(() => guard(run));
  // Its name in Preact's own builds.
  const inner = options as unknown as { __e: (error: unknown) => void };
  inner.__e = (error) => {
    guard(() => {
      throw error;
    });
  };
}
