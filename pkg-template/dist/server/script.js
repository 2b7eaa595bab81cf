// The one script that a page is given: its settings, the wrapper, and what asks this server. All of it is a file, so that a
// Content-Security-Policy needs no exception for it.

import { readFile } from "node:fs/promises";

/** Bundled, this stands beside them. */
const read = (name) => readFile(new URL(`./${name}`, import.meta.url), "utf8");

/** What the panel's button imports from beside that script. */
export const viewOf = () => read("panel-view.js").then(withoutMap);

export async function scriptOf({ install, as, asks, panel, token }) {
  const [wrapper, probing, button] = await Promise.all(["global.js", "probing.js", ...(panel ? ["panel-page.js"] : [])].map(read));
  const options = written({ level: "findings", ...install, ...(as && { as }) });
  return [
    "(()=>{",
    // Before it is wrapped, or kept by what has wrapped it, and heard the page's first calls.
    `const{fetch,early=[]}=globalThis[Symbol.for("cors-forecast.server")]??globalThis;`,
    `const server={url:document.currentScript.src,token:${written(token)},asks:${asks},fetch,early};`,
    `globalThis[Symbol.for("cors-forecast.options")]=${options};`,
    wrapper,
    `globalThis[Symbol.for("cors-forecast.server")]=server;`,
    `(()=>{"use strict";${withoutMap(probing)}\n})();`,
    panel ? withoutMap(button) : "",
    "})();",
  ].join("\n");
}

const withoutMap = (script) => script.replace(/^\/\/# sourceMappingURL=.*$/m, "");

/** A value as source text. JSON would lose RegExps. */
function written(value) {
  if (value instanceof RegExp) return `new RegExp(${written(value.source)},${written(value.flags)})`;
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (typeof value === "object") {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    // Computed, as `__proto__` would be no field.
    return `{${fields.map(([name, one]) => `[${written(name)}]:${written(one)}`).join(",")}}`;
  }
  return String(JSON.stringify(value)).replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}
