// All cards, by kind.

import { myths } from "../myths/index.ts";
import type { Card, Group } from "../types.ts";
import { apis } from "./apis.ts";
import { bodies } from "./bodies.ts";
import { cache } from "./cache.ts";
import { headers } from "./headers.ts";
import { methods } from "./methods.ts";
import { redirects } from "./redirects.ts";
import { servers } from "./servers.ts";
import { values } from "./values.ts";

export const GROUPS: readonly Group[] = [methods, headers, values, bodies, apis, redirects, servers, cache, myths];

export const cardOf = (id: string): Card | undefined => GROUPS.flatMap(({ cards }) => cards).find((card) => card.id === id);
