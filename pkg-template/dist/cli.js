#!/usr/bin/env node
// `npx cors-forecast COMMAND`: finds the command, and turns what it throws into a sentence and an exit code.

import { run } from "./cli/run.js";

process.exitCode = await run(process.argv.slice(2), process);
