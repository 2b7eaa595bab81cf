// The core as a file, compiled beside the page's thread while the page is being drawn.

import { loadCore } from "cors-forecast/standalone";
import url from "../../../dist/pkg/dist/core.wasm?url";

/** Resolves once forecasts can be made. */
export const core: Promise<void> = loadCore(fetch(url));
