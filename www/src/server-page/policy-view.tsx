// The policy: in words, as header lines with their reasons, and whether it holds.

import type { Engine, MaxAge } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import { duration, ENGINE_NAMES, keptText } from "../../../pkg-template/dist/elements/words.ts";
import { Copy } from "../site/copy.tsx";
import type { Least, Verified } from "./permit.ts";
import { type Kind, originsOf } from "./play.ts";
import { explained, inWords, listed, nameOf, requestsText } from "./words.ts";

/** Seconds to choose from. */
const AGES = [0, 600, 7200, 86_400];

interface PolicyProps {
  target: string;
  least: Least;
  verified: Verified;
  requests: number;
  kept: readonly { engine: Engine; maxAge: MaxAge }[];
  setMaxAge: (seconds: number) => void;
}

const TITLES: Record<Kind, string> = {
  preflight: "The answer to OPTIONS: status 204, and",
  actual: "The answer to each request itself, errors included",
};

function Lines({ least, kind, origin }: { least: Least; kind: Kind; origin: string }): VNode {
  const lines = explained(least, kind, origin);
  const text = () => lines.map(({ line }) => line.join(": ")).join("\n");
  return (
    <div class="lines">
      <div class="row">
        <h3>{TITLES[kind]}</h3>
        <Copy text={text} label="Copy" id={`copy-${kind}`} />
      </div>
      <dl>
        {lines.map(({ line: [name, value], reasons }) => (
          <div key={name}>
            <dt>
              <code>
                <span class="name">{name}:</span> {value}
              </code>
            </dt>
            <dd>
              {reasons.slice(0, 1).map((reason) => (
                <p key={reason}>{reason}</p>
              ))}
              {reasons.length > 1 && (
                <details>
                  <summary>{reasons.length === 2 ? "The other reason" : `The other ${reasons.length - 1} reasons`}</summary>
                  {reasons.slice(1).map((reason) => (
                    <p key={reason}>{reason}</p>
                  ))}
                </details>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Proof({ verified, requests }: { verified: Verified; requests: number }): VNode {
  const { passed, total, failures } = verified;
  const whole = passed === total;
  return (
    <>
      <p class={`proof ${whole ? "spared" : "storm"}`} role="status" id="verified" data-passed={passed} data-total={total}>
        <SkyIcon sky={whole ? "spared" : "storm"} size={24} />
        <span>
          <strong>
            {passed.toLocaleString("en")} of {total.toLocaleString("en")} get a response.
          </strong>{" "}
          {requestsText(requests)}, played against these lines in Chromium, Firefox, WebKit and by the standard’s letter, each with an
          empty preflight cache.
        </span>
      </p>
      {failures.length > 0 && (
        <div class="failures">
          <h3>What no policy lets through</h3>
          <ul>
            {failures.map((failure) => (
              <li key={`${nameOf(failure)} ${failure.message}`}>
                <code>{nameOf(failure)}</code>
                {failure.count > 1 && ` (${failure.count} times)`}
                {failure.engines.length > 0 && ` in ${listed(failure.engines.map((engine) => ENGINE_NAMES[engine]))}`}: {failure.message}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

export function Policy({ target, least, verified, requests, kept, setMaxAge }: PolicyProps): VNode {
  const { permit } = least;
  const [chosen, choose] = useState(0);
  const origins = originsOf(permit);
  const origin = origins[chosen] ?? origins[0];
  return (
    <section class="card policy" aria-labelledby="policy">
      <h2 id="policy">The least that lets them through</h2>
      {origin === undefined ? (
        <p class="problem">None of these requests comes from a page whose origin a server can name.</p>
      ) : (
        <>
          <ul class="words">
            {inWords(least, target).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {origins.length > 1 && (
            <label class="label">
              For the page’s origin. Compare what the request’s Origin says with this list, whole and to the byte, and answer with it; never
              with whatever asks.
              <select class="field" id="for-origin" value={String(chosen)} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
                {origins.map((one, index) => (
                  <option key={one} value={String(index)}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
          )}
          {permit.preflight && <Lines least={least} kind="preflight" origin={origin} />}
          {kept.length > 0 && (
            <div class="ages">
              <label class="label">
                Access-Control-Max-Age
                <select class="field" id="max-age" value={String(permit.maxAge)} onChange={({ currentTarget }) => setMaxAge(Number(currentTarget.value))}>
                  {AGES.map((seconds) => (
                    <option key={seconds} value={String(seconds)}>
                      {seconds} ({duration(seconds)})
                    </option>
                  ))}
                </select>
              </label>
              <ul class="small">
                {kept.map(({ engine, maxAge }) => (
                  <li key={engine} data-engine={engine}>
                    <strong>{ENGINE_NAMES[engine]}</strong>: {keptText(maxAge)}.
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Lines least={least} kind="actual" origin={origin} />
          <Proof verified={verified} requests={requests} />
        </>
      )}
    </section>
  );
}

export function Cautions({ least }: { least: Least }): VNode {
  const { preflight, policy } = least.permit;
  return (
    <section class="card" aria-labelledby="where">
      <h2 id="where">Where it goes</h2>
      <ul class="cautions">
        {preflight && (
          <li>
            <strong>Before authentication.</strong> A preflight carries neither cookies nor <code>Authorization</code>. What answers it with
            401, 403 or a redirect to a login ends the request.
          </li>
        )}
        <li>
          <strong>On errors, too.</strong> Without the lines, a page can’t tell a 404 or a 500 from a network that is down. Set them in
          front of what may fail, or where errors are answered as well; a proxy’s own error pages need them, too.
        </li>
        <li>
          <strong>On the actual answer as well.</strong> Permission to send is not permission to read: both answers have to name the origin.
        </li>
        <li>
          <strong>Once.</strong> If a framework and a proxy both add <code>Access-Control-Allow-Origin</code>, there are two, and browsers
          accept neither.
        </li>
        {policy.credentials && (
          <li>
            <strong>With credentials, a page acts as its user.</strong> Whoever can run a script in an origin of the list can read what the
            user can. No <code>*</code> counts here, and this page proposes none.
          </li>
        )}
        <li>
          <strong>Not known from requests:</strong> which headers of the answer scripts read. Those beyond the usual ones have to be named
          in <code>Access-Control-Expose-Headers</code>.
        </li>
      </ul>
    </section>
  );
}
