// What to type: the policy in the words of the server that is chosen, which the page's address remembers.

import { configure, type CorsPolicy, type Stack, stacks } from "cors-forecast/server";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import { Copy } from "../site/copy.tsx";
import { messageOf } from "./seen.ts";

const CHOSEN = /[#&]stack=([a-z0-9-]+)/;

/** The server that a fragment names. */
export function stackOf(fragment: string): Stack | undefined {
  const [, id] = CHOSEN.exec(fragment) ?? [];
  return stacks().find((known) => known.id === id)?.id;
}

/** What else the fragment says. */
export function withoutStack(fragment: string): string {
  const rest = fragment.replace(CHOSEN, "").replace(/^[#&]/, "");
  return rest === "" ? "" : `#${rest}`;
}

/** Keeps it in the page's address, so that a link has it, too. */
function remember(stack: Stack): void {
  const rest = withoutStack(location.hash);
  history.replaceState(history.state, "", `${rest === "" ? "#" : `${rest}&`}stack=${stack}`);
}

/** A sentence with code between backticks in it. */
function Prose({ text }: { text: string }): VNode {
  return <>{text.split("`").map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>;
}

interface StackProps {
  policy: CorsPolicy;
  stack: Stack;
  choose: (stack: Stack) => void;
}

export function StackCard({ policy, stack, choose }: StackProps): VNode {
  const known = useMemo(() => stacks(), []);
  const take = (id: string) => {
    const chosen = known.find((one) => one.id === id);
    if (!chosen) return;
    remember(chosen.id);
    choose(chosen.id);
  };
  return (
    <section class="card type" aria-labelledby="type">
      <h2 id="type">What to type</h2>
      <label class="label">
        Your server
        <select class="field" id="stack" value={stack} onChange={({ currentTarget }) => take(currentTarget.value)}>
          {known.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Written policy={policy} stack={stack} />
    </section>
  );
}

function Written({ policy, stack }: { policy: CorsPolicy; stack: Stack }): VNode {
  const written = useMemo(() => {
    try {
      return configure(policy, stack);
    } catch (error) {
      return messageOf(error);
    }
  }, [policy, stack]);
  if (typeof written === "string") return <p class="problem">{written}</p>;
  const { install, file, place, code, language, pitfalls, verified } = written;
  const run = "with" in verified;
  return (
    <>
      {install && (
        <div class="install">
          <pre>{install}</pre>
          <Copy text={() => install} label="Copy" id="copy-install" />
        </div>
      )}
      <div class="row">
        <p class="small">
          <code>{file}</code>: <Prose text={place} />
        </p>
        <Copy text={() => code} label="Copy" id="copy-code" />
      </div>
      <pre class="typed" id="code" data-language={language} tabIndex={0} aria-label={`What to type into ${file}`}>
        {code}
      </pre>
      <p class={`ran small ${run ? "spared" : "fog"}`} id="ran">
        <SkyIcon sky={run ? "spared" : "fog"} size={18} />
        <span>{run ? `Run with ${verified.with}, and asked as browsers ask.` : `Not run: ${"not" in verified ? verified.not : ""}`}</span>
      </p>
      {pitfalls.length > 0 && (
        <>
          <h3>What goes wrong there</h3>
          <ul class="small">
            {pitfalls.map((pitfall) => (
              <li key={pitfall}>
                <Prose text={pitfall} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
