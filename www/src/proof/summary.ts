// The bar at the top: how many requests were compared, and how many were as forecast.

import type { StepResult } from "../types.ts";
import { byId, el } from "../site/dom.ts";

export class Summary {
  #counts = byId("counts", HTMLOutputElement);
  #progress = byId("progress", HTMLProgressElement);

  /** Says something instead of counts. */
  say(text: string): void {
    this.#counts.replaceChildren(text);
  }

  /** Shows the counts; `planned` is how many there will be, while they are still being run. */
  show(results: readonly StepResult[], planned?: number): void {
    const different = results.filter(({ differences }) => differences.length > 0).length;
    const total = results.length;
    this.#counts.dataset["state"] = planned === undefined ? "done" : "running";
    // Only the end is worth being read aloud.
    this.#counts.ariaBusy = String(planned !== undefined);
    this.#counts.dataset["total"] = String(total);
    this.#counts.dataset["different"] = String(different);
    this.#progress.hidden = planned === undefined;
    this.#progress.max = planned ?? 1;
    this.#progress.value = total;
    this.#counts.replaceChildren(
      `${total}${planned === undefined ? "" : ` of ${planned}`} ${total === 1 ? "request" : "requests"}, `,
      el("span", "equal", `${total - different} as forecast`),
      ", ",
      el("span", different > 0 ? "different" : "", `${different} different`),
    );
  }
}
