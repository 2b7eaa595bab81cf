import PouchDB from "pouchdb-browser";

export function calls({ api }) {
  const open = (options) => new PouchDB(`${api}/db`, { skip_setup: true, ...options });
  const remote = open();
  return {
    "read": () => remote.get("1"),
    "write": () => remote.put({ _id: "1", a: 1 }),
    "write several": () => remote.bulkDocs([{ _id: "1" }, { _id: "2" }]),
    "all, with a user": () => open({ auth: { username: "u", password: "p" } }).allDocs({ keys: ["1"] }),
    "with a header, by its own fetch": () => {
      const fetch = (url, options) => {
        options.headers.set("X-Own", "1");
        return PouchDB.fetch(url, options);
      };
      return open({ fetch }).info();
    },
    "remove": () => remote.remove("1", "1-a"),
  };
}
