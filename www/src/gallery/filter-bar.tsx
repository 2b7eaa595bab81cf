// Which cards are shown: a button for each kind, and words.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { GROUPS } from "./cards/index.ts";
import type { Filter } from "./filter.ts";
import { KINDS, type Kind } from "./types.ts";

interface FilterBarProps {
  filter: Filter;
  change: (filter: Filter) => void;
  /** How many are shown, in words. */
  status: string;
}

const ORDER = GROUPS.map(({ kind }) => kind);
const STEPS: Record<string, (at: number) => number> = {
  ArrowRight: (at) => (at + 1) % ORDER.length,
  ArrowLeft: (at) => (at + ORDER.length - 1) % ORDER.length,
  Home: () => 0,
  End: () => ORDER.length - 1,
};

export function FilterBar({ filter, change, status }: FilterBarProps): VNode {
  // As toolbars do: one stop for the Tab key, arrows within.
  const [stop, setStop] = useState(0);
  const toggle = (kind: Kind) => {
    const kinds = filter.kinds.includes(kind) ? filter.kinds.filter((one) => one !== kind) : [...filter.kinds, kind];
    change({ ...filter, kinds });
  };
  return (
    <div class="filter-bar">
      <div
        class="row"
        role="toolbar"
        aria-label="Kinds that are shown"
        onKeyDown={(event) => {
          const next = STEPS[event.key]?.(stop);
          if (next === undefined) return;
          event.preventDefault();
          setStop(next);
          event.currentTarget.querySelectorAll("button")[next]?.focus();
        }}
      >
        {ORDER.map((kind, index) => (
          <button
            type="button"
            key={kind}
            class="button"
            data-kind={kind}
            tabIndex={index === stop ? 0 : -1}
            aria-pressed={filter.kinds.includes(kind)}
            onFocus={() => setStop(index)}
            onClick={() => toggle(kind)}
          >
            {KINDS[kind]}
          </button>
        ))}
      </div>
      <p class="small quiet" role="status" id="shown">
        {status}
      </p>
      <label class="search">
        <span class="unseen">Search</span>
        <input
          class="field"
          id="find"
          type="search"
          placeholder="Search: range, 404, beacon …"
          spellcheck={false}
          value={filter.text}
          onInput={({ currentTarget }) => change({ ...filter, text: currentTarget.value })}
        />
      </label>
    </div>
  );
}
