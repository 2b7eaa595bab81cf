#!/usr/bin/env node
// `npx cors-forecast COMMAND`: finds the command, and turns what it throws into a sentence and an exit code.

import { run } from "./cli/run.js";

// Who reads only the beginning (`| head`) has read enough.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), process);
