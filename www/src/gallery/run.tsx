// A card's calls, sent for real from this page, and what arrived beside the forecast.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { runningEngine } from "../engine.ts";
import { installed, Result } from "../lab/real.tsx";
import { newSession, runStep } from "../run.ts";
import type { Server } from "../server.ts";
import type { StepResult } from "../types.ts";
import { stepsOf, unsendable } from "./play.ts";
import type { Card } from "./types.ts";

interface RunProps {
  card: Card;
  server: Server | undefined;
  /** Shows the exchange as it is forecast. */
  play: () => void;
  results: StepResult[];
  setResults: (results: StepResult[]) => void;
}

async function runAll(card: Card, server: Server, tell: (results: StepResult[]) => void): Promise<void> {
  const bench = { server, engine: runningEngine(), installation: await installed() };
  const session = newSession(card.id, bench);
  const results: StepResult[] = [];
  for (const step of stepsOf(card)) {
    results.push(await runStep(step, session, bench));
    tell([...results]);
  }
}

export function Run({ card, server, play, results, setResults }: RunProps): VNode {
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState("");
  const why = unsendable(card) ?? (server ? undefined : "This page is a static copy without a server, so it is played and not sent.");

  async function run(): Promise<void> {
    if (!server || why !== undefined) {
      setNote(why ?? "");
      play();
      return;
    }
    setBusy(true);
    setNote("");
    setResults([]);
    try {
      await runAll(card, server, setResults);
    } catch (error) {
      setNote(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <button type="button" class="button first run" disabled={busy} onClick={() => void run()}>
        {busy ? "Under way…" : why === undefined ? "Run it" : "Play it"}
        <span class="unseen">: {card.title.replaceAll("`", "")}</span>
      </button>
      {note && (
        <p class="note small" role="status">
          {note}
        </p>
      )}
      {results.length > 0 && (
        <div class="results">
          {results.map((result, index) => (
            <Result key={index} result={result} />
          ))}
        </div>
      )}
    </>
  );
}
