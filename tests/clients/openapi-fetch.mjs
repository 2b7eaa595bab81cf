import createClient from "openapi-fetch";

export function calls({ api }) {
  const client = createClient({ baseUrl: api });
  const own = createClient({ baseUrl: api, headers: { Authorization: "Bearer t" } });
  own.use({
    onRequest({ request }) {
      request.headers.set("X-Middleware", "1");
      return request;
    },
  });
  const plain = ({ data, error }) => ({ data, error });
  return {
    "GET with path and query": () =>
      client.GET("/items/{id}", { params: { path: { id: 1 }, query: { page: 2 } } }).then(plain),
    "POST of JSON": () => client.POST("/items", { body: { a: 1 } }).then(plain),
    "PUT with a token, and a header by a middleware": () => own.PUT("/items/1", { body: { a: 1 } }).then(plain),
    "POST of form data": () =>
      client.POST("/upload", {
        body: { a: "1" },
        bodySerializer(body) {
          const form = new FormData();
          for (const [name, value] of Object.entries(body)) form.append(name, value);
          return form;
        },
      }).then(plain),
    "DELETE with credentials": () => client.DELETE("/items/1", { credentials: "include" }).then(plain),
    "an answer that is an error": () => client.GET("/items", { params: { query: { status: 404 } } }).then(plain),
  };
}
