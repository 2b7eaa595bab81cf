// What others wrote to harm: servers, recordings, logs and pasted texts that are made for the one who reads them.

import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import net from "node:net";
import { after, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { cli as run } from "./cli.mjs";
import { entry, har, scratch, twoPuts } from "./recordings.mjs";

const files = scratch(after);
const open = [];
after(() => open.forEach((close) => close()));

/** Sequences by which a text takes over a terminal: a title, a link, a paste, colours, and the same in one byte. */
const ESCAPES = "\u001b]0;owned\u0007\u001b]8;;https://evil.example\u001b\\\u001b[2J\u001b[?2004h\u009b31m\u0090q\u009c\u0000\b\r";
const steers = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const PUT = ["--origin", "http://app.example", "-X", "PUT"];

/** Runs it with little memory, and holds what holds of each run: it ends as it should, steers no terminal, and shows no stack. */
async function cli(args, options = {}) {
  const started = Date.now();
  const result = await run(args, { ...options, env: { NODE_OPTIONS: "--max-old-space-size=192" } });
  const all = result.out + result.err;
  assert.ok([0, 1, 2].includes(result.code), `ended with ${result.code}: ${all.slice(0, 500)}`);
  assert.doesNotMatch(all, steers);
  assert.doesNotMatch(result.err, /^ +at |FATAL ERROR/m);
  return { ...result, seconds: (Date.now() - started) / 1000 };
}

/** A server that writes what `talk` does with its socket; gives its URL, and how often somebody connected. */
async function speaking(talk) {
  const seen = { connections: 0 };
  const sockets = new Set();
  const server = net.createServer((socket) => {
    seen.connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => talk(socket));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => (server.close(), sockets.forEach((socket) => socket.destroy())));
  return { seen, url: `http://127.0.0.1:${server.address().port}/` };
}

const repeat = (socket, text, pause) => {
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(text)), pause);
};

describe("a hostile server", { concurrency: 1, timeout: 500_000 }, () => {
  test("whose head never ends is given up", async () => {
    const { url } = await speaking((socket) => {
      socket.write("HTTP/1.1 204 No Content\r\n");
      repeat(socket, `X-A: ${"a".repeat(4000)}\r\n`.repeat(20), 1);
    });
    const { code, err, seconds } = await cli(["probe", url, ...PUT, "--timeout", "5"]);
    assert.equal(code, 2);
    assert.match(err, /too long|too large|no HTTP|no answer/);
    assert.ok(seconds < 150, `${seconds} s`);
  });

  test("that sends a byte now and then is given up in time", async () => {
    const { url } = await speaking((socket) => {
      socket.write("HTTP/1.1 204 No Content\r\nX-A: ");
      repeat(socket, "a", 50);
    });
    const { code, err, seconds } = await cli(["probe", url, ...PUT, "--timeout", "1"]);
    assert.equal(code, 2);
    assert.match(err, /no answer within 1 s/);
    assert.ok(seconds < 150, `${seconds} s`);
  });

  test("that sends its body byte by byte is judged by its head", async () => {
    const { url } = await speaking((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: PUT\r\n\r\n");
      repeat(socket, "a", 50);
    });
    const { code, seconds } = await cli(["probe", url, ...PUT, "--timeout", "2"]);
    assert.ok(code < 2);
    assert.ok(seconds < 150, `${seconds} s`);
  });

  test("steers no terminal by its status, its headers' names and values, or its body", async () => {
    const { url } = await speaking((socket) => {
      const hostile = ESCAPES.replace(/[\0\b\r]/g, "");
      const lines = [`HTTP/1.1 403 ${hostile}`, `Server: ${hostile}`, `Access-Control-Allow-Origin: ${hostile}`, `Via: ${hostile}`, `Allow: ${hostile}`];
      socket.end(Buffer.from(`${lines.join("\r\n")}\r\nContent-Type: text/html\r\n\r\n${ESCAPES}`, "latin1"));
    });
    for (const more of [[], ["--json"], ["--look-alikes"]]) await cli(["probe", url, ...PUT, ...more]);
  });

  test("leads nowhere by a redirect", async () => {
    const inner = await speaking((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await speaking((socket) => socket.end(`HTTP/1.1 ${status} x\r\nLocation: ${inner.url}\r\nContent-Length: 0\r\n\r\n`));
      assert.equal((await cli(["probe", url, ...PUT, "--engine", "standard"])).code, 1);
    }
    assert.equal(inner.seen.connections, 0);
  });
});

describe("a hostile recording", { concurrency: 1, timeout: 500_000 }, () => {
  const read = (name, content) => cli(["har", files.write(name, content)]);

  test("that is nested without end", async () => {
    const deep = "[".repeat(200_000);
    for (const [name, text] of [
      ["deep.har", deep],
      ["deep-log.har", `{"log":${'{"log":'.repeat(100_000)}`],
      ["deep-entry.har", `{"log":{"entries":[${deep}${"]".repeat(200_000)}]}}`],
      ["deep-header.har", `{"log":{"entries":[{"request":{"headers":[{"name":${deep}${"]".repeat(200_000)}}]}}]}}`],
    ]) {
      const { seconds } = await read(name, text);
      assert.ok(seconds < 150, `${name}: ${seconds} s`);
    }
  });

  test("whose keys are those of prototypes", async () => {
    const before = await cli(["har", "--json", files.write("plain.har", har(twoPuts()))]);
    const hostile = '"__proto__":{"method":"DELETE","polluted":"yes","toString":1},"constructor":{"prototype":{"polluted":"yes"}},';
    const text = JSON.stringify(har(twoPuts())).replaceAll('{"', `{${hostile}"`);
    const after = await cli(["har", "--json", files.write("plain.har", text)]);
    assert.equal(after.out, before.out);
  });

  test("with texts as long as files", async () => {
    const huge = "x".repeat(4 << 20);
    const entries = [entry({ path: `/${huge}` }), entry({ method: "PUT", headers: { "X-A": huge } }), entry({ headers: { [`X-${huge}`]: "1" } }), ...twoPuts()];
    const { code, out } = await read("huge.har", har(entries));
    assert.equal(code, 0);
    assert.ok(out.length < 100_000, `${out.length} characters are printed`);
  });

  test("steers no terminal by any of its texts", async () => {
    const hostile = JSON.stringify(har([entry({ method: "PUT", path: "/HERE?HERE=HERE", headers: { "X-HERE": "HERE" } }), ...twoPuts()], { browser: "Chrome HERE" }));
    const escaped = JSON.stringify(ESCAPES).slice(1, -1);
    for (const more of [[], ["--json"]]) await cli(["har", files.write("escapes.har", hostile.replaceAll("HERE", escaped)), ...more]);
  });
});

describe("a hostile log", { concurrency: 1, timeout: 500_000 }, () => {
  const line = (path, agent = "a") => `192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] "OPTIONS ${path} HTTP/1.1" 204 0 "-" "${agent}"\n`;

  test("that is small until it is unpacked", async () => {
    const packed = gzipSync(Buffer.alloc(300 << 20, "x"));
    writeFileSync(files.path("bomb.log.gz"), packed);
    for (const [args, input] of [[[files.path("bomb.log.gz")]], [["-"], packed]]) {
      const { code, err, seconds } = await cli(["log", ...args], { input });
      assert.equal(code, 2);
      assert.match(err, /no line that can be read/);
      assert.ok(seconds < 150, `${seconds} s`);
    }
  });

  test("steers no terminal by paths, agents or lines that are none", async () => {
    const content = `${line(`/a${ESCAPES}`)}${line("/b", ESCAPES)}${ESCAPES}\n${line("/c%1b[2J")}`;
    const path = files.write("escapes.log", content);
    for (const more of [[], ["--json"]]) await cli(["log", path, ...more]);
  });

  test("with a path for each of many requests stays small", async () => {
    const content = Array.from({ length: 300_000 }, (_, at) => line(`/a${at}b/${at}c`)).join("");
    const { out, seconds } = await cli(["log", files.write("many.log", content)]);
    assert.ok(out.length < 100_000);
    assert.ok(seconds < 150, `${seconds} s`);
  });
});

describe("a hostile text that is pasted", { concurrency: 1, timeout: 500_000 }, () => {
  test("is read in time, whatever it repeats", async () => {
    for (const [args, input] of [
      [["decode", "-"], "Access to fetch at '".repeat(50_000)],
      [["explain", "-"], `curl ${"'".repeat(200_001)}`],
      [["explain", "-"], `fetch(${"(".repeat(50_000)}`],
      [["explain", "-"], `fetch("https://api.example/", ${"{ a: ".repeat(20_000)}`],
      [["config", "--origin", "https://app.example", "-"], "curl ".repeat(50_000)],
    ]) {
      const { seconds } = await cli(args, { input });
      assert.ok(seconds < 150, `${args[0]}: ${seconds} s`);
    }
  });
});
