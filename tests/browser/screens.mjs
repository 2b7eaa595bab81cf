// Screenshots of all pages, light and dark, in three widths, to be looked at: `node screens.mjs FOLDER [page …]`. It also says
// what a page has printed to the console, as nothing should be. `panel` is the panel over a small app, in each of its tabs.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { makeCalls, openApp, openSheet, showTab, STRICT } from "./panel-app.mjs";
import { endpoint, launch, serve } from "./support.mjs";

const PAGES = ["index", "cache", "gallery", "decode", "server", "proof", "panel"];
const WIDTHS = { phone: 390, tablet: 820, desktop: 1440 };
const SCHEMES = ["light", "dark"];

const [folder = "screens", ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const [server, browser, api] = await Promise.all([serve(), launch(), endpoint()]);

/** A shop, as far as it is needed to see what is covered. */
function drawApp() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root { color-scheme: light dark; font: 16px/1.5 system-ui; background: light-dark(#f3f4f6, #17181c) }
    body { max-width: 60rem; margin: 0 auto; padding: 1rem } header { display: flex; justify-content: space-between; align-items: baseline }
    main { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 1rem }
    article { padding: 1rem; border-radius: 12px; background: light-dark(#fff, #24262c) } button { padding: .4rem 1rem; border: 0; border-radius: 8px; background: #5b4be1; color: #fff; font: inherit }`);
  document.adoptedStyleSheets = [sheet];
  const make = (name, text = "", ...children) => {
    const node = document.createElement(name);
    node.append(text, ...children);
    return node;
  };
  const goods = ["Kettle", "Umbrella", "Barometer", "Lantern", "Raincoat", "Sundial", "Weathercock", "Wellingtons"];
  const cards = goods.map((name, index) => make("article", "", make("h3", name), make("p", `€ ${19 + index * 7}`), make("button", "Into the basket")));
  document.body.append(make("header", "", make("h1", "Fair & Foul"), make("span", "Basket (2)")), make("main", "", ...cards));
}

async function panel(scheme, width, pixels) {
  const { page, problems } = await openApp(browser, server, api, { csp: STRICT, viewport: { width: pixels, height: 900 }, colorScheme: scheme });
  await page.evaluate(drawApp);
  const save = (what) => page.screenshot({ path: join(folder, `panel-${what}-${scheme}-${width}.png`) });
  await makeCalls(page, api);
  await page.waitForTimeout(2000);
  await save("button");
  await openSheet(page);
  const inSheet = (selector) => page.locator(`cors-forecast-panel ${selector}`).first();
  const choices = { endpoints: ".shown tbody button", findings: ".shown li:nth-child(2) summary", timeline: ".shown button.call" };
  for (const name of ["caches", "endpoints", "findings", "timeline", "settings"]) {
    await showTab(page, name);
    if (choices[name]) await inSheet(choices[name]).click();
    await page.waitForTimeout(300);
    await save(name);
  }
  if (pixels > 700) {
    await inSheet(".dock").click();
    await showTab(page, "timeline");
    await page.waitForTimeout(300);
    await save("side");
  }
  for (const problem of problems) console.log(`panel ${scheme} ${width}: ${problem}`);
  await page.context().close();
}

try {
  for (const name of wanted.length > 0 ? wanted : PAGES) {
    for (const scheme of SCHEMES) {
      for (const [width, pixels] of Object.entries(WIDTHS)) {
        if (name === "panel") {
          await panel(scheme, width, pixels);
          continue;
        }
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
  await Promise.all([browser.close(), server.close(), api.close()]);
}
