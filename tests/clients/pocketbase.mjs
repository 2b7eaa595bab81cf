import PocketBase from "pocketbase";

export function calls({ api }) {
  const client = new PocketBase(api);
  client.autoCancellation(false);
  const items = client.collection("items");
  return {
    "a list": () => items.getList(1, 20, { filter: "a = 1" }),
    "sign in": async () => (await client.collection("users").authWithPassword("a", "p")).token,
    "create, signed in": () => items.create({ name: "a" }),
    "create with a file": () => items.create({ file: new File(["abc"], "a.txt") }),
    "update with a header": () => items.update("1", { name: "b" }, { headers: { "X-Own": "1" } }),
    "delete": () => items.delete("1"),
  };
}
