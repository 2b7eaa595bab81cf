// What the API answers, by client: what its own server would, as far as the client looks at it.

/** What was received, in the form in which most clients expect anything. */
function echo({ method, path, headers, body }) {
  if (path.searchParams.has("status")) return { status: Number(path.searchParams.get("status")), body: { error: "asked for" } };
  const told = Object.entries(headers).filter(([name]) => /^(x-|authorization|content-type|accept$|cookie)/.test(name));
  return { body: { method, path: path.pathname + path.search, headers: Object.fromEntries(told), body } };
}

/** Fails twice where the path says so, then echoes. */
function unsteady(asked, state) {
  const { pathname } = asked.path;
  if (!pathname.endsWith("/unsteady")) return echo(asked);
  state[pathname] = (state[pathname] ?? 0) + 1;
  return state[pathname] <= 2 ? { status: 503, body: { error: "later" } } : echo(asked);
}

export default { echo, ky: unsteady, ofetch: unsteady, "axios-retry": unsteady };
