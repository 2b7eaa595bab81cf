import axios from "axios";

export const xhr = ({ api }) => calls(axios.create({ baseURL: api, adapter: "xhr" }));
export const fetch = ({ api }) => calls(axios.create({ baseURL: api, adapter: "fetch" }));

function calls(client) {
  const data = ({ data }) => data;
  return {
    "GET with params": () => client.get("/items", { params: { page: 2, tags: ["a", "b"] } }).then(data),
    "POST of JSON": () => client.post("/items", { name: "été" }).then(data),
    "PUT with a bearer token and a header of its own": () =>
      client.put("/items/1", { a: 1 }, { headers: { Authorization: "Bearer t", "X-Request-Id": "1" } }).then(data),
    "GET with basic authentication": () => client.get("/me", { auth: { username: "u", password: "p" } }).then(data),
    "POST of a form, URL-encoded": () => client.post("/login", new URLSearchParams({ a: "1" })).then(data),
    "upload with progress": async () => {
      const seen = [];
      const form = new FormData();
      form.append("file", new Blob(["x".repeat(1000)], { type: "text/plain" }), "a.txt");
      const onUploadProgress = ({ lengthComputable }) => seen.push(lengthComputable);
      try {
        const { data } = await client.post("/upload", form, { onUploadProgress });
        return { data, progress: seen.length > 0 };
      } catch ({ code, message }) {
        // A stream as body needs HTTP/2, which a loopback API without TLS does not speak. Whether Chromium has read of the
        // stream before it knows is left to chance, so nothing is said of progress.
        return { code, message };
      }
    },
    "download with progress": () =>
      client.get("/download", { onDownloadProgress() {}, responseType: "text" }).then(data),
    "DELETE with credentials": () => client.delete("/items/1", { withCredentials: true }).then(data),
    "GET by an interceptor that adds a header": () => {
      const other = client.create ? client.create() : client;
      other.interceptors.request.use((config) => {
        config.headers.set("X-Trace", "abc");
        return config;
      });
      return other.get("/traced").then(data);
    },
    "HEAD, and an answer that is an error": async () => [
      (await client.head("/items")).status,
      await client.get("/items?status=404").catch(({ response }) => response.data),
    ],
  };
}
