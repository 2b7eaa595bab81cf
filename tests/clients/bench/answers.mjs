// What the API answers, by client: what its own server would, as far as the client looks at it.

import { azure, s3, tus } from "./answers-storage.mjs";
import { eventSource, signalr, trpc } from "./answers-streams.mjs";

const ITEM = { id: "1", name: "a" };

/** What was received, in the form in which most clients expect anything. */
function echo({ method, path, headers, body }) {
  const status = path.searchParams.get("status");
  if (status) return { status: Number(status), body: { error: "asked for" } };
  const told = Object.entries(headers).filter(([name]) => /^(x-|authorization|content-type|accept$|cookie)/.test(name));
  return { body: { method, path: path.pathname + path.search, headers: Object.fromEntries(told), body } };
}

/** Fails twice, or does not answer once, where the path says so; then echoes. */
function unsteady(asked, state) {
  const { pathname } = asked.path;
  if (pathname.endsWith("/slow") && !state.slow) {
    state.slow = true;
    return undefined;
  }
  if (!pathname.endsWith("/unsteady")) return echo(asked);
  state[pathname] = (state[pathname] ?? 0) + 1;
  return state[pathname] <= 2 ? { status: 503, body: { error: "later" } } : echo(asked);
}

/** All that the clients' documents select. */
function graphql({ method, body }) {
  const item = { __typename: "Item", ...ITEM };
  const answer = { data: { item, addItem: item } };
  return { body: method === "POST" && body.startsWith("[") ? JSON.parse(body).map(() => answer) : answer };
}

function supabase({ method, path }) {
  const { pathname } = path;
  if (pathname.includes("/auth/")) {
    const user = { id: "u1", aud: "authenticated", email: "a@b.example" };
    return { body: { access_token: "a.e30.c", refresh_token: "r", token_type: "bearer", expires_in: 3600, user } };
  }
  if (pathname.includes("/storage/v1/object/list/")) return { body: [] };
  if (pathname.includes("/storage/")) return { body: { Id: "1", Key: "bucket/a.txt" } };
  if (pathname.includes("/functions/")) return { body: { hello: true } };
  if (pathname.includes("/rpc/")) return { body: "3" };
  if (method === "HEAD") return { headers: { "Content-Range": "*/3" } };
  return { status: method === "POST" ? 201 : 200, body: [ITEM] };
}

function algolia({ path }) {
  const { pathname } = path;
  if (pathname.endsWith("/queries")) return { body: { results: [{ hits: [ITEM], nbHits: 1 }] } };
  if (pathname.endsWith("/query")) return { body: { hits: [ITEM], nbHits: 1 } };
  if (pathname.includes("/task/")) return { body: { status: "published" } };
  return { body: { taskID: 1, objectID: "1" } };
}

function openai({ method, path, body }) {
  const { pathname } = path;
  if (pathname.endsWith("/chat/completions")) {
    const whole = { id: "c", object: "chat.completion", created: 1, model: "m" };
    const message = { role: "assistant", content: "Hi" };
    if (!JSON.parse(body).stream) return { body: { ...whole, choices: [{ index: 0, message }] } };
    const deltas = ["H", "i"].map((content) => ({ ...whole, choices: [{ index: 0, delta: { content } }] }));
    const chunks = deltas.map((delta) => JSON.stringify(delta));
    return { type: "text/event-stream", body: [...chunks, "[DONE]"].map((data) => `data: ${data}\n\n`).join("") };
  }
  if (pathname.endsWith("/embeddings")) {
    const embedding = Buffer.from(Float32Array.of(0.5, 1).buffer).toString("base64");
    return { body: { object: "list", data: [{ object: "embedding", index: 0, embedding }] } };
  }
  if (pathname.endsWith("/files")) return { body: { id: "f", object: "file", filename: "a.jsonl" } };
  if (method === "DELETE") return { body: { id: "m", deleted: true } };
  return { body: { object: "list", data: [{ id: "m", object: "model" }] } };
}

function pocketbase({ method, path }) {
  if (path.pathname.endsWith("auth-with-password")) {
    return { body: { token: "a.e30.c", record: { id: "u1", collectionId: "users" } } };
  }
  if (method === "DELETE") return { status: 204 };
  const record = { ...ITEM, collectionId: "items" };
  const page = { page: 1, perPage: 20, totalItems: 1, totalPages: 1, items: [record] };
  return { body: method === "GET" ? page : record };
}

function pouchdb({ method, path, body }) {
  const { pathname } = path;
  if (pathname.endsWith("/_bulk_docs")) {
    return { status: 201, body: JSON.parse(body).docs.map(({ _id }) => ({ ok: true, id: _id, rev: "1-a" })) };
  }
  if (pathname.endsWith("/_all_docs")) {
    return { body: { total_rows: 1, rows: [{ id: "1", key: "1", value: { rev: "1-a" } }] } };
  }
  if (pathname.endsWith("/db/")) return { body: { db_name: "db", doc_count: 1, update_seq: 1 } };
  if (method === "GET") return { body: { _id: "1", _rev: "1-a" } };
  return { status: 201, body: { ok: true, id: "1", rev: "2-b" } };
}

/** A fragment of a page, from what was received. */
function htmx(asked) {
  const { method, path, body } = echo(asked).body;
  return { type: "text/html", body: `<p>${method} ${path} ${body}</p>` };
}

export default {
  echo,
  algolia,
  "axios-retry": unsteady,
  "azure-storage": azure,
  apollo: graphql,
  "fetch-event-source": eventSource,
  "graphql-request": graphql,
  htmx,
  ky: unsteady,
  ofetch: unsteady,
  openai,
  pocketbase,
  pouchdb,
  s3,
  signalr,
  supabase,
  "tanstack-query": unsteady,
  trpc,
  tus,
  urql: graphql,
};
