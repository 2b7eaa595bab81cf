// All presets, grouped by what decides.

import type { Group } from "../types.ts";
import { others, xhrs } from "./apis.ts";
import { bodies, contentTypes } from "./bodies.ts";
import { cache } from "./cache.ts";
import { browserHeaders, ownHeaders, safelistedHeaders } from "./headers.ts";
import { methods } from "./methods.ts";
import { redirects } from "./redirects.ts";
import { servers } from "./servers.ts";

export const groups: readonly Group[] = [
  methods,
  ownHeaders,
  safelistedHeaders,
  browserHeaders,
  contentTypes,
  bodies,
  xhrs,
  others,
  redirects,
  cache,
  servers,
];
