// Runs one step: forecast first, then the real request, then what the server received, then the comparison.

import {
  createForecaster,
  type Engine,
  type Forecast,
  type Forecaster,
  type Installation,
} from "cors-forecast/standalone";
import { compare } from "./compare.ts";
import { describe, urlOf } from "./describe.ts";
import { mirror, resolve } from "./policy.ts";
import { send } from "./send.ts";
import type { Server } from "./server.ts";
import type { Expectation, Observation, Policy, Step, StepResult } from "./types.ts";

export interface Bench {
  server: Server;
  engine: Engine;
  /** The wrapper around `fetch`, at work while the page's calls are made. */
  installation: Installation;
}

/** Calls that share a lab path, and so the browser's preflight cache and the forecaster's. */
export interface Session {
  /** The lab id; fresh, so that no cache knows its URLs. */
  id: string;
  forecaster: Forecaster | string;
  /** What the server is really told, if that is not the policy: by this a test proves that a difference is seen. */
  tamper?: (policy: Policy) => Policy;
  /** The latest result: requests that come too late belong to it. */
  last?: StepResult;
}

export function newSession(name: string, { server, engine }: Bench): Session {
  const id = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  try {
    return { id, forecaster: createForecaster({ origin: server.origins.page, engine }) };
  } catch (error) {
    return { id, forecaster: textOf(error) };
  }
}

/** Forecasts, sends and compares one step. */
export async function runStep(step: Step, session: Session, bench: Bench): Promise<StepResult> {
  if (step.wait !== undefined) {
    await new Promise((resume) => setTimeout(resume, step.wait));
  }
  const { server } = bench;
  const policy = resolve(step.policy ?? {}, server.origins, session.id);
  await server.setPolicy(session.id, session.tamper?.(policy) ?? policy);
  const expectation = expect(step, policy, session, bench);
  const observation = await observe(step, session.id, expectation, bench);
  session.last = { step, expectation, observation, differences: compare(step.call, expectation, observation) };
  return session.last;
}

/** Everything that is said beforehand, as a copy that nothing can change later. */
function expect(step: Step, policy: Policy, session: Session, { server, engine }: Bench): Expectation {
  const { id, forecaster } = session;
  const url = urlOf(step.call, server.origins, id);
  const description = describe(step.call, url);
  const said = { engine, url, description };
  if (typeof forecaster === "string") {
    return { ...said, failure: forecaster };
  }
  try {
    const at = performance.now();
    const forecast = forecaster.predict(description, at);
    const simulation = forecaster.simulate(description, mirror(policy, server.origins, id), at);
    return structuredClone({ ...said, forecast, simulation });
  } catch (error) {
    return { ...said, failure: textOf(error) };
  }
}

async function observe(step: Step, id: string, { url }: Expectation, bench: Bench): Promise<Observation> {
  const { server, installation } = bench;
  const reports: Forecast[] = [];
  const end = installation.on((report) => {
    if (report.url === url) {
      reports.push(structuredClone(report.forecast));
    }
  });
  const page = await send(step.call, url);
  // Reports are made when the page is idle; this asks for them now.
  installation.reports();
  end();
  try {
    if (page.outcome === "unseen") {
      await server.settle(id);
    }
    await server.catchUp();
    return { requests: server.claim(id), page, wrapper: reports[0] ?? null };
  } catch (error) {
    return { requests: server.claim(id), page, failure: textOf(error) };
  }
}

/** Requests that came after their exchange seemed over: each is a difference of the step they belong to. */
export async function collectLate(server: Server, sessions: Iterable<Session>): Promise<StepResult[]> {
  await server.catchUp();
  const late: StepResult[] = [];
  for (const { id, last } of sessions) {
    const requests = server.claim(id);
    if (last !== undefined && requests.length > 0) {
      last.observation.requests.push(...requests);
      last.differences = compare(last.step.call, last.expectation, last.observation);
      late.push(last);
    }
  }
  return late;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
