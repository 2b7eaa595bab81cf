// Where requests are put in: a recording, pasted calls, or an example.

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { EXAMPLES } from "./examples.ts";
import { LARGEST } from "./har.ts";
import { type Input, messageOf } from "./seen.ts";

/** Milliseconds without a change after which what was typed is read. */
const QUIET = 200;

interface InputProps {
  text: string;
  input: Input | undefined;
  change: (text: string) => void;
  take: (input: Input | undefined) => void;
}

async function readText(text: string): Promise<Input | undefined> {
  if (text.trim() === "") {
    return undefined;
  }
  const isHar = /^\s*\{\s*"(log|_comment|comment)"\s*:/.test(text);
  return isHar ? (await import("./har.ts")).readHar(text, "the pasted recording", "text") : (await import("./paste.ts")).readCalls(text);
}

async function readFile(file: File): Promise<Input | undefined> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is too large for a page. On the command line any size will do: npx cors-forecast har ${file.name}`);
  }
  const text = await file.text();
  return text.trimStart().startsWith("{") ? (await import("./har.ts")).readHar(text, file.name, "file") : readText(text);
}

export function InputCard({ text, input, change, take }: InputProps): VNode {
  const [problem, setProblem] = useState("");
  const [over, setOver] = useState(false);
  const latest = useRef(0);
  const picker = useRef<HTMLInputElement>(null);

  async function read(reading: () => Promise<Input | undefined>): Promise<void> {
    latest.current += 1;
    const own = latest.current;
    try {
      const found = await reading();
      if (own !== latest.current) return;
      setProblem("");
      take(found);
    } catch (error) {
      if (own !== latest.current) return;
      setProblem(messageOf(error));
      take(undefined);
    }
  }

  useEffect(() => {
    // An empty field leaves the requests of a file or of the lab where they are.
    if (text === "") {
      if (input?.from === "text") take(undefined);
      return undefined;
    }
    const timer = setTimeout(() => void read(() => readText(text)), QUIET);
    return () => clearTimeout(timer);
  }, [text]);

  const takeFile = (file: File | undefined) => {
    if (!file) return;
    change("");
    void read(() => readFile(file));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) takeFile(file);
    else change(event.dataTransfer?.getData("text") ?? "");
  };
  return (
    <section
      class={`card input${over ? " over" : ""}`}
      aria-labelledby="requests"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id="requests">What your pages ask for</h2>
      <div class="row">
        <button type="button" class="button first" id="choose" onClick={() => picker.current?.click()}>
          Choose a HAR…
        </button>
        <input
          ref={picker}
          class="picker"
          id="har"
          type="file"
          accept=".har,.json,application/json"
          aria-label="A HAR file"
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            takeFile(currentTarget.files?.[0]);
            currentTarget.value = "";
          }}
        />
        <span class="quiet small">or drop one here: the network panel’s “Save all as HAR”. It is read in this page and goes nowhere.</span>
      </div>
      <label class="label">
        Or paste calls, one or several: “Copy as fetch”, “Copy as cURL”, or code with fetch(…) in it
        <textarea
          class="field code"
          id="calls"
          rows={text === "" ? 3 : Math.min(14, text.split("\n").length + 1)}
          spellcheck={false}
          placeholder={`fetch("https://api.example/items/1", { method: "PUT", headers: { "X-Request-Id": "1" } });`}
          value={text}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      </label>
      <div class="row chips">
        <span class="small quiet">Or begin with</span>
        {EXAMPLES.map(({ id, title }) => (
          <a key={id} class="button chip" href={`#example=${id}`}>
            {title}
          </a>
        ))}
      </div>
      <div aria-live="polite">
        {problem && <p class="problem">{problem}</p>}
        {input && <p class="small quiet read">Read: {input.title}.</p>}
        {input?.notes.map((note) => (
          <p class="small quiet" key={note}>
            {note}
          </p>
        ))}
      </div>
    </section>
  );
}
