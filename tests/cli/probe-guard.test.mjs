// The development server's endpoint, as those would use it who want more than it is for: other sites, other machines, names that
// lead elsewhere, servers that never end.

import assert from "node:assert/strict";
import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";

import { createGuard } from "../../pkg-template/dist/server/clients.js";
import { createLimits } from "../../pkg-template/dist/server/limits.js";
import { createService } from "../../pkg-template/dist/server/service.js";
import { settingsOf } from "../../pkg-template/dist/server/settings.js";
import { questionOf } from "../../pkg-template/dist/server/target.js";

const TOKEN = "the-token-of-this-start";
let api;
let dev;

async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { server, port, origin: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

/** A development server whose token is known here, as it would be to the page. */
async function development(options, more) {
  const service = createService(settingsOf("test", options), { token: TOKEN, ...more });
  return listen((request, response) => service(request, response, () => response.writeHead(404).end()));
}

before(async () => {
  api = { ...(await listen((request, response) => api.answer(request, response))), seen: [] };
  dev = await development();
});
after(() => [api, dev].forEach((one) => one.close()));

function permit(request, response) {
  api.seen.push({ method: request.method, url: request.url, headers: request.headers });
  response.writeHead(204, {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Max-Age": "600",
    "Set-Cookie": "secret=1",
    "X-Internal": "secret",
  });
  response.end();
}

const question = (more) => ({ url: `${api.origin}/items/1?token=secret#x`, method: "PUT", names: ["x-a"], ...more });

/** Sends what a page would, but for `headers`; `undefined` leaves one out. */
function post(server, content, headers = {}, path = "/@cors-forecast/ask") {
  const all = {
    Host: `localhost:${server.port}`,
    Origin: `http://localhost:${server.port}`,
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/json",
    "X-Cors-Forecast": TOKEN,
    ...headers,
  };
  return send(server, "POST", path, all, typeof content === "string" ? content : JSON.stringify(content));
}

function send(server, method, path, headers, body) {
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port: server.port, method, path, headers: given, agent: false }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("a page of this server", () => {
  test("gets the status and CORS headers of one OPTIONS, and nothing else", async () => {
    api.answer = permit;
    api.seen.length = 0;
    const { status, text } = await post(dev, question(), { Cookie: "session=1", Authorization: "Bearer x" });
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text), {
      status: 204,
      headers: [["access-control-allow-origin", "*"], ["access-control-max-age", "600"]],
    });
    const [{ method, url, headers }] = api.seen;
    assert.deepEqual([method, url], ["OPTIONS", "/items/1"]);
    const { connection, host, ...sent } = headers;
    assert.deepEqual(sent, {
      accept: "*/*",
      origin: `http://localhost:${dev.port}`,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "x-a",
      "user-agent": "cors-forecast",
    });
  });

  test("asks for an endpoint once", async () => {
    api.answer = permit;
    api.seen.length = 0;
    for (const id of [10, 11, 12]) await post(dev, question({ url: `${api.origin}/once/${id}` }));
    assert.equal(api.seen.length, 1);
  });
});

describe("whoever else asks", () => {
  const refused = {
    "without a token": { "X-Cors-Forecast": undefined },
    "with another token": { "X-Cors-Forecast": TOKEN.replace("t", "x") },
    "with a longer token": { "X-Cors-Forecast": `${TOKEN}1` },
    "from another origin": { Origin: "https://evil.example" },
    "from another port": { Origin: "http://localhost:1" },
    "from an opaque origin": { Origin: "null" },
    "without an origin": { Origin: undefined },
    "from another site, as the browser says": { "Sec-Fetch-Site": "cross-site" },
    "from the same site": { "Sec-Fetch-Site": "same-site" },
    "by a name that leads here": { Host: "evil.example", Origin: "http://evil.example" },
    "by a name that ends alike": { Host: "evil-localhost", Origin: "http://evil-localhost" },
    "by a name with localhost in it": { Host: "localhost.evil.example", Origin: "http://localhost.evil.example" },
    "by a host with a user": { Host: "localhost@evil.example", Origin: "http://evil.example" },
    "by an address of another machine": { Host: "10.0.0.1", Origin: "http://10.0.0.1" },
    "through a proxy": { "X-Forwarded-For": "203.0.113.1" },
    "through a standard proxy": { Forwarded: "for=203.0.113.1" },
  };
  for (const [how, headers] of Object.entries(refused)) {
    test(`${how} is refused, and nothing is asked`, async () => {
      api.answer = permit;
      api.seen.length = 0;
      const { status, text } = await post(dev, question({ url: `${api.origin}/refused` }), headers);
      assert.equal(status, 403, text);
      assert.equal(api.seen.length, 0);
    });
  }

  test("as a form could is refused", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", undefined]) {
      assert.equal((await post(dev, question(), { "Content-Type": type })).status, 415);
    }
    const { status } = await send(dev, "GET", "/@cors-forecast/ask", { Host: `localhost:${dev.port}` });
    assert.equal(status, 405);
  });

  test("gets no script, in which the token is", async () => {
    const get = (headers) => send(dev, "GET", "/@cors-forecast/page.js", { Host: `localhost:${dev.port}`, ...headers });
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "script" },
      { "Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document" },
      { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty" },
      { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "script", Host: "evil.example" },
      { Referer: "https://evil.example/" },
      {},
    ]) {
      const { status, text, headers: answered } = await get(headers);
      assert.equal(status, 403, JSON.stringify(headers));
      assert.ok(!text.includes(TOKEN));
      assert.equal(answered["cross-origin-resource-policy"], "same-origin");
    }
  });

  test("from another machine is refused", () => {
    const guard = createGuard({}, TOKEN);
    const request = (remoteAddress) => ({
      headers: { host: "localhost:1", origin: "http://localhost:1", "content-type": "application/json", "x-cors-forecast": TOKEN },
      socket: { remoteAddress },
    });
    for (const address of ["192.168.1.5", "203.0.113.1", "::ffff:10.0.0.1", "fe80::1", undefined]) {
      assert.throws(() => guard.checkPage(request(address)), /only this machine/);
    }
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) guard.checkPage(request(address));
  });

  test("over HTTP/2 is judged by the name that HTTP/2 has for the host", () => {
    const guard = createGuard({}, TOKEN);
    const request = (authority) => ({
      headers: { ":authority": authority, origin: `https://${authority}`, "content-type": "application/json", "x-cors-forecast": TOKEN },
      socket: { remoteAddress: "127.0.0.1" },
    });
    assert.equal(guard.checkPage(request("localhost:5173")), "https://localhost:5173");
    assert.throws(() => guard.checkPage(request("evil.example")), /host/);
  });
});

describe("what may be asked", () => {
  const urls = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:70/",
    "data:text/plain,1",
    "javascript:1",
    "//127.0.0.1/",
    "http://",
    "http://user:secret@127.0.0.1/",
    "http://user@127.0.0.1/",
    "http://@127.0.0.1/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:6667/",
    "http://127.0.0.1:0/",
    `http://127.0.0.1/${"a".repeat(5000)}`,
    1,
    null,
    {},
  ];
  for (const url of urls) {
    test(`not ${JSON.stringify(url).slice(0, 60)}`, () => {
      assert.throws(() => questionOf({ url, method: "PUT", names: [] }), { status: 400 });
    });
  }

  test("no method or header that is more than its name", () => {
    const url = "http://127.0.0.1/";
    for (const method of ["", "PUT /x HTTP/1.1\r\nHost: y\r\n\r\n", "PUT\nX: y", "a b", "CONNECT", "trace", "é", "A".repeat(99), 1, ["PUT"], undefined]) {
      assert.throws(() => questionOf({ url, method, names: [] }), { status: 400 }, String(method));
    }
    for (const names of [["x\r\nCookie: a"], ["x:y"], ["x,y"], [""], [1], [["x"]], "x", undefined, Array(101).fill("x"), ["x".repeat(201)]]) {
      assert.throws(() => questionOf({ url, method: "PUT", names }), { status: 400 }, JSON.stringify(names));
    }
    assert.equal(questionOf({ url: "http://127.0.0.1/a\r\nX: y", method: "PUT", names: [] }).url.href, "http://127.0.0.1/aX:%20y");
  });

  test("no content that is none", async () => {
    for (const content of ["", "{", "null", "[]", '"x"', '{"__proto__":{"url":"http://127.0.0.1/"}}']) {
      assert.equal((await post(dev, content)).status, 400, content);
    }
    assert.equal((await post(dev, `"${"x".repeat(100_000)}"`)).status, 413);
  });

  test("only origins of the list, where there is one", async () => {
    const listed = await development({ probe: { allow: ["https://api.example"] } });
    const off = await development({ probe: false });
    assert.equal((await post(listed, question())).status, 403);
    assert.equal((await post(off, question())).status, 403);
    [listed, off].forEach((one) => one.close());
  });
});

describe("floods", () => {
  test("so many questions in a minute, and so many at once", async () => {
    let time = 0;
    const once = createLimits({ now: () => time, rate: 3 });
    let asked = 0;
    const quick = (key) => once(key, async () => asked++);
    for (const key of ["a", "b", "c"]) await quick(key);
    assert.throws(() => quick("d"), { status: 429 });
    await quick("a");
    assert.equal(asked, 3);
    time += 20_000;
    await quick("d");
    const busy = createLimits();
    const never = (key) => busy(key, () => new Promise(() => {}));
    for (const key of ["a", "b", "c", "d"]) never(key);
    assert.throws(() => never("e"), { status: 429 });
  });

  test("a question that comes too slowly is given up", async () => {
    const socket = connect(dev.port, "127.0.0.1");
    socket.write(
      `POST /@cors-forecast/ask HTTP/1.1\r\nHost: localhost:${dev.port}\r\nOrigin: http://localhost:${dev.port}\r\n` +
        `Content-Type: application/json\r\nX-Cors-Forecast: ${TOKEN}\r\nContent-Length: 100\r\n\r\n{`,
    );
    const [chunk] = await Promise.race([new Promise((resolve) => socket.once("data", (data) => resolve([data])))]);
    assert.match(String(chunk), /^HTTP\/1\.1 408/);
    socket.destroy();
  });
});
