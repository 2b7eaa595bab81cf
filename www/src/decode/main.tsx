// Decode: what a browser's console has printed goes in; which step failed, and the fix, come out.

import { decodeConsoleError, type Engine } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { BROWSERS, count, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { runningEngine } from "../engine.ts";
import { Copy } from "../site/copy.tsx";
import { mount } from "../site/mount.tsx";
import { ErrorCard } from "./error-view.tsx";
import { exampleFragment, exampleOf, SCENES } from "./examples.ts";

/** What a link has brought. */
const textOf = (fragment: string): string => new URLSearchParams(fragment.replace(/^#/, "")).get("text") ?? "";

const linkTo = (text: string): string => `${location.href.replace(/#.*/, "")}#${new URLSearchParams({ text })}`;

function Examples({ engine, choose }: { engine: Engine; choose: (engine: Engine) => void }): VNode {
  return (
    <div class="examples">
      <div class="row" role="group" aria-label="Whose examples">
        <span class="small quiet">Printed by</span>
        {BROWSERS.map((one) => (
          <button type="button" key={one} class="button" aria-pressed={one === engine} data-engine={one} onClick={() => choose(one)}>
            {ENGINE_NAMES[one]}
          </button>
        ))}
      </div>
      <ul class="row chips">
        {SCENES.map(({ name, title }) => (
          <li key={name}>
            <a class="button chip" data-scene={name} href={exampleFragment(engine, name)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is looked for; `empty` if nothing has been pasted yet. */
function Sought({ empty }: { empty: boolean }): VNode {
  return (
    <section class={`card sought${empty ? "" : " unrecognised"}`}>
      <h2>{empty ? "What to paste" : "No CORS error is known in this text"}</h2>
      <p>
        {empty ? "A line" : "What is looked for is a line"} of the console in the browser’s developer tools (F12, or ⌥⌘I), as it is printed there,
        with whatever stands around it:
      </p>
      <ul>
        <li>
          <strong>Chrome, Edge:</strong> <code>Access to fetch at '…' from origin '…' has been blocked by CORS policy: …</code>
        </li>
        <li>
          <strong>Firefox:</strong> <code>Cross-Origin Request Blocked: The Same Origin Policy disallows reading … (Reason: …)</code>
        </li>
        <li>
          <strong>Safari:</strong> <code>Origin … is not allowed by Access-Control-Allow-Origin.</code> with the line after it
        </li>
      </ul>
      <p class="quiet">
        What a script catches, such as <code>TypeError: Failed to fetch</code>, has no reason in it: browsers tell that in the console only.
      </p>
    </section>
  );
}

function Decode(): VNode {
  const [text, setText] = useState(() => textOf(location.hash));
  const [engine, setEngine] = useState<Engine>(() => (runningEngine() === "standard" ? "chromium" : runningEngine()));
  const [over, setOver] = useState(false);
  const errors = useMemo(() => decodeConsoleError(text), [text]);
  useEffect(() => {
    let wanted = true;
    const follow = async () => {
      const fragment = location.hash;
      const example = await exampleOf(fragment);
      if (!wanted || fragment !== location.hash) return;
      if (example) setEngine(example.engine);
      if (example || fragment !== "") setText(example?.text ?? textOf(fragment));
    };
    void follow();
    addEventListener("hashchange", follow);
    return () => {
      wanted = false;
      removeEventListener("hashchange", follow);
    };
  }, []);

  /** What was typed or pasted is nobody else's: it is not put into the address. */
  const type = (changed: string) => {
    if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
    setText(changed);
  };
  return (
    <div class="decode">
      <section
        class={`card input${over ? " over" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const dropped = event.dataTransfer?.getData("text");
          if (dropped) type(dropped);
        }}
      >
        <label class="label">
          Text of the console, one error or many
          <textarea
            class="field code"
            id="text"
            rows={Math.min(16, Math.max(6, text.split("\n").length + 2))}
            spellcheck={false}
            placeholder="Access to fetch at 'https://api.example/items' from origin 'https://app.example' has been blocked by CORS policy: …"
            value={text}
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
        </label>
        <div class="row">
          <Copy text={() => linkTo(text)} label="Copy link" id="copy-link" disabled={text.trim() === ""} />
          <span class="small quiet">The link has the whole text in it, URLs included.</span>
        </div>
        <Examples engine={engine} choose={setEngine} />
      </section>
      <div class="told">
        <p class="small quiet" role="status" id="found">
          {text.trim() === "" ? "Paste something, or choose an example." : errors.length > 0 ? `${count(errors.length, "error")} found.` : "Nothing known."}
        </p>
        {errors.map((error, index) => (
          <ErrorCard key={`${index} ${error.code} ${error.url}`} error={error} index={index} />
        ))}
        {errors.length === 0 && <Sought empty={text.trim() === ""} />}
      </div>
    </div>
  );
}

await mount(Decode);
