// By which code the core says that an exchange fails.

/** The step as the wrapper would describe it. */
export function describe(step, url) {
  const { api, method, headers = [], body, mode, credentials, cache, redirect } = step;
  const description = { api: api.startsWith("fetch") ? "fetch" : api, url, headers: read(headers, step), body: bodyOf(body) };
  for (const [name, value] of Object.entries({ method, mode, credentials, cache, redirect })) if (value !== undefined) description[name] = value;
  return description;
}

/** A Request has its headers combined. */
function read(pairs, { api }) {
  if (!["fetchRequest", "fetchClone"].includes(api)) return pairs;
  try {
    return [...new Headers(pairs)];
  } catch {
    return pairs;
  }
}

const KINDS = { none: "none", null: "none", string: "string", number: "string", object: "string", urlsearchparams: "urlsearchparams", formdata: "formdata", blob: "blob", file: "blob", arraybuffer: "buffer", uint8array: "buffer", dataview: "buffer", stream: "stream", document: "document" };

function bodyOf(body) {
  if (!body) return { kind: "none" };
  const { type, text = "a=b", mime } = body;
  const printable = mime !== undefined && /^[\x20-\x7e]*$/.test(mime) ? mime.toLowerCase() : "";
  return { kind: KINDS[type], length: text.length, ...(mime === undefined ? {} : { type: printable }) };
}

/** The code, or `undefined` if the exchange does not fail, or the call itself is refused, which no console tells of. */
export function codeOf(forecaster, lab, { id, step }) {
  const base = lab.baseOf(id);
  const wireOf = ({ url, method, headers }) => {
    const header = (name) => headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? "";
    return { url, method, origin: header("origin"), acrm: header("access-control-request-method"), acrh: header("access-control-request-headers") };
  };
  forecaster.clear();
  const { error, outcome } = forecaster.simulate(describe(step, lab.fill(step.url, base)), (wire) => {
    const { status, headers } = lab.replyOf(step, base, wireOf(wire));
    return { status, headers };
  });
  return outcome === "throws" ? undefined : error?.code;
}
