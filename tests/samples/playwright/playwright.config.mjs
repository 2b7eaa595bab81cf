import { defineConfig } from "@playwright/test";

export default defineConfig({
  outputDir: "test-results",
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
