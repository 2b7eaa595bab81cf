// A card: what surprises, why, the call, what the browsers make of it, and the way to try it.

import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { outcomeOf as outlookAtEnd, outlookOf, type Sky } from "../../../pkg-template/dist/elements/sky.ts";
import type { Server } from "../server.ts";
import type { StepResult } from "../types.ts";
import { answersAsText, callsAsCode, lostMarks, marksOf } from "./code.ts";
import { labLink } from "./lab-link.ts";
import { differencesOf, type Outcome, outcomeOf } from "./play.ts";
import { Run } from "./run.tsx";
import { Code, Prose, Standard } from "./text.tsx";
import { Exchanges, Verdicts } from "./told.tsx";
import { type Card, KINDS, type Kind } from "./types.ts";

interface CardProps {
  card: Card;
  kind: Kind;
  /** `undefined`: there is none, or it is not known yet. */
  server: Server | undefined;
  isTarget: boolean;
  /** Whether it is asked for what it says though nobody sees it. */
  atOnce: boolean;
}

/** How far from the window a card is drawn. */
const NEAR = "600px 0px";

const waiting: (() => void)[] = [];

/** Does it later, and the page has its turn between one and the next. */
function inTurn(work: () => void): void {
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setTimeout(next, 0);
  };
  if (waiting.push(work) === 1) setTimeout(next, 0);
}

function useSeen(atOnce: boolean) {
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(atOnce);
  useEffect(() => {
    if (seen || !place.current) return undefined;
    const see = (entries: IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) inTurn(() => setSeen(true));
    };
    const observer = new IntersectionObserver(see, { rootMargin: NEAR });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [seen]);
  return { place, seen };
}

/** The weather of the whole, by what the first browser makes of the last call. */
function skyOf(outcome: Outcome): Sky {
  const last = [...outcome.values()][0]?.at(-1);
  if (!last) return "home";
  const end = outlookAtEnd(last.simulation).sky;
  return end === "storm" ? end : outlookOf(last.forecast).sky;
}

export function CardView({ card, kind, server, isTarget, atOnce }: CardProps): VNode {
  const { place, seen } = useSeen(atOnce);
  const [open, setOpen] = useState(false);
  const [results, setResults] = useState<StepResult[]>([]);
  const outcome = useMemo(() => (seen ? outcomeOf(card) : undefined), [seen, card]);
  const code = callsAsCode(card);
  const answers = answersAsText(card);
  const marks = outcome ? marksOf(card, outcome) : [];
  const differences = outcome ? [...differencesOf(card, outcome), ...lostMarks(card, `${code}\n${answers}`)] : [];
  const isMyth = kind === "myths";
  const link = labLink(card);
  const state = outcome && (differences.length > 0 ? "fails" : "holds");
  return (
    <article
      ref={place}
      id={card.id}
      tabIndex={-1}
      class={["card", isMyth ? "myth" : "", isTarget ? "target" : "", outcome ? skyOf(outcome) : ""].join(" ")}
      aria-labelledby={`${card.id}-title`}
      data-state={state}
      data-run={results.length > 0 ? (results.every((result) => result.differences.length === 0) ? "equal" : "different") : undefined}
    >
      <div class="says">
        <p class="kind small">
          <a href={`#${card.id}`} aria-label={`Link to “${card.title.replaceAll("`", "")}”`}>
            {isMyth ? "It is said" : KINDS[kind]} #
          </a>
        </p>
        <h3 id={`${card.id}-title`}>{isMyth ? <q><Prose text={card.title} /></q> : <Prose text={card.title} />}</h3>
        <p>
          {isMyth && <strong>What really happens: </strong>}
          <Prose text={card.text} />
        </p>
        <Code text={code} marks={marks} />
        {answers && (
          <>
            <h4>The server answers</h4>
            <Code text={answers} marks={marks} />
          </>
        )}
        <div class="told">{outcome && <Verdicts outcome={outcome} />}</div>
        {differences.length > 0 && (
          <p class="problem" role="alert">
            {`The forecast says something else than this text:\n${differences.join("\n")}`}
          </p>
        )}
        <Standard spec={card.spec} />
        <div class="row">
          <Run card={card} server={server} play={() => setOpen(true)} results={results} setResults={setResults} />
          {link && (
            <a class="button" href={link}>
              Open in the lab<span class="unseen">: {card.title.replaceAll("`", "")}</span>
            </a>
          )}
        </div>
        {!isMyth && (
          <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
            <summary>What goes over the wire</summary>
            {open && outcome && <Exchanges outcome={outcome} />}
          </details>
        )}
      </div>
      {isMyth && <div class="shows">{outcome && <Exchanges outcome={outcome} only="last" />}</div>}
    </article>
  );
}
