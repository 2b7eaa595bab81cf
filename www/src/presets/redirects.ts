// Redirects: every hop is judged anew.

import type { Answer, Call, Group, Policy, Preset } from "../types.ts";
import { open } from "./servers.ts";

const to = (location: string, status = 307): Answer => ({
  ...open,
  status,
  headers: [...(open.headers ?? []), ["Location", location]],
});
const redirected = (id: string, title: string, call: Call, policy: Policy): Preset => ({
  id,
  title,
  steps: [{ call, policy }],
});
const custom: Call = { headers: [["X-A", "1"]] };
const once = (location: string, status?: number): Policy => ({ actual: to(location, status), routes: { next: {} } });

export const redirects: Group = {
  title: "Redirects",
  presets: [
    redirected("redirect-simple", "A simple GET to the same origin", {}, once("{api}/next")),
    redirected("redirect-custom", "X-A, within the API's origin: asked twice", custom, once("{api}/next")),
    redirected("redirect-other", "X-A, on to a third origin: Origin is null", custom, once("{other}/next")),
    redirected(
      "redirect-out",
      "X-A, from the page's own origin to another",
      { ...custom, to: "page" },
      once("{api}/next"),
    ),
    redirected("redirect-303", "PUT, 303 to GET", { method: "PUT" }, once("{api}/next", 303)),
    redirected(
      "redirect-302-json",
      "POST of JSON, 302 to GET: the body and its type go",
      { method: "POST", headers: [["Content-Type", "application/json"]], body: { kind: "string", text: "{}" } },
      once("{api}/next", 302),
    ),
    redirected("redirect-307-put", "PUT, 307 keeps the method", { method: "PUT" }, once("{api}/next", 307)),
    redirected(
      "redirect-authorization",
      "Authorization is dropped on the way to another origin",
      { headers: [["Authorization", "Bearer demo"]] },
      once("{other}/next"),
    ),
    redirected("redirect-home", "A simple GET sent back to the page's origin", {}, once("{page}/next")),
    redirected("redirect-error", "redirect: error", { redirect: "error" }, once("{api}/next")),
    redirected("redirect-manual", "redirect: manual", { redirect: "manual" }, once("{api}/next")),
    redirected("redirect-refused", "X-A, and the target refuses", custom, {
      actual: to("{api}/next"),
      routes: { next: { preflight: { status: 403 } } },
    }),
  ],
};
