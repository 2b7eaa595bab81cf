// All elements, and the types of what they take.

import { defineEndpoints } from "./endpoints.tsx";
import { defineExchange } from "./exchange.tsx";
import { defineFindings } from "./findings.tsx";
import { defineHeaders } from "./headers.tsx";
import { definePolicy } from "./policy.tsx";
import { defineTimeline } from "./timeline.tsx";
import { defineVerdict } from "./verdict.tsx";

export type { EndpointsProps } from "./endpoints.tsx";
export type { ExchangeProps } from "./exchange.tsx";
export type { Exchange } from "./exchange-steps.ts";
export type { FindingsProps } from "./findings.tsx";
export type { HeaderLine, HeadersProps } from "./headers.tsx";
export type { PolicyProps, ServerAnswer, ServerPolicy } from "./policy.tsx";
export type { CacheLife, TimelineCall, TimelineProps } from "./timeline.tsx";
export type { VerdictProps } from "./verdict.tsx";

/** Makes all of them known to the page. */
export function defineElements(): void {
  for (const one of [defineEndpoints, defineExchange, defineFindings, defineHeaders, definePolicy, defineTimeline, defineVerdict]) {
    one();
  }
}
