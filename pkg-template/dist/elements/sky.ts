// What becomes of a request, as weather: the colours and icons of all that we draw.

import type { Forecast, Simulation } from "../../index.d.ts";

/** Clear: it goes straight away. Rain: a preflight. Spared: one that the cache spares. Storm: it fails. Fog: unreadable. */
export type Sky = "clear" | "rain" | "spared" | "storm" | "fog" | "home";

/** What a forecast says in a few words, and in a sentence. */
export interface Outlook {
  sky: Sky;
  title: string;
  text: string;
}

export function outlookOf(forecast: Forecast): Outlook {
  const { verdict, cache, error } = forecast;
  switch (verdict) {
    case "same-origin":
      return { sky: "home", title: "Same origin", text: "It stays with the page's own origin: CORS plays no part." };
    case "local":
      return { sky: "home", title: "Local", text: "Nothing leaves the browser." };
    case "simple":
      return { sky: "clear", title: "Simple", text: "It goes to the other origin at once, without being announced." };
    case "no-cors":
      return { sky: "fog", title: "Opaque", text: "It is sent without asking, and the page can't read the answer." };
    case "rejected":
      return { sky: "storm", title: "Rejected", text: error?.message ?? "The call itself fails; nothing is sent." };
    case "blocked":
      return { sky: "storm", title: "Blocked", text: error?.message ?? "It fails before anything is sent." };
    case "preflight":
      return cache.state === "hit"
        ? { sky: "spared", title: "Preflight spared", text: "It needs permission, which the preflight cache still holds." }
        : { sky: "rain", title: "Preflight", text: "An OPTIONS asks for permission before the request itself is sent." };
  }
}

/** The same with what comes of it once the server has answered. */
export function outcomeOf(simulation: Simulation): Outlook {
  const { outcome, status, error } = simulation;
  if (outcome === "response") {
    const text = status === 0 ? "The page gets an opaque response." : `The page gets the response, status ${status}.`;
    return { sky: status === 0 ? "fog" : "clear", title: "Response", text };
  }
  const title = outcome === "throws" ? "The call is rejected" : "Network error";
  return { sky: "storm", title, text: error?.message ?? "The page is not told why." };
}
