// The elements as JSX knows them, with their properties.

import type { EndpointsProps } from "./endpoints.tsx";
import type { ExchangeProps } from "./exchange.tsx";
import type { FindingsProps } from "./findings.tsx";
import type { HeadersProps } from "./headers.tsx";
import type { PolicyProps } from "./policy.tsx";
import type { TimelineProps } from "./timeline.tsx";
import type { VerdictProps } from "./verdict.tsx";

type Drawn<Props> = { [Name in keyof Props]?: Props[Name] | undefined } & { key?: string | number; class?: string; id?: string };

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "cf-endpoints": Drawn<EndpointsProps>;
      "cf-exchange": Drawn<ExchangeProps>;
      "cf-findings": Drawn<FindingsProps>;
      "cf-headers": Drawn<HeadersProps>;
      "cf-policy": Drawn<PolicyProps>;
      "cf-timeline": Drawn<TimelineProps>;
      "cf-verdict": Drawn<VerdictProps>;
    }
  }
}
