// `cors-forecast explain`, run as a program.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { describe, test } from "node:test";
import { promisify } from "node:util";

import { cli, json } from "./cli.mjs";
import * as samples from "./samples.mjs";

const run = promisify(execFile);
const URL_ = "https://api.example/users?a=1&b=%7B2%7D";
const names = ({ engines }, engine = "chromium") => engines[engine].triggers.map(({ name }) => name);

describe("what browsers copy", { concurrency: 2 }, () => {
  for (const [name, text] of Object.entries(samples)) {
    for (const way of ["piped", "as one argument"]) {
      test(`${name}, ${way}`, async () => {
        const found = way === "piped" ? await json(["explain", "-"], { input: text }) : await json(["explain", text]);
        assert.equal(found.code, 0);
        assert.equal(found.request.url, URL_);
        assert.equal(found.request.method, "PUT");
        assert.equal(found.request.credentials, "include");
        assert.equal(found.origin, "https://shop.example");
        assert.deepEqual(names(found).toSorted(), ["PUT", "authorization", "content-type"]);
        for (const { name: header } of found.request.headers) assert.doesNotMatch(header, /^(sec-|user-agent|cookie|origin|referer|:)/i);
        assert.doesNotMatch(JSON.stringify(found), /SECRET/);
      });
    }
    test(`${name} as text shows no value`, async () => {
      const { out, code } = await cli(["explain"], { input: text });
      assert.equal(code, 0);
      assert.doesNotMatch(out, /SECRET|sid=|J\u00f6rg/);
      assert.match(out, /Access-Control-Request-Headers: authorization,content-type/);
    });
  }

  test("curl's words as the shell has left them", async () => {
    const found = await json(["explain", "curl", URL_, "-X", "PUT", "-H", "Content-Type: application/json", "-HX-One: it's", "--data-raw", "{}", "--compressed", "-sSk"]);
    assert.deepEqual(names(found), ["PUT", "content-type", "x-one"]);
    assert.equal(found.request.headers[0].where, "argument 5");
  });

  test("a fetch() call as words", async () => {
    const found = await json(["explain", "fetch('https://api.example/',", "{method:'PATCH'})"]);
    assert.deepEqual(names(found), ["PATCH"]);
  });
});

describe("curl's options", { concurrency: 2 }, () => {
  const rows = [
    [["https://api.example/", "-d", "a=1"], { method: "POST", headers: ["Content-Type"] }, []],
    [["https://api.example/", "-G", "-d", "a=1", "--data-urlencode", "q=x y&z"], { method: "GET", url: "https://api.example/?a=1&q=x%20y%26z" }, []],
    [["https://api.example/?x", "--get", "--data-urlencode", "=a b"], { method: "GET", url: "https://api.example/?x&a%20b" }, []],
    [["https://api.example/", "-I"], { method: "HEAD" }, []],
    [["https://api.example/", "-F", "file=@a.png"], { method: "POST", body: { kind: "formdata" } }, []],
    [["curl", "https://api.example/", "--json", '{"a":1}'], { method: "POST", headers: ["Content-Type", "Accept"] }, ["content-type"]],
    [["https://api.example/", "-u", "me:SECRET"], { headers: ["Authorization"] }, ["authorization"]],
    [["https://api.example/", "--oauth2-bearer", "SECRET"], { headers: ["Authorization"] }, ["authorization"]],
    [["https://api.example/", "-T", "file.bin"], { method: "PUT", body: { kind: "blob" } }, ["PUT"]],
    [["https://api.example/", "-b", "a=SECRET"], { credentials: "include" }, []],
    [["https://api.example/", "-e", "https://shop.example/cart"], { method: "GET" }, []],
    [["https://api.example/", "-H", "X-Empty;", "-H", "X-Gone:"], { headers: ["X-Empty"] }, ["x-empty"]],
    [["https://api.example/", "-sSLXDELETE"], { method: "DELETE" }, ["DELETE"]],
    [["api.example/x", "-X", "PUT"], { url: "https://api.example/x" }, ["PUT"]],
    [["https://me:SECRET@api.example/", "-X", "PUT", "--credentials", "omit"], {}, undefined],
    [["--url", "https://api.example/", "--request", "PUT"], { method: "PUT" }, ["PUT"]],
  ];
  for (const [args, expected, triggers] of rows) {
    test(args.join(" "), async () => {
      const found = await json(["explain", ...args]);
      for (const [key, value] of Object.entries(expected)) {
        assert.deepEqual(key === "headers" ? found.request.headers.map(({ name }) => name) : found.request[key], value, key);
      }
      if (triggers) assert.deepEqual(names(found), triggers);
      assert.doesNotMatch(JSON.stringify(found), /SECRET/);
    });
  }

  test("a file is not read, and that is said", async () => {
    const { notes } = await json(["explain", "https://api.example/", "--data-binary", "@/etc/passwd"]);
    assert.match(notes.join(), /--data-binary names was not read/);
  });

  test("a referrer gives the origin; --origin goes before", async () => {
    assert.equal((await json(["explain", "https://api.example/", "-e", "https://shop.example/cart"])).origin, "https://shop.example");
    assert.equal((await json(["explain", "https://api.example/", "-H", "Origin: https://a.example", "--origin", "https://b.example/path"])).origin, "https://b.example");
    assert.equal((await json(["explain", "https://api.example/"])).origin, "https://app.example");
  });

  test("a preflight that was pasted stands for its request", async () => {
    const found = await json(["explain", "curl", "-X", "OPTIONS", "https://api.example/", "-H", "Origin: https://a.example", "-H", "Access-Control-Request-Method: DELETE", "-H", "Access-Control-Request-Headers: content-type, x-a"]);
    assert.deepEqual(names(found), ["DELETE", "content-type", "x-a"]);
    assert.equal(found.origin, "https://a.example");
  });

  test("what follows the command is left out", async () => {
    for (const input of ["curl https://api.example/?a=1&b=2 -X PUT | jq .", "$ curl https://api.example/?a=1&b=2 -X PUT && echo done", "curl https://api.example/?a=1&b=2 -X PUT # note\necho next", "curl https://api.example/?a=1&b=2 \\ \n  -X PUT\n"]) {
      const found = await json(["explain", "-"], { input });
      assert.equal(found.request.url, "https://api.example/?a=1&b=2", input);
      assert.deepEqual(names(found), ["PUT"], input);
    }
  });

  test("lines that go on with a backtick, and a lost backslash", async () => {
    for (const input of ["curl.exe https://api.example/ `\r\n  -X PUT `\r\n  -H \"X-A: b\"\r\n", "curl https://api.example/\n\n-X PUT\n-H 'X-A: b'"]) {
      assert.deepEqual(names(await json(["explain", "-"], { input })), ["PUT", "x-a"]);
    }
  });

  test("an end of line within a value for cmd.exe", async () => {
    const { request } = await json(["explain", "-"], { input: 'curl ^"https://api.example/^" ^\r\n  --data-raw ^"a^\r\n\r\nb^"' });
    assert.deepEqual(request.body, { kind: "string", length: 3 });
  });

  test("what DevTools add when they disable the cache", async () => {
    const found = await json(["explain", "-"], { input: "curl 'https://api.example/' -H 'accept: */*' -H 'cache-control: no-cache' -H 'pragma: no-cache' -H 'sec-fetch-mode: cors'" });
    assert.deepEqual(names(found), []);
    assert.match(found.notes.join(), /disable the cache/);
  });

  test("a navigation is said to be one", async () => {
    const found = await json(["explain", "-"], { input: `curl 'https://api.example/' -H 'accept: ${"text/html,".repeat(20)}*/*' -H 'sec-fetch-mode: navigate'` });
    assert.equal(found.engines.chromium.verdict, "simple");
    assert.match(found.notes.join(), /navigation/);
  });

  test("a path is the page's own server's", async () => {
    assert.equal((await json(["explain", "/api/users", "-X", "PUT"])).engines.webkit.verdict, "same-origin");
  });

  test("a large body", async () => {
    const found = await json(["explain", "-"], { input: `curl https://api.example/ -X PUT --data-raw $'${"a\\'b".repeat(1e6)}'` });
    assert.equal(found.request.body.length, 3e6);
  });

  test("a shell's variable is taken as it stands", async () => {
    const found = await json(["explain", "-"], { input: 'curl https://api.example/ -H "Authorization: Bearer $TOKEN"' });
    assert.match(found.notes.join(), /\$TOKEN/);
    assert.deepEqual(names(found), ["authorization"]);
  });
});

describe("fetch() calls", { concurrency: 2 }, () => {
  const rows = [
    ["fetch('https://api.example/', { method: 'put', headers: { 'X-A': `Bearer ${token}` }, body: JSON.stringify(data) })", ["PUT", "x-a"]],
    ["const base = 'https://api.example';\nconst res = await fetch(`${base}/users/${id}`, { method: 'PATCH' })", ["PATCH"]],
    ["fetch(new Request('https://api.example/', { method: 'DELETE' }))", ["DELETE"]],
    ["const h = new Headers({ 'X-B': '1', 'X-A': '2' }); window.fetch('https://api.example/', { headers: h })", ["x-a", "x-b"]],
    ["fetch('https://api.example/', { headers: [['X-A', '1'], ['Accept', 'a']] }).then(r => r.json())", ["x-a"]],
    ["fetch('https://api.example/', { method: 'POST', body: new URLSearchParams({ a: 1 }) })", []],
    ["fetch('https://api.example/', { method: 'POST', body: new Blob(['{}'], { type: 'application/json' }) })", ["content-type"]],
    ["fetch(new URL('/users', 'https://api.example'), { method: 'PUT', signal: AbortSignal.timeout(5) })", ["PUT"]],
    ["async function load() { const r = await fetch('https://api.example/', { ...{ method: 'PUT' }, ...rest }); return r }", ["PUT"]],
    ["fetch('https://api.example/', { headers: { Accept: '\"SECRET\"' } })", ["accept"]],
  ];
  for (const [text, triggers] of rows) {
    test(text, async () => {
      const found = await json(["explain", "-"], { input: text });
      assert.deepEqual(names(found), triggers);
      assert.doesNotMatch(JSON.stringify(found), /SECRET/);
    });
  }

  test("the first of several calls", async () => {
    const found = await json(["explain", "-"], { input: "fetch('https://a.example/', { method: 'PUT' });\nfetch('https://b.example/')" });
    assert.equal(found.request.url, "https://a.example/");
    assert.match(found.notes.join(), /first of 2/);
  });

  for (const text of ["const a = a + a; fetch(`https://a.example/${a}`)", "const a = { ...a }; fetch('https://a.example/', a)", "const r = new Request(r); fetch(r)", `fetch(${"[".repeat(100000)}`]) {
    test(`no end: ${text.slice(0, 60)}`, async () => {
      const { code, err } = await cli(["explain", "-"], { input: text });
      assert.equal(code, 2);
      assert.doesNotMatch(err, /\n {4}at /);
    });
  }

  test("what the page sets itself is not taken for the browser's", async () => {
    const found = await json(["explain", "-"], { input: "fetch('https://api.example/', { headers: { 'Cache-Control': 'no-cache', Pragma: 'no-cache' } })" });
    assert.deepEqual(names(found), ["cache-control", "pragma"]);
  });

  test("where the offending part is", async () => {
    const { out } = await cli(["explain", "fetch('https://api.example/', {\n  headers: { Accept: 'ab\"' } })"]);
    assert.match(out, /header accept \(line 2, column 22, byte 3 of its value\)/);
  });

  test("nothing is run", async () => {
    const { out, code } = await cli(["explain", "fetch((globalThis.process.exit(7), 'https://api.example/'))"]);
    assert.deepEqual({ out, code }, { out: "", code: 2 });
  });
});

describe("what is wrong is said in a sentence", { concurrency: 2 }, () => {
  const rows = [
    [[], /There is nothing/],
    [["curl"], /./],
    [["curl", "-X", "PUT"], /no URL/],
    [["https://api.example/", "--strange"], /--strange/],
    [["https://api.example/", "-H"], /needs a value/],
    [["https://api.example/", "-H", "SECRET"], /no colon/],
    [["https://api.example/", "--engine", "opera"], /no engine "opera"/],
    [["https://api.example/", "--origin", "nonsense"], /no origin/],
    [["https://api.example/", "--credentials", "yes"], /--credentials/],
    [["curl 'https://api.example/"], /not closed/],
    [["curl $'https://api.example/"], /not closed/],
    [["fetch('https://api.example/'"], /cut off/],
    [["PUT https://api.example/"], /-X PUT/],
    [["https://api.example/", "X-Key: SECRET"], /without -H/],
    [["hello"], /no URL/],
    [["fetch('https://api.example/', { body: a as any })"], /TypeScript/],
    [["fetch()"], /without a URL/],
    [["fetch(base + '/users')"], /`base`/],
    [["axios.get('https://api.example/')"], /neither/],
    [["fetch('https://api.example/', { headers: [['a']] })"], /no value/],
  ];
  for (const [args, message] of rows) {
    test(args.join(" ") || "(nothing)", async () => {
      const { code, out, err } = await cli(["explain", ...args]);
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(err, message);
      assert.doesNotMatch(err, /SECRET|\n {4}at /);
    });
  }

  test("what the browser itself refuses is a forecast", async () => {
    const found = await json(["explain", "https://api.example/", "-X", "CONNECT"]);
    assert.equal(found.engines.chromium.verdict, "rejected");
  });
});

describe("engines", () => {
  test("what they agree on is said once", async () => {
    const { out } = await cli(["explain", "https://api.example/", "-X", "PUT"]);
    assert.equal(out.match(/^Verdict/gm).length, 1);
    const one = await cli(["explain", "https://api.example/", "-X", "PUT", "--engine=firefox"]);
    assert.match(one.out, /Verdict \(Firefox\)/);
  });
});

test("the command line for the preflight says the same in a shell", { skip: process.platform === "win32" }, async (t) => {
  try {
    await run("curl", ["--version"]);
  } catch {
    return t.skip("no curl");
  }
  const seen = [];
  const server = createServer((request, response) => {
    seen.push([request.method, request.url, request.headers]);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const found = await json(["explain", `http://127.0.0.1:${server.address().port}/it's/[1]?a={b}&c=$HOME`, "-X", "it's", "-H", "x-a: 1"]);
  const { curl, preflight } = found.engines.chromium;
  await run("sh", ["-c", curl]);
  server.close();
  const [[method, , headers]] = seen;
  assert.equal(method, "OPTIONS");
  for (const [name, value] of preflight.headers) assert.equal(headers[name.toLowerCase()], value);
});
