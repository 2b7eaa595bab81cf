/** @jsxImportSource preact */
// Custom elements drawn by Preact: properties in, a shadow root out. Preact makes nodes by createElement() and styles by the
// CSSOM, so neither Trusted Types nor a strict Content-Security-Policy stands in the way.

import { type ComponentType, render } from "preact";

import { sheetOf } from "./sheets.ts";
import base from "./style/base.css";
import tokens from "./style/tokens.css";

/** A shadow root with our own look. */
export function rootOf(host: HTMLElement, css: string): ShadowRoot {
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [tokens, base, css].map(sheetOf);
  return root;
}

/**
 * Makes `<name>`, whose properties `names` are those of `View`. What has been set in one turn is drawn once. Does nothing where
 * there is no page, or where another copy of the package has made it.
 */
export function define<Props extends object>(
  name: string,
  names: readonly (keyof Props & string)[],
  View: ComponentType<Partial<Props>>,
  css: string,
): void {
  if (typeof HTMLElement === "undefined" || customElements.get(name)) {
    return;
  }

  class Drawn extends HTMLElement {
    readonly values: Partial<Props> = {};
    #root = rootOf(this, css);
    #due = false;

    connectedCallback(): void {
      this.draw();
    }

    disconnectedCallback(): void {
      render(null, this.#root);
    }

    set<Name extends keyof Props>(property: Name, value: Props[Name]): void {
      if (this.values[property] === value) {
        return;
      }
      this.values[property] = value;
      if (!this.#due && this.isConnected) {
        this.#due = true;
        queueMicrotask(() => this.draw());
      }
    }

    draw(): void {
      this.#due = false;
      if (this.isConnected) {
        render(<View {...this.values} />, this.#root);
      }
    }
  }

  for (const property of names) {
    Object.defineProperty(Drawn.prototype, property, {
      get(this: Drawn) {
        return this.values[property];
      },
      set(this: Drawn, value) {
        this.set(property, value);
      },
    });
  }
  customElements.define(name, Drawn);
}
