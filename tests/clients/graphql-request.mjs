import { batchRequests, gql, GraphQLClient, request } from "graphql-request";

const ITEM = gql`query Item($id: ID!) { item(id: $id) { id name } }`;

export function calls({ api }) {
  const one = { id: "1" };
  const url = `${api}/graphql`;
  const client = new GraphQLClient(url, { headers: { Authorization: "Bearer t" }, credentials: "include" });
  return {
    "request": () => request(url, ITEM, one),
    "client with a token and credentials": () => client.request(ITEM, one),
    "a header for one request": () =>
      client.request({ document: ITEM, variables: one, requestHeaders: { "X-Tenant": "a" } }),
    "batch": () => batchRequests(url, [{ document: ITEM, variables: one }, { document: ITEM, variables: one }]),
    "by GET": () => new GraphQLClient(url, { method: "GET" }).request(ITEM, one),
    "headers by a function, and a middleware": () => {
      const requestMiddleware = (request) => {
        const headers = new Headers(request.headers);
        headers.set("X-Middleware", "1");
        return { ...request, headers };
      };
      return new GraphQLClient(url, { headers: () => ({ "X-Lazy": "1" }), requestMiddleware }).request(ITEM, one);
    },
  };
}
