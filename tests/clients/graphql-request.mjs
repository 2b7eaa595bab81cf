import { batchRequests, gql, GraphQLClient, request } from "graphql-request";

const ITEM = gql`query Item($id: ID!) { item(id: $id) { id name } }`;

export function calls({ api }) {
  const url = `${api}/graphql`;
  const client = new GraphQLClient(url, { headers: { Authorization: "Bearer t" }, credentials: "include" });
  return {
    "request": () => request(url, ITEM, { id: "1" }),
    "client with a token and credentials": () => client.request(ITEM, { id: "1" }),
    "a header for one request": () => client.request({ document: ITEM, variables: { id: "1" }, requestHeaders: { "X-Tenant": "a" } }),
    "batch": () => batchRequests(url, [{ document: ITEM, variables: { id: "1" } }, { document: ITEM, variables: { id: "2" } }]),
    "by GET": () => new GraphQLClient(url, { method: "GET" }).request(ITEM, { id: "1" }),
    "headers by a function, and a middleware": () => {
      const requestMiddleware = (request) => ({ ...request, headers: new Headers([...new Headers(request.headers), ["X-Middleware", "1"]]) });
      return new GraphQLClient(url, { headers: () => ({ "X-Lazy": "1" }), requestMiddleware }).request(ITEM, { id: "1" });
    },
  };
}
