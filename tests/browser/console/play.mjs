// Plays the scenes in a browser, and tells what its console printed.

import { readFile } from "node:fs/promises";

import { openEngine } from "../engines.mjs";
import { SCENES } from "./scenes.mjs";
import { serveScenes } from "./servers.mjs";
import { openWebkit } from "./webkit.mjs";

/** Milliseconds in which a console may still print, after a scene has ended. */
const ECHO = 400;
/** Milliseconds after which a scene has ended anyway. */
const PATIENCE = 8_000;

/**
 * `{ version, rows }`, a row being `{ name, code, stage, call, urls, seen, printed }`: `urls` are all that the scene asks,
 * `seen` is what the page was told.
 */
export async function play(engine, scenes = SCENES) {
  const servers = await serveScenes({ secure: scenes.some(({ secure }) => secure) });
  try {
    const within = scenes.filter(({ outside }) => !outside);
    const outside = engine === "chromium" ? scenes.filter(({ outside }) => outside) : [];
    const { version, rows } = await playIn(await (engine === "webkit" ? openWebkit(servers) : openEngine(engine, { listen: true })), servers, within);
    if (outside.length === 0) return { version, rows };
    const network = `127.0.0.1:${new URL(servers.page).port}=public`;
    const more = await playIn(await openEngine(engine, { listen: true, args: [`--ip-address-space-overrides=${network}`] }), servers, outside);
    return { version, rows: [...rows, ...more.rows] };
  } finally {
    await servers.close();
  }
}

async function playIn(browser, servers, scenes) {
  const helpers = await readFile(new URL("page.js", import.meta.url), "utf8");
  try {
    const rows = [];
    for (const scene of scenes) rows.push(await playOne(browser, servers, helpers, scene));
    return { version: browser.version, rows };
  } finally {
    await browser.close();
  }
}

async function playOne(browser, servers, helpers, { name, code, stage, call, secure }) {
  const { api, other, normalised } = servers;
  const page = secure ? servers.secure : servers.page;
  await browser.goto(`${page}/page`);
  await browser.printed();
  const script = `async (name, page, api, other, patience) => {
    ${helpers}
    const url = api + "/scene/" + name;
    const over = new Promise((resolve) => setTimeout(resolve, patience, "It did not end."));
    return await Promise.race([Promise.resolve().then(() => ${call}).then(() => "It ended well.", String), over]);
  }`;
  const seen = normalised(await browser.evaluate(script, name, page, api, other, PATIENCE));
  await new Promise((resolve) => setTimeout(resolve, ECHO));
  const printed = (await browser.printed()).map(normalised);
  return { name, code, stage, call, urls: urlsOf(name, call, servers), seen, printed };
}

function urlsOf(name, call, { api, other, normalised }) {
  const [literal] = /(?<=")[a-z]+:[^"]+/.exec(call) ?? [];
  if (literal) return [literal];
  const scene = `${api}/scene/${name}`;
  const urls = call.includes("?a=") ? [`${scene}?a=%27b%27&c=(d)%20e`] : [scene];
  const behind = [`${api}/target/${name}`, `${other}/target/${name}`, "ftp://127.0.0.1/x", "data:text/plain,x"];
  return [...urls, ...(name.startsWith("redirect") ? behind : [])].map(normalised);
}
