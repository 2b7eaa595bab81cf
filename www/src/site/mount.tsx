// How each page begins: its elements and the core first, then its view.

import { type ComponentType, render } from "preact";
import { defineElements } from "../../../pkg-template/dist/elements/index.ts";
import { core } from "./core.ts";
import { byId } from "./dom.ts";

/** Draws the view into the page; what keeps the core from starting is said in its place. */
export async function mount(View: ComponentType): Promise<void> {
  defineElements();
  const place = byId("app", HTMLElement);
  try {
    await core;
  } catch (error) {
    place.textContent = error instanceof Error ? error.message : String(error);
    return;
  }
  place.replaceChildren();
  render(<View />, place);
}
