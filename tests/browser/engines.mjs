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

/** Nobody is there to be asked for a password, or to close a dialog. */
const FIREFOX_FOREIGN = { "network.auth.subresource-http-auth-allow": 0, "dom.disable_open_during_load": false };
const FOREIGN = { pageLoadStrategy: "none", unhandledPromptBehavior: "dismiss" };

/**
 * Opens an engine's browser: `{ engine, version, goto(url), evaluate(script, ...args), look(script), close() }`. `look` runs beside
 * the page's own scripts, whatever its Content-Security-Policy says.
 *
 * Chromium takes `args`. With `listen`, `printed()` gives what its console has got since it was last asked, and any certificate will do. Not in
 * WebKit, which keeps it to itself while it is driven: see `console/webkit.mjs`.
 *
 * With `foreign`, for pages that nobody here has written: any certificate will do, `goto` does not wait for a page that may never
 * be there, and `tidy()` closes the windows that pages have opened, and forgets the page's cookies.
 */
export function openEngine(engine, { listen = false, args = [], foreign = false } = {}) {
  return { chromium: openChromium, firefox: openFirefox, webkit: openWebkit }[engine](listen, args, foreign);
}

async function openChromium(listen, args, foreign) {
  const browser = await launch([...args, ...(foreign ? ["--ignore-certificate-errors"] : [])]);
  const page = await browser.newPage({ ignoreHTTPSErrors: listen || foreign });
  const lines = [];
  if (listen) page.on("console", (message) => lines.push(message.text()));
  return {
    printed: () => lines.splice(0),
    engine: "chromium",
    version: `Chromium ${browser.version()}`,
    goto: (url) => page.goto(url, foreign ? { waitUntil: "commit" } : undefined),
    tidy: () => Promise.all([page.context().clearCookies(), ...page.context().pages().map((other) => other === page || other.close())]),
    evaluate: async (script, ...args) => valueOf(await page.evaluate(expression(script, args))),
    look: (script) => page.evaluate(script),
    close: () => browser.close(),
  };
}

async function openFirefox(listen, _args, foreign) {
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
  const browser = await openDriven("firefox", {
    driver,
    // Two browsers at once must not want the same port for it.
    arguments: (port, other) => [`--port=${port}`, `--websocket-port=${other}`, ...(listen ? ["--allow-system-access"] : [])],
    capabilities: {
      browserName: "firefox",
      acceptInsecureCerts: listen || foreign,
      "moz:firefoxOptions": { binary, args: ["-headless"], prefs: { ...FIREFOX_PREFERENCES, ...(foreign ? FIREFOX_FOREIGN : {}) } },
      ...(foreign ? FOREIGN : {}),
    },
  });
  return { ...browser, printed: () => firefoxConsole(browser.session) };
}

/** Only the browser itself knows what it has printed: WebDriver tells of a page's own messages. */
async function firefoxConsole(session) {
  await session.setContext("chrome");
  try {
    return await session.executeScript(`
      const messages = Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError);
      Services.console.reset();
      const errors = messages.map((message) => message.QueryInterface(Ci.nsIScriptError));
      return errors.filter(({ sourceName }) => !sourceName.startsWith("chrome:")).map(({ errorMessage }) => errorMessage);
    `);
  } finally {
    await session.setContext("content");
  }
}

async function openWebkit(_listen, _args, foreign) {
  const binary = miniBrowser();
  const driver = program("WebKitWebDriver", ["WEBKIT_DRIVER", "WEBKITDRIVER"], ["WebKitWebDriver"]);
  const screen = await openScreen();
  try {
    const browser = await openDriven("webkit", {
      driver,
      arguments: (port) => [`--port=${port}`],
      env: environmentOn(screen),
      capabilities: {
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary, args: ["--automation"] },
        ...(foreign ? { acceptInsecureCerts: true, ...FOREIGN } : {}),
      },
    });
    const close = () => browser.close().finally(screen.close);
    return { ...browser, close };
  } catch (error) {
    screen.close();
    throw error;
  }
}

export function miniBrowser() {
  const libraries = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  const places = libraries.map((folder) => join("/usr/lib", folder, "webkit2gtk-4.1/MiniBrowser"));
  return program("WebKitGTK's MiniBrowser", ["MINIBROWSER"], places);
}

/** What WebKit finds its screen by. */
export function environmentOn(screen) {
  return {
    ...process.env,
    DISPLAY: screen.display,
    GDK_BACKEND: "x11",
    WAYLAND_DISPLAY: undefined,
    // There is no graphics card behind it.
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
  };
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
      session,
      version: `${given.getBrowserName()} ${given.getBrowserVersion()}`,
      goto: (url) => session.get(url),
      tidy: () => closeOthers(session).then(() => session.manage().deleteAllCookies()),
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

async function closeOthers(session) {
  const own = await session.getWindowHandle();
  for (const handle of await session.getAllWindowHandles()) {
    if (handle === own) continue;
    await session.switchTo().window(handle);
    await session.close();
    await session.switchTo().window(own);
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
export async function openScreen() {
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
export function start(path, args, options = {}) {
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
