// The plugin in projects of webpack and Rspack, in a real Chromium.

import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { describe, test } from "node:test";

import { api, atEnd, filesIn, listen, open, probed, reported, serveFolder, STATE, until, write } from "./lab.mjs";
import { build, pluginOf, serve, TOOLS } from "./tools.mjs";

const page = (html, name) => `<!doctype html><html><head>${html}</head><body><script src="${name}"></script></body></html>`;

/** A page of the user's own, with the script that its address names. */
function typed({ url }, response, next) {
  const [, name, script] = /^\/(typed|plain)\.html\?(.+)$/.exec(url) ?? [];
  if (!name) return next();
  if (name === "typed") response.setHeader("Content-Security-Policy", "require-trusted-types-for 'script'");
  response.setHeader("Content-Type", "text/html");
  response.end(page("", script));
}

for (const tool of TOOLS) {
  describe(`${tool.name}'s development server`, { timeout: 240_000 }, () => {
    test("wraps before an inline classic script of the page's head, and reports what the first module calls", async () => {
      const { url } = await serve(tool);
      const { tab, messages } = await open(url);
      assert.deepEqual(await tab.evaluate("[window.inline, window.early]"), ["true", "true"]);
      assert.deepEqual(await reported(tab), [`${api.origin}/first/module`]);
      assert.deepEqual(messages.filter((text) => /thrown|is off/.test(text)), []);
      assert.equal(await tab.evaluate("document.head.firstElementChild.getAttribute('src')"), "/@cors-forecast/page.js");
      await tab.close();
    });

    test("teaches the page what the server answers: basis probed, and the real Max-Age", async () => {
      const { url, said } = await serve(tool);
      const { tab } = await open(url);
      const cache = await probed(tab, "/items/1");
      assert.deepEqual([cache.state, cache.entry.maxAge.askedFor], ["hit", 3600]);
      await until(() => said.some((text) => text.includes("preflights forecast") && text.includes("/items/:id")), "the summary is said");
      await tab.close();
    });

    test("panel: true gives the page its button, and the panel once it is opened", async () => {
      const { url } = await serve(tool, { options: { panel: true } });
      const { tab, messages } = await open(url);
      await probed(tab, "/panel/1");
      await tab.locator("cors-forecast-panel .open").click();
      await tab.locator("cors-forecast-panel").getByText("/panel/:id").first().waitFor();
      assert.deepEqual(messages.filter((text) => /thrown|panel is gone/.test(text)), []);
      await tab.close();
    });

    test("needs no plugin for HTML: it goes ahead of each entry, and asks about what the first module called", async () => {
      const setupMiddlewares = (middlewares) => {
        const mine = (request, response, next) => {
          if (request.url !== "/mine.html") return next();
          response.setHeader("Content-Type", "text/html");
          response.end(page("", "/other.bundle.js"));
        };
        return [mine, ...middlewares];
      };
      const { url } = await serve(tool, {
        html: false,
        entry: { main: "./main.js", other: ["./first.js", "./main.js"] },
        output: { filename: "[name].bundle.js" },
        devServer: { setupMiddlewares },
      });
      const { tab, messages } = await open(new URL("mine.html", url).href);
      assert.equal(await tab.evaluate("window.early"), "true");
      assert.deepEqual(await reported(tab), [`${api.origin}/first/module`]);
      const origin = new URL(url).origin;
      await until(() => api.seen.some(({ byNode, url, headers }) => byNode && url === "/first/module" && headers.origin === origin), "the API is asked");
      assert.equal((await probed(tab, "/items/2")).entry.maxAge.askedFor, 3600);
      const own = `[${STATE}.installation.reports().filter(({ url }) => url.includes("@cors-forecast")).length, ${STATE}.installation.sameOrigin]`;
      assert.deepEqual(await tab.evaluate(own), [0, 0]);
      const symbols = await tab.evaluate("Object.getOwnPropertySymbols(globalThis).map((one) => one.description).filter((one) => /cors-forecast/.test(one))");
      assert.deepEqual(symbols, ["cors-forecast.v1"]);
      assert.deepEqual(messages.filter((text) => /thrown|is off/.test(text)), []);
      await tab.close();
    });

    test("hands options to the page, and takes the routes of devServer.proxy, which still passes on", async () => {
      const { url, said } = await serve(tool, {
        output: { publicPath: "/app/" },
        options: { install: { exclude: [/\/sec!ret/i], engine: "firefox" }, as: { origin: "https://app.example" }, summary: false },
        devServer: {
          proxy: [
            { context: ["/api", "/rest"], target: api.origin },
            { context: "/all/**", target: api.origin },
            { context: "/changed", target: api.origin, pathRewrite: { "^/changed": "" } },
          ],
        },
      });
      const { tab } = await open(url);
      assert.equal(await tab.evaluate('fetch("/api/x", { method: "PUT" }).then((response) => response.text())'), "the API's");
      const report = await tab.evaluate(`${STATE}.installation.reports().at(-1)`);
      assert.equal(await tab.evaluate('fetch("/all/x", { method: "PUT" }).then((response) => response.text())'), "the API's");
      assert.equal((await reported(tab)).at(-1), `${api.origin}/all/x`);
      assert.deepEqual([report.as, report.endpoint, report.engine], ["https://app.example", `${api.origin}/api/x`, "firefox"]);
      await until(() => api.seen.some(({ byNode, url, headers }) => byNode && url === "/api/x" && headers.origin === "https://app.example"), "the API is asked as if deployed");
      await tab.evaluate((url) => fetch(url, { method: "PUT" }), `${api.origin}/SEC!RET`);
      assert.equal((await reported(tab)).some((endpoint) => endpoint.includes("SEC")), false);
      assert.equal(said.filter((text) => text.includes("where /changed of the server's proxy")).length, 1);
      await tab.close();
    });

    test("in a page of another server, wraps and asks nobody; under Trusted Types, too; and leaves workers alone", async () => {
      const entry = `new Worker(new URL("./worker.js", import.meta.url)).onmessage = ({ data }) => (window.inWorker = data);`;
      await write("worker.js", `postMessage(String(${STATE}));`);
      await write("with-worker.js", `import "./main.js";\n${entry}`);
      const { url } = await serve(tool, {
        html: false,
        entry: { main: "./main.js", worker: "./with-worker.js" },
        output: { filename: "[name].js" },
        devServer: { setupMiddlewares: (middlewares) => [typed, ...middlewares] },
      });
      const asked = [];
      const theirs = await listen(
        createServer((request, response) => {
          asked.push(request.url);
          response.setHeader("Content-Type", "text/html");
          response.end(page("", new URL("main.js", url).href));
        }),
      );
      atEnd(theirs.close);
      const { tab: foreign } = await open(theirs.origin);
      assert.deepEqual(await reported(foreign), [`${api.origin}/first/module`]);
      assert.deepEqual(asked.filter((path) => path.includes("@")), []);
      await foreign.close();

      const { tab: strict, messages } = await open(new URL("typed.html?main.js", url).href);
      assert.deepEqual(await reported(strict), [`${api.origin}/first/module`]);
      assert.deepEqual(messages.filter((text) => /thrown|is off/.test(text)), []);
      await strict.close();

      const { tab } = await open(new URL("plain.html?worker.js", url).href);
      await tab.waitForFunction("window.inWorker !== undefined");
      assert.deepEqual(await tab.evaluate("[window.inWorker, window.early]"), ["undefined", "true"]);
      await tab.close();
    });

    test("started without the compiler's options, says how it would be asked, and serves the wrapper alone", async () => {
      const { url, said } = await serve(tool, { asByHand: true });
      const { tab } = await open(url);
      assert.deepEqual(await reported(tab), [`${api.origin}/first/module`]);
      assert.equal(said.filter((text) => text.includes("start it with compiler.options.devServer")).length, 1);
      await tab.close();
    });

    test("is ahead of what is compiled anew, too", async () => {
      const changing = `changing-${tool.name}.js`;
      const version = (number) => write(changing, `import "./main.js";\nwindow.version = ${number};\n`);
      await version(1);
      const { url } = await serve(tool, { html: false, entry: `./${changing}`, devServer: { setupMiddlewares: (middlewares) => [typed, ...middlewares] } });
      const bundled = async () => (await fetch(new URL("bundle.js", url))).text();
      await until(async () => (await bundled()).includes("window.version = 1"), "it is compiled");
      await version(2);
      await until(async () => (await bundled()).includes("window.version = 2"), "it is compiled anew");
      const { tab } = await open(new URL("plain.html?bundle.js", url).href);
      assert.equal(await tab.evaluate("window.version"), 2);
      assert.deepEqual(await reported(tab), [`${api.origin}/first/module`]);
      assert.equal((await probed(tab, "/items/3")).basis, "probed");
      await tab.close();
    });

    test("answers only its own pages: not a foreign Origin, nor a foreign Host", async () => {
      const { url } = await serve(tool);
      const { tab } = await open(url);
      const script = await tab.evaluate("fetch('/@cors-forecast/page.js').then(({ status }) => status)");
      assert.equal(script, 403);
      await tab.close();
      const token = /token:"([^"]+)"/.exec(await text(url, "page.js", { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "script" }))[1];
      const ask = (headers) => statusOf(url, "ask", { "X-Cors-Forecast": token, "Content-Type": "application/json", ...headers });
      const origin = new URL(url).origin;
      assert.equal(await ask({ Origin: origin }), 200);
      assert.equal(await ask({ Origin: "https://foreign.example" }), 403);
      assert.equal(await ask({ Origin: "http://foreign.example", Host: "foreign.example" }), 403);
      assert.equal(await ask({ Origin: origin, "X-Cors-Forecast": "" }), 403);
      // What the bundle says is no secret.
      assert.equal((await (await fetch(new URL("bundle.js", url))).text()).includes(token), false);
    });
  });

  describe(`${tool.name}'s builds`, { timeout: 240_000 }, () => {
    test("have nothing of it in production", async () => {
      const made = async (folder, plugins, more) => {
        await build(tool, { folder, mode: "production", plugins: [new tool.HtmlPlugin(), ...plugins], ...more });
        return filesIn(folder);
      };
      const files = await made(`${tool.name}-with`, [pluginOf({ install: { level: "all" } })]);
      assert.deepEqual(files, await made(`${tool.name}-without`, []));
      assert.equal(files.some(([, content]) => /cors-forecast/.test(content.replaceAll("cors-forecast.v1", ""))), false);
    });

    test("wrap in development, without a server to ask", async () => {
      const folder = `${tool.name}-development`;
      await build(tool, { folder, plugins: [pluginOf({ install: { engine: "firefox", exclude: /nothing/ } }), new tool.HtmlPlugin()] });
      const { origin, asked } = await serveFolder(folder);
      const { tab } = await open(`${origin}/index.html`);
      assert.equal(await tab.evaluate("window.early"), "true");
      assert.deepEqual(await tab.evaluate(`${STATE}.installation.reports().map(({ engine }) => engine)`), ["firefox"]);
      assert.deepEqual(asked.filter((url) => url.includes("@")), []);
      await tab.close();
    });

    test("for servers are left alone", async () => {
      const made = async (folder, plugins) => {
        await build(tool, { folder, target: "node", plugins });
        return filesIn(folder);
      };
      assert.deepEqual(await made(`${tool.name}-node`, [pluginOf()]), await made(`${tool.name}-node-without`, []));
    });
  });
}

/** A request with headers that no page could choose. */
function send(url, what, headers) {
  const method = what === "ask" ? "POST" : "GET";
  return new Promise((resolve, reject) => {
    const sent = request(new URL(`/@cors-forecast/${what}`, url), { method, headers }, resolve);
    sent.on("error", reject);
    sent.end(method === "POST" ? JSON.stringify({ url: `${api.origin}/asked`, method: "PUT", names: [] }) : undefined);
  });
}

async function statusOf(...asked) {
  const response = await send(...asked);
  response.resume();
  return response.statusCode;
}

async function text(...asked) {
  let text = "";
  for await (const chunk of await send(...asked)) text += chunk;
  return text;
}
