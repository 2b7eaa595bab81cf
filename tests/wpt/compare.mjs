// What tests gave natively and with the wrapper, subtest by subtest.

const HARNESS = ["OK", "ERROR", "TIMEOUT", "PRECONDITION_FAILED"];
const STATUS = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED"];
/** The name under which a file as a whole stands among its subtests. */
export const FILE = "(the file)";

/** The outcomes of a file: `[name, "STATUS: message"]`, first of the file as a whole. */
export function outcomesOf(result) {
  if (result.lost !== undefined) return [[FILE, `LOST: ${result.lost}`]];
  const { harness, tests } = result;
  const count = new Map();
  const outcomes = tests.map(({ name, status, message }) => {
    const title = steady(name);
    const seen = (count.get(title) ?? 0) + 1;
    count.set(title, seen);
    return [seen === 1 ? title : `${title} (${seen})`, text(STATUS[status], message)];
  });
  return [[FILE, text(HARNESS[harness.status], harness.message)], ...outcomes];
}

function text(status, message) {
  return message ? `${status}: ${steady(message)}` : status;
}

/** Without what is random by intent; and without ports, which are others once a run is taken up again. */
function steady(value) {
  const text = String(value).replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi, "(uuid)");
  return text.replaceAll(/\b(localhost|127\.0\.0\.1):\d+/g, "$1:(port)");
}

export const statusOf = (outcome) => outcome.split(":", 1)[0];

const isGood = (outcome) => /^(?:PASS|OK)$/.test(statusOf(outcome));

/** Whether two results of a file are the same. */
export function areSame(one, other) {
  return JSON.stringify(outcomesOf(one)) === JSON.stringify(outcomesOf(other));
}

/**
 * A file's subtests from several results of either kind: those that are `identical` with their outcome, those that are `flaky`
 * (they differ natively, and no more with the wrapper), and those `differing`; the latter with how often each outcome was seen.
 */
export function judge(natives, wrappeds) {
  const [native, wrapped] = [natives, wrappeds].map((results) => results.map((result) => new Map(outcomesOf(result))));
  const names = new Set([...native, ...wrapped].flatMap((outcomes) => [...outcomes.keys()]));
  const judged = { identical: [], flaky: [], differing: [] };
  for (const name of names) {
    const of = (runs) => runs.map((outcomes) => outcomes.get(name) ?? "(not there)");
    const [before, after] = [of(native), of(wrapped)];
    const all = new Set([...before, ...after]);
    if (all.size === 1) judged.identical.push({ name, outcome: before[0] });
    else judged[isChance(before, after) ? "flaky" : "differing"].push({ name, native: counted(before), wrapped: counted(after) });
  }
  return judged;
}

/**
 * Whether outcomes with the wrapper are those that chance gives natively, too: each of them was seen natively, and of the native
 * ones the commonest was seen with it, and a good one if there is any. A text that changes natively does not count.
 */
function isChance(before, after) {
  if (new Set(before).size === 1) return false;
  const isVague = (status) => new Set(before.filter((outcome) => statusOf(outcome) === status)).size > 1;
  const told = (outcome) => (isVague(statusOf(outcome)) ? statusOf(outcome) : outcome);
  const [native, wrapped] = [before, after].map((outcomes) => counted(outcomes.map(told)));
  const isSeen = (outcome) => outcome in wrapped;
  const [commonest] = Object.entries(native).sort(([, one], [, other]) => other - one)[0];
  const good = Object.keys(native).find(isGood);
  return Object.keys(wrapped).every((outcome) => outcome in native) && isSeen(commonest) && (good === undefined || isSeen(good));
}

/** How often each is there. */
function counted(values) {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
