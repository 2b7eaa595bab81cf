import { InfiniteQueryObserver, MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";

export function calls({ api }) {
  const client = new QueryClient({ defaultOptions: { queries: { retryDelay: 5 } } });
  client.mount();
  const get = async (path, init) => {
    const response = await fetch(api + path, init);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  /** The observer's data once there are any, and the observer is left. */
  const first = (observer, enough) =>
    new Promise((resolve) => {
      const leave = observer.subscribe(({ data }) => {
        if (!enough(data)) return;
        resolve(data);
        queueMicrotask(() => leave());
      });
    });
  return {
    "fetchQuery with a signal": () =>
      client.fetchQuery({ queryKey: ["items"], queryFn: ({ signal }) => get("/items", { signal }) }),
    "an observer, with a header": () =>
      first(
        new QueryObserver(client, {
          queryKey: ["item", 1],
          queryFn: ({ queryKey, signal }) => get(`/items/${queryKey[1]}`, { signal, headers: { "X-Key": "1" } }),
        }),
        Boolean,
      ),
    "pages": () => {
      const observer = new InfiniteQueryObserver(client, {
        queryKey: ["pages"],
        queryFn: ({ pageParam }) => get(`/items?page=${pageParam}`, { headers: { Authorization: "Bearer t" } }),
        initialPageParam: 1,
        getNextPageParam: (_, pages) => pages.length + 1,
      });
      let asked = false;
      return first(observer, (data) => {
        if (data && !asked) {
          asked = true;
          observer.fetchNextPage();
        }
        return data?.pages.length === 2;
      });
    },
    "a mutation": () =>
      new MutationObserver(client, {
        mutationFn: (item) =>
          get("/items", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(item) }),
      }).mutate({ a: 1 }),
    "at the third attempt": () =>
      client.fetchQuery({ queryKey: ["unsteady"], retry: 3, queryFn: () => get("/a/unsteady", { method: "PUT" }) }),
    "a cancelled one, and the same again": async () => {
      // The first is never answered, and has surely arrived after the pause.
      const options = { queryKey: ["slow"], queryFn: ({ signal }) => get("/slow", { signal, headers: { "X-Key": "1" } }) };
      const first = client.fetchQuery(options).catch(({ name }) => name);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await client.cancelQueries({ queryKey: ["slow"] });
      return [await first, await client.fetchQuery(options)];
    },
  };
}
