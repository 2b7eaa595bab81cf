import request from "superagent";

export function calls({ api }) {
  const body = ({ body }) => body;
  return {
    "GET with a query": () => request.get(`${api}/items`).query({ page: 2 }).then(body),
    "POST of JSON": () => request.post(`${api}/items`).send({ a: 1 }).then(body),
    "POST of a form, URL-encoded": () => request.post(`${api}/login`).type("form").send({ a: 1 }).then(body),
    "PUT with a token and a header": () =>
      request.put(`${api}/items/1`).auth("t", { type: "bearer" }).set("X-Request-Id", "1").send({ a: 1 }).then(body),
    "upload with progress": async () => {
      const seen = [];
      const upload = request.post(`${api}/upload`).attach("file", new Blob(["abc"]), "a.bin");
      const answer = await upload.on("progress", ({ direction }) => seen.push(direction)).then(body);
      return { answer, upload: seen.includes("upload") };
    },
    "DELETE with credentials": () => request.delete(`${api}/items/1`).withCredentials().then(body),
    "GET with basic authentication": () => request.get(`${api}/me`).auth("u", "p").accept("json").then(body),
    "an answer that is an error": () => request.get(`${api}/items?status=404`).catch(({ status }) => status),
  };
}
