import { up } from "up-fetch";

export function calls({ api }) {
  const client = up(fetch, () => ({ baseUrl: api, headers: { Authorization: "Bearer t" } }));
  const plain = up(fetch, () => ({ baseUrl: api }));
  return {
    "GET with params": () => plain("/items", { params: { page: 2 } }),
    "POST of JSON": () => plain("/items", { method: "POST", body: { a: 1 } }),
    "PATCH with a token and a header": () =>
      client("/items/1", { method: "PATCH", body: { a: 1 }, headers: { "X-Own": "1" } }),
    "DELETE with credentials": () => plain("/items/1", { method: "DELETE", credentials: "include" }),
    "download with progress": async () => {
      let last;
      const answer = await plain("/items", { onResponseStreaming: ({ transferredBytes }) => (last = transferredBytes) });
      return { answer, progress: last > 0 };
    },
    "upload with progress, which is a stream": () =>
      // A stream as body needs HTTP/2, which a loopback API without TLS does not speak.
      plain("/upload", { method: "POST", body: "abc", onRequestStreaming() {} }).catch(String),
  };
}
