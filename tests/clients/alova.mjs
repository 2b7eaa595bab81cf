import { createAlova } from "alova";
import fetchAdapter from "alova/fetch";

export function calls({ api }) {
  const client = createAlova({
    baseURL: api,
    requestAdapter: fetchAdapter(),
    cacheFor: null,
    beforeRequest(method) {
      if (method.meta?.signedIn) method.config.headers.Authorization = "Bearer t";
    },
    responded: (response) => response.json(),
  });
  return {
    "GET with params": () => client.Get("/items", { params: { page: 2 } }),
    "POST of JSON": () => client.Post("/items", { a: 1 }),
    "PUT with a token and a header": () =>
      client.Put("/items/1", { a: 1 }, { meta: { signedIn: true }, headers: { "X-Own": "1" } }),
    "POST of form data": () => {
      const form = new FormData();
      form.append("a", "1");
      return client.Post("/upload", form);
    },
    "DELETE with credentials": () => client.Delete("/items/1", undefined, { credentials: "include" }),
  };
}
