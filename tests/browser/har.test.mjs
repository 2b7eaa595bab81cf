// `cors-forecast har` against a Chromium: what it forecasts for a recording is what the browser has sent.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launch, packageFolder } from "./support.mjs";

const servers = [];
let browser;
let folder;

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "cors-forecast-har-"));
});

after(async () => {
  await browser?.close();
  for (const server of servers) server.close(), server.closeAllConnections();
  await rm(folder, { recursive: true });
});

async function listen(answer) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

/** Permits what is asked for, as long as `?age=` says; `/refused` permits nothing, and `/moved` is elsewhere. */
function api({ method, url, headers }, response) {
  const { pathname, searchParams } = new URL(url, "http://api.invalid");
  response.setHeader("Access-Control-Allow-Origin", headers.origin ?? "*");
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Cache-Control", "no-store");
  if (method === "OPTIONS") {
    if (pathname === "/refused") return response.writeHead(403).end();
    const age = searchParams.get("age");
    if (age !== null) response.setHeader("Access-Control-Max-Age", age);
    response.setHeader("Access-Control-Allow-Methods", headers["access-control-request-method"]);
    response.setHeader("Access-Control-Allow-Headers", headers["access-control-request-headers"] ?? "");
    return setTimeout(() => response.writeHead(204).end(), 20);
  }
  if (pathname === "/moved") return response.writeHead(307, { Location: "/simple" }).end();
  response.end("{}");
}

/** Runs in the page. */
async function calls(api) {
  const json = { method: "PUT", headers: { "Content-Type": "application/json", Authorization: "Bearer secret-token" }, body: "{}" };
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const ask = (path, init) => fetch(api + path, init).catch(() => {});
  // Asked for, then spared, then asked for again as each differs.
  for (let time = 0; time < 3; time++) await ask("/items/1?age=600", json);
  await ask("/items/1?age=600", { ...json, headers: { ...json.headers, "X-Request-Id": "secret-id" } });
  await ask("/items/1?age=600", { method: "DELETE" });
  await ask("/items/2?age=600", json);
  // With credentials it's another permission.
  await ask("/items/1?age=600", { ...json, credentials: "include" });
  await ask("/items/1?age=600", { ...json, credentials: "include" });
  // Never kept; kept for five seconds.
  for (let time = 0; time < 2; time++) await ask("/zero?age=0", json);
  for (let time = 0; time < 2; time++) await ask("/default", json);
  // No preflight.
  await ask("/simple");
  await ask("/simple", { method: "POST", body: "text" });
  await ask("/simple", { method: "POST", body: new URLSearchParams({ a: "1" }) });
  const form = new FormData();
  form.append("a", "1");
  await ask("/simple", { method: "POST", body: form });
  await ask("/simple", { mode: "no-cors" });
  // At the same time: neither can wait for the other's permission.
  await Promise.all([ask("/together?age=600", json), ask("/together?age=600", json)]);
  await ask("/together?age=600", json);
  await ask("/refused", json);
  await ask("/moved");
  for (const name of ["X-A", "X-A", "X-B"]) {
    await new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open("POST", `${api}/xhr?age=600`);
      xhr.setRequestHeader(name, "1");
      xhr.onloadend = resolve;
      xhr.send("text");
    });
  }
  navigator.sendBeacon(`${api}/beacon?age=600`, new Blob(["{}"], { type: "application/json" }));
  await fetch("/own", json);
  await wait(500);
}

/** Opens a page, lets it do its calls, and gives a HAR of what the browser's own events tell, preflights included. */
async function record(page, origin, script, argument) {
  const session = await page.context().newCDPSession(page);
  const requests = new Map();
  const steps = [];
  const stepOf = (id) => requests.get(id) ?? requests.set(id, { sent: {}, received: {} }).get(id);
  session.on("Network.requestWillBeSent", (event) => {
    if (event.redirectResponse) {
      const before = stepOf(event.requestId);
      Object.assign(before, { response: event.redirectResponse, end: event.timestamp, location: event.request.url });
      requests.delete(event.requestId);
    }
    const step = Object.assign(stepOf(event.requestId), event);
    steps.push(step);
  });
  session.on("Network.requestWillBeSentExtraInfo", ({ requestId, headers }) => (stepOf(requestId).sent = headers));
  session.on("Network.responseReceivedExtraInfo", ({ requestId, headers }) => (stepOf(requestId).received = headers));
  session.on("Network.responseReceived", ({ requestId, response }) => (stepOf(requestId).response = response));
  for (const name of ["loadingFinished", "loadingFailed"]) {
    session.on(`Network.${name}`, ({ requestId, timestamp }) => (stepOf(requestId).end = timestamp));
  }
  await session.send("Network.enable");
  await page.goto(origin);
  await page.evaluate(script, argument);
  return {
    log: {
      version: "1.2",
      creator: { name: "WebInspector", version: "537.36" },
      browser: { name: "Chromium", version: browser.version() },
      pages: [{ id: "page_1", title: page.url(), startedDateTime: new Date().toISOString(), pageTimings: {} }],
      entries: steps.map(entryOf),
    },
  };
}

function entryOf({ request, type, wallTime, timestamp, end = timestamp, sent, received, response, location, initiator }) {
  const list = (headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    pageref: "page_1",
    startedDateTime: new Date(wallTime * 1000).toISOString(),
    time: (end - timestamp) * 1000,
    _resourceType: type.toLowerCase(),
    _initiator: { type: initiator.type },
    request: {
      method: request.method,
      url: request.url,
      headers: list({ ...request.headers, ...sent }),
      cookies: [],
      postData: request.hasPostData ? { mimeType: request.headers["Content-Type"] ?? "", text: request.postData ?? "" } : undefined,
    },
    response: {
      status: response?.status ?? 0,
      headers: list({ ...response?.headers, ...received }),
      redirectURL: location ?? "",
      content: { mimeType: response?.mimeType ?? "" },
    },
  };
}

async function har(recording, ...args) {
  const path = join(folder, "recorded.har");
  await writeFile(path, JSON.stringify(recording));
  const { stdout } = await promisify(execFile)(process.execPath, [join(packageFolder, "dist/cli.js"), "har", ...args, path]);
  return stdout;
}

test("each preflight that Chromium has sent was forecast, and no other", { timeout: 60_000 }, async () => {
  const app = await listen((request, response) => response.setHeader("Content-Type", "text/html").end("<title>App</title>"));
  const context = await browser.newContext();
  const page = await context.newPage();
  const origin = await listen(api);
  // A recording shows credentials by what was sent only.
  await context.addCookies([{ name: "session", value: "secret-cookie", url: origin }]);
  const recording = await record(page, app, calls, origin);
  await context.close();

  const sent = recording.log.entries.filter(({ request }) => request.method === "OPTIONS");
  assert.ok(sent.length >= 10, `${sent.length} preflights recorded`);
  const stdout = await har(recording, "--json");
  const { score, recordings, endpoints } = JSON.parse(stdout);
  assert.deepEqual(score.disagreements, []);
  assert.equal(score.precision, 1);
  assert.equal(score.recall, 1);
  assert.equal(score.both, sent.length);
  assert.ok(score.neither >= 8, `${score.neither} calls without`);
  const [{ engine, unpaired, sameOrigin, redirected, malformed }] = recordings;
  assert.deepEqual({ engine, unpaired, sameOrigin, redirected }, { engine: "chromium", unpaired: 0, sameOrigin: 1, redirected: 1 });
  assert.equal(malformed.count, 0);
  assert.ok(endpoints.find(({ endpoint }) => endpoint === `${origin}/items/:id?age`).milliseconds > 20);
  assert.doesNotMatch(stdout, /secret/);
  assert.doesNotMatch(await har(recording), /secret/);
});

test("a recording of Playwright's, which has no preflights, is read and not scored", { timeout: 60_000 }, async () => {
  const app = await listen((request, response) => response.setHeader("Content-Type", "text/html").end("<title>App</title>"));
  const path = join(folder, "playwright.har");
  const context = await browser.newContext({ recordHar: { path } });
  const page = await context.newPage();
  await page.goto(app);
  await page.evaluate((api) => fetch(`${api}/items/1`, { method: "PUT", headers: { "X-A": "1" } }), await listen(api));
  await context.close();
  const recording = JSON.parse(await readFile(path, "utf8"));
  const { score, recordings, preflights } = JSON.parse(await har(recording, "--json"));
  assert.equal(score, undefined);
  assert.equal(recordings[0].engine, "chromium");
  assert.deepEqual(preflights.map(({ method, triggers }) => [method, triggers]), [["PUT", ["PUT", "x-a"]]]);
  assert.match(await har(recording), /No OPTIONS request is recorded/);
});
