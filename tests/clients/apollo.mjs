import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { BatchHttpLink } from "@apollo/client/link/batch-http";
import { SetContextLink } from "@apollo/client/link/context";

const ITEM = gql`query Item($id: ID!) { item(id: $id) { id name } }`;
const ADD = gql`mutation Add($name: String!) { addItem(name: $name) { id name } }`;

export function calls({ api }) {
  const client = (link) => new ApolloClient({ link, cache: new InMemoryCache() });
  const uri = `${api}/graphql`;
  const plain = client(new HttpLink({ uri }));
  const signedIn = new SetContextLink(({ headers }) => ({ headers: { ...headers, authorization: "Bearer t" } }));
  const context = { headers: { "x-tenant": "a" } };
  const data = ({ data }) => data;
  return {
    "query": () => plain.query({ query: ITEM, variables: { id: "1" } }).then(data),
    "mutation": () => plain.mutate({ mutation: ADD, variables: { name: "a" } }).then(data),
    "query with a token by a link and a header by context": () =>
      client(ApolloLink.from([signedIn, new HttpLink({ uri, credentials: "include" })]))
        .query({ query: ITEM, variables: { id: "1" }, context }).then(data),
    "query by GET": () =>
      client(new HttpLink({ uri, useGETForQueries: true })).query({ query: ITEM, variables: { id: "1" } }).then(data),
    "queries in a batch": () => {
      const batching = client(new BatchHttpLink({ uri, batchInterval: 5 }));
      const query = (id) => batching.query({ query: ITEM, variables: { id } }).then(data);
      return Promise.all([query("1"), query("2")]);
    },
  };
}
