import { Client, fetchExchange, gql } from "@urql/core";

const ITEM = gql`query Item($id: ID!) { item(id: $id) { id name } }`;
const ADD = gql`mutation Add($name: String!) { addItem(name: $name) { id name } }`;

export function calls({ api }) {
  const settings = { url: `${api}/graphql`, exchanges: [fetchExchange], preferGetMethod: false };
  const client = (more) => new Client({ ...settings, ...more });
  const data = ({ data, error }) => ({ data, error: error?.message });
  return {
    "query": () => client().query(ITEM, { id: "1" }).toPromise().then(data),
    "mutation": () => client().mutation(ADD, { name: "a" }).toPromise().then(data),
    "query with fetchOptions": () =>
      client({ fetchOptions: () => ({ headers: { authorization: "Bearer t" }, credentials: "include" }) })
        .query(ITEM, { id: "1" }).toPromise().then(data),
    "query by GET": () => client({ preferGetMethod: true }).query(ITEM, { id: "1" }).toPromise().then(data),
    "mutation with a file, which is multipart": () =>
      client().mutation(ADD, { name: new File(["abc"], "a.txt") }).toPromise().then(data),
  };
}
