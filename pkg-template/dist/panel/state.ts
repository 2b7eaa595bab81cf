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

// Made where they are used: what a module does by itself stays in builds for production.
const stateKey = () => Symbol.for("cors-forecast.v1");
const panelKey = () => Symbol.for("cors-forecast.panel");
const kept = (key: symbol): unknown => (globalThis as unknown as Record<symbol, unknown>)[key];

/** Of an installation that is at work. */
export function stateOf(): State | undefined {
  const state = kept(stateKey()) as State | undefined;
  return state?.installation.active ? state : undefined;
}

export const controls = (): Controls | undefined => kept(panelKey()) as Controls | undefined;

export function keepControls(panel: Controls | undefined): void {
  if (panel === undefined) {
    Reflect.deleteProperty(globalThis, panelKey());
  } else {
    Object.defineProperty(globalThis, panelKey(), { value: panel, configurable: true });
  }
}
