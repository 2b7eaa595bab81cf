// The three browsers behind one face: Chromium by playwright-core, Firefox and WebKitGTK by their WebDrivers.
//
// Each program is the one that a variable names (CHROMIUM, FIREFOX, GECKODRIVER, MINIBROWSER, WEBKIT_DRIVER, XVFB), else
// the one in a usual place. One that is not found is an error, and never a reason to leave tests out.
//
// A page's script runs in the page itself, not in a sandbox beside it (which is where geckodriver would put it): there
// `Object.prototype` and `TypeError` would be others than the page's.

import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { createServer, connect } from "node:net";
import { createInterface } from "node:readline";
import { delimiter, isAbsolute, join } from "node:path";

import { Builder } from "selenium-webdriver";

import { launch, root } from "./support.mjs";

export const ENGINES = ["chromium", "firefox", "webkit"];

/** Milliseconds that one script may take. */
const PATIENCE = 60_000;
/** Milliseconds until a driver listens. */
const START = 20_000;

/** How the lab starts them too: see `xtask/src/lab/browser/programs.rs`. */
const FIREFOX_PREFERENCES = {
  "app.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  // Nobody looks at the page, and its timers are to be on time.
  "dom.max_script_run_time": 0,
  "dom.min_background_timeout_value": 4,
  "dom.timeout.enable_budget_timer_throttling": false,
};

/**
 * Opens an engine's browser: `{ engine, version, goto(url), evaluate(script, ...args), look(script), close() }`. `look` runs beside
 * the page's own scripts, whatever its Content-Security-Policy says.
 */
export function openEngine(engine) {
  return { chromium: openChromium, firefox: openFirefox, webkit: openWebkit }[engine]();
}

async function openChromium() {
  const browser = await launch();
  const page = await browser.newPage();
  return {
    engine: "chromium",
    version: `Chromium ${browser.version()}`,
    goto: (url) => page.goto(url),
    evaluate: async (script, ...args) => valueOf(await page.evaluate(expression(script, args))),
    look: (script) => page.evaluate(script),
    close: () => browser.close(),
  };
}

function openFirefox() {
  const binary = program("Firefox", ["FIREFOX"], [
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
  ]);
  const driver = program("geckodriver", ["GECKODRIVER"], [
    "geckodriver",
    // Where `cargo xtask lab` builds it.
    join(root, "target/xtask/geckodriver/bin/geckodriver"),
  ]);
  return openDriven("firefox", {
    driver,
    // Two browsers at once must not want the same port for it.
    arguments: (port, other) => [`--port=${port}`, `--websocket-port=${other}`],
    capabilities: {
      browserName: "firefox",
      "moz:firefoxOptions": { binary, args: ["-headless"], prefs: FIREFOX_PREFERENCES },
    },
  });
}

async function openWebkit() {
  const libraries = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  const binary = program(
    "WebKitGTK's MiniBrowser",
    ["MINIBROWSER"],
    libraries.map((folder) => join("/usr/lib", folder, "webkit2gtk-4.1/MiniBrowser")),
  );
  const driver = program("WebKitWebDriver", ["WEBKIT_DRIVER", "WEBKITDRIVER"], ["WebKitWebDriver"]);
  const screen = await openScreen();
  try {
    const browser = await openDriven("webkit", {
      driver,
      arguments: (port) => [`--port=${port}`],
      env: {
        ...process.env,
        DISPLAY: screen.display,
        GDK_BACKEND: "x11",
        WAYLAND_DISPLAY: undefined,
        // There is no graphics card behind it.
        LIBGL_ALWAYS_SOFTWARE: "1",
        WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      },
      capabilities: {
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary, args: ["--automation"] },
      },
    });
    const close = () => browser.close().finally(screen.close);
    return { ...browser, close };
  } catch (error) {
    screen.close();
    throw error;
  }
}

async function openDriven(engine, { driver, arguments: argumentsFor, env, capabilities }) {
  const [port, other] = await Promise.all([freePort(), freePort()]);
  const group = start(driver, argumentsFor(port, other), { env });
  try {
    await listening(port, group, driver);
    const session = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(capabilities)
      .build();
    await session.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
    const given = await session.getCapabilities();
    return {
      engine,
      version: `${given.getBrowserName()} ${given.getBrowserVersion()}`,
      goto: (url) => session.get(url),
      async evaluate(script, ...args) {
        const text = `const done = arguments[1]; window.eval(arguments[0]).then(done, (error) => done("!" + error));`;
        return valueOf(await session.executeAsyncScript(text, expression(script, args)));
      },
      look: (script) => session.executeScript(`return (${script})();`),
      close: () => session.quit().finally(group.end),
    };
  } catch (error) {
    group.end();
    throw new Error(`${engine} could not be opened by ${driver}: ${error.message}`, { cause: error });
  }
}

/** An expression that calls `script` in the page, and gives as text what a page's values can't be mistaken in. */
function expression(script, args) {
  const given = JSON.stringify(args).slice(1, -1);
  return `(async () => {
    try {
      return JSON.stringify({ value: await (${script})(${given}) });
    } catch (error) {
      return JSON.stringify({ error: String(error), stack: String(error?.stack) });
    }
  })()`;
}

function valueOf(text) {
  if (!String(text).startsWith("{")) throw new Error(`The page's script could not be run: ${text}`);
  const { value, error, stack } = JSON.parse(text);
  if (error !== undefined) throw new Error(`The page's script failed: ${error}\n${stack}`);
  return value;
}

/** A screen in memory: WebKitGTK opens nowhere else. */
async function openScreen() {
  const xvfb = program("Xvfb, a screen in memory for WebKitGTK,", ["XVFB"], ["Xvfb"]);
  const args = ["-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"];
  const group = start(xvfb, args, { stdio: ["ignore", "pipe", "ignore"] });
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: group.child.stdout }).once("line", resolve)),
    group.ended.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`${xvfb} ended before it had a display; run it by hand to see why.`);
  return { display: `:${line.trim()}`, close: group.end };
}

/** A program that an environment variable names, or the first that is in a usual place or on PATH. */
function program(what, variables, places) {
  const variable = variables.find((name) => process.env[name]);
  const wanted = variable ? [process.env[variable]] : places;
  const found = wanted.map(find).find(Boolean);
  if (found) return found;
  const tried = variable ? `${variable} names ${process.env[variable]}` : `looked for ${places.join(", ")}`;
  throw new Error(`${what} was not found (${tried}). Install it, or set ${variables[0]} to its path.`);
}

function find(name) {
  const folders = isAbsolute(name) ? [""] : (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a program in a group of its own: a driver that is ended leaves its browser running. */
function start(path, args, options = {}) {
  const child = spawn(path, args, { stdio: "ignore", detached: true, ...options });
  const ended = new Promise((resolve) => child.once("error", resolve).once("close", resolve));
  const end = () => {
    process.off("exit", end);
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", end);
  return { child, ended, end };
}

async function listening(port, group, name) {
  let over = false;
  group.ended.then(() => (over = true));
  for (const end = Date.now() + START; Date.now() < end && !over; ) {
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(over ? `${name} ended at once` : `${name} does not listen on port ${port} after ${START} ms`);
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
