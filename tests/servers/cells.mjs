// What each cell of the table shows: a stack with the configuration for a policy, asked for all that matters.

import { configurator } from "./configurations.mjs";
import { startPages } from "./pages.mjs";
import { POLICIES } from "./policies.mjs";
import { proxyFailuresOf } from "./proxy.mjs";
import { startServer } from "./server.mjs";
import { failuresOf } from "./traffic.mjs";

/** What all cells share; `close()` ends it. */
export async function startServers() {
  const [configure, pages] = await Promise.all([configurator(), startPages()]);
  return { configure, pages, close: () => pages.close() };
}

/** One cell: what went wrong, nothing if it is green. */
export async function cellOf({ configure, pages }, stack, variant, policy) {
  try {
    const configuration = configure({ path: "/", ...policy.policy }, stack.id);
    const server = await startServer(stack, configuration, { auth: policy.auth, path: policy.policy.path, environment: variant.environment });
    try {
      return await (stack.isProxy ? proxyFailuresOf : failuresOf)(pages, server.port, policy, stack.unlisted);
    } finally {
      await server.end();
    }
  } catch (error) {
    return [{ check: "start", what: error.message }];
  }
}

/** A stack's rows, one for each variant; `progress` is told before each cell. */
export async function rowsOf(servers, stack, progress = () => {}) {
  const { title, verified } = servers.configure(POLICIES[0].policy, stack.id);
  const rows = [];
  for (const variant of stack.variants ?? [{}]) {
    const row = {
      stack: stack.id,
      name: title,
      title: variant.title ?? title,
      versions: await stack.versions(stack),
      unlisted: stack.unlisted,
      cells: [],
    };
    row.wrong = wrongVersions(row.versions, verified);
    for (const policy of POLICIES) {
      progress(`${row.title}: ${policy.title}`);
      const start = performance.now();
      const failures = await cellOf(servers, stack, variant, policy);
      row.cells.push({
        policy: policy.id,
        title: policy.title,
        green: failures.length === 0,
        failures,
        seconds: (performance.now() - start) / 1000,
      });
    }
    rows.push(row);
  }
  return rows;
}

/** Why what the emitter says of versions is not what has run. */
export function wrongVersions(versions, verified) {
  if (verified.with === versions) return undefined;
  return `the emitter says ${verified.with ? `"${verified.with}"` : "that it is not verified"}, and "${versions}" has run`;
}
