// Sentry's wrapper alone, without what listens to it in the SDK.

import { addFetchInstrumentationHandler } from "@sentry/core";

export function install() {
  let requests = 0;
  addFetchInstrumentationHandler(({ endTimestamp }) => void (endTimestamp === undefined && requests++));
  return { seen: () => requests };
}
