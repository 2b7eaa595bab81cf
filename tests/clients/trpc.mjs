import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink, httpSubscriptionLink } from "@trpc/client";

export function calls({ api }) {
  const url = `${api}/trpc`;
  const client = (...links) => createTRPCClient({ links });
  const one = client(httpLink({ url, headers: { authorization: "Bearer t" } }));
  const batch = client(httpBatchLink({ url }));
  return {
    "query by httpLink with a token": () => one.item.query({ id: 1 }),
    "mutation by httpLink": () => one.add.mutate({ name: "a" }),
    "mutation of a form by httpLink": () => {
      const form = new FormData();
      form.append("name", "a");
      return one.add.mutate(form);
    },
    "query by httpLink alone, which is simple": () => client(httpLink({ url })).item.query({ id: 1 }),
    "queries by httpBatchLink": () => Promise.all([batch.item.query({ id: 1 }), batch.item.query({ id: 2 })]),
    "mutations by httpBatchLink": () => Promise.all([batch.add.mutate({ name: "a" }), batch.add.mutate({ name: "b" })]),
    "queries by httpBatchLink with POST and credentials": () => {
      const withCredentials = (input, init) => fetch(input, { ...init, credentials: "include" });
      const headers = () => ({ "x-lazy": "1" });
      return client(httpBatchLink({ url, methodOverride: "POST", fetch: withCredentials, headers })).item.query({ id: 1 });
    },
    "query by httpBatchStreamLink": () => client(httpBatchStreamLink({ url })).item.query({ id: 1 }),
    "subscription by httpSubscriptionLink, which is an EventSource": () =>
      new Promise((resolve, reject) => {
        const seen = [];
        const link = httpSubscriptionLink({ url, eventSourceOptions: { withCredentials: true } });
        const { ticks } = client(link);
        const subscription = ticks.subscribe(undefined, {
          onData(data) {
            seen.push(data);
          },
          onError: reject,
          onComplete() {
            subscription.unsubscribe();
            resolve(seen);
          },
        });
      }),
  };
}
