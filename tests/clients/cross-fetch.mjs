import fetch, { Headers, Request } from "cross-fetch";

export function calls({ api }) {
  const json = (response) => response.json();
  return {
    "GET": () => fetch(`${api}/items`).then(json),
    "PUT with its own Headers": () =>
      fetch(`${api}/items/1`, { method: "PUT", headers: new Headers({ "X-Own": "1" }), body: "{}" }).then(json),
    "DELETE of its own Request": () => fetch(new Request(`${api}/items/1`, { method: "DELETE" })).then(json),
    "POST with credentials": () => fetch(`${api}/items`, { method: "POST", credentials: "include", body: "a" }).then(json),
  };
}
