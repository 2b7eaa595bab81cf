// Requests whose Content-Type decides, be it set by the page or brought by the body.

import type { BodyRecipe, Group, Preset } from "../types.ts";

const post = (id: string, title: string, body?: BodyRecipe, contentType?: string): Preset => ({
  id,
  title,
  steps: [
    {
      call: {
        method: "POST",
        ...(body && { body }),
        ...(contentType !== undefined && { headers: [["Content-Type", contentType] as const] }),
      },
    },
  ],
});
const json = '{"a":1}';

export const contentTypes: Group = {
  title: "Content-Type, set by the page",
  presets: [
    post("json", "application/json", { kind: "string", text: json }, "application/json"),
    post("json-no-body", "application/json without a body", undefined, "application/json"),
    post("text-plain", "text/plain;charset=utf-8", { kind: "string" }, "text/plain;charset=utf-8"),
    post("text-plain-case", "TEXT/PLAIN", { kind: "string" }, "TEXT/PLAIN"),
    post("text-plain-garbage", "text/plain;garbage", { kind: "string" }, "text/plain;garbage"),
    post("text-plain-quotes", "text/plain with a quoted charset", { kind: "string" }, 'text/plain;charset="utf-8"'),
    post("text-plain-list", "text/plain,text/plain", { kind: "string" }, "text/plain,text/plain"),
    post("text-plain-128", "text/plain of 128 bytes", { kind: "string" }, "text/plain;a=".padEnd(128, "b")),
    post("text-plain-129", "text/plain of 129 bytes", { kind: "string" }, "text/plain;a=".padEnd(129, "b")),
    post("urlencoded", "application/x-www-form-urlencoded", { kind: "string" }, "application/x-www-form-urlencoded"),
    post("multipart-by-hand", "multipart/form-data by hand", { kind: "string" }, "multipart/form-data"),
    post("text-xml", "text/xml", { kind: "string", text: "<a/>" }, "text/xml"),
    post("no-type", "An empty Content-Type", { kind: "string" }, ""),
  ],
};

export const bodies: Group = {
  title: "Bodies that bring their Content-Type",
  presets: [
    post("string", "A string", { kind: "string" }),
    post("json-string", "A JSON string without a header", { kind: "string", text: json }),
    post("urlsearchparams", "URLSearchParams", { kind: "urlsearchparams" }),
    post("formdata", "FormData", { kind: "formdata" }),
    post("blob", "A Blob without a type", { kind: "blob" }),
    post("blob-text", "A Blob of text/plain", { kind: "blob", type: "text/plain" }),
    post("blob-json", "A Blob of application/json", { kind: "blob", text: json, type: "application/json" }),
    post(
      "blob-json-as-text",
      "The same Blob, Content-Type: text/plain",
      { kind: "blob", text: json, type: "application/json" },
      "text/plain",
    ),
    post("buffer", "An ArrayBuffer", { kind: "buffer" }),
    post("buffer-octets", "An ArrayBuffer as application/octet-stream", { kind: "buffer" }, "application/octet-stream"),
    {
      id: "stream",
      title: "A stream with duplex: half, over HTTP/1.1",
      steps: [{ call: { method: "POST", duplex: "half", body: { kind: "stream" } } }],
    },
    post("stream-without-duplex", "A stream without duplex", { kind: "stream" }),
    {
      id: "put-json",
      title: "PUT with JSON: two reasons",
      steps: [
        {
          call: {
            method: "PUT",
            headers: [["Content-Type", "application/json"]],
            body: { kind: "string", text: json },
          },
        },
      ],
    },
  ],
};
