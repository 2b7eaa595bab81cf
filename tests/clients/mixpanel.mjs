import mixpanel from "mixpanel-browser";

const settings = (api, more) => ({ api_host: api, persistence: "localStorage", batch_requests: false, ...more });
const plain = { batch_requests: false, ignore_dnt: true, debug: false };

export function xhr({ api }) {
  return calls(settings(api, plain));
}

export function beacon({ api }) {
  return calls(settings(api, { ...plain, api_transport: "sendBeacon" }));
}

function calls(options) {
  mixpanel.init("token", options);
  const wait = () => new Promise((resolve) => setTimeout(resolve, 50));
  return {
    "track": async () => void (mixpanel.track("event", { a: 1 }), await wait()),
    "track by a beacon": async () => void (mixpanel.track("event", { a: 1 }, { transport: "sendBeacon" }), await wait()),
    "properties of a person": async () => void (mixpanel.identify("u1"), mixpanel.people.set({ plan: "a" }), await wait()),
  };
}
