// The options of the plugin, the middleware and `serve`. What is wrong ends the start, with the field and what would be right.

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isBoolean = (value) => typeof value === "boolean";
const isOrigin = (value) => typeof value === "string" && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
const isHost = (value) => typeof value === "string" && URL.canParse(`http://${value}/`) && new URL(`http://${value}/`).hostname === value;
const listOf = (is) => (value) => Array.isArray(value) && value.every(is);

const FIELDS = {
  install: [isRecord, "an object: what install() takes"],
  probe: [(value) => isBoolean(value) || isRecord(value), "true, false, or an object of allow, hosts and remote"],
  summary: [isBoolean, "true or false"],
  panel: [isBoolean, "true or false"],
  as: [(value) => isRecord(value) && isOrigin(value.origin), 'like { origin: "https://app.example", routes: { "/api": "https://api.example" } }'],
  pages: [listOf(isOrigin), 'a list of origins, like ["http://localhost:3000"]'],
};

const PROBE = {
  allow: [listOf(isOrigin), 'a list of origins, like ["https://api.example"]'],
  hosts: [listOf(isHost), 'a list of host names, like ["dev.example"]'],
  remote: [isBoolean, "true or false"],
};

/** What of install()'s options can be written down for a page. */
const PASSED = ["engine", "engines", "level", "rules", "include", "exclude"];

/** `name` is that of the function that was given the options. */
export function settingsOf(name, options = {}) {
  if (!isRecord(options)) throw new TypeError(`${name} takes an object of ${Object.keys(FIELDS).join(", ")}.`);
  check(name, "", options, FIELDS);
  const { install = {}, probe = true, summary = true, panel = false, as, pages } = options;
  if (isRecord(probe)) check(name, "probe.", probe, PROBE);
  for (const [field, value] of Object.entries(install)) {
    if (field === "as") throw new TypeError(`${name}: install.as must be given as as, beside install.`);
    if (!PASSED.includes(field)) {
      throw new TypeError(`${name}: install.${field} can't be handed to a page (${PASSED.join(", ")} can); call install({ ${field} }) in the page.`);
    }
    if (!isWritable(value)) throw new TypeError(`${name}: install.${field} must be made of texts, numbers, objects and RegExps; call install() in the page for functions.`);
  }
  return { install, asks: probe !== false, ...(isRecord(probe) && probe), summary, panel, as, pages };
}

function check(name, prefix, options, fields) {
  for (const [field, value] of Object.entries(options)) {
    const [is, wanted] = (Object.hasOwn(fields, field) && fields[field]) || [];
    if (!is) throw new TypeError(`${name}: ${prefix}${field} is no option; there are ${Object.keys(fields).map((one) => prefix + one).join(", ")}.`);
    if (value !== undefined && !is(value)) throw new TypeError(`${name}: ${prefix}${field} must be ${wanted}.`);
  }
}

function isWritable(value) {
  if (Array.isArray(value)) return value.every(isWritable);
  if (isRecord(value)) return value instanceof RegExp || Object.values(value).every(isWritable);
  return value === undefined || ["string", "number", "boolean"].includes(typeof value);
}

/** `as` with the routes of a development server's proxy, and the prefixes whose targets can't be told from its settings. */
export function withProxy(as, proxy = {}) {
  const routes = {};
  const unknown = [];
  for (const [prefix, to] of proxied(proxy)) {
    const target = typeof to === "string" ? to : to?.target;
    const text = typeof target === "string" || target instanceof URL ? String(target) : "";
    if (/^wss?:/.test(text)) continue;
    // A pattern, or a path that is rewritten: no prefix stands for it.
    const changed = to?.rewrite ?? to?.pathRewrite ?? to?.router ?? to?.bypass;
    const plain = /^\/[^*{}[\]!]*$/.test(prefix) && !changed && /^https?:/.test(text) && URL.canParse(text);
    if (plain) routes[prefix] = text;
    else unknown.push(prefix);
  }
  return { as: { origin: as.origin, routes: { ...routes, ...as.routes } }, unknown: unknown.filter((prefix) => !as.routes?.[prefix]) };
}

/** Pairs of a prefix and what is said of it: Vite has an object of them, webpack a list, Rsbuild either. */
function proxied(proxy) {
  if (!Array.isArray(proxy)) return Object.entries(proxy);
  return proxy.flatMap((rule) => {
    const prefixes = typeof rule === "function" ? [rule] : [rule?.context ?? rule?.pathFilter ?? "/"].flat();
    return prefixes.map((prefix) => [typeof prefix === "string" ? prefix.replace(/(?<=.)\/\*\*$/, "") : "a function", rule]);
  });
}
