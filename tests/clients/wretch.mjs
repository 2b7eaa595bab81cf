import wretch from "wretch";
import FormDataAddon from "wretch/addons/formData";
import FormUrlAddon from "wretch/addons/formUrl";
import QueryStringAddon from "wretch/addons/queryString";

export function calls({ api }) {
  const client = wretch(api).addon(QueryStringAddon).addon(FormUrlAddon).addon(FormDataAddon);
  const own = client.auth("Bearer t").headers({ "X-Own": "1" });
  const addHeader = (next) => (url, options) =>
    next(url, { ...options, headers: { ...options.headers, "X-Middleware": "1" } });
  return {
    "GET with a query": () => client.url("/items").query({ page: 2 }).get().json(),
    "POST of JSON": () => client.url("/items").json({ a: 1 }).post().json(),
    "POST of a form, URL-encoded": () => client.url("/login").formUrl({ a: 1 }).post().json(),
    "POST of form data": () => client.url("/upload").formData({ file: new Blob(["abc"]) }).post().json(),
    "PUT with a token, a header and one by a middleware": () =>
      own.url("/items/1").middlewares([addHeader]).json({ a: 1 }).put().json(),
    "DELETE with credentials": () => client.url("/items/1").options({ credentials: "include" }).delete().json(),
    "an answer that is an error": () => client.url("/items?status=404").get().notFound(({ status }) => status).json(),
  };
}
