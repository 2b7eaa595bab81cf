// The server of a checkout: one for native pages, one for wrapped ones, on the same ports.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { packageFolder } from "../browser/support.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const python = process.env.PYTHON ?? "python3";

/** The first script of each document and worker. The native one is there too, as pages may count their scripts. */
const NATIVE = "// Nothing is wrapped.\n";
const OPTIONS = `globalThis[Symbol.for("cors-forecast.options")] = { level: "off" };\n`;

/** The wrapper as it is shipped, with its console off. */
export function shippedWrapper() {
  return OPTIONS + readFileSync(join(packageFolder, "dist/global.js"), "utf8");
}

/** URLs of the tests below some paths: `[{ url, https, long }]`. */
export function listTests(checkout, paths) {
  const options = { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] };
  return JSON.parse(execFileSync(python, ["-B", join(here, "serve.py"), checkout, "--list", ...paths], options));
}

/**
 * What serves a checkout: `start(wrapper)` gives `{ origin, secureOrigin, taken(), close() }`, always on the same ports; `taken()`
 * what was noted since it was last asked; `close()` at the end.
 */
export function createServing(checkout) {
  const folder = mkdtempSync(join(tmpdir(), "wpt-"));
  const certificate = makeCertificate(folder);
  let ports = "0,0,0,0";
  return {
    secure: certificate !== undefined,
    async start(wrapper) {
      const first = join(folder, "first.js");
      writeFileSync(first, `${wrapper ?? NATIVE}\n${readFileSync(join(here, "witness.js"), "utf8")}`);
      const options = ["--first", first, "--report", join(here, "report.js"), "--ports", ports];
      if (certificate) options.push("--certificate", certificate);
      const child = spawn(python, ["-B", join(here, "serve.py"), checkout, ...options], { stdio: ["pipe", "pipe", "inherit"] });
      const ended = new Promise((resolve) => child.once("close", resolve));
      const line = await Promise.race([
        new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve)),
        ended.then((code) => {
          throw new Error(`The server of the tests ended with ${code}; is ${python} Python 3.8 or newer?`);
        }),
      ]);
      const { http, https } = JSON.parse(line);
      ports = [...http, ...https].join();
      return {
        origin: `http://localhost:${http[0]}`,
        secureOrigin: `https://localhost:${https[0]}`,
        taken: async () => (await fetch(`http://127.0.0.1:${http[0]}/__own__/notes`)).json(),
        async close() {
          child.stdin.end();
          await ended;
        },
      };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Without OpenSSL there is no TLS: what needs it fails natively, too. */
function makeCertificate(folder) {
  const key = join(folder, "key.pem");
  const certificate = join(folder, "certificate.pem");
  const names = "subjectAltName=DNS:localhost,DNS:*.localhost,IP:127.0.0.1";
  const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", names];
  const { status } = spawnSync("openssl", [...args, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  if (status !== 0) return undefined;
  writeFileSync(certificate, readFileSync(key, "utf8") + readFileSync(certificate, "utf8"));
  return certificate;
}
