// https://github.com/getsentry/sentry-javascript: every transaction is sampled, nothing is sent, no header is added.

import { browserTracingIntegration, getClient, init, startBrowserTracingNavigationSpan } from "@sentry/browser";

export function install() {
  let spans = 0;
  init({
    dsn: "http://key@127.0.0.1/1",
    integrations: [browserTracingIntegration()],
    tracePropagationTargets: [],
    tracesSampleRate: 1,
    transport: () => ({ send: () => Promise.resolve({}), flush: () => Promise.resolve(true) }),
  });
  // This hears of a request when it begins, and once more when it has ended.
  getClient().on("beforeOutgoingRequestSpan", (_, { endTimestamp }) => void (endTimestamp === undefined && spans++));
  return {
    seen: () => spans,
    // Requests have spans of their own while a page loads or navigates, which is when most are made.
    before: () => void startBrowserTracingNavigationSpan(getClient(), { name: "/bench" }),
  };
}
