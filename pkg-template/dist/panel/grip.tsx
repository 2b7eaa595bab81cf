/** @jsxImportSource preact */
// The edge by which the sheet is made larger or smaller, by pointer and by arrow keys.

import type { VNode } from "preact";

import type { Ui } from "./ui.ts";

const STEP = 24;
const LEAST = { height: 160, width: 320 };
/** What is left of the page at least. */
const REST = 48;

export function Grip({ ui }: { ui: Ui }): VNode {
  const { memory } = ui.context;
  const isBottom = memory.dock === "bottom";
  const name = isBottom ? "height" : "width";
  const whole = isBottom ? innerHeight : innerWidth;
  const most = Math.max(LEAST[name], whole - REST);
  const fit = (size: number) => Math.round(Math.min(most, Math.max(LEAST[name], size)));
  const resize = (size: number) => ui.act(() => (memory[name] = fit(size)));
  const [larger, smaller] = isBottom ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  return (
    <div
      class="grip"
      role="separator"
      tabIndex={0}
      aria-label="Size of the panel"
      aria-orientation={isBottom ? "horizontal" : "vertical"}
      aria-valuemin={LEAST[name]}
      aria-valuemax={most}
      aria-valuenow={fit(memory[name])}
      onKeyDown={(event) => {
        const way = event.key === larger ? 1 : event.key === smaller ? -1 : 0;
        if (way !== 0) {
          event.preventDefault();
          resize(memory[name] + way * STEP);
        }
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          resize(isBottom ? innerHeight - event.clientY : innerWidth - event.clientX);
        }
      }}
    />
  );
}
