import { mutate, preload } from "swr";

export function calls({ api }) {
  const fetcher = async (key) => {
    const [path, init] = [key].flat();
    return (await fetch(api + path, init)).json();
  };
  const json = { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"a":1}' };
  return {
    "preload": () => preload("/items", fetcher),
    "preload with a header": () => preload(["/items", { headers: { Authorization: "Bearer t" } }], fetcher),
    "mutation": () => mutate("/items", () => fetcher(["/items", json]), { revalidate: false }),
    "preloads of several keys at once": () => Promise.all([preload("/a", fetcher), preload("/b", fetcher)]),
  };
}
