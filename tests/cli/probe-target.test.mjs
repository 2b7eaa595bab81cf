// What the development server asks: where names and addresses lead, and servers that answer as nobody should.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";

import { kindOf } from "../../pkg-template/dist/server/addresses.js";
import { ask } from "../../pkg-template/dist/server/ask.js";
import { questionOf } from "../../pkg-template/dist/server/target.js";

let api;

before(async () => {
  const server = createServer((request, response) => api.answer(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  api = { port, origin: `http://127.0.0.1:${port}`, seen: [], close: () => server.close().closeAllConnections() };
});
after(() => api.close());

describe("addresses", () => {
  const kinds = {
    private: ["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.31.0.1", "192.168.0.1", "100.64.0.1", "::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::7f00:1"],
    never: ["0.0.0.0", "169.254.169.254", "::ffff:169.254.169.254", "::", "fe80::1", "fe80::1%eth0", "ff02::1", "224.0.0.1", "255.255.255.255", "64:ff9b::a00:1", "2002:7f00:1::", "", "x"],
    public: ["203.0.114.1", "8.8.8.8", "172.32.0.1", "2606:4700::1"],
  };
  for (const [kind, addresses] of Object.entries(kinds)) {
    for (const address of addresses) test(`${address || "(empty)"} is ${kind}`, () => assert.equal(kindOf(address), kind));
  }

  const to = (...addresses) => ({ lookup: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })) });
  const at = (url) => questionOf({ url, method: "PUT", names: [] });

  test("a public name that leads to a private address is refused, even if only one of its addresses does", async () => {
    for (const addresses of [["127.0.0.1"], ["10.0.0.1"], ["8.8.8.8", "192.168.0.1"], ["::ffff:127.0.0.1"], ["169.254.169.254"], []]) {
      await assert.rejects(ask(at(`http://public.example:${api.port}/`), "http://localhost", to(...addresses)), /private|nobody|no address/);
    }
  });

  test("a link-local address is refused, however it is written", async () => {
    for (const url of ["http://169.254.169.254/", "http://0xa9fea9fe/", "http://[::ffff:a9fe:a9fe]/", "http://0.0.0.0/", "http://[fe80::1]/"]) {
      await assert.rejects(ask(at(url), "http://localhost"), { status: 403 }, url);
    }
  });

  test("localhost is this machine, whatever the resolver says, and is resolved once", async () => {
    api.answer = (request, response) => response.writeHead(204).end();
    const { status } = await ask(at(`http://api.localhost:${api.port}/`), "http://localhost", to("8.8.8.8"));
    assert.equal(status, 204);
  });

  test("a name is resolved once", async () => {
    let times = 0;
    const lookup = async () => [{ address: times++ === 0 ? "203.0.113.1" : "127.0.0.1", family: 4 }];
    await assert.rejects(ask(at(`http://changing.example:${api.port}/`), "http://localhost", { lookup, patience: 200 }));
    assert.equal(times, 1);
  });
});

describe("what answers", () => {
  const url = () => ({ url: `${api.origin}/`, method: "PUT", names: [] });

  test("with a redirect is not followed", async () => {
    api.seen.length = 0;
    api.answer = (request, response) => {
      api.seen.push(request.url);
      response.writeHead(307, { Location: `${api.origin}/private` }).end();
    };
    assert.deepEqual(await ask(questionOf(url()), "http://localhost"), { status: 307, headers: [] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(api.seen, ["/"]);
  });

  test("without end is not read", async () => {
    let closed;
    const ended = new Promise((resolve) => (closed = resolve));
    api.answer = (request, response) => {
      response.writeHead(200, { "Access-Control-Allow-Origin": "*" });
      const timer = setInterval(() => response.write("x".repeat(65_536)), 1);
      response.on("close", () => closed(clearInterval(timer)));
    };
    assert.equal((await ask(questionOf(url()), "http://localhost")).status, 200);
    await ended;
  });

  test("with a head that is too long is refused, and a long value is left out", async () => {
    api.answer = (request, response) => response.writeHead(204, { "Access-Control-Allow-Headers": "x".repeat(100_000) }).end();
    await assert.rejects(ask(questionOf(url()), "http://localhost"), { status: 502 });
    api.answer = (request, response) => response.writeHead(204, { "Access-Control-Allow-Headers": "x".repeat(5000) }).end();
    assert.deepEqual((await ask(questionOf(url()), "http://localhost")).headers, []);
  });

  test("late, or never, is not waited for", async () => {
    api.answer = () => {};
    await assert.rejects(ask(questionOf(url()), "http://localhost", { patience: 100 }), { status: 504 });
    const lookup = () => new Promise(() => {});
    await assert.rejects(ask(questionOf({ ...url(), url: "http://a.example/" }), "http://localhost", { lookup, patience: 100 }), { status: 504 });
  });

  test("something that is no HTTP is an error", async () => {
    api.answer = (request) => request.socket.end("SSH-2.0-x\r\n");
    await assert.rejects(ask(questionOf(url()), "http://localhost"), { status: 502 });
  });
});
