// What is called. `{ name: (origins, signal) => ({ prepare?, call }) }`: `prepare(n)` makes what a page would have made
// long before, and is not measured; `call(i)` is what is. With a signal, the calls are aborted before they are made.

const TOKEN = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N";
const BODY = JSON.stringify({ title: "A title", text: "Some text, neither short nor long.", tags: ["one", "two"] });

/** Written out at each call, as a page does it: the object is another one each time, its texts are the same. */
const fiveHeaders = () => ({
  "Content-Type": "application/json",
  Authorization: TOKEN,
  "X-Client-Version": "4.11.0",
  "X-Request-Id": "7f3b2c1e-90a4-4d57-8a3e-5b1f0c2d9e86",
  Accept: "application/json",
});

export const scenarios = {
  "same-origin": (_, signal) => ({
    // Without a second argument nothing can be aborted.
    call: signal ? undefined : (i) => fetch(`/api/items/${i & 7}`),
  }),
  "same-origin-init": (_, signal) => ({
    call: (i) =>
      fetch(`/api/items/${i & 7}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Client-Version": "4.11.0" },
        body: BODY,
        ...(signal && { signal }),
      }),
  }),
  "simple-get": ({ api }, signal) => ({
    call: signal ? (i) => fetch(`${api}/items/${i & 7}`, { signal }) : (i) => fetch(`${api}/items/${i & 7}`),
  }),
  "preflight-record": ({ api }, signal) => ({
    call: (i) =>
      fetch(`${api}/items/${i & 7}`, {
        method: "POST",
        headers: fiveHeaders(),
        body: BODY,
        ...(signal && { signal }),
      }),
  }),
  // As before, but for an id which is another one each time.
  "preflight-new-value": ({ api }, signal) => ({
    call: (i) =>
      fetch(`${api}/items/${i & 7}`, {
        method: "POST",
        headers: { ...fiveHeaders(), "X-Request-Id": nextId() },
        body: BODY,
        ...(signal && { signal }),
      }),
  }),
  "preflight-headers": ({ api }, signal) => {
    const headers = new Headers(fiveHeaders());
    return {
      call: (i) => fetch(`${api}/items/${i & 7}`, { method: "POST", headers, body: BODY, ...(signal && { signal }) }),
    };
  },
  "preflight-request": ({ api }, signal) => {
    let requests;
    return {
      prepare(n) {
        // One for each call: the native function uses up the body.
        const init = { method: "POST", headers: fiveHeaders(), body: BODY, signal };
        requests = Array.from({ length: n }, (_, i) => new Request(`${api}/items/${i & 7}`, init));
      },
      call: (i) => fetch(requests[i]),
    };
  },
};

let ids = 0;

function nextId() {
  return `7f3b2c1e-90a4-4d57-8a3e-${String(++ids).padStart(12, "0")}`;
}

/** The same for XMLHttpRequest: `open` makes and opens it, `send` sends what it made. */
export const xhr = {
  open({ api }, i) {
    const request = new XMLHttpRequest();
    request.open("POST", `${api}/items/${i & 7}`);
    const headers = fiveHeaders();
    for (const name in headers) request.setRequestHeader(name, headers[name]);
    return request;
  },
  send: (request) => request.send(BODY),
};
