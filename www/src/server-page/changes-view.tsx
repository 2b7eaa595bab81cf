// What is to be changed about the answers that a recording has.

import type { Changes, HeaderChange } from "cors-forecast/server";
import type { VNode } from "preact";

function Listed({ title, changes }: { title: string; changes: readonly HeaderChange[] }): VNode | null {
  if (changes.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {changes.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

export function ChangesCard({ changes: { preflight, actual, holes } }: { changes: Changes }): VNode {
  const isEnough = preflight.length + actual.length + holes.length === 0;
  return (
    <section class="card" aria-labelledby="changes">
      <h2 id="changes">What to change about what is there</h2>
      {isEnough && <p>The recorded answers are enough as they are.</p>}
      {holes.map(({ text }) => (
        <p class="risk" key={text}>
          <strong>A hole:</strong> {text}
        </p>
      ))}
      <Listed title="In the answer to OPTIONS" changes={preflight} />
      <Listed title="In the other answers" changes={actual} />
    </section>
  );
}
