// What the page asks for, the command that asks the server, and what it answers.

import { curlOf } from "cors-forecast/server";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { SERVERS } from "../servers/presets.ts";
import { Copy } from "../site/copy.tsx";
import { type Answers, type Asked, askedFrom, type Preflight, strangerOf } from "./exchange.ts";
import { answersOf } from "./examples.ts";

const SHELLS = { posix: "sh, zsh, bash", powershell: "PowerShell", cmd: "cmd" } as const;
type Shell = keyof typeof SHELLS;

interface RequestProps {
  text: string;
  problem: string | undefined;
  asked: Asked | undefined;
  type: (text: string) => void;
  setOrigin: (origin: string) => void;
}

export function RequestInput({ text, problem, asked, type, setOrigin }: RequestProps): VNode {
  return (
    <section class="card ask" aria-labelledby="ask">
      <h2 id="ask">1. What the page asks for</h2>
      <label class="label">
        A fetch(…) call, “Copy as fetch” or “Copy as cURL” of the network panel
        <textarea
          class="field code"
          id="request"
          rows={Math.min(10, Math.max(3, text.split("\n").length))}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      <label class="label">
        The page’s origin
        <input class="field code" id="origin" spellcheck={false} value={asked?.origin ?? ""} onChange={({ currentTarget }) => setOrigin(currentTarget.value.trim())} />
      </label>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

export function Command({ asked, preflight }: { asked: Asked | undefined; preflight: Preflight | undefined }): VNode {
  const [shell, choose] = useState<Shell>("posix");
  const command = preflight && curlOf(preflight, shell);
  const from = asked && strangerOf(asked);
  const strange = preflight && from !== undefined ? curlOf(askedFrom(from, preflight), shell) : undefined;
  return (
    <section class="card command" aria-labelledby="command">
      <h2 id="command">2. Ask the server</h2>
      {command === undefined ? (
        <p>No preflight is sent for this request: there is only the request’s own answer to judge.</p>
      ) : (
        <>
          <div class="row">
            {(Object.keys(SHELLS) as Shell[]).map((one) => (
              <button type="button" key={one} class="button chip" aria-pressed={one === shell} onClick={() => choose(one)}>
                {SHELLS[one]}
              </button>
            ))}
          </div>
          <pre id="curl" tabIndex={0} aria-label="The preflight as a command">
            {command}
          </pre>
          <Copy text={() => command} label="Copy" id="copy-curl" />
          <p class="small quiet">
            It is the preflight to the byte; no value of the request’s headers is in it. With only OPTIONS and an Origin it would be another
            request, and many servers answer that otherwise.
          </p>
          {strange !== undefined && (
            <details>
              <summary class="small">Does it let anybody in? Ask as a stranger, too</summary>
              <pre id="curl-stranger" tabIndex={0} aria-label="The preflight of a stranger as a command">
                {strange}
              </pre>
              <Copy text={() => strange} label="Copy" id="copy-stranger" />
            </details>
          )}
        </>
      )}
    </section>
  );
}

interface AnswersProps {
  answers: Answers;
  asked: Asked | undefined;
  preflight: Preflight | undefined;
  change: (answers: Answers) => void;
}

export function AnswersInput({ answers, asked, preflight, change }: AnswersProps): VNode {
  const field = (kind: keyof Answers, label: string, placeholder: string) => (
    <label class="label">
      {label}
      <textarea
        class="field code"
        id={`answer-${kind}`}
        rows={Math.min(12, Math.max(4, answers[kind].split("\n").length))}
        spellcheck={false}
        placeholder={placeholder}
        value={answers[kind]}
        onInput={({ currentTarget }) => change({ ...answers, [kind]: currentTarget.value })}
      />
    </label>
  );
  return (
    <section class="card answers" aria-labelledby="answers">
      <h2 id="answers">3. What it answers</h2>
      {field("preflight", "To OPTIONS: what curl has printed", "HTTP/1.1 204 No Content\nAccess-Control-Allow-Origin: …")}
      {field("actual", "To the request itself, if you have it: curl -i, or the response headers of the network panel", "HTTP/1.1 200 OK\n…")}
      {preflight && (
        <details open={answers.stranger !== ""}>
          <summary class="small">To the stranger, if you have asked as one</summary>
          {field("stranger", "To OPTIONS from an origin that is nobody’s", "HTTP/1.1 204 No Content\n…")}
        </details>
      )}
      <label class="label">
        Or as a real server was measured
        <select
          class="field"
          id="example"
          value=""
          onChange={({ currentTarget }) => {
            const server = SERVERS.find(({ id }) => id === currentTarget.value);
            if (server && asked) change(answersOf(server, asked, preflight));
          }}
        >
          <option value="">Choose a server…</option>
          {SERVERS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

