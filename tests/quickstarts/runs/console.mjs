// What a page imports, in Vite's development server, and what is then in the console.

import assert from "node:assert/strict";

import { freshApp, html, INSTALLATION, startVite, visit } from "../bench.mjs";
import { blockWith } from "../readme.mjs";

const ENTRY = html('<script type="module" src="/main.js"></script>');
const PUT = 'fetch("https://api.example/users/4711", { method: "PUT", headers: { "X-Request-Id": "1" } });\n';

/** The app whose entry is `main`, opened. */
async function open(bench, main) {
  const app = await freshApp(bench, { "index.html": ENTRY, "main.js": main });
  return visit(bench, await startVite(bench, app));
}

const ours = ({ messages }) => messages.filter((text) => text.includes("[cors-forecast]"));

/** A group of the console is as a sample shows it, `…` being what it leaves out, and wherever the call was made. */
function assertLike([title, content], sample) {
  const pattern = sample.replace(/at http:.*/, "at http:…").replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*");
  const found = [title, ...content.split("\n").map((line) => line && `  ${line}`), ""].join("\n");
  assert.match(found, new RegExp(`^${pattern}$`));
}

export const runs = [
  {
    mark: 'import "cors-forecast/panel";',
    async run(bench, code) {
      const tab = await open(bench, code + PUT);
      await tab.page.locator("cors-forecast-panel button").first().click();
      await tab.until(() => tab.page.getByText("https://api.example/users/:id").first().isVisible(), "the panel has the endpoint");
    },
  },
  {
    mark: 'import "cors-forecast/auto";',
    async run(bench, code) {
      const tab = await open(bench, code + PUT);
      await tab.until(() => ours(tab).length > 0, "a finding is printed");
      assert.match(ours(tab)[0], /PUT https:\/\/api\.example\/users\/:id – preflight because of PUT, x-request-id/);
    },
  },
  {
    mark: "[cors-forecast] PUT https://api.example/users/:id",
    async run(bench, sample) {
      const tab = await open(bench, blockWith('import "cors-forecast/auto";') + PUT);
      await tab.until(() => tab.messages.some((text) => text.includes("Called at")), "a finding is printed");
      assertLike(tab.messages.slice(tab.messages.indexOf(ours(tab)[0])), sample);
    },
  },
  {
    mark: "onFinding(finding, print)",
    async run(bench, code) {
      const calls = `${PUT}fetch("https://api.example/telemetry/1?secret=1", { method: "PUT" });\n`;
      const tab = await open(bench, `${code}${calls}globalThis.installation = installation;\n`);
      const [report, ...others] = await tab.until(async () => (await tab.reports()).length > 0 && tab.reports(), "a report");
      assert.deepEqual([others, report.endpoint], [[], "https://api.example/users/:id"]);
      assert.deepEqual(Object.keys(report.forecasts).sort(), ["chromium", "firefox", "webkit"]);
    },
  },
  {
    mark: "installation.on(",
    async run(bench, code) {
      const main = `const native = fetch;\n${blockWith("onFinding(finding, print)")}${PUT}${code}leave();\ndocument.title = fetch === native;\n`;
      const tab = await open(bench, main);
      await tab.until(async () => (await tab.page.title()) === "true", "all is as it was");
      assert.equal(tab.tables.length, 1);
    },
  },
  {
    mark: "install({ as: {",
    async run(bench, code) {
      const tab = await open(bench, `import { install } from "cors-forecast";\n${code}fetch("/api/items/1", { method: "PUT" }).catch(() => {});\n`);
      await tab.until(async () => (await tab.reports()).length > 0, "a report");
      const [{ forecast, as, url }] = await tab.reports();
      assert.deepEqual([forecast.verdict, as], ["preflight", "https://app.example"]);
      assert.match(url, /^https:\/\/api\.example\//);
      assert.ok(await tab.page.evaluate(`${INSTALLATION}.active`));
    },
  },
];
