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

/** `{ version, rows }`, a row being `{ name, code, call, url, printed }`. */
export async function play(engine, scenes = SCENES) {
  const servers = await serveScenes();
  const helpers = await readFile(new URL("page.js", import.meta.url), "utf8");
  const browser = await (engine === "webkit" ? openWebkit(servers) : openEngine(engine, { listen: true }));
  try {
    const rows = [];
    for (const scene of scenes) rows.push(await playOne(browser, servers, helpers, scene));
    return { version: browser.version, rows };
  } finally {
    await browser.close();
    await servers.close();
  }
}

async function playOne(browser, servers, helpers, { name, code, call, secure }) {
  const { page, api, other } = servers;
  await browser.goto(`${secure ? servers.secure : page}/page`);
  await browser.printed();
  const script = `async (name, page, api, other, patience) => {
    ${helpers}
    const url = api + "/scene/" + name;
    const over = new Promise((resolve) => setTimeout(resolve, patience, "It did not end."));
    return await Promise.race([Promise.resolve().then(() => ${call}).then(() => "It ended well.", String), over]);
  }`;
  const page_ = secure ? servers.secure : page;
  const seen = await browser.evaluate(script, name, page_, api, other, PATIENCE);
  await new Promise((resolve) => setTimeout(resolve, ECHO));
  const printed = (await browser.printed()).map(servers.normalised);
  return { name, code, call, seen: typeof seen === "string" ? servers.normalised(seen) : "", printed };
}
