// Server policies that several presets share, and what servers commonly get wrong.

import type { Answer, Group, Header, Policy } from "../types.ts";

const origin: Header = ["Access-Control-Allow-Origin", "{origin}"];
const credentials: Header = ["Access-Control-Allow-Credentials", "true"];

/** Actual answers that pass every CORS check. */
export const open: Answer = { headers: [origin, credentials] };

/** A preflight that grants these, and is remembered for a time if `maxAge` is given. */
export function granting(methods: string, headers = "", maxAge?: number | string): Answer {
  return {
    headers: [
      origin,
      credentials,
      ["Access-Control-Allow-Methods", methods],
      ...(headers === "" ? [] : [["Access-Control-Allow-Headers", headers] as const]),
      ...(maxAge === undefined ? [] : [["Access-Control-Max-Age", String(maxAge)] as const]),
    ],
  };
}

/** A preflight that echoes what is asked for, and is remembered for so many seconds. */
export const echoing = (maxAge?: number | string): Policy => ({ preflight: granting("{acrm}", "{acrh}", maxAge) });

const custom: readonly Header[] = [["X-A", "1"]];

export const servers: Group = {
  title: "Servers that refuse, and some that seem to",
  presets: [
    {
      id: "method-refused",
      title: "PUT, and the server allows GET and POST",
      steps: [{ call: { method: "PUT" }, policy: { preflight: granting("GET, POST") } }],
    },
    {
      id: "method-case",
      title: "Custom method, allowed in lower case only",
      steps: [{ call: { method: "PURGE" }, policy: { preflight: granting("purge") } }],
    },
    {
      id: "header-refused",
      title: "X-A, and the server allows X-B",
      steps: [{ call: { headers: custom }, policy: { preflight: granting("GET", "X-B") } }],
    },
    {
      id: "header-case",
      title: "X-A, allowed as x-a: names have no case",
      steps: [{ call: { headers: custom }, policy: { preflight: granting("GET", "x-a") } }],
    },
    {
      id: "preflight-without-origin",
      title: "Preflight without Access-Control-Allow-Origin",
      steps: [
        {
          call: { method: "DELETE" },
          policy: { preflight: { headers: [["Access-Control-Allow-Methods", "DELETE"]] } },
        },
      ],
    },
    {
      id: "actual-without-origin",
      title: "Simple GET, and no Access-Control-Allow-Origin",
      steps: [{ call: {}, policy: { actual: {} } }],
    },
    {
      id: "preflight-only",
      title: "The preflight is granted, the answer itself is not",
      steps: [{ call: { method: "PUT" }, policy: { actual: {} } }],
    },
    {
      id: "wildcard",
      title: "Wildcards everywhere, no credentials",
      steps: [
        {
          call: { method: "PUT", headers: custom },
          policy: {
            preflight: {
              headers: [
                ["Access-Control-Allow-Origin", "*"],
                ["Access-Control-Allow-Methods", "*"],
                ["Access-Control-Allow-Headers", "*"],
              ],
            },
            actual: { headers: [["Access-Control-Allow-Origin", "*"]] },
          },
        },
      ],
    },
    {
      id: "wildcard-authorization",
      title: "Headers * for Authorization",
      steps: [{ call: { headers: [["Authorization", "Bearer demo"]] }, policy: { preflight: granting("GET", "*") } }],
    },
    {
      id: "wildcard-credentials",
      title: "Origin * with credentials",
      steps: [
        {
          call: { credentials: "include" },
          policy: { actual: { headers: [["Access-Control-Allow-Origin", "*"], credentials] } },
        },
      ],
    },
    {
      id: "wildcard-headers-credentials",
      title: "Headers * with credentials: a literal asterisk",
      steps: [{ call: { credentials: "include", headers: custom }, policy: { preflight: granting("*", "*") } }],
    },
    {
      id: "credentials-case",
      title: "Access-Control-Allow-Credentials: True",
      steps: [
        {
          call: { credentials: "include" },
          policy: { actual: { headers: [origin, ["Access-Control-Allow-Credentials", "True"]] } },
        },
      ],
    },
    {
      id: "origin-slash",
      title: "Allowed origin with a trailing slash",
      steps: [{ call: {}, policy: { actual: { headers: [["Access-Control-Allow-Origin", "{origin}/"]] } } }],
    },
    {
      id: "origin-twice",
      title: "Two Access-Control-Allow-Origin lines",
      steps: [{ call: {}, policy: { actual: { headers: [origin, origin] } } }],
    },
    {
      id: "options-404",
      title: "OPTIONS answered with 404",
      steps: [{ call: { method: "PUT" }, policy: { preflight: { ...granting("PUT"), status: 404 } } }],
    },
    {
      id: "options-200",
      title: "OPTIONS answered with 200 instead of 204",
      steps: [{ call: { method: "PUT" }, policy: { preflight: { ...granting("PUT"), status: 200 } } }],
    },
    {
      id: "options-redirected",
      title: "OPTIONS redirected",
      steps: [
        {
          call: { method: "PUT" },
          policy: {
            preflight: { status: 307, headers: [...(granting("PUT").headers ?? []), ["Location", "{api}/next"]] },
          },
        },
      ],
    },
    {
      id: "malformed-methods",
      title: "Access-Control-Allow-Methods with a semicolon",
      steps: [{ call: { method: "PUT" }, policy: { preflight: granting("PUT;POST") } }],
    },
    {
      id: "server-error",
      title: "The preflight passes, the request is answered with 500",
      steps: [{ call: { method: "PUT" }, policy: { actual: { ...open, status: 500 } } }],
    },
  ],
};
