// The preflight cache: the same path asked for again.

import type { Call, Group, Policy, Preset, Step } from "../types.ts";
import { echoing, granting } from "./servers.ts";

const remembered = echoing(600);

/** The calls one after the other, under one policy. */
const inTurn = (id: string, title: string, policy: Policy, ...calls: (Call & { wait?: number })[]): Preset => ({
  id,
  title,
  steps: calls.map(({ wait, ...call }): Step => ({ call, policy, ...(wait !== undefined && { wait }) })),
});
const put: Call = { method: "PUT" };
const custom: Call = { headers: [["X-A", "1"]] };

export const cache: Group = {
  title: "The preflight cache",
  presets: [
    inTurn("cache-hit", "Twice within Max-Age", remembered, put, put),
    inTurn("cache-header-added", "A header added", remembered, custom, {
      headers: [
        ["X-A", "1"],
        ["X-B", "2"],
      ],
    }),
    inTurn(
      "cache-subset",
      "A header fewer",
      remembered,
      {
        headers: [
          ["X-A", "1"],
          ["X-B", "2"],
        ],
      },
      custom,
    ),
    inTurn(
      "cache-volunteered",
      "A header that the server allowed before it was asked",
      { preflight: granting("PUT", "X-A, X-B", 600) },
      { ...put, ...custom },
      { ...put, headers: [["X-B", "2"]] },
    ),
    inTurn("cache-methods", "PUT, then DELETE, then PUT again", remembered, put, { method: "DELETE" }, put),
    inTurn("cache-credentials", "First without credentials, then with", remembered, put, {
      ...put,
      credentials: "include",
    }),
    inTurn(
      "cache-credentials-back",
      "First with credentials, then without",
      remembered,
      { ...put, credentials: "include" },
      put,
    ),
    inTurn("cache-no-max-age", "No Max-Age: five seconds", echoing(), put, put, { ...put, wait: 6000 }),
    inTurn("cache-max-age-0", "Max-Age: 0", echoing(0), put, put),
    inTurn("cache-max-age-1", "Max-Age: 1, and two seconds later", echoing(1), put, { ...put, wait: 2000 }),
    inTurn("cache-max-age-negative", "Max-Age: -1", echoing("-1"), put, put),
    inTurn("cache-query", "Another query", remembered, put, { ...put, path: "m?page=2" }),
    inTurn("cache-fragment", "Another fragment", remembered, put, { ...put, path: "m#part" }),
    inTurn("cache-api", "fetch(), then XMLHttpRequest", remembered, put, { ...put, api: "xhr" }),
    inTurn("cache-no-store", "cache: no-store the second time", remembered, put, { ...put, cache: "no-store" }),
    inTurn("cache-simple", "A simple GET in between", remembered, put, {}, put),
    {
      id: "cache-refused",
      title: "A later preflight that is refused",
      steps: [
        { call: put, policy: { preflight: granting("PUT", "", 600) } },
        { call: { ...put, ...custom }, policy: { preflight: granting("PUT", "", 600) } },
        { call: put, policy: { preflight: granting("PUT", "", 600) } },
      ],
    },
  ],
};
