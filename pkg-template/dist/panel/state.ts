// What the wrapper has left for us, under names that every copy of the package knows.

import type { Installation, InstallOptions } from "../../index.d.ts";

/** Options, some of which are taken back. */
export type Settings = { [Name in keyof InstallOptions]: InstallOptions[Name] | undefined };

export interface State {
  installation: Installation;
  configure(settings: Settings): void;
}

/** The panel itself, once it is there. */
export interface Controls {
  open(): Promise<void>;
  close(): void;
}

const STATE = Symbol.for("cors-forecast.v1");
const PANEL = Symbol.for("cors-forecast.panel");

type Known = { [STATE]?: State; [PANEL]?: Controls };
const known = globalThis as unknown as Known;

/** Of an installation that is at work. */
export function stateOf(): State | undefined {
  const state = known[STATE];
  return state?.installation.active ? state : undefined;
}

export const controls = (): Controls | undefined => known[PANEL];

export function keepControls(panel: Controls | undefined): void {
  if (panel === undefined) {
    delete known[PANEL];
  } else {
    Object.defineProperty(known, PANEL, { value: panel, configurable: true });
  }
}
