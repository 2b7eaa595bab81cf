import axios from "redaxios";

export function calls({ api }) {
  const client = axios.create({ baseURL: api });
  const data = ({ data }) => data;
  return {
    "GET with params": () => client.get("/items", { params: { page: 2 } }).then(data),
    "POST of JSON": () => client.post("/items", { a: 1 }).then(data),
    "PUT with a token": () => client.put("/items/1", { a: 1 }, { auth: "Bearer t" }).then(data),
    "POST of form data": () => {
      const form = new FormData();
      form.append("a", "1");
      return client.post("/upload", form).then(data);
    },
    "DELETE with credentials and a header": () =>
      client.delete("/items/1", { withCredentials: true, headers: { "X-Own": "1" } }).then(data),
  };
}
