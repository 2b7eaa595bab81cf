// The gallery: what surprises about CORS and its preflights, each as an example that can be run; and what is said and not so.

import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { count } from "../../../pkg-template/dist/elements/words.ts";
import type { Server } from "../server.ts";
import { mount } from "../site/mount.tsx";
import { connected } from "../site/simulated.ts";
import { CardView } from "./card.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ALL, type Filter, filterOf, fragmentOf, shownBy, targetOf } from "./filter.ts";
import { type Group, KINDS } from "./types.ts";

/** Milliseconds after which cards that were drawn meanwhile have their height. */
const SETTLED = 250;

/** Cards that are drawn at first, and in each turn after it. */
const FIRST = 6;
const MORE = 6;
const CARDS = shownBy(ALL).reduce((sum, { cards }) => sum + cards.length, 0);

const shouldCheck = new URLSearchParams(location.search).has("check");

function statusOf(groups: readonly Group[]): string {
  const number = (isMyth: boolean) =>
    groups.filter(({ kind }) => (kind === "myths") === isMyth).reduce((sum, { cards }) => sum + cards.length, 0);
  const [examples, myths] = [number(false), number(true)];
  return examples + myths === 0 ? "Nothing is like that." : `${count(examples, "example")}, ${count(myths, "myth")}`;
}

/** Goes to a card, and again when what stands above it has been drawn. */
function reveal(id: string): () => void {
  const go = () => document.getElementById(id)?.scrollIntoView({ block: "start" });
  go();
  document.getElementById(id)?.focus({ preventScroll: true });
  const timer = setTimeout(go, SETTLED);
  return () => clearTimeout(timer);
}

function Gallery(): VNode {
  const [filter, setFilter] = useState<Filter>(() => filterOf(location.hash));
  const [target, setTarget] = useState(() => targetOf(location.hash)?.id);
  const [server, setServer] = useState<Server>();
  const groups = useMemo(() => shownBy(filter), [filter]);

  const [drawn, setDrawn] = useState(shouldCheck || location.hash !== "" ? Infinity : FIRST);
  useEffect(() => {
    if (drawn > CARDS) return undefined;
    const timer = setTimeout(() => setDrawn(drawn + MORE), 0);
    return () => clearTimeout(timer);
  }, [drawn]);

  useEffect(() => void connected().then(setServer), []);
  useEffect(() => {
    const follow = () => {
      setDrawn(Infinity);
      setTarget(targetOf(location.hash)?.id);
      setFilter(filterOf(location.hash));
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => (target === undefined ? undefined : reveal(target)), [target]);

  const change = (next: Filter) => {
    setDrawn(Infinity);
    setFilter(next);
    setTarget(undefined);
    const fragment = fragmentOf(next);
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  };
  let left = drawn;
  return (
    <>
      <FilterBar filter={filter} change={change} status={statusOf(groups)} />
      {groups.length === 0 && (
        <button type="button" class="button" onClick={() => change(ALL)}>
          Show all
        </button>
      )}
      {groups.map(({ kind, lead, cards }) => {
        const shown = cards.slice(0, Math.max(0, left));
        left -= cards.length;
        return shown.length === 0 ? null : (
          <section key={kind} class="group" aria-labelledby={`of-${kind}`}>
            <h2 id={`of-${kind}`}>
              {KINDS[kind]} <span class="quiet">{cards.length}</span>
            </h2>
            <p class="quiet">{lead}</p>
            <div class={kind === "myths" ? "cards wide" : "cards"}>
              {shown.map((card) => (
                <CardView key={card.id} card={card} kind={kind} server={server} isTarget={card.id === target} atOnce={shouldCheck} />
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}

await mount(Gallery);
