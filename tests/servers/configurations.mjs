// The product itself: what people would paste.

import { spawnSync } from "node:child_process";

/**
 * `configure(policy, stack)` of the built package.
 *
 * Who writes an emitter need not build it each time: CORS_FORECAST_CONFIGURE may be the path of the compiled `examples/configure.rs`.
 */
export async function configurator() {
  const program = process.env.CORS_FORECAST_CONFIGURE;
  if (!program) return (await import("../../dist/pkg/dist/server.js")).configure;
  return (policy, stack) => {
    const { status, stdout, stderr } = spawnSync(program, [stack, "--json"], { input: JSON.stringify(policy), encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };
}
