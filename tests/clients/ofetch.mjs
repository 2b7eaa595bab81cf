import { ofetch } from "ofetch";

export function calls({ api }) {
  const client = ofetch.create({ baseURL: api, retryDelay: 5 });
  const own = client.create({
    onRequest({ options }) {
      options.headers.set("X-Interceptor", "1");
    },
  });
  return {
    "GET with a query": () => client("/items", { query: { page: 2, q: "é" } }),
    "POST of JSON": () => client("/items", { method: "POST", body: { a: 1 } }),
    "POST of a form, URL-encoded": () => client("/login", { method: "POST", body: new URLSearchParams({ a: "1" }) }),
    "PUT with a token, and a header by an interceptor": () =>
      own("/items/1", { method: "PUT", body: [1], headers: { Authorization: "Bearer t" } }),
    "PATCH in lower case": () => client("/items/1", { method: "patch", body: { a: 1 } }),
    "DELETE with credentials": () => client("/items/1", { method: "DELETE", credentials: "include" }),
    "GET at the third attempt": () => client("/a/unsteady", { retry: 3 }),
    "an answer that is an error": () => client("/items?status=404", { ignoreResponseError: true }),
  };
}
