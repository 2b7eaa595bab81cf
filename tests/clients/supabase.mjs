import { createClient } from "@supabase/supabase-js";

export function calls({ api }) {
  const client = createClient(api, "anon-key", { auth: { persistSession: false, autoRefreshToken: false } });
  const bucket = client.storage.from("bucket");
  const plain = ({ data, error, count }) => ({ data, error, count });
  return {
    "select": () => client.from("items").select("id,name").eq("id", 1).limit(1).then(plain),
    "count by HEAD": () => client.from("items").select("*", { count: "exact", head: true }).then(plain),
    "insert": () => client.from("items").insert({ name: "a" }).select().then(plain),
    "upsert, update and delete": async () => [
      await client.from("items").upsert({ id: 1, name: "b" }).then(plain),
      await client.from("items").update({ name: "c" }).eq("id", 1).then(plain),
      await client.from("items").delete().eq("id", 1).then(plain),
    ],
    "rpc": () => client.rpc("add", { a: 1, b: 2 }).then(plain),
    "sign in": async () => {
      const { data, error } = await client.auth.signInWithPassword({ email: "a@b.example", password: "p" });
      return { user: data.user?.id ?? null, error };
    },
    "select, signed in": () => client.from("items").select().then(plain),
    "upload, and a list": async () => [
      await bucket.upload("a.txt", new Blob(["abc"], { type: "text/plain" }), { upsert: true }).then(plain),
      await bucket.list("folder").then(plain),
    ],
    "a function": () => client.functions.invoke("hello", { body: { a: 1 }, headers: { "x-own": "1" } }).then(plain),
  };
}
