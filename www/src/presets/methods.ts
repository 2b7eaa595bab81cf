// Requests whose method decides.

import type { Group } from "../types.ts";
import { granting } from "./servers.ts";

const only = (method: string, body = false) => [
  { call: { method, ...(body && { body: { kind: "string" as const } }) } },
];

export const methods: Group = {
  title: "Methods",
  presets: [
    { id: "get", title: "GET", steps: [{ call: {} }] },
    { id: "head", title: "HEAD", steps: only("HEAD") },
    { id: "post", title: "POST without a body", steps: only("POST") },
    { id: "post-lower", title: "post, which is normalised", steps: only("post", true) },
    { id: "put", title: "PUT", steps: only("PUT", true) },
    { id: "put-lower", title: "put, which is normalised", steps: only("put") },
    { id: "delete", title: "DELETE", steps: only("DELETE") },
    { id: "options", title: "OPTIONS, a preflight for an OPTIONS", steps: only("OPTIONS") },
    { id: "patch", title: "PATCH", steps: only("PATCH", true) },
    { id: "patch-lower", title: "patch, which is not normalised", steps: only("patch") },
    {
      id: "patch-lower-refused",
      title: "patch, and the server allows PATCH",
      steps: [{ call: { method: "patch" }, policy: { preflight: granting("PATCH") } }],
    },
    { id: "propfind", title: "PROPFIND, a method of one's own", steps: only("PROPFIND") },
    { id: "connect", title: "CONNECT, which is forbidden", steps: only("CONNECT") },
    { id: "trace-lower", title: "trace, which is forbidden", steps: only("trace") },
    { id: "not-a-method", title: "A method with a space", steps: only("GE T") },
    { id: "get-with-body", title: "GET with a body", steps: only("GET", true) },
  ],
};
