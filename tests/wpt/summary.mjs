// What a run has shown, in numbers and in words. "Both gave nothing" is no evidence, and counted apart.

import { FILE, judge, statusOf } from "./compare.mjs";

const STATUSES = { PASS: "passed", FAIL: "failed" };

/** What is said of the tests of an engine; `runs` has the results of each URL, natively and with the wrapper. */
export function summary(tests, runs) {
  const files = tests.map(({ url }) => ({ url, ...judge(runs.get(url).native, runs.get(url).wrapped), runs: runs.get(url) }));
  const all = (kind) => files.flatMap(({ url, [kind]: some }) => some.map((subtest) => ({ url, ...subtest })));
  const [identical, flaky, differing] = [all("identical"), all("flaky"), all("differing")];
  const subtests = identical.filter(({ name }) => name !== FILE);
  const counts = { passed: 0, failed: 0, unfinished: 0 };
  for (const { outcome } of subtests) counts[STATUSES[statusOf(outcome)] ?? "unfinished"]++;
  const ofFiles = identical.filter(({ name }) => name === FILE);
  return {
    files: files.length,
    subtests: new Set([...subtests, ...flaky, ...differing].filter(({ name }) => name !== FILE)).size,
    /** Subtests that are the same in either way. */
    ...counts,
    flaky,
    differing,
    /** Files that are lost in either way; and those whose harness was not content, in either way. */
    silent: ofFiles.filter(({ outcome }) => statusOf(outcome) === "LOST").map((file) => withReason(file, runs)),
    discontent: ofFiles.filter(({ outcome }) => !["OK", "LOST"].includes(statusOf(outcome))).map((file) => withReason(file, runs)),
    ...presence(files),
  };
}

/** With what the server could not serve, if anything. */
function withReason({ url, outcome }, runs) {
  const served = runs.get(url).native.map((result) => result.served);
  const of = (kind) => [...new Set(served.flatMap((one) => one?.[kind] ?? []))];
  return { url, outcome, failed: of("failed"), missing: of("missing") };
}

/** Where the wrapper was, and what it has seen, in the first run with it. */
function presence(files) {
  const wrapped = files.map(({ url, runs }) => ({ url, ...runs.wrapped[0] }));
  const ofFile = ({ url, wrapper, others = [] }) => [wrapper, ...others].filter(Boolean).map((one) => ({ url, ...one }));
  const contexts = wrapped.flatMap(ofFile);
  const workers = contexts.filter(({ active, kind }) => active && kind === "worker").length;
  const active = wrapped.filter(({ wrapper }) => wrapper?.active).length;
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return {
    /** Documents of tests with a wrapper at work; further documents and frames, and workers, that have said so. */
    active,
    frames: contexts.filter(({ active }) => active).length - workers - active,
    workers,
    /** How many documents and workers the server has put it into, and how many have loaded it from there. */
    put: sum(wrapped.map(({ served }) => served?.put ?? 0)),
    loaded: sum(wrapped.map(({ served }) => served?.loaded ?? 0)),
    calls: sum(contexts.map(({ calls = 0 }) => calls)),
    reports: sum(contexts.map(({ reports = 0 }) => reports)),
    watchedFiles: new Set(contexts.filter(({ calls }) => calls > 0).map(({ url }) => url)).size,
    stopped: [...new Set(contexts.filter(({ active }) => active === false).map(({ url }) => url))],
    absent: wrapped.filter(({ lost, wrapper }) => lost === undefined && !wrapper).map(({ url }) => url),
  };
}

/** Wrapped results that were never wrapped prove nothing. */
export const isSound = ({ differing, active }) => differing.length === 0 && active > 0;

const COLUMNS = [
  ["engine", ({ version, engine }) => version ?? engine],
  ["files", ({ files }) => files],
  ["without any result", ({ silent }) => silent.length],
  ["subtests", ({ subtests }) => subtests],
  ["pass in both", ({ passed }) => passed],
  ["fail in both", ({ failed }) => failed],
  ["never end in both", ({ unfinished }) => unfinished],
  ["flaky", ({ flaky }) => flaky.length],
  ["differing", ({ differing }) => differing.length],
  ["documents with the wrapper at work", ({ active }) => active],
  ["frames", ({ frames }) => frames],
  ["workers", ({ workers }) => workers],
  ["calls watched", ({ calls }) => calls],
  ["files with such", ({ watchedFiles }) => watchedFiles],
];

/** The table, what gave nothing, and each difference in full. */
export function table(rows) {
  const cells = [COLUMNS.map(([title]) => title), COLUMNS.map(() => "---"), ...rows.map((row) => COLUMNS.map(([, of]) => of(row)))];
  return [...cells.map((line) => `| ${line.join(" | ")} |`), ...rows.flatMap(details)].join("\n");
}

function details(row) {
  const lines = [
    `the first script was put into ${row.put} documents and workers, and loaded by ${row.loaded}`,
    ...row.unserved.map((url) => `without TLS (OpenSSL is missing) nothing of ${url} was run`),
    ...row.silent.map((file) => `no result in either way: ${reason(file)}`),
    ...row.discontent.map((file) => `the harness is not content in either way: ${reason(file)}`),
    ...row.absent.map((url) => `the wrapper was not there: ${url}`),
    ...row.stopped.map((url) => `the wrapper has stepped back in ${url}`),
    ...row.flaky.map((subtest) => `flaky natively: ${difference(subtest)}`),
    ...row.differing.map((subtest) => `DIFFERS: ${difference(subtest)}`),
  ];
  return lines.map((line) => `${row.engine}: ${line}`);
}

function reason({ url, outcome, failed, missing }) {
  const told = [...failed.map((text) => `a handler failed: ${text}`), ...missing.map((path) => `not found: ${path}`)];
  return [`${url}: ${outcome}`, ...told].join("\n  ");
}

function difference({ url, name, native, wrapped }) {
  const told = (counts) => Object.entries(counts).map(([outcome, count]) => `${outcome} (${count}×)`).join(" / ");
  return `${url}: ${name}\n  native   ${told(native)}\n  wrapped  ${told(wrapped)}`;
}
