// The product itself: what people would paste.

import { spawnSync } from "node:child_process";

/**
 * `configure(policy, stack)` of the built package.
 *
 * While an emitter is being written, `CORS_FORECAST_CONFIGURE` may name a program that does the same with JSON.
 */
export async function configurator() {
  const program = process.env.CORS_FORECAST_CONFIGURE;
  if (!program) return (await import("../../dist/pkg/dist/server.js")).configure;
  return (policy, stack) => {
    const { status, stdout, stderr } = spawnSync(program, { input: JSON.stringify({ policy, stack }), encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };
}
