// What install() can be told. What is wrong is said in the console and left out: install() never throws.

import { attempt, createGuard } from "./attempt.js";
import { ENGINES } from "./core.js";

const isRecord = (value) => typeof value === "object" && value !== null;
const isFunction = (value) => typeof value === "function";
const isMatcher = (value) => typeof value === "string" || value instanceof RegExp || isFunction(value);
const valuesAre = (value, is) => isRecord(value) && Object.values(value).every(is);

/** Of an absolute URL that requests can go to; otherwise false. */
function originOf(url) {
  const { href, origin } = attempt(() => new URL(url)) ?? {};
  return /^http/.test(href) && origin;
}

const oneOf = (...values) => [(value) => values.includes(value), `one of ${values}`];
const aFunction = [isFunction, "a function"];
const matchers = [(value) => [value].flat().every(isMatcher), "strings, RegExps or functions"];
const [isSeverity, severities] = oneOf("off", "info", "warn", "error");

/** Of each option whether a value is right, and what would be. */
const FIELDS = {
  __proto__: null,
  engine: oneOf(...ENGINES),
  engines: oneOf("all"),
  level: oneOf("off", "summary", "findings", "all"),
  rules: [(value) => valuesAre(value, isSeverity), `an object of codes, each ${severities}`],
  include: matchers,
  exclude: matchers,
  onFinding: aFunction,
  redact: aFunction,
  as: [
    (value) => valuesAre({ ...value?.routes, origin: value?.origin }, originOf) && originOf(value.origin) === value.origin,
    'like { origin: "https://app.example", routes: {} }',
  ],
};

/** What is asked about URLs, and what is done if the developer's function throws. */
const USERS = { include: true, exclude: false, redact: "(hidden)" };

/** A function of a URL that never throws: what redact makes of it, or whether it is meant by a matcher or one of several. */
function guarded(name, value) {
  const guard = createGuard(name);
  const ask = (run) => guard(run, USERS[name]);
  if (name === "redact") return (url) => ask(() => `${value(url)}`);
  return (url) =>
    [value].flat().some((one) =>
      ask(() => {
        if (isFunction(one)) return one(url);
        // A string is a part of it; search() starts at the beginning whatever was searched before.
        return one.exec ? url.search(one) >= 0 : url.includes(one);
      }),
    );
}

/** The fields of `options` that can be followed. */
export function checked(options) {
  const right = {};
  for (const [name, value] of Object.entries(isRecord(options) && options)) {
    const [is, wanted] = FIELDS[name] ?? [];
    if (value === undefined) continue;
    if (is?.(value)) right[name] = name in USERS ? guarded(name, value) : value;
    else console.error(`[cors-forecast] install() leaves ${name} out: it ${is ? `must be ${wanted}` : `is none of ${Object.keys(FIELDS)}`}.`);
  }
  return right;
}

/** Whether a URL is meant by what `checked` has made of a matcher. */
export const matches = (matcher, url) => matcher(url);
