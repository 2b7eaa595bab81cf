// Reports of workers, frames and other tabs of the origin: each sends its own, but only while some panel is open.

import type { ObservedFinding, Report } from "../../index.d.ts";
import { SOURCES, type Source } from "./history.ts";
import type { Natives } from "./natives.ts";
import type { State } from "./state.ts";

const NAME = "cors-forecast.panel";
const VERSION = 1;
/** Milliseconds between two messages, reports in one of them, and findings. */
const PACE = 250;
const MOST = 100;
const FINDINGS = 300;
/** An open panel says so again; one that has not for longer is gone. */
const AGAIN = 10_000;
const GONE = 25_000;

interface Message {
  version: number;
  realm: string;
  from: Source;
  open?: boolean;
  reports?: Report[];
  /** Reports that were too many to be sent. */
  left?: number;
  findings?: ObservedFinding[];
}

export interface ChannelOptions {
  natives: Natives;
  state: State;
  from: Source;
  /** Runs what must not fail in the page. */
  guard: (run: () => void) => void;
  onReport?: (report: Report, from: Source) => void;
  onFindings?: (realm: string, findings: ObservedFinding[]) => void;
  onLeft?: (count: number) => void;
}

const isText = (value: unknown): boolean => typeof value === "string" && value.length < 10_000;

/** Other code of the origin could send anything. */
function isReport(report: Report): boolean {
  const { at, method, url, endpoint, engine, forecast } = Object(report) as Report;
  const { verdict, triggers, cache, advice } = Object(forecast) as Report["forecast"];
  return Number.isFinite(at) && [method, url, endpoint, engine, verdict].every(isText) && [triggers, advice].every(Array.isArray) && isText(cache?.state);
}

const isFinding = (finding: ObservedFinding): boolean =>
  [finding?.code, finding?.endpoint, finding?.part, finding?.text].every(isText) && /^(info|warn|error)$/.test(finding.severity);

export function createChannel({ natives, state, from, guard, onReport, onFindings, onLeft }: ChannelOptions) {
  const realm = Math.random().toString(36).slice(2);
  /** Panels that are open elsewhere, and when they have last said so. */
  const listeners = new Map<string, number>();
  let waiting: Report[] = [];
  let left = 0;
  let timer: number | undefined;
  let again: number | undefined;
  let channel: BroadcastChannel | undefined;

  const send = (content: Partial<Message>) => channel?.postMessage({ version: VERSION, realm, from, ...content });

  function flush(): void {
    timer = undefined;
    for (const [other, at] of listeners) {
      if (natives.now() - at > GONE) {
        listeners.delete(other);
      }
    }
    if (listeners.size > 0 && waiting.length > 0) {
      send({ reports: waiting, left });
      natives.idle(() => guard(() => send({ findings: state.installation.findings() })));
    }
    waiting = [];
    left = 0;
  }

  function queue(report: Report): void {
    if (waiting.length < MOST) {
      waiting.push(report);
    } else {
      left++;
    }
    timer ??= natives.later(() => guard(flush), PACE);
  }

  function hear(message: Message): void {
    const { version, open, reports = [], findings } = Object(message) as Message;
    if (version !== VERSION || !isText(message.realm)) {
      return;
    }
    if (open === true) {
      const isNew = !listeners.has(message.realm);
      listeners.set(message.realm, natives.now());
      if (isNew) {
        state.installation.reports().slice(-MOST).forEach(queue);
      }
    } else if (open === false) {
      listeners.delete(message.realm);
    }
    const source = SOURCES.find((one) => one === message.from && one !== "page") ?? "tab";
    reports.slice(0, MOST).filter(isReport).forEach((report) => onReport?.(report, source));
    if (Array.isArray(findings)) {
      onFindings?.(message.realm, findings.slice(0, FINDINGS).filter(isFinding));
    }
    if (Number.isSafeInteger(message.left) && (message.left as number) > 0) {
      onLeft?.(message.left as number);
    }
  }

  function connect(): void {
    if (channel || !natives.Channel) {
      return;
    }
    channel = new natives.Channel(NAME);
    channel.onmessage = ({ data }) => guard(() => hear(data));
    // Where a browser is only imitated, it would keep the process from ending.
    (channel as { unref?: () => void }).unref?.();
  }

  /** A page with an open channel is not kept for the back button. */
  function disconnect(): void {
    channel?.close();
    channel = undefined;
  }

  const leave = () => guard(() => (send({ open: false }), disconnect()));
  const back = () => guard(connect);
  connect();
  globalThis.addEventListener?.("pagehide", leave);
  globalThis.addEventListener?.("pageshow", back);

  function announce(open: boolean): void {
    natives.forget(again);
    send({ open });
    if (open) {
      again = natives.later(() => guard(() => announce(true)), AGAIN);
    }
  }

  return {
    /** Takes a report of this realm's. */
    pass(report: Report): void {
      if (listeners.size > 0) {
        queue(report);
      }
    },
    /** Says whether a panel is open here. */
    announce,
    stop(): void {
      natives.forget(timer);
      natives.forget(again);
      leave();
      globalThis.removeEventListener?.("pagehide", leave);
      globalThis.removeEventListener?.("pageshow", back);
    },
  };
}

export type Channel = ReturnType<typeof createChannel>;
