import { algoliasearch } from "algoliasearch";

export function calls({ api }) {
  const hosts = [{ url: api.replace("http://", ""), protocol: "http", accept: "readWrite" }];
  const client = algoliasearch("APP", "key", { hosts });
  return {
    "search": () => client.search({ requests: [{ indexName: "items", query: "a" }] }),
    "search in one index": () => client.searchSingleIndex({ indexName: "items", searchParams: { query: "a" } }),
    "save and wait": async () => {
      const { taskID } = await client.saveObject({ indexName: "items", body: { name: "a" } });
      return client.waitForTask({ indexName: "items", taskID });
    },
    "delete": () => client.deleteObject({ indexName: "items", objectID: "1" }),
    "search with a header for one request": () =>
      client.search({ requests: [{ indexName: "items", query: "b" }] }, { headers: { "X-Forwarded-For": "::1" } }),
  };
}
