// What tests gave natively and with the wrapper, subtest by subtest.

const HARNESS = ["OK", "ERROR", "TIMEOUT", "PRECONDITION_FAILED"];
const STATUS = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED"];

/** The outcomes of a file: `[name, "STATUS: message"]`, first of the file as a whole. */
export function outcomesOf(result) {
  if (result.lost !== undefined) return [["(the file)", `LOST: ${result.lost}`]];
  const { harness, tests } = result;
  const count = new Map();
  const outcomes = tests.map(({ name, status, message }) => {
    const title = steady(name);
    const seen = (count.get(title) ?? 0) + 1;
    count.set(title, seen);
    return [seen === 1 ? title : `${title} (${seen})`, text(STATUS[status], message)];
  });
  return [["(the file)", text(HARNESS[harness.status], harness.message)], ...outcomes];
}

function text(status, message) {
  return message ? `${status}: ${steady(message)}` : status;
}

/** Without what is random by intent. */
function steady(value) {
  return String(value).replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi, "(uuid)");
}

/** Whether two results of a file are the same. */
export function areSame(one, other) {
  return JSON.stringify(outcomesOf(one)) === JSON.stringify(outcomesOf(other));
}

/**
 * A file's subtests from several results of either kind: how many are `identical`, the names of those that are `flaky` (they
 * differ natively), and those `differing`: the native outcome, and those with the wrapper.
 */
export function judge(natives, wrappeds) {
  const [native, wrapped] = [natives, wrappeds].map((results) => results.map((result) => new Map(outcomesOf(result))));
  const names = new Set([...native, ...wrapped].flatMap((outcomes) => [...outcomes.keys()]));
  const judged = { identical: 0, flaky: [], differing: [] };
  for (const name of names) {
    const of = (runs) => runs.map((outcomes) => outcomes.get(name) ?? "(not there)");
    const [before, after] = [of(native), of(wrapped)];
    if (new Set(before).size > 1) judged.flaky.push({ name, native: [...new Set(before)] });
    else if (after.every((outcome) => outcome === before[0])) judged.identical++;
    else judged.differing.push({ name, native: before[0], wrapped: after });
  }
  return judged;
}
