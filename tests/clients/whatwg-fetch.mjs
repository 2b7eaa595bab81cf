// The polyfill by its own name is XMLHttpRequest, even where there is a native fetch.
import { fetch, Headers, Request } from "whatwg-fetch";

export function calls({ api }) {
  const json = (response) => response.json();
  return {
    "GET": () => fetch(`${api}/items`).then(json),
    "PUT of JSON": () =>
      fetch(`${api}/items/1`, { method: "PUT", headers: { "Content-Type": "application/json" }, body: "{}" }).then(json),
    "POST of a string": () => fetch(`${api}/items`, { method: "POST", body: "a" }).then(json),
    "POST of URLSearchParams": () =>
      fetch(`${api}/login`, { method: "POST", body: new URLSearchParams({ a: "1" }) }).then(json),
    "POST of a Blob": () =>
      fetch(`${api}/upload`, { method: "POST", body: new Blob(["a"], { type: "image/png" }) }).then(json),
    "DELETE of its own Request with its own Headers": () => {
      const headers = new Headers({ "X-Own": "1" });
      return fetch(new Request(`${api}/items/1`, { method: "DELETE", headers, credentials: "include" })).then(json);
    },
  };
}
