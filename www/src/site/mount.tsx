// How each page begins: its elements and the core first, then its view.

import { createForecaster } from "cors-forecast/standalone";
import { type ComponentType, render } from "preact";
import { defineElements } from "../../../pkg-template/dist/elements/index.ts";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { core } from "./core.ts";
import { byId } from "./dom.ts";

/** What has most of the core's code compiled, which happens when it is called first. */
const SAMPLE = {
  url: "https://api.example/",
  method: "PUT",
  headers: [["Content-Type", "application/json"] as const],
  body: { kind: "string" as const, length: 2 },
};

/** Asks each browser once, and lets the page have its turn in between. */
async function warmUp(): Promise<void> {
  for (const engine of BROWSERS) {
    await new Promise((resume) => setTimeout(resume, 0));
    const forecaster = createForecaster({ origin: "https://app.example", engine });
    forecaster.predict(SAMPLE, 0);
    await new Promise((resume) => setTimeout(resume, 0));
    forecaster.simulate(SAMPLE, () => ({ status: 204, headers: [["Access-Control-Allow-Origin", "*"]] }), 0);
  }
}

/** Draws the view into the page, once what it needs besides is there; what keeps it from starting is said in its place. */
export async function mount(View: ComponentType, besides?: Promise<void>): Promise<void> {
  defineElements();
  const place = byId("app", HTMLElement);
  try {
    await core;
    await warmUp();
    await besides;
  } catch (error) {
    place.textContent = error instanceof Error ? error.message : String(error);
    return;
  }
  place.replaceChildren();
  render(<View />, place);
}
