// What the API answers to clients that listen: streams of events, polls, and tRPC, which has all of it.

/** Ends after two events, one of them with an id. */
export function eventSource() {
  return { type: "text/event-stream", body: "id: 1\ndata: one\n\nevent: named\ndata: two\n\n" };
}

export function trpc({ path, headers }) {
  const procedures = path.pathname.split("/").at(-1).split(",");
  if (procedures[0] === "ticks") {
    const events = ["event: connected\ndata: {}", "id: 1\ndata: 1", "id: 2\ndata: 2", "event: return\ndata: "];
    return { type: "text/event-stream", body: events.map((event) => `${event}\n\n`).join("") };
  }
  const answers = procedures.map((procedure) => ({ result: { data: { procedure } } }));
  if (!path.searchParams.has("batch")) return { body: answers[0] };
  if (headers["trpc-accept"] !== "application/jsonl") return { body: answers };
  // The head names each answer; all of them are there at once.
  const head = Object.fromEntries(answers.map((answer, at) => [at, [[answer]]]));
  return { body: `${JSON.stringify(head)}\n` };
}

/** The record separator of SignalR's protocols. */
const END = "\x1e";

/** A hub that answers each invocation with its arguments, to a stream of events or to polls. */
export function signalr({ method, path, body, response, answered }, state) {
  if (path.pathname.endsWith("/negotiate")) {
    const transferFormats = ["Text"];
    const availableTransports = ["ServerSentEvents", "LongPolling"].map((transport) => ({ transport, transferFormats }));
    return { body: { connectionId: "c", connectionToken: "t", negotiateVersion: 1, availableTransports } };
  }
  const waiting = (state.waiting ??= []);
  if (method === "GET") {
    if (/event-stream/.test(response.req.headers.accept)) {
      response.setHeader("Content-Type", "text/event-stream");
      response.write(":\r\n\r\n");
      answered();
      state.send = (text) => response.write(`data: ${text}\r\n\r\n`);
      return undefined;
    }
    // The first poll only opens; the others wait for something to say.
    if (!state.polled) {
      state.polled = true;
      return { type: "text/plain", body: "" };
    }
    if (waiting.length > 0) return { type: "text/plain", body: waiting.splice(0).join("") };
    answered();
    state.send = (text) => {
      state.send = undefined;
      response.setHeader("Content-Type", "text/plain");
      response.end(text);
    };
    return undefined;
  }
  const say = (message) => {
    const text = JSON.stringify(message) + END;
    if (state.send) state.send(text);
    else waiting.push(text);
  };
  if (method === "DELETE") return { status: 202 };
  for (const text of body.split(END).filter(Boolean)) {
    const message = JSON.parse(text);
    if (message.protocol) say({});
    else if (message.type === 1) say({ type: 3, invocationId: message.invocationId, result: message.arguments });
  }
  return { type: "text/plain", body: "" };
}
