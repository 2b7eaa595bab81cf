import { defineConfig } from "@playwright/test";

export default defineConfig({
  outputDir: "test-results",
  // For machines that have much else to do.
  timeout: 90_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
