// What a project's own tests take: Playwright's and Vitest's.

import assert from "node:assert/strict";

import { ended, freshApp, html, listen, run } from "../bench.mjs";

const CONFIG = (bench) => `export default {
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: "line",
  use: { launchOptions: ${JSON.stringify({ executablePath: bench.executablePath, args: bench.args })} },
};
`;

export const runs = [
  {
    mark: "cors-forecast/playwright",
    async run(bench, code) {
      const call = `fetch('${bench.api}/items/1', { method: 'PUT' })`;
      const page = html() + `<button onclick="${call}">Save</button>`;
      const site = await listen(bench, (request, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(page));
      const spec = code.replace("http://localhost:5173", site);
      const app = await freshApp(bench, { "saving.spec.js": spec, "playwright.config.js": CONFIG(bench) });
      const first = await ended(run("npx playwright test", app), 1);
      assert.match(first, /cors-forecast\.json was written, with 1 preflights/);
      assert.match(await ended(run("npx playwright test", app)), /1 passed/);
    },
  },
  {
    mark: "cors-forecast/vitest",
    async run(bench, code) {
      const files = {
        "saving.test.js": code,
        "save.js": 'export const save = () => fetch("https://api.example/items/4711", { method: "PUT" });\n',
        // As in any app's tests, no real API is asked.
        "vitest.config.js": 'export default { test: { testTimeout: 60_000, setupFiles: ["no-api.js"] } };\n',
        "no-api.js": 'globalThis.fetch = async () => new Response("{}");\n',
      };
      assert.match(await ended(run("npx vitest run", await freshApp(bench, files))), /Tests +1 passed/);
      // Not for nothing.
      const other = { ...files, "save.js": files["save.js"].replace('"PUT"', '"DELETE"') };
      assert.match(await ended(run("npx vitest run", await freshApp(bench, other)), 1), /new-preflight: DELETE/);
    },
  },
];
