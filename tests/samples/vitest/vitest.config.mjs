import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const environment = process.env.ENVIRONMENT ?? "jsdom";

/** Only for a Chromium that Playwright has not installed itself. */
const launchOptions = {
  executablePath: process.env.CHROMIUM,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
};

export default defineConfig({
  test:
    environment === "browser"
      ? { browser: { enabled: true, headless: true, screenshotFailures: false, provider: playwright({ launchOptions }), instances: [{ browser: "chromium" }] } }
      : { environment },
});
