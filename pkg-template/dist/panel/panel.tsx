/** @jsxImportSource preact */
// The sheet: a head with tabs, what is chosen in it, and one call in full.

import type { VNode } from "preact";

import { Endpoints as EndpointsView } from "../elements/endpoints.tsx";
import { Findings as FindingsView } from "../elements/findings.tsx";
import { CloseIcon, Mark } from "../elements/icons.tsx";
import endpointsCss from "../elements/style/endpoints.css";
import findingsCss from "../elements/style/findings.css";
import timelineCss from "../elements/style/timeline.css";
import { Timeline as TimelineView } from "../elements/timeline.tsx";
import { count } from "../elements/words.ts";
import { Caches } from "./caches.tsx";
import { CallInFull } from "./call.tsx";
import { drawnIn } from "./drawn.tsx";
import { download, harOf, jsonOf } from "./export.ts";
import { WHOLE } from "./history.ts";
import { TABS, type Tab } from "./memory.ts";
import { Grip } from "./grip.tsx";
import { Settings } from "./settings.tsx";
import { engineOf, findingsOf, TAB_NAMES, type Ui, wholeOf } from "./ui.ts";

const Endpoints = drawnIn(EndpointsView, endpointsCss);
const Findings = drawnIn(FindingsView, findingsCss);
const Timeline = drawnIn(TimelineView, timelineCss);

function Tabs({ ui }: { ui: Ui }): VNode {
  const { memory } = ui.context;
  const ways: Record<string, (index: number) => number> = {
    ArrowRight: (index) => index + 1,
    ArrowLeft: (index) => index - 1,
    Home: () => 0,
    End: () => TABS.length - 1,
  };
  const move = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (way) {
      event.preventDefault();
      const next = TABS[(way(TABS.indexOf(memory.tab)) + TABS.length) % TABS.length] as Tab;
      const list = event.currentTarget as HTMLElement;
      ui.act(() => {
        memory.tab = next;
        list.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
      });
    }
  };
  const counts: Partial<Record<Tab, number>> = { findings: findingsOf(ui.context).length, timeline: ui.context.history.length };
  return (
    <div class="tabs" role="tablist" aria-label="What is shown" onKeyDown={move}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === memory.tab}
          aria-controls="shown"
          tabIndex={tab === memory.tab ? 0 : -1}
          onClick={() => ui.act(() => (memory.tab = tab))}
        >
          {TAB_NAMES[tab]}
          {counts[tab] !== undefined && <span class="amount">{counts[tab]?.toLocaleString("en")}</span>}
        </button>
      ))}
    </div>
  );
}

function Tools({ ui }: { ui: Ui }): VNode {
  const { context } = ui;
  const { memory } = context;
  const other = memory.dock === "bottom" ? "side" : "bottom";
  return (
    <div class="tools">
      <button type="button" class="button" title="Save reports, findings and sums as JSON" onClick={() => ui.act(() => download(context, "json", jsonOf(ui)))}>
        <span aria-hidden="true">↓ </span>JSON
      </button>
      <button type="button" class="button" title="Save calls and forecast preflights as HAR" onClick={() => ui.act(() => download(context, "har", harOf(context)))}>
        <span aria-hidden="true">↓ </span>HAR
      </button>
      <button
        type="button"
        class="button"
        onClick={() =>
          ui.act(() => {
            context.clear();
            ui.call = ui.endpoint = undefined;
          })
        }
      >
        Clear
      </button>
      <button type="button" class="plain dock" aria-label={`Dock to the ${other}`} title={`Dock to the ${other}`} onClick={() => ui.act(() => (memory.dock = other))}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" aria-hidden="true">
          <rect x="1.7" y="2.7" width="12.6" height="10.6" rx="1.6" />
          <path d={other === "side" ? "M9.7 3v10" : "M2 9.3h12"} />
        </svg>
      </button>
      <button type="button" class="plain close" aria-label="Close the panel" title="Close the panel (Esc)" onClick={context.close}>
        <CloseIcon size={16} />
      </button>
    </div>
  );
}

function Calls({ ui }: { ui: Ui }): VNode {
  const { calls, endpoint, call } = ui;
  const left = ui.context.left();
  // A scale that is another one in each frame would be drawn anew in each.
  const now = Math.ceil(ui.context.natives.now() / 1000) * 1000;
  return (
    <>
      {(endpoint !== undefined || left > 0) && (
        <p class="notes small">
          {endpoint !== undefined && (
            <button type="button" class="button" aria-label="Show the calls of all endpoints" onClick={() => ui.act(() => (ui.endpoint = undefined))}>
              Only <code>{endpoint}</code> <CloseIcon size={12} />
            </button>
          )}
          {left > 0 && <span class="quiet">{count(left, "call")} elsewhere came too fast to be shown.</span>}
        </p>
      )}
      <Timeline calls={calls} lives={[]} now={now} chosen={call} choose={(id) => ui.act(() => (ui.call = Number(id)))} />
    </>
  );
}

function Shown({ ui }: { ui: Ui }): VNode {
  const { context } = ui;
  switch (context.memory.tab) {
    case "endpoints":
      return (
        <Endpoints
          endpoints={context.history.endpoints(engineOf(ui))}
          chosen={ui.endpoint}
          choose={(endpoint) =>
            ui.act(() => {
              ui.endpoint = endpoint;
              ui.call = undefined;
            })
          }
        />
      );
    case "findings":
      return <Findings findings={findingsOf(context)} />;
    case "timeline":
      return <Calls ui={ui} />;
    case "caches":
      return <Caches ui={ui} />;
    case "settings":
      return <Settings ui={ui} />;
  }
}

/** The call that was chosen, or the latest of the endpoint that was. */
function Chosen({ ui }: { ui: Ui }): VNode | null {
  const { tab } = ui.context.memory;
  const ofEndpoint = tab === "endpoints" && ui.endpoint !== undefined;
  if (ofEndpoint) {
    const latest = ui.calls.latest();
    return <CallInFull ui={ui} whole={latest === undefined ? undefined : ui.context.history.whole(latest)} ofEndpoint />;
  }
  return tab === "timeline" && ui.call !== undefined ? <CallInFull ui={ui} whole={wholeOf(ui)} limit={WHOLE} /> : null;
}

export function Panel({ ui }: { ui: Ui }): VNode {
  const { memory, close } = ui.context;
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      close();
    }
  };
  const size = memory.dock === "bottom" ? { height: `${memory.height}px` } : { width: `${memory.width}px` };
  const chosen = Chosen({ ui });
  return (
    <section class={`sheet ${memory.dock}`} role="dialog" aria-labelledby="name" style={size} onKeyDown={escape}>
      <Grip ui={ui} />
      <header>
        <h2 id="name">
          <Mark size={20} /> <span>CORS forecast</span>
        </h2>
        <Tabs ui={ui} />
        <Tools ui={ui} />
      </header>
      <div class={chosen ? "body split" : "body"}>
        <div class={`shown ${memory.tab}`} id="shown" role="tabpanel" aria-labelledby={`tab-${memory.tab}`} tabIndex={0}>
          <Shown ui={ui} />
        </div>
        {chosen}
      </div>
    </section>
  );
}
