// What install() can be told. What is wrong is said in the console and left out: install() never throws.

const ENGINES = ["chromium", "firefox", "webkit", "standard"];
const LEVELS = ["off", "summary", "findings", "all"];
const SEVERITIES = ["off", "info", "warn", "error"];

const oneOf = (values) => [(value) => values.includes(value), `one of "${values.join('", "')}"`];
const aFunction = [(value) => typeof value === "function", "a function"];
const isMatcher = (value) => typeof value === "string" || value instanceof RegExp || typeof value === "function";
const matchers = [
  (value) => isMatcher(value) || (Array.isArray(value) && value.every(isMatcher)),
  "a string, a RegExp or a function, or an array of them",
];
const isRecord = (value) => typeof value === "object" && value !== null;

const FIELDS = {
  engine: oneOf(ENGINES),
  engines: [(value) => value === "all", '"all"'],
  level: oneOf(LEVELS),
  rules: [
    (value) => isRecord(value) && Object.values(value).every((severity) => SEVERITIES.includes(severity)),
    `an object of codes, each "${SEVERITIES.join('", "')}"`,
  ],
  include: matchers,
  exclude: matchers,
  onFinding: aFunction,
  redact: aFunction,
  as: [
    (value) =>
      isRecord(value) &&
      isOrigin(value.origin) &&
      (value.routes === undefined || (isRecord(value.routes) && Object.values(value.routes).every(isAbsolute))),
    'an object { origin: "https://app.example", routes: { "/api": "https://api.example" } }',
  ],
};

function isAbsolute(url) {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}

const isOrigin = (value) => isAbsolute(value) && new URL(value).origin === value;

/** Functions of the developer's, and what is done if they throw. */
const USERS = { include: true, exclude: false, redact: "(hidden)" };

/** The same function or matchers, which never throw. */
function guarded(name, value) {
  if (Array.isArray(value)) return value.map((one) => guarded(name, one));
  if (typeof value !== "function") return value;
  let told = false;
  return (url) => {
    try {
      const result = value(url);
      return name === "redact" ? String(result) : result;
    } catch (error) {
      if (!told) console.error(`[cors-forecast] ${name} threw; its further errors are not shown.`, error);
      told = true;
      return USERS[name];
    }
  };
}

/** The fields of `options` that can be followed. */
export function checked(options) {
  const right = {};
  for (const [name, value] of Object.entries(isRecord(options) ? options : {})) {
    const [is, wanted] = FIELDS[name] ?? [];
    if (value === undefined) continue;
    if (!is) console.error(`[cors-forecast] install() knows no option ${name}; it has ${Object.keys(FIELDS).join(", ")}.`);
    else if (is(value)) right[name] = name in USERS ? guarded(name, value) : value;
    else console.error(`[cors-forecast] install(): ${name} must be ${wanted}; it is left out.`);
  }
  return right;
}

/** Whether a URL is meant by a matcher or one of several: a string is a part of it. */
export function matches(matcher, url) {
  if (Array.isArray(matcher)) return matcher.some((one) => matches(one, url));
  if (typeof matcher === "string") return url.includes(matcher);
  if (typeof matcher === "function") return Boolean(matcher(url));
  matcher.lastIndex = 0;
  return matcher.test(url);
}
