// What articles repeat, and what really happens.

import type { Group } from "../types.ts";
import { ofAnswers } from "./answers.ts";
import { ofRequests } from "./requests.ts";

export const myths: Group = {
  kind: "myths",
  lead: "What articles and answers repeat, each with the exchange that refutes it.",
  cards: [...ofRequests, ...ofAnswers],
};
