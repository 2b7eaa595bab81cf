// The requests by endpoint, and what of each has to be asked for first.

import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { BROWSERS, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { endpointOf } from "../../../pkg-template/dist/urls.js";
import { labLink } from "./lab-link.ts";
import { asksOf, forecastOf, type Permit } from "./play.ts";
import { type Seen, urlOf } from "./seen.ts";

/** Rows that are shown. */
const SHOWN = 40;

interface Row {
  key: string;
  method: string;
  endpoint: string;
  origins: string[];
  calls: number;
  /** The engines that ask first; none, some or all. */
  asking: string;
  /** Whether no page can make it. */
  refused: boolean;
  names: string[];
  credentials: boolean;
  seen: Seen;
}

const keyOf = (seen: Seen): string => `${seen.description.method ?? "GET"} ${endpointOf(urlOf(seen).href)}`;

function rowsOf(requests: readonly Seen[]): Row[] {
  const rows = new Map<string, { calls: number; origins: Set<string>; seen: Seen; alike: Map<string, Seen> }>();
  for (const seen of requests) {
    const { headers = [], credentials } = seen.description;
    const key = keyOf(seen);
    const row = rows.get(key) ?? { calls: 0, origins: new Set(), seen, alike: new Map() };
    row.calls += 1;
    row.origins.add(seen.origin);
    row.alike.set(`${seen.origin} ${credentials} ${headers.map(([name]) => name).join()}`, seen);
    rows.set(key, row);
  }
  const sorted = [...rows].sort(([, one], [, other]) => other.calls - one.calls);
  return sorted.slice(0, SHOWN).map(([key, { calls, origins, alike }]) => {
    const all = [...alike.values()];
    const engines = BROWSERS.filter((engine) => all.some((seen) => asksFirst(seen, engine)));
    const names = [...new Set(all.flatMap((seen) => [...asksOf(seen)]))].sort();
    // The one that shows most.
    const seen = all.reduce((most, one) => (asksOf(one).size > asksOf(most).size ? one : most));
    return {
      key,
      method: key.slice(0, key.indexOf(" ")),
      endpoint: key.slice(key.indexOf(" ") + 1),
      origins: [...origins],
      calls,
      asking: engines.length === 0 ? "" : engines.length === BROWSERS.length ? "all" : engines.map((engine) => ENGINE_NAMES[engine]).join(", "),
      names,
      refused: all.every((one) => BROWSERS.every((engine) => isRefused(one, engine))),
      credentials: all.some(({ description }) => description.credentials === "include"),
      seen,
    };
  });
}

function asksFirst(seen: Seen, engine: (typeof BROWSERS)[number]): boolean {
  const forecast = forecastOf(seen, engine);
  return typeof forecast !== "string" && forecast.preflight !== undefined;
}

function isRefused(seen: Seen, engine: (typeof BROWSERS)[number]): boolean {
  const forecast = forecastOf(seen, engine);
  return typeof forecast === "string" || forecast.verdict === "rejected" || forecast.verdict === "blocked";
}

export function Requests({ requests, permit }: { requests: readonly Seen[]; permit: Permit | undefined }): VNode {
  const rows = useMemo(() => rowsOf(requests), [requests]);
  const links = useMemo(() => permit && rows.map(({ seen }) => labLink(seen, permit)), [rows, permit]);
  const total = new Set(requests.map(keyOf)).size;
  return (
    <>
      <div class="scrolls" tabIndex={0} role="group" aria-label="Requests by endpoint">
        <table>
          <thead>
            <tr>
              <th scope="col">Request</th>
              <th scope="col" class="number">
                Calls
              </th>
              <th scope="col">Asks first</th>
              <th scope="col">For</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, method, endpoint, origins, calls, asking, refused, names, credentials }, index) => (
              <tr key={key}>
                <th scope="row">
                  <code>
                    <strong>{method}</strong> {endpoint.replace(/^\w+:\/\/[^/]+/, "")}
                  </code>
                  <span class="small quiet">
                    from {origins.join(", ")}
                    {credentials && " · with credentials"}
                  </span>
                </th>
                <td class="number">{calls.toLocaleString("en")}</td>
                <td class={refused ? "storm" : asking ? "rain" : "clear"}>{refused ? "not sent" : asking === "all" ? "yes" : asking || "no"}</td>
                <td>
                  <code>{names.join(", ") || (asking && method) || "–"}</code>
                </td>
                <td>
                  {links?.[index] && (
                    <a href={links[index]} aria-label={`${method} ${endpoint} in the lab`}>
                      Lab
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length && <p class="small quiet">{total - rows.length} more endpoints are counted, and not shown.</p>}
    </>
  );
}
