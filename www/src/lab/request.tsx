// The request as a page would make it, with what asks for permission marked where it stands.

import type { Trigger } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { asCode } from "../describe.ts";
import type { BodyRecipe, Call } from "../types.ts";
import type { LabState } from "./state.ts";

interface RequestProps {
  state: LabState;
  triggers: readonly Trigger[];
  change: (part: Partial<LabState>) => void;
  drop: (trigger: Trigger) => void;
}

const APIS = { fetch: "fetch()", xhr: "XMLHttpRequest", beacon: "sendBeacon()", eventsource: "EventSource" };
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "patch", "DELETE", "OPTIONS", "QUERY"];
const BODIES: Record<BodyRecipe["kind"], string> = {
  string: "string",
  urlsearchparams: "URLSearchParams",
  formdata: "FormData",
  blob: "Blob",
  buffer: "ArrayBuffer",
  stream: "ReadableStream",
  document: "Document",
};
const NAMES = [
  "Accept",
  "Accept-Language",
  "Authorization",
  "Cache-Control",
  "Content-Language",
  "Content-Type",
  "If-None-Match",
  "Idempotency-Key",
  "Range",
  "X-CSRF-Token",
  "X-Request-Id",
  "X-Requested-With",
  "baggage",
  "sentry-trace",
  "traceparent",
];

const CHOICES = {
  credentials: ["same-origin", "include", "omit"],
  mode: ["cors", "no-cors", "same-origin"],
  redirect: ["follow", "error", "manual"],
  cache: ["default", "no-store", "reload", "no-cache", "force-cache"],
} as const;

function Reason({ trigger, drop }: { trigger: Trigger; drop: (trigger: Trigger) => void }): VNode {
  return (
    <div class="reason">
      <p>
        {trigger.text}{" "}
        <a href={trigger.spec} target="_blank" rel="noreferrer">
          Standard
        </a>
      </p>
      <button type="button" class="button" onClick={() => drop(trigger)}>
        Send without it
      </button>
    </div>
  );
}

export function Request({ state, triggers, change, drop }: RequestProps): VNode {
  const { call, origin } = state;
  const put = (part: Partial<Call>) => {
    const next: LabState["call"] = { ...call, ...part };
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined || value === false) delete next[name as keyof Call];
    }
    change({ call: next });
  };
  const api = call.api ?? "fetch";
  const choosesHeaders = api === "fetch" || api === "xhr";
  const hasBody = api !== "eventsource";
  const of = (...kinds: Trigger["kind"][]) => triggers.filter((trigger) => kinds.includes(trigger.kind));
  const ofBody = [...of("stream-body"), ...of("header").filter(({ source }) => source !== "author")];
  return (
    <section class="card" aria-labelledby="asks">
      <h2 id="asks">The page asks</h2>
      <div class="grid">
        <label class="label">
          Page’s origin
          <input
            class="field code"
            id="origin"
            spellcheck={false}
            value={origin}
            onInput={({ currentTarget }) => change({ origin: currentTarget.value.trim() })}
          />
        </label>
        <label class="label">
          By
          <select class="field" id="api" value={api} onChange={({ currentTarget }) => put({ api: currentTarget.value as NonNullable<Call["api"]> })}>
            {Object.entries(APIS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class={`line ${of("method").length > 0 ? "asks" : ""}`}>
        <label class="label">
          Method
          <input
            class="field code method"
            id="method"
            list="methods"
            spellcheck={false}
            disabled={!choosesHeaders}
            value={choosesHeaders ? (call.method ?? "GET") : api === "beacon" ? "POST" : "GET"}
            onInput={({ currentTarget }) => put({ method: currentTarget.value })}
          />
        </label>
        <datalist id="methods">
          {METHODS.map((method) => (
            <option key={method} value={method} />
          ))}
        </datalist>
        <label class="label">
          URL
          <input class="field code" id="url" spellcheck={false} value={call.url} onInput={({ currentTarget }) => put({ url: currentTarget.value })} />
        </label>
        {of("method", "redirect").map((trigger) => (
          <Reason key={trigger.code} trigger={trigger} drop={drop} />
        ))}
      </div>
      {choosesHeaders && (
        <cf-headers
          label="Headers that the page sets"
          headers={call.headers ?? []}
          triggers={triggers.filter(({ source }) => source === "author")}
          names={NAMES}
          change={(headers) => put({ headers })}
        />
      )}
      {hasBody && (
        <div class={`line body ${ofBody.length > 0 ? "asks" : ""}`}>
          <label class="label">
            Body
            <select
              class="field"
              id="body"
              value={call.body?.kind ?? ""}
              onChange={({ currentTarget }) => {
                const kind = currentTarget.value as BodyRecipe["kind"] | "";
                const duplex = kind === "stream" ? "half" : undefined;
                put({ body: kind === "" ? undefined : { ...call.body, kind }, duplex } as Partial<Call>);
              }}
            >
              <option value="">none</option>
              {Object.entries(BODIES).map(([value, name]) => (
                <option key={value} value={value} disabled={value === "document" && api !== "xhr"}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {call.body && ["string", "blob", "buffer", "urlsearchparams"].includes(call.body.kind) && (
            <label class="label">
              Content
              <input
                class="field code"
                id="text"
                spellcheck={false}
                value={call.body.text ?? "a=b"}
                onInput={({ currentTarget }) => call.body && put({ body: { ...call.body, text: currentTarget.value } })}
              />
            </label>
          )}
          {call.body?.kind === "blob" && (
            <label class="label">
              The Blob’s type
              <input
                class="field code"
                id="type"
                spellcheck={false}
                value={call.body.type ?? ""}
                onInput={({ currentTarget }) => call.body && put({ body: { ...call.body, type: currentTarget.value } })}
              />
            </label>
          )}
          {ofBody.map((trigger) => (
            <Reason key={trigger.code} trigger={trigger} drop={drop} />
          ))}
        </div>
      )}
      {choosesHeaders && (
        <div class="grid four">
          {Object.entries(CHOICES).map(([name, choices]) => (
            <label class="label" key={name}>
              {name}
              <select
                class="field"
                id={name}
                disabled={api === "xhr" && name !== "credentials"}
                value={call[name as keyof typeof CHOICES] ?? choices[0]}
                onChange={({ currentTarget }) => put({ [name]: currentTarget.value === choices[0] ? undefined : currentTarget.value } as Partial<Call>)}
              >
                {choices.map((choice) => (
                  <option key={choice}>{choice}</option>
                ))}
              </select>
            </label>
          ))}
        </div>
      )}
      {api === "fetch" && (
        <label class="check">
          <input type="checkbox" checked={call.keepalive === true} onChange={({ currentTarget }) => put({ keepalive: currentTarget.checked })} />
          keepalive
        </label>
      )}
      {api === "xhr" && (
        <div class={`line ${of("upload-listener").length > 0 ? "asks" : ""}`}>
          <label class="check">
            <input
              type="checkbox"
              id="upload"
              checked={call.uploadListener === true}
              onChange={({ currentTarget }) => put({ uploadListener: currentTarget.checked })}
            />
            a listener on xhr.upload
          </label>
          {of("upload-listener").map((trigger) => (
            <Reason key={trigger.code} trigger={trigger} drop={drop} />
          ))}
        </div>
      )}
      <details>
        <summary>As code</summary>
        <pre>{asCode(call, call.url)}</pre>
      </details>
      <p class="small quiet">The address of this page is a link to all of it, but for values of headers that decide nothing.</p>
    </section>
  );
}
