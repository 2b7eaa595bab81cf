// What each engine holds and has counted, and what became of each call.

import type { VNode } from "preact";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import { outlookOf } from "../../../pkg-template/dist/elements/sky.ts";
import { count, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import type { Called, Counted, Said } from "./caches.ts";

/** Calls that are shown, the latest first. */
const SHOWN = 60;

function Latest({ said }: { said: Said }): VNode {
  const { cache } = said.forecast;
  const outlook = outlookOf(said.forecast);
  return (
    <div class={`latest ${outlook.sky}`}>
      <SkyIcon sky={outlook.sky} size={22} />
      <p>
        <strong>{outlook.title}.</strong> {cache.reason ? `${cache.reason.text} ${cache.reason.remedy}` : outlook.text}
        {cache.possible?.map(({ code, text }) => (
          <span class="quiet" key={code}>
            {" "}
            {text}
          </span>
        ))}
      </p>
    </div>
  );
}

export function Engines({ counted, now, latest }: { counted: Counted[]; now: number; latest: Called | undefined }): VNode {
  return (
    <div class="three">
      {counted.map(({ engine, preflights, hits, lives, more, others }) => {
        const said = latest?.said.find((one) => one.engine === engine);
        return (
          <section class="card engine" key={engine} data-engine={engine} aria-label={ENGINE_NAMES[engine]}>
            <h2>{ENGINE_NAMES[engine]}</h2>
            <dl>
              <div class="rain">
                <dd data-count="preflights" data-number={preflights}>{preflights.toLocaleString("en")}</dd>
                <dt>{preflights === 1 ? "preflight" : "preflights"}</dt>
              </div>
              <div class="spared">
                <dd data-count="hits" data-number={hits}>{hits.toLocaleString("en")}</dd>
                <dt>spared</dt>
              </div>
            </dl>
            {said && <Latest said={said} />}
            {lives.length > 0 ? <cf-timeline lives={lives} now={now} /> : <p class="quiet small">Nothing is held.</p>}
            {more + others > 0 && <p class="quiet small">and {count(more + others, "more permission")}</p>}
          </section>
        );
      })}
    </div>
  );
}

export function Log({ calls }: { calls: readonly Called[] }): VNode | null {
  if (calls.length === 0) {
    return null;
  }
  return (
    <section class="card log" aria-labelledby="calls">
      <h2 id="calls">Calls, the latest first</h2>
      <div class="scrolls">
        <table>
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">Call</th>
              {calls[0]?.said.map(({ engine }) => (
                <th scope="col" key={engine}>
                  {ENGINE_NAMES[engine]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calls
              .slice(-SHOWN)
              .toReversed()
              .map(({ id, at, request, said }) => (
                <tr key={id}>
                  <td class="at">{(at / 1000).toLocaleString("en", { maximumFractionDigits: 0 })} s</td>
                  <td>
                    <code>
                      {request.method ?? "GET"} {request.url.replace("https://api.example", "")}
                    </code>
                    <span class="quiet small">
                      {" "}
                      {request.headers?.map(([name]) => name.toLowerCase()).join(", ")}
                      {request.credentials && " · with credentials"}
                      {request.cache && ` · cache: ${request.cache}`}
                    </span>
                  </td>
                  {said.map(({ engine, forecast }) => {
                    const { sky, title } = outlookOf(forecast);
                    return (
                      <td key={engine} class={`said ${sky}`} title={forecast.cache.reason?.text ?? ""}>
                        <span>
                          <SkyIcon sky={sky} size={18} />
                          {sky === "rain" ? (forecast.cache.reason?.code ?? title) : title}
                        </span>
                      </td>
                    );
                  })}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
