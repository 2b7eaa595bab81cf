import { fetchEventSource } from "@microsoft/fetch-event-source";

export function calls({ api }) {
  /** The events until the server ends, after which it would be asked again. */
  const events = async (path, init) => {
    const seen = [];
    const end = new AbortController();
    await fetchEventSource(api + path, {
      ...init,
      signal: end.signal,
      openWhenHidden: true,
      onmessage: ({ id, event, data }) => seen.push({ id, event, data }),
      onclose: () => end.abort(),
    });
    return seen;
  };
  const json = { "Content-Type": "application/json" };
  const body = JSON.stringify({ a: 1 });
  return {
    "GET": () => events("/events"),
    "POST of JSON with a token": () =>
      events("/events", { method: "POST", headers: { ...json, Authorization: "Bearer t" }, body }),
    "GET with credentials": () => events("/events", { credentials: "include" }),
  };
}
