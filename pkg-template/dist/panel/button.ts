// The button in the page: how many preflights were forecast, in the colour of the worst finding. Plain nodes in a shadow root.

import { sheetOf } from "../elements/sheets.ts";
import tokens from "../elements/style/tokens.css";
import type { Context } from "./context.ts";
import { makeMovable, type Place } from "./move.ts";
import css from "./style/button.css";

const SVG = "http://www.w3.org/2000/svg";
const CLOUD = "M7.2 15.5a3.7 3.7 0 0 1-.3-7.4 5.2 5.2 0 0 1 10-.4 3.9 3.9 0 0 1 .1 7.8z";
const SKIES = {
  clear: [
    "M12 7.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM12 2.6v2M12 19.4v2M2.6 12h2M19.4 12h2M5.4 5.4l1.4 1.4M17.2 17.2l1.4 1.4M5.4 18.6l1.4-1.4M17.2 6.8l1.4-1.4",
  ],
  rain: [CLOUD, "M8.6 18.2l-1 2.6M12.6 18.2l-1 2.6M16.6 18.2l-1 2.6"],
  storm: [CLOUD, "M12.8 12.2l-2.6 4.4h3.2l-2.2 4.4"],
};
type Look = keyof typeof SKIES;
/** Milliseconds between two drawings. */
const PACE = 250;

function drawing(paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const set = (node: Element, values: Record<string, string>) => Object.entries(values).forEach(([name, value]) => node.setAttribute(name, value));
  set(svg, { viewBox: "0 0 24 24", "aria-hidden": "true" });
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    set(path, { d });
    svg.append(path);
  }
  return svg;
}

export function createButton({ natives, history, memory, findings, guard, save }: Context, onOpen: () => void) {
  const host = document.createElement("cors-forecast-panel");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [tokens, css].map(sheetOf);
  const theme = document.createElement("div");
  const button = document.createElement("button");
  const icon = document.createElement("span");
  const number = document.createElement("span");
  button.type = "button";
  button.className = "open";
  button.setAttribute("aria-haspopup", "dialog");
  button.append(icon, number);
  theme.append(button);
  root.append(theme);
  keepToOurselves(root);
  let due = false;
  let look: Look | undefined;

  const settle = makeMovable(button, memory as Place, { guard, save, onPress: onOpen });

  function draw(): void {
    due = false;
    theme.className = `root ${memory.theme}`;
    const { preflights } = history;
    const [errors, warnings] = ["error", "warn"].map((wanted) => findings().filter(({ severity }) => severity === wanted).length) as [number, number];
    const wanted = errors > 0 ? "storm" : preflights > 0 ? "rain" : "clear";
    if (look !== wanted) {
      look = wanted;
      icon.replaceChildren(drawing(SKIES[wanted]));
    }
    button.className = `open ${wanted}${warnings > 0 ? " warns" : ""}`;
    number.textContent = preflights > 9999 ? `${Math.floor(preflights / 1000)}k` : String(preflights);
    const what = [`${preflights} ${preflights === 1 ? "preflight" : "preflights"} forecast`];
    for (const [count, name] of [[errors, "error"], [warnings, "warning"]] as const) {
      if (count > 0) {
        what.push(`${count} ${name}${count === 1 ? "" : "s"}`);
      }
    }
    const label = `CORS forecast: ${what.join(", ")}`;
    button.setAttribute("aria-label", label);
    button.title = `${label}. Open the panel; drag it, or move it by the arrow keys.`;
  }

  return {
    root,
    mount(): void {
      if (!host.isConnected) {
        // Beside the body, whose children and layout are the page's.
        document.documentElement.append(host);
        draw();
        settle();
      }
    },
    /** Drawn a few times in a second, however much happens, and while it is seen. */
    update(): void {
      if (!due && host.isConnected && !button.hidden) {
        due = true;
        natives.later(() => natives.frame(() => guard(draw)), PACE);
      }
    },
    show(shown: boolean, takesFocus = false): void {
      button.hidden = !shown;
      if (shown) {
        draw();
        settle();
        if (takesFocus) {
          button.focus();
        }
      }
    },
    remove(): void {
      host.remove();
    },
  };
}

/** What happens in here is nothing that the page's own listeners should hear of: shortcuts, clicks elsewhere, focus. */
function keepToOurselves(root: ShadowRoot): void {
  const keys = ["keydown", "keyup", "keypress", "beforeinput", "input", "change", "focusin", "focusout", "copy", "cut", "paste"];
  const pointers = ["pointerdown", "pointerup", "pointermove", "pointercancel", "mousedown", "mouseup", "mousemove", "click", "dblclick", "auxclick", "contextmenu"];
  const other = ["pointerover", "pointerout", "mouseover", "mouseout", "touchstart", "touchmove", "touchend", "touchcancel", "wheel", "submit", "toggle"];
  for (const name of [...keys, ...pointers, ...other]) {
    root.addEventListener(name, (event) => event.stopPropagation(), { passive: true });
  }
}
