import axios from "axios";
import axiosRetry from "axios-retry";

export const xhr = ({ api }) => calls(api, "xhr");
export const fetch = ({ api }) => calls(api, "fetch");

function calls(baseURL, adapter) {
  const client = axios.create({ baseURL, adapter });
  axiosRetry(client, { retries: 3, retryDelay: () => 5 });
  return {
    "GET that succeeds at the third attempt": () => client.get("/a/unsteady").then(({ data }) => data),
    "PUT with a header, at the third attempt": () =>
      client.put("/b/unsteady", { a: 1 }, { headers: { "X-Key": "k" } }).then(({ data }) => data),
  };
}
