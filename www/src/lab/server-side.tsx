// The server: one of the measured ones, or each header by hand.

import type { VNode } from "preact";
import { faultOf } from "../../../pkg-template/dist/elements/exchange-steps.ts";
import { SERVERS, serverOf } from "../servers/presets.ts";
import { shareable, type Told } from "./forecasts.ts";
import { fragmentOf, type LabState } from "./state.ts";

interface ServerProps {
  state: LabState;
  told: Told | undefined;
  change: (part: Partial<LabState>) => void;
}

/** The header by which the chosen browser refuses, and in which answer. */
function faultIn(told: Told | undefined): { kind: "preflight" | "actual"; name: string } | undefined {
  const name = told?.simulation.error && faultOf(told.simulation.error.code);
  const last = told?.simulation.requests.at(-1);
  return name && last ? { kind: last.kind, name } : undefined;
}

export function ServerSide({ state, told, change }: ServerProps): VNode {
  const preset = serverOf(state.server);
  return (
    <section class="card" aria-labelledby="answers">
      <h2 id="answers">The server answers</h2>
      <label class="label">
        As
        <select
          class="field"
          id="server"
          value={preset?.id ?? "custom"}
          onChange={({ currentTarget }) => {
            const chosen = serverOf(currentTarget.value);
            change(chosen ? { server: chosen.id, policy: chosen.policy } : { server: "custom" });
          }}
        >
          {SERVERS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          <option value="custom">Something of your own</option>
        </select>
      </label>
      <p class="small quiet note">{preset?.note ?? "{origin}, {acrm} and {acrh} stand for what the request carries."}</p>
      <p class="small note">
        <a href="./server.html" onClick={({ currentTarget }) => (currentTarget.hash = fragmentOf(shareable(state)))}>The least that a server has to answer to this request</a>
      </p>
      <cf-policy policy={state.policy} fault={faultIn(told)} change={(policy) => change({ server: "custom", policy })} />
    </section>
  );
}
