// https://opentelemetry.io: spans of fetch and XMLHttpRequest without an exporter; no header is added to other origins.

import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";
import { XMLHttpRequestInstrumentation } from "@opentelemetry/instrumentation-xml-http-request";
import { WebTracerProvider } from "@opentelemetry/sdk-trace-web";

export function install() {
  let requests = 0;
  new WebTracerProvider().register();
  registerInstrumentations({
    instrumentations: [
      new FetchInstrumentation({ requestHook: () => void requests++ }),
      new XMLHttpRequestInstrumentation({ applyCustomAttributesOnSpan: () => void requests++ }),
    ],
  });
  return { seen: () => requests };
}
