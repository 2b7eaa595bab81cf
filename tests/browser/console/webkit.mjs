// WebKitGTK, with what its console prints: only while nobody drives it, so a page asks for what it is to do.

import { execFileSync } from "node:child_process";
import { createInterface } from "node:readline";

import { environmentOn, miniBrowser, openScreen, start } from "../engines.mjs";
import { remote } from "./remote.mjs";

/** What each line of a console begins with; the rest of what it writes is not the page's. */
const LINE = /^.*?CONSOLE [A-Z]+ (?:ERROR|WARN|LOG|INFO|DEBUG) /;

/** As `openEngine` with `listen`, on a page that `page` (an origin) serves. */
export async function openWebkit({ page }) {
  const binary = miniBrowser();
  const screen = await openScreen();
  const env = environmentOn(screen);
  const version = execFileSync(binary, ["--version"], { encoding: "utf8", env }).trim();
  const args = ["--enable-write-console-messages-to-stdout=true", "--ignore-tls-errors", `${page}/remote/page`];
  const browser = start(binary, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const lines = [];
  for (const input of [browser.child.stdout, browser.child.stderr]) {
    createInterface({ input }).on("line", (line) => LINE.test(line) && lines.push(line.replace(LINE, "")));
  }
  return {
    version,
    goto: remote.goto,
    evaluate: (script, ...args) => remote.evaluate(`(${script})(...${JSON.stringify(args)})`),
    printed: () => lines.splice(0),
    close() {
      browser.end();
      screen.close();
    },
  };
}
