/** @jsxImportSource preact */
// One call in full: what becomes of it, why, the OPTIONS to the byte, what the cache says, and what would help.

import type { ComponentChildren, VNode } from "preact";

import type { CacheForecast, Forecast, Report } from "../../index.d.ts";
import { CloseIcon } from "../elements/icons.tsx";
import verdictCss from "../elements/style/verdict.css";
import { Verdict as VerdictView } from "../elements/verdict.tsx";
import { ENGINE_NAMES, keptText, remaining } from "../elements/words.ts";
import { BASES } from "./caches.tsx";
import { drawnIn } from "./drawn.tsx";
import type { Whole } from "./history.ts";
import { engineOf, shownOf, SOURCE_NAMES, type Ui } from "./ui.ts";

const Verdict = drawnIn(VerdictView, verdictCss);

const EVIDENCE: Record<Report["evidence"], string | undefined> = {
  supported: "The browser's own timing supports this.",
  refuted: "The browser's own timing refutes this: another tab or frame may have asked.",
  unknown: undefined,
};

function Part({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section class="part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

const Spec = ({ href }: { href: string }): VNode | null =>
  href.startsWith("https:") ? (
    <a href={href} target="_blank" rel="noreferrer">
      Standard
    </a>
  ) : null;

const Risk = ({ risk }: { risk: string | undefined }): VNode | null =>
  risk ? (
    <span class="risk">
      {" "}
      <strong>Risk:</strong> {risk}
    </span>
  ) : null;

function Why({ forecast, added = [] }: { forecast: Forecast; added: string[] | undefined }): VNode {
  return (
    <Part title="Why">
      <ul class="why">
        {forecast.triggers.map(({ code, name, text, spec, addedBy }) => (
          <li key={`${code} ${name}`}>
            <code>{code}</code> {text} <Spec href={spec} />
            {name && added.includes(name) && <span class="quiet"> Added on the way to fetch().</span>}
            {addedBy?.map(({ library, setting, risk }) => (
              <span class="quiet" key={library}>
                {" "}
                {library} is known to add it: {setting}
                <Risk risk={risk} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Cache({ cache, now }: { cache: CacheForecast; now: number }): VNode {
  const { state, basis, reason, answer, expiresAt = 0, entry, possible = [] } = cache;
  const left = (expiresAt - now) / 1000;
  return (
    <Part title="Preflight cache">
      {state === "hit" && (
        <p>
          Held: the OPTIONS is spared.{" "}
          {left > 0 ? `${remaining(left)} are left` : "By now it is over"}
          {entry && `; it is ${keptText(entry.maxAge)}`}.
        </p>
      )}
      {reason && (
        <p>
          <code>{reason.code}</code> {reason.text} <span class="quiet">{reason.remedy}</span>
        </p>
      )}
      {answer?.error && (
        <p class="storm tone">
          <strong>{answer.error.code}</strong> {answer.error.message} <span class="quiet">({answer.error.step})</span>
        </p>
      )}
      {answer && !answer.error && <p>The permission is {keptText(answer.maxAge)}.</p>}
      {possible.map(({ code, text }) => (
        <p class="quiet" key={code}>
          {text}
        </p>
      ))}
      <p class="small quiet">Basis: {BASES[answer?.basis ?? basis]}.</p>
    </Part>
  );
}

function Told({ whole, ui }: { whole: Whole; ui: Ui }): VNode {
  const { report, from } = whole;
  const { engine, forecast } = shownOf(report, engineOf(ui));
  const { preflight, error, advice } = forecast;
  return (
    <>
      <Verdict forecast={forecast} engine={engine} />
      {engine !== engineOf(ui) && <p class="small quiet">It was called before {ENGINE_NAMES[engineOf(ui)]} was asked for.</p>}
      {EVIDENCE[report.evidence] && <p class="small">{EVIDENCE[report.evidence]}</p>}
      {error && <p class="small quiet">{error.step}</p>}
      {forecast.triggers.length > 0 && <Why forecast={forecast} added={report.added} />}
      {preflight && (
        <Part title={forecast.cache.state === "hit" ? "The OPTIONS that is spared" : "The OPTIONS"}>
          <div class="wire code" tabIndex={0} role="group" aria-label="The OPTIONS request">
            <div>
              <strong>OPTIONS</strong> {preflight.url}
            </div>
            {preflight.headers.map(([name, value], index) => (
              <div key={index} class={/^access-control-request-/i.test(name) ? "asks" : ""}>
                <span>{name}:</span> {value}
              </div>
            ))}
          </div>
        </Part>
      )}
      {preflight && <Cache cache={forecast.cache} now={ui.context.natives.now()} />}
      {advice.length > 0 && (
        <Part title="What would help">
          <ul>
            {advice.map(({ code, trigger, text, risk }) => (
              <li key={`${code} ${trigger}`}>
                {text}
                <Risk risk={risk} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <p class="small quiet">
        {report.api} on {SOURCE_NAMES[from]}, {new Date(report.at).toLocaleTimeString()}
        {report.as && `, as if at ${report.as}`}
      </p>
    </>
  );
}

interface CallProps {
  ui: Ui;
  whole: Whole | undefined;
  /** Whether it stands for its endpoint. */
  ofEndpoint?: boolean;
  /** How many are kept in full. */
  limit?: number;
}

export function CallInFull({ ui, whole, ofEndpoint = false, limit }: CallProps): VNode {
  const close = () =>
    ui.act(() => {
      ui.call = undefined;
      if (ofEndpoint) {
        ui.endpoint = undefined;
      }
    });
  return (
    <article class="call" aria-label={ofEndpoint ? "The latest call of the endpoint" : "The call in full"} tabIndex={0}>
      <div class="call-head">
        <h3>{whole ? <><code class="method">{whole.report.method}</code> <code>{whole.report.url}</code></> : "A call"}</h3>
        <button type="button" class="plain" aria-label="Close the call" onClick={close}>
          <CloseIcon size={16} />
        </button>
      </div>
      {ofEndpoint && (
        <p class="small quiet">
          The latest call of this endpoint.{" "}
          <button type="button" class="button" onClick={() => ui.act(() => (ui.context.memory.tab = "timeline"))}>
            All its calls
          </button>
        </p>
      )}
      {whole ? <Told whole={whole} ui={ui} /> : <p class="quiet">Only the latest {limit?.toLocaleString("en") ?? "calls"} are kept in full, and this one is older.</p>}
    </article>
  );
}
