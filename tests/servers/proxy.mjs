// A development proxy: the page's own origin has the API, so that nothing has to be permitted, and nothing is.

import { linesOf, play } from "./raw.mjs";
import { STRANGERS, failures, permitted, preflighted, showRequest } from "./requests.mjs";

/** As `failuresOf` does it for servers, with the page on the proxy's own origin. */
export async function proxyFailuresOf(pages, port, { policy, auth = false }) {
  const found = [];
  const own = `http://127.0.0.1:${port}`;
  await pages.visit(own, async (call) => {
    for (const request of [...permitted(policy, auth), ...failures(policy, auth)]) {
      const { status, error } = await call(undefined, request, policy.credentials ? "include" : "same-origin");
      if (status !== request.status)
        found.push({ check: "permitted", what: `${showRequest(own, request)}: ${error ?? status} instead of ${request.status}` });
    }
  });
  for (const origin of [...STRANGERS, "https://app.example"].filter((origin) => !origin.startsWith("http://localhost"))) {
    for (const request of [permitted(policy, auth)[0], preflighted(policy)]) {
      const { granted, answer } = await play(port, origin, request);
      if (granted) found.push({ check: "origins", what: `${showRequest(origin, request)}: permitted` });
      if (linesOf(answer, "access-control-allow-origin").length > 1)
        found.push({ check: "once", what: showRequest(origin, request) });
    }
  }
  return found;
}
