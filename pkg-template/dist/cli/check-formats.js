// What `check` found, for other programs: SARIF 2.1.0, which code scanning reads, and JUnit XML, which CI servers show.

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const OWN_RULES = {
  "max-preflights": "More preflights than the budget allows in all",
  "max-preflights-per-endpoint": "More preflights at an endpoint than the budget allows",
  "new-preflight": "A preflight that the baseline does not have",
};

/** Of what XML 1.0 can't hold, not even escaped. */
const NO_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** `path`: the budget, which is where results are shown; a recording has no lines that anyone could look at. */
export function sarifOf({ violations }, { version, path }) {
  const ids = [...new Set(violations.map(({ rule }) => rule))].sort();
  const rules = ids.map((id) => ({ id, shortDescription: { text: OWN_RULES[id] ?? `The finding ${id}` } }));
  const uri = path.split("/").map(encodeURIComponent).join("/");
  const results = violations.map(({ rule, severity, endpoint, text, fix }) => ({
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: fix ? `${text} ${fix}` : text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
        ...(endpoint === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: endpoint, kind: "resource" }] }),
      },
    ],
    // By which a result is known again; the numbers in it change.
    partialFingerprints: { "corsForecast/v1": `${rule} ${endpoint ?? ""} ${text.replace(/\d+/g, "#")}` },
  }));
  const driver = { name: "cors-forecast", version, rules };
  return { $schema: SCHEMA, version: "2.1.0", runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }] };
}

/** A test case for each endpoint, and one for all of them together. */
export function junitOf({ checks }) {
  const cases = checks.map(caseOf);
  const failures = checks.filter(({ violations }) => errorsOf(violations).length > 0).length;
  const counts = `tests="${checks.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cors-forecast" ${counts}>`,
    `  <testsuite name="preflight budget" ${counts} skipped="0">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** A test case has one failure at most, which says all errors. Warnings are its output. */
function caseOf({ name, violations }) {
  const errors = errorsOf(violations);
  const warnings = violations.filter(({ severity }) => severity !== "error");
  const head = `    <testcase classname="cors-forecast" name="${escaped(name)}"`;
  if (violations.length === 0) return `${head}/>`;
  const parts = [];
  if (errors.length > 0) {
    const types = [...new Set(errors.map(({ rule }) => rule))].join(" ");
    parts.push(`      <failure type="${escaped(types)}" message="${escaped(errors[0].text)}">${escaped(linesOf(errors))}</failure>`);
  }
  if (warnings.length > 0) parts.push(`      <system-out>${escaped(linesOf(warnings))}</system-out>`);
  return [`${head}>`, ...parts, "    </testcase>"].join("\n");
}

function errorsOf(violations) {
  return violations.filter(({ severity }) => severity === "error");
}

function linesOf(violations) {
  return violations.map(({ rule, text, fix }) => `${rule}: ${text}${fix ? ` ${fix}` : ""}`).join("\n");
}

function escaped(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;" };
  return text.replace(NO_XML, "\uFFFD").replace(/[&<>"\n]/g, (character) => entities[character]);
}
