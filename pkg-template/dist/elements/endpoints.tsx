/** @jsxImportSource preact */
// <cf-endpoints>: what each endpoint has cost, by URL template.

import type { VNode } from "preact";
import { useState } from "preact/hooks";

import type { ObservedEndpoint } from "../../index.d.ts";
import { define } from "./element.tsx";
import css from "./style/endpoints.css";

export interface EndpointsProps {
  endpoints: readonly ObservedEndpoint[];
  /** The one that is chosen, and what is told of a choice; without it, none can be. */
  chosen: string | undefined;
  choose: (endpoint: string | undefined) => void;
}

type Column = "endpoint" | "calls" | "preflights" | "hits" | "busts";

const COLUMNS: readonly { key: Column; title: string; hint: string }[] = [
  { key: "endpoint", title: "Endpoint", hint: "Origin and template of the URL" },
  { key: "calls", title: "Calls", hint: "How often the page has called it" },
  { key: "preflights", title: "Preflights", hint: "How many OPTIONS were forecast" },
  { key: "hits", title: "Spared", hint: "Preflights that the cache has spared" },
  { key: "busts", title: "Busts", hint: "Preflights that would have been spared, had the call been like an earlier one" },
];

function compare(one: ObservedEndpoint, other: ObservedEndpoint, key: Column): number {
  return key === "endpoint" ? one.endpoint.localeCompare(other.endpoint) : other[key] - one[key];
}

export function Endpoints({ endpoints = [], chosen, choose }: Partial<EndpointsProps>): VNode {
  const [sorting, sort] = useState<{ key: Column; up: boolean }>({ key: "preflights", up: false });
  const rows = endpoints.toSorted((one, other) => compare(one, other, sorting.key) * (sorting.up ? -1 : 1));
  const most = Math.max(1, ...endpoints.map(({ calls }) => calls));
  if (rows.length === 0) {
    return <p class="quiet empty">No call to another origin so far.</p>;
  }
  return (
    <div class="scrolls">
      <table>
        <thead>
          <tr>
            {COLUMNS.map(({ key, title, hint }) => {
              const active = sorting.key === key;
              const direction = active ? ((key === "endpoint") !== sorting.up ? "ascending" : "descending") : "none";
              return (
                <th key={key} scope="col" aria-sort={direction} title={hint}>
                  <button type="button" onClick={() => sort({ key, up: active && !sorting.up })}>
                    {title}
                    <span aria-hidden="true">{active ? (direction === "ascending" ? " ↑" : " ↓") : ""}</span>
                  </button>
                </th>
              );
            })}
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.endpoint} class={row.endpoint === chosen ? "chosen" : ""}>
              <th scope="row">
                {choose ? (
                  <button
                    type="button"
                    class="code"
                    aria-pressed={row.endpoint === chosen}
                    onClick={() => choose(row.endpoint === chosen ? undefined : row.endpoint)}
                  >
                    {row.endpoint}
                  </button>
                ) : (
                  <code>{row.endpoint}</code>
                )}
                <svg class="share" width="100%" height="4" aria-hidden="true">
                  <rect class="calls" width={`${(row.calls / most) * 100}%`} height="4" rx="2" />
                  <rect class="preflights" width={`${(Math.min(row.preflights, row.calls) / most) * 100}%`} height="4" rx="2" />
                </svg>
              </th>
              {(["calls", "preflights", "hits", "busts"] as const).map((key) => (
                <td key={key} class={row[key] > 0 ? key : "none"}>
                  {row[key].toLocaleString("en")}
                </td>
              ))}
              <td class="cause">{row.cause}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const defineEndpoints = (): void => define("cf-endpoints", ["endpoints", "chosen", "choose"], Endpoints, css);
