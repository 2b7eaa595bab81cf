// Judge: what a page asks for and what a server answers go in; every fault, every hole, and what to type come out.

import { diagnose, type Diagnosis, type EngineVerdict } from "cors-forecast/server";
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import type { Sky } from "../../../pkg-template/dist/elements/sky.ts";
import { count, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { read } from "../lab/reader.ts";
import { SERVERS } from "../servers/presets.ts";
import { mount } from "../site/mount.tsx";
import { serverSide } from "../site/server-side.ts";
import { answersOf, REQUEST } from "./examples.ts";
import { type Answers, type Asked, exchangeOf, preflightOf, type Seen } from "./exchange.ts";
import { FindingView, WhoAnswered } from "./finding-view.tsx";
import { AnswersInput, Command, RequestInput } from "./input.tsx";
import { Type } from "./type-view.tsx";

const VERDICTS: Record<EngineVerdict["verdict"], { sky: Sky; text: string }> = {
  permitted: { sky: "clear", text: "gets the answer" },
  "preflight-permitted": { sky: "rain", text: "may send it; the answer itself was not pasted" },
  refused: { sky: "storm", text: "is refused" },
  "not-seen": { sky: "fog", text: "can’t be told" },
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message.replace(/^cors-forecast: /, "") : String(error));

function Verdicts({ engines }: { engines: readonly EngineVerdict[] }): VNode {
  return (
    <ul class="verdicts">
      {engines
        .filter(({ engine }) => engine !== "standard")
        .map(({ engine, verdict, code }) => (
          <li key={engine} class={VERDICTS[verdict].sky} data-engine={engine} data-verdict={verdict}>
            <SkyIcon sky={VERDICTS[verdict].sky} size={22} />
            <span>
              <strong>{ENGINE_NAMES[engine]}</strong> {VERDICTS[verdict].text}
              {code && (
                <>
                  : <code>{code}</code>
                </>
              )}
            </span>
          </li>
        ))}
    </ul>
  );
}

function Told({ seen, asked }: { seen: Seen; asked: Asked }): VNode {
  const judged = useMemo((): Diagnosis | string => {
    try {
      return diagnose(seen.exchange);
    } catch (error) {
      return messageOf(error);
    }
  }, [seen]);
  if (typeof judged === "string") {
    return <p class="problem">{judged}</p>;
  }
  const { engines, findings, answeredBy } = judged;
  const failing = findings.filter(({ fails }) => fails);
  const passing = findings.filter(({ fails }) => !fails);
  // What others follow from comes first.
  const causes = passing.filter(({ causeOf }) => causeOf !== undefined);
  const ordered = [...causes, ...failing, ...passing.filter(({ causeOf }) => causeOf === undefined)];
  return (
    <>
      <section class="card" aria-labelledby="verdict">
        <h2 id="verdict">
          <span role="status">
            {failing.length > 0 ? count(failing.length, "fault") : "Nothing fails"}
            {passing.length > 0 && `, and ${count(passing.length, "thing")} to know`}
          </span>
        </h2>
        <Verdicts engines={engines} />
        {seen.notes.map((note) => (
          <p class="small quiet" key={note}>
            {note}
          </p>
        ))}
      </section>
      {failing.length > 0 && <WhoAnswered found={answeredBy} />}
      {findings.length > 0 && (
        <section class="card findings" aria-labelledby="findings">
          <h2 id="findings">What is wrong, and why</h2>
          {ordered.map((finding, index) => (
            <FindingView key={`${finding.code} ${finding.stage} ${index}`} finding={finding} open={index === 0} />
          ))}
        </section>
      )}
      <Type asked={asked} seen={seen} answeredBy={answeredBy} />
    </>
  );
}

/** The request in what was typed; of what was typed meanwhile, the last counts. */
function useAsked(text: string, origin: string | undefined): { asked?: Asked; problem?: string } {
  const [state, setState] = useState<{ asked?: Asked; problem?: string }>({});
  useEffect(() => {
    let wanted = true;
    read(text).then(
      (told) => wanted && setState({ asked: { request: told.request, origin: origin ?? told.origin } }),
      (error: unknown) => wanted && setState(({ asked }) => ({ ...(asked && { asked }), problem: messageOf(error) })),
    );
    return () => {
      wanted = false;
    };
  }, [text, origin]);
  return state;
}

const FIRST = SERVERS.find(({ id }) => id === "auth-first") ?? SERVERS[0];

function Judge(): VNode {
  const [text, type] = useState(REQUEST);
  const [origin, setOrigin] = useState<string>();
  const [answers, change] = useState<Answers>();
  const { asked, problem } = useAsked(text, origin);
  const [preflight, wrong] = useMemo(() => {
    try {
      return [asked && preflightOf(asked), undefined] as const;
    } catch (error) {
      return [undefined, messageOf(error)] as const;
    }
  }, [asked]);
  const shown = answers ?? (asked && FIRST ? answersOf(FIRST, asked, preflight) : { preflight: "", actual: "", stranger: "" });
  const seen = useMemo(() => (asked && wrong === undefined ? exchangeOf(asked, shown) : undefined), [asked, wrong, shown.preflight, shown.actual, shown.stranger]);
  return (
    <div class="judge">
      <div class="given">
        <RequestInput text={text} problem={problem ?? wrong} asked={asked} type={type} setOrigin={setOrigin} />
        <Command asked={asked} preflight={preflight} />
        <AnswersInput answers={shown} asked={asked} preflight={preflight} change={change} />
      </div>
      <div class="told" id="told">
        {seen && asked ? <Told seen={seen} asked={asked} /> : <p class="small quiet">Paste an answer, or choose a server.</p>}
      </div>
    </div>
  );
}

await serverSide;
await mount(Judge);
