// What the button's part and the panel's have in common.

import type { ObservedFinding } from "../../index.d.ts";
import type { History } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { Natives } from "./natives.ts";
import type { State } from "./state.ts";

export interface Context {
  natives: Natives;
  state: State;
  history: History;
  memory: Memory;
  /** Runs what must not fail in the page: if it does, the panel says so once and removes itself. */
  guard: (run: () => void) => void;
  /** As they were when they were looked at last, those of other realms included. */
  findings: () => ObservedFinding[];
  /** Has them looked at soon. */
  refresh: () => void;
  /** How many calls of other realms were too many to be told. */
  left: () => number;
  clear: () => void;
  save: () => void;
  close: () => void;
  root: () => ShadowRoot;
}

/** The panel, once it was opened. */
export interface Face {
  show(open: boolean, takesFocus?: boolean): void;
  /** Something has changed. */
  update(): void;
  remove(): void;
}
