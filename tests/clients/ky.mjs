import ky, { HTTPError } from "ky";

export function calls({ api }) {
  const client = ky.create({ prefixUrl: api, retry: { limit: 3, delay: () => 5 } });
  const own = client.extend({
    hooks: { beforeRequest: [(request) => request.headers.set("X-Hook", "1")] },
    headers: { Authorization: "Bearer t" },
  });
  return {
    "GET of JSON": () => client.get("items", { searchParams: { page: 2 } }).json(),
    "POST of JSON": () => client.post("items", { json: { a: 1 } }).json(),
    "POST of JSON as text/plain": () =>
      client.post("items", { json: { a: 1 }, headers: { "content-type": "text/plain" } }).json(),
    "PATCH with a token, and a header by a hook": () => own.patch("items/1", { json: { a: 1 } }).json(),
    "PUT at the third attempt": () => own.put("a/unsteady", { json: { a: 1 } }).json(),
    "POST of a form": () => {
      const body = new FormData();
      body.append("file", new Blob(["abc"]), "a.bin");
      return client.post("upload", { body }).json();
    },
    "DELETE with credentials": () => client.delete("items/1", { credentials: "include" }).json(),
    "upload with progress, which is a stream": () =>
      // A stream as body needs HTTP/2, which a loopback API without TLS does not speak.
      client.put("upload", { body: new Blob(["abc"]), onUploadProgress() {}, retry: 0 }).text().catch(String),
    "POST with progress that nothing but the stream makes ask": () =>
      client.post("upload", { body: "abc", onUploadProgress() {}, retry: 0 }).text().catch(String),
    "an answer that is an error": () =>
      client.get("items?status=404").catch((error) => [error instanceof HTTPError, error.response.status]),
  };
}
