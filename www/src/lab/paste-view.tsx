// Where a call is pasted that developer tools have copied.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { readPasted } from "./paste.ts";
import type { LabState } from "./state.ts";

export function Paste({ take }: { take: (part: Partial<LabState>) => void }): VNode {
  const [text, setText] = useState("");
  const [said, setSaid] = useState<{ problem?: string; notes?: readonly string[] }>({});
  const read = async (pasted: string) => {
    setText(pasted);
    if (pasted.trim() === "") {
      return setSaid({});
    }
    try {
      const { state, notes } = await readPasted(pasted);
      take(state);
      setSaid({ notes });
    } catch (error) {
      setSaid({ problem: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <section class="paste">
      <label class="label">
        Paste a fetch(…) call, “Copy as cURL”, “Copy as fetch”, or an entry of a HAR
        <textarea
          class="field code"
          id="paste"
          rows={text.length > 60 ? 4 : 1}
          spellcheck={false}
          placeholder="curl 'https://…' -X PUT"
          value={text}
          onInput={({ currentTarget }) => void read(currentTarget.value)}
        />
      </label>
      <div aria-live="polite">
        {said.problem && <p class="problem">{said.problem}</p>}
        {said.notes?.map((note) => (
          <p class="small quiet" key={note}>
            {note}
          </p>
        ))}
      </div>
    </section>
  );
}
