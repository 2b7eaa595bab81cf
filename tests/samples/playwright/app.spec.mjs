import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

import { expect, test } from "cors-forecast/playwright";

/** An app, and its API on another origin. Yours are there already. */
let app;
let api;

/** A worker as a development build makes it of a script that begins with `import "cors-forecast/auto"`. */
const worker = () => `${readFileSync(createRequire(import.meta.url).resolve("cors-forecast/global.js"), "utf8")}
fetch("${api.origin}/jobs/1", { method: "DELETE" }).finally(() => postMessage("done"));`;

test.beforeAll(async () => {
  api = await listen((request, response) => {
    response.writeHead(200, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "PUT, DELETE",
      "Access-Control-Allow-Headers": "X-Request-Id, X-New",
    });
    response.end("{}");
  });
  app = await listen((request, response) => {
    if (request.url === "/worker.js") return void response.writeHead(200, { "Content-Type": "text/javascript" }).end(worker());
    response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": `default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'; connect-src ${api.origin}` });
    if (request.url === "/worker") return void response.end(`<!doctype html><script>
      new Worker("/worker.js").onmessage = ({ data }) => (document.title = data);
    </script>`);
    response.end(`<!doctype html><title>App</title><script>
      const headers = { "X-Request-Id": "1" };
      if (location.search) headers["X-New"] = "1";
      fetch("${api.origin}/items/4711", { method: "PUT", headers }).then(() => (document.title = "saved"));
    </script>`);
  });
});

test.afterAll(() => Promise.all([app.close(), api.close()]));

test("saving needs the preflights that are agreed on, and no others", async ({ page, forecast }) => {
  // The port is another one each time; yours stays the same, so that a file will do: "cors-forecast.json".
  const baseline = { baseline: [{ endpoint: `${api.origin}/items/:id`, method: "PUT", triggers: ["PUT", "x-request-id"] }] };
  await page.goto(app.origin + (process.env.WITH_NEW_HEADER ? "?new" : ""));
  await expect(page).toHaveTitle("saved");
  await expect(page).toHaveNoNewPreflights(baseline);
  expect((await forecast.findings()).map(({ code }) => code)).toEqual(["method-not-safelisted", "header-not-safelisted"]);
});

test("what was seen before a page went elsewhere is still there", async ({ page, forecast }) => {
  await page.goto(app.origin);
  await expect(page).toHaveTitle("saved");
  await page.goto("about:blank");
  expect(await forecast.preflights()).toEqual([
    { endpoint: `${api.origin}/items/:id`, method: "PUT", triggers: ["PUT", "x-request-id"], preflights: 1 },
  ]);
});

test("a worker that imports the wrapper tells, too", async ({ page, forecast }) => {
  await page.goto(`${app.origin}/worker`);
  await expect(page).toHaveTitle("done");
  expect(await forecast.preflights()).toEqual([{ endpoint: `${api.origin}/jobs/:id`, method: "DELETE", triggers: ["DELETE"], preflights: 1 }]);
});

test("a baseline that is not there is written, and looked at by someone", async ({ page }, info) => {
  await page.goto(app.origin);
  await expect(page).toHaveTitle("saved");
  const path = info.outputPath("cors-forecast.json");
  await expect(expect(page).toHaveNoNewPreflights(path)).rejects.toThrow(/was written/);
  await expect(page).toHaveNoNewPreflights(path);
});

async function listen(answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
