// Screenshots of all pages, light and dark, in three widths, to be looked at: `node screens.mjs FOLDER [page …]`. It also says
// what a page has printed to the console, as nothing should be.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launch, serve } from "./support.mjs";

const PAGES = ["index", "cache", "gallery", "decode", "server", "proof"];
const WIDTHS = { phone: 390, tablet: 820, desktop: 1440 };
const SCHEMES = ["light", "dark"];

const [folder = "screens", ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const [server, browser] = await Promise.all([serve(), launch()]);
try {
  for (const name of wanted.length > 0 ? wanted : PAGES) {
    for (const scheme of SCHEMES) {
      for (const [width, pixels] of Object.entries(WIDTHS)) {
        const page = await browser.newPage({ viewport: { width: pixels, height: 900 }, colorScheme: scheme });
        page.on("console", (message) => console.log(`${name} ${scheme} ${width}: ${message.text()}`));
        page.on("pageerror", (error) => console.log(`${name} ${scheme} ${width}: ${error}`));
        const [file, fragment = ""] = name.split("#");
        await page.goto(`${server.page}/${file}.html${fragment && `#${fragment}`}`);
        await page.waitForTimeout(700);
        await page.screenshot({ path: join(folder, `${file}-${scheme}-${width}.png`), fullPage: true });
        await page.close();
      }
    }
  }
} finally {
  await Promise.all([browser.close(), server.close()]);
}
