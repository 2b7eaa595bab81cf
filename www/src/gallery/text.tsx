// Prose with code between backticks, code with marks, and links to standards.

import type { VNode } from "preact";
import { segmentsOf } from "./code.ts";
import type { Spec } from "./types.ts";

export function Prose({ text }: { text: string }): VNode {
  return <>{text.split("`").map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>;
}

export function Code({ text, marks }: { text: string; marks: readonly string[] }): VNode {
  return (
    <pre>
      <code>{segmentsOf(text, marks).map((segment, index) => (segment.marked ? <mark key={index}>{segment.text}</mark> : segment.text))}</code>
    </pre>
  );
}

const NAMES: readonly (readonly [start: string, name: string])[] = [
  ["https://fetch.spec.whatwg.org/", "Fetch Standard"],
  ["https://xhr.spec.whatwg.org/", "XMLHttpRequest Standard"],
  ["https://html.spec.whatwg.org/", "HTML Standard"],
  ["https://mimesniff.spec.whatwg.org/", "MIME Sniffing Standard"],
  ["https://w3c.github.io/beacon/", "Beacon"],
];

export function Standard({ spec: { at, quote } }: { spec: Spec }): VNode {
  const url = at.startsWith("https:") ? at : `https://fetch.spec.whatwg.org/#${at}`;
  const name = NAMES.find(([start]) => url.startsWith(start))?.[1] ?? "Standard";
  return (
    <p class="standard">
      {quote && (
        <>
          <q>
            <Prose text={quote} />
          </q>{" "}
        </>
      )}
      <a href={url} target="_blank" rel="noreferrer">
        {name}
      </a>
    </p>
  );
}
