// Traces are sent along to the API, and events to a server of Sentry's that is the same origin here.
import * as Sentry from "@sentry/browser";

export function calls({ api, origin }) {
  Sentry.init({
    dsn: `${origin.replace("//", "//public@")}/sentry/1`,
    integrations: [Sentry.browserTracingIntegration({ instrumentPageLoad: false, instrumentNavigation: false })],
    // Headers are added to all the same; spans that were kept would be sent at some time or other.
    tracesSampleRate: 0,
    tracePropagationTargets: [origin],
    sendClientReports: false,
  });
  const inSpan = (callback) => Sentry.startSpan({ name: "a span", op: "test" }, callback);
  const json = (response) => response.json();
  return {
    "fetch outside of a span": () => fetch(`${api}/items`).then(json),
    "fetch in a span": () => inSpan(() => fetch(`${api}/items/1`).then(json)),
    "fetch with headers of its own, in a span": () =>
      inSpan(() => fetch(`${api}/items/1`, { method: "PUT", headers: { "X-Own": "1" }, body: "{}" }).then(json)),
    "fetch of a Request, in a span": () =>
      inSpan(() => fetch(new Request(`${api}/items/1`, { headers: { "X-Own": "1" } })).then(json)),
    "fetch with a Headers object, in a span": () =>
      inSpan(() => fetch(`${api}/items/1`, { headers: new Headers({ "X-Own": "1" }) }).then(json)),
    "XMLHttpRequest in a span": () =>
      inSpan(() => new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open("GET", `${api}/items/2`);
        xhr.onload = () => resolve(JSON.parse(xhr.responseText));
        xhr.send();
      })),
    "an exception": async () => {
      Sentry.captureException(new Error("a defect"));
      return Sentry.flush(2000);
    },
  };
}
