// What the page or its other tools have put in the platform's place: they get the page's own objects, and nothing that
// they have patched is called by us on the way of a request.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { run } from "./lab.mjs";

/** Runs `script` in the page with `{ install, url }`. */
const inPage = (script) =>
  run(`({ api, ...rest }) => (${script})({ ...rest, url: api + "/a" })`);

/** Whether a wrapper made by `wrap(native, note)` gets the very object that the page gave as init. */
const getsTheVeryInit = (wrap) =>
  inPage(`async ({ install, url }) => {
    let seen;
    const native = globalThis.fetch;
    globalThis.fetch = (${wrap})(native, (init) => (seen = init));
    install();
    class Options { #secret = "PUT"; get method() { return this.#secret; } }
    const init = new Options();
    await fetch(url, init);
    return seen === init;
  }`);

describe("foreign", { timeout: 120_000 }, () => {
  test("a Proxy around fetch gets the page's own init", async () => {
    const wrap = `(native, note) => new Proxy(native, {
      apply(target, self, args) { note(args[1]); return Reflect.apply(target, self, args); },
    })`;
    assert.equal(await getsTheVeryInit(wrap), true);
  });

  test("a bound wrapper gets the page's own init", async () => {
    const wrap = `(native, note) => (function (input, init) { note(init); return native.call(this, input, init); }).bind(globalThis)`;
    assert.equal(await getsTheVeryInit(wrap), true);
  });

  test("what the page has patched is not called on the way of a request", async () => {
    const facts = await inPage(`async ({ install, url }) => {
      install();
      const calls = [];
      const patch = (object, name) => {
        const original = object[name];
        object[name] = function (...args) { calls.push(name); return original.apply(this, args); };
      };
      for (const name of ["apply", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf"]) patch(Reflect, name);
      for (const name of ["assign", "create", "hasOwn", "getPrototypeOf"]) patch(Object, name);
      patch(Date, "now");
      patch(Array, "isArray");
      const promise = fetch(url, { method: "POST", headers: { "X-A": "1" }, body: "a", keepalive: true });
      const during = [...calls];
      Reflect.apply = () => { throw new Error("patched"); };
      const { status } = await promise;
      const again = await fetch(url, { method: "PUT" });
      return [during, status, again.status];
    }`);
    assert.deepEqual(facts, [[], 200, 200]);
  });

  test("a report has no password of a URL, and no file that a data: URL holds", async () => {
    const urls = await inPage(`async ({ install, url }) => {
      const installation = install();
      await fetch(url.replace("://", "://name:5ecre7@")).catch(() => {});
      await fetch("data:text/plain," + "5ecre7".repeat(1000));
      return installation.reports().map((report) => JSON.stringify(report));
    }`);
    assert.equal(urls.length, 2);
    assert.ok(!urls.join().includes("5ecre7"), urls.join());
  });
});
