// Ten times the input, eleven times the time: the regular expressions of the package, what it exports, and its command line.
//
//     node benches/cli/bounds.mjs [PART OF A NAME]
//
// Of the least of several rounds; what is above the limit is measured again before it fails. `cargo xtask bench bounds` runs it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { commands } from "./bounds-commands.mjs";
import { exported } from "./bounds-exports.mjs";

const LIMIT = 11;
/** Milliseconds that the large input has to take for a ratio to say something. */
const ENOUGH = 2;
/** The same of a process, whose start varies by some 20 ms. */
const ENOUGH_OF_A_PROCESS = 100;
const TRIES = 6;
const N = 2000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const pkg = join(root, "dist/pkg");
const wanted = process.argv.slice(2);

/** Where an expression may be slow on a text that nobody else can make long, by a part of its source. */
const BOUNDED = [
  ["\\B(?=(\\d{3})+$)", "a number, as it was written here"],
  ["\\bstack\\b.*\\b(exceeded|overflow)", "the message of an error that was thrown here"],
  ["[\\w+.-]+:\\/\\/[^\\s()?#]*)[^\\s()]*(:\\d+:\\d+)", "a stack, as the browser has written it"],
];

let failed = 0;
let count = 0;
let worst = 0;

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function report(ratio, small, large, name) {
  count++;
  worst = Math.max(worst, ratio);
  const above = ratio > LIMIT;
  if (above) failed++;
  if (above || large >= ENOUGH) {
    console.log(`| ${ratio.toFixed(1)}${above ? " **ABOVE**" : ""} | ${large.toFixed(2)} ms | ${small.toFixed(2)} ms | ${name} |`);
  }
}

/** The least of rounds in turns, until the ratio is within the limit, or there were enough tries. */
function compare(name, small, large, enough = ENOUGH) {
  let best = { ratio: Infinity, small: 0, large: 0 };
  for (let tries = 0; tries < TRIES && best.ratio > LIMIT; tries++) {
    let [atN, at10N] = [Infinity, Infinity];
    for (let round = 0; round < 3; round++) {
      atN = Math.min(atN, small());
      atN = Math.min(atN, small());
      at10N = Math.min(at10N, large());
    }
    // Too short to be told apart from nothing.
    const ratio = at10N < enough ? 0 : at10N / Math.max(atN, enough / 20);
    if (ratio < best.ratio) best = { ratio, small: atN, large: at10N };
  }
  report(best.ratio, best.small, best.large, name);
}

const timed = (run) => () => {
  const begun = performance.now();
  run();
  return performance.now() - begun;
};

/** The package's files, and each regular expression in them. */
function expressions() {
  const require = createRequire(join(root, "xtask/npm/package.json"));
  const { parse } = require("acorn");
  const found = new Map();
  for (const file of readdirSync(join(pkg, "dist"), { recursive: true }).filter((name) => name.endsWith(".js"))) {
    const visit = (node) => {
      if (Array.isArray(node)) return node.forEach(visit);
      if (!node || typeof node.type !== "string") return undefined;
      // The parser of pasted code is acorn's own.
      if (node.regex && /[*+{]/.test(node.regex.pattern)) found.set(`/${node.regex.pattern}/${node.regex.flags}`, { ...node.regex, file });
      return Object.values(node).forEach(visit);
    };
    visit(parse(readFileSync(join(pkg, "dist", file), "utf8"), { ecmaVersion: "latest", sourceType: "module" }));
  }
  return [...found];
}

/** What is repeated: what the expression itself has in it, and what readers stumble on. */
function shapes(pattern) {
  const literals = pattern.replace(/\[(?:[^\]\\]|\\.)*\]|\(\?<?[:=!]|\\[a-zA-Z]|[()^$|]|[*+?]\??|\{\d+,?\d*\}/g, "\u0001");
  const pieces = literals.replace(/\\(.)/g, "$1").split("\u0001").filter((piece) => piece && piece.length < 40);
  const usual = ["a", "A1", "1", " ", "\n", " \n", "\t", "\"", "'", "\\", "\\\"", "`", "`\"", "/", ".", "a.", ":", "=", "?", "&", "@", "<", "<a", "-", "--", "%", "#", "(", "[", "{", "$", "$a", "\u0000", "a b", "a:"];
  const all = new Set([...usual, ...pieces]);
  for (const piece of pieces) ["a", " ", "\n", ...pieces].forEach((other) => all.add(piece + other));
  return [...all].slice(0, 150);
}

function ofExpressions() {
  for (const [source, { pattern, flags, file }] of expressions()) {
    const name = `${file}: ${source}`;
    if (!wanted.every((word) => name.includes(word))) continue;
    const bounded = BOUNDED.find(([part]) => pattern.includes(part));
    if (bounded) {
      console.log(`| – | – | – | ${name}: ${bounded[1]} |`);
      continue;
    }
    const expression = new RegExp(pattern, flags);
    const run = (text) => timed(() => ((expression.lastIndex = 0), text.replace(expression, "")));
    for (const shape of shapes(pattern)) {
      for (const end of ["", "\u0000"]) {
        const of = (n) => shape.repeat(n / shape.length) + end;
        compare(`${name} on ${JSON.stringify(shape)} again and again${end && ", and NUL"}`, run(of(N)), run(of(10 * N)));
      }
    }
  }
}

async function ofExports() {
  for (const { name, make } of await exported(pkg)) {
    if (!wanted.every((word) => name.includes(word))) continue;
    const [small, large] = [make(N / 4), make((10 * N) / 4)];
    compare(name, timed(small), timed(large));
  }
}

/** The processor's time of a command, which tells it itself. */
function ofCommands() {
  const folder = mkdtempSync(join(tmpdir(), "bounds-"));
  const TELL = `process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write("\\n@" + (user + system) + "\\n"); });`;
  writeFileSync(join(folder, "tell.cjs"), TELL);
  const run = ({ args, text }) => () => {
    const options = { input: text, encoding: "utf8", maxBuffer: 1 << 28, cwd: folder };
    const { stderr } = spawnSync(process.execPath, ["--require", join(folder, "tell.cjs"), join(pkg, "dist/cli.js"), ...args], options);
    return Number(/@(\d+)/.exec(stderr)[1]) / 1000;
  };
  try {
    for (const { name, args, make } of commands()) {
      if (!wanted.every((word) => name.includes(word))) continue;
      const given = (n) => {
        const [file, text] = [join(folder, `input-${n}`), make(n)];
        writeFileSync(file, text);
        return { args: args(file), text };
      };
      const [none, small, large] = [100, 50 * N, 500 * N].map((n) => run(given(n)));
      // What it takes to start is no part of it, and is asked anew each time.
      let start = Infinity;
      const without = (run) => () => {
        start = Math.min(start, none());
        return Math.max(run() - start, 0);
      };
      compare(name, without(small), without(large), ENOUGH_OF_A_PROCESS);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

console.log("| ratio | 10n | n | what |\n|---|---|---|---|");
ofExpressions();
await ofExports();
ofCommands();
console.log(`\n${count} inputs of ${relative(root, pkg)}, ${failed} above ${LIMIT}; the worst ratio is ${worst.toFixed(1)}; ${(cpu() / 1000).toFixed(0)} s`);
if (failed > 0 || count === 0) process.exitCode = 1;
