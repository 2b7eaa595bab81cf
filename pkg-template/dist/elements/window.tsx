/** @jsxImportSource preact */
// A list of any length of which only the rows in view are nodes: rows have one height, so nothing is measured.

import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface WindowProps {
  count: number;
  /** Of a row, in CSS pixels. */
  height: number;
  label: string;
  row: (index: number) => VNode;
  /** Whether the end is kept in view while it is. */
  follows?: boolean;
}

/** Rows beyond either edge, so that fast scrolling shows no gaps. */
const MARGIN = 6;

export function Window({ count, height, label, row, follows = false }: WindowProps): VNode {
  const place = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [view, setView] = useState({ first: 0, last: 40 });

  const look = () => {
    const node = place.current;
    if (!node) {
      return;
    }
    const { scrollTop, clientHeight, scrollHeight } = node;
    atEnd.current = scrollTop + clientHeight > scrollHeight - height;
    const first = Math.max(0, Math.floor(scrollTop / height) - MARGIN);
    const last = Math.ceil((scrollTop + clientHeight) / height) + MARGIN;
    setView((old) => (old.first === first && old.last === last ? old : { first, last }));
  };

  useLayoutEffect(() => {
    // Set by the CSSOM, which no policy forbids.
    space.current?.style.setProperty("height", `${count * height}px`);
    if (follows && atEnd.current && place.current) {
      place.current.scrollTop = place.current.scrollHeight;
    }
    look();
  }, [count, height]);

  const rows: VNode[] = [];
  for (let index = view.first; index < Math.min(count, view.last); index++) {
    rows.push(
      <div
        role="listitem"
        key={index}
        class="row"
        aria-setsize={count}
        aria-posinset={index + 1}
        style={{ top: `${index * height}px`, height: `${height}px` }}
      >
        {row(index)}
      </div>,
    );
  }
  return (
    <div ref={place} class="window" tabIndex={0} role="region" aria-label={label} onScroll={look}>
      <div ref={space} class="space" role="list">
        {rows}
      </div>
    </div>
  );
}
