import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const environment = process.env.ENVIRONMENT ?? "jsdom";

/** Only for a Chromium that Playwright has not installed itself. */
const launchOptions = {
  executablePath: process.env.CHROMIUM,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
};

/** For machines that have much else to do. */
const testTimeout = 60_000;

const browser = {
  enabled: environment === "browser",
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions }),
  instances: [{ browser: "chromium" }],
};

export default defineConfig({ test: { testTimeout, browser, ...(browser.enabled ? {} : { environment }) } });
