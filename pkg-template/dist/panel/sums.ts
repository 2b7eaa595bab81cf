// What each endpoint has cost in each engine, as the wrapper's own summary has it, but for other realms' calls, too.

import type { Engine, Forecast, ObservedEndpoint } from "../../index.d.ts";
// @ts-expect-error: only scripts have types here.
import { NATURAL } from "../findings.js";

/** Endpoints of an engine, and reasons of an endpoint. */
const LIMIT = 300;
const CAUSES = 50;

interface Sum {
  calls: number;
  preflights: number;
  hits: number;
  busts: number;
  causes: Map<string, number>;
}

function causeOf({ causes }: Sum): string {
  let [most, cause] = [0, ""];
  for (const [name, times] of causes) {
    if (times > most) {
      [most, cause] = [times, name];
    }
  }
  return cause;
}

export function createSums() {
  const all = new Map<Engine, Map<string, Sum>>();

  function sumOf(engine: Engine, endpoint: string): Sum {
    let sums = all.get(engine);
    if (!sums) {
      sums = new Map();
      all.set(engine, sums);
    }
    let sum = sums.get(endpoint);
    if (!sum) {
      if (sums.size >= LIMIT) {
        sums.delete(sums.keys().next().value as string);
      }
      sum = { calls: 0, preflights: 0, hits: 0, busts: 0, causes: new Map() };
      sums.set(endpoint, sum);
    }
    return sum;
  }

  return {
    add(engine: Engine, endpoint: string, { preflight, cache, triggers }: Forecast): void {
      const sum = sumOf(engine, endpoint);
      sum.calls++;
      if (!preflight) {
        return;
      }
      sum[cache.state === "hit" ? "hits" : "preflights"]++;
      if (cache.reason && !NATURAL.test(cache.reason.code)) {
        sum.busts++;
      }
      for (const { name, kind } of triggers) {
        const part = name ?? kind;
        const times = sum.causes.get(part) ?? 0;
        if (times > 0 || sum.causes.size < CAUSES) {
          sum.causes.set(part, times + 1);
        }
      }
    },
    of: (engine: Engine): ObservedEndpoint[] =>
      [...(all.get(engine) ?? [])].map(([endpoint, sum]) => {
        const { calls, preflights, hits, busts } = sum;
        return { endpoint, calls, preflights, hits, busts, cause: causeOf(sum) };
      }),
  };
}
