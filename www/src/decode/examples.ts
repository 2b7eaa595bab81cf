// Errors to begin with, as real browsers have printed them: the recordings that the decoder is tested with.

import type { Engine } from "cors-forecast/standalone";

/** Scenes of the recordings, by name. */
export const SCENES: readonly { name: string; title: string }[] = [
  { name: "missing", title: "No Allow-Origin" },
  { name: "mismatch-slash", title: "Another origin" },
  { name: "multiple", title: "Two origins" },
  { name: "wildcard", title: "* with credentials" },
  { name: "credentials-missing", title: "No Allow-Credentials" },
  { name: "preflight-missing", title: "OPTIONS without CORS" },
  { name: "preflight-404", title: "OPTIONS not found" },
  { name: "preflight-301", title: "OPTIONS redirected" },
  { name: "method", title: "Method not allowed" },
  { name: "header", title: "Header not allowed" },
  { name: "redirect-null", title: "Redirected, origin null" },
  { name: "mixed", title: "Mixed content" },
];

interface Recorded {
  name: string;
  seen: string;
  printed: readonly string[];
}

type Recording = readonly (string | Recorded)[];

const RECORDINGS: Partial<Record<Engine, () => Promise<{ default: Recording }>>> = {
  chromium: () => import("../../../tests/vectors/console/chromium.json"),
  firefox: () => import("../../../tests/vectors/console/firefox.json"),
  webkit: () => import("../../../tests/vectors/console/webkit.json"),
};

/** The fragment that an example's link has. */
export const exampleFragment = (engine: Engine, scene: string): string => `#example=${engine}/${scene}`;

/** What the browser has printed; `undefined` if the fragment names no example. */
export async function exampleOf(fragment: string): Promise<{ engine: Engine; text: string } | undefined> {
  const [, engine = "", scene] = /^#example=(\w+)\/([\w-]+)$/.exec(fragment) ?? [];
  const recording = await RECORDINGS[engine as Engine]?.();
  const row = recording?.default.find((one): one is Recorded => typeof one !== "string" && one.name === scene);
  return row && { engine: engine as Engine, text: row.printed.join("\n") };
}
