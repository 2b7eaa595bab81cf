// Finds the fetch() call in a piece of JavaScript and reads its arguments. Nothing of it is run.

import { parse } from "./acorn.js";
import { Values } from "./values.js";
import { Wrong } from "./wrong.js";

const HINT = "Paste one call as in fetch(\"https://api.example/users\", { method: \"PUT\" }), or curl's command line.";

/** Gives `{ url, init, headers, body, notes }`: what fetch() would be called with, as far as the text says it. */
export function readSnippet(text) {
  const tree = treeOf(text);
  const declared = new Map();
  const calls = [];
  walk(tree, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init) declared.set(node.id.name, node.init);
    if (node.type === "CallExpression" && isFetch(node.callee)) calls.push(node);
  });
  const [call] = calls;
  if (!call) throw new Wrong("There is no call of fetch() in the text.", HINT);
  const values = new Values(text, declared);
  if (calls.length > 1) values.notes.push(`Only the first of ${calls.length} calls of fetch() is looked at (line ${call.loc.start.line}).`);
  const [input, init] = call.arguments;
  if (!input) throw new Wrong("fetch() is called without a URL.", HINT);
  const request = { url: undefined, init: new Map() };
  readInput(values, input, request);
  if (init) readInit(values, init, request);
  return { url: request.url, init: request.init, headers: request.headers ?? [], body: request.body, notes: values.notes };
}

function treeOf(text) {
  const options = { ecmaVersion: "latest", locations: true, allowAwaitOutsideFunction: true, allowReturnOutsideFunction: true };
  try {
    return parse(text, { ...options, sourceType: "module" });
  } catch (error) {
    throw new Wrong(`The text is no JavaScript that can be read: ${error.message.replace(/ \((\d+):(\d+)\)$/, " (line $1, column $2)")}.`, "Was it cut off, or has it TypeScript's types? In a shell, pipe it in, so that the shell leaves its quotes alone: cors-forecast explain -");
  }
}

function isFetch({ type, name, object, property }) {
  if (type === "Identifier") return name === "fetch";
  return type === "MemberExpression" && property.name === "fetch" && ["window", "self", "globalThis"].includes(object.name);
}

function walk(node, visit) {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (node && typeof node.type === "string") {
    visit(node);
    for (const [key, value] of Object.entries(node)) if (key !== "loc" && typeof value === "object") walk(value, visit);
  }
}

function readInput(values, node, request) {
  const source = values.resolved(node);
  if (source.type === "NewExpression" && source.callee.name === "Request") {
    const [input, init] = source.arguments;
    if (!input) throw new Wrong("new Request() is called without a URL.", HINT);
    readInput(values, input, request);
    if (init) readInit(values, init, request);
    return;
  }
  const known = values.text(source, "the URL");
  if (known.startsUnknown) {
    throw new Wrong(`Where the URL begins can't be known: ${known.startsUnknown} is not in the text.`, "Write its value in its place, or paste its declaration, too: const base = \"https://api.example\";");
  }
  request.url = known.value;
}

function readInit(values, node, request) {
  for (const [name, value] of values.properties(node, "fetch()'s second argument")) {
    if (name === "headers") request.headers = readHeaders(values, value);
    else if (name === "body") request.body = values.body(value);
    else if (name !== "signal") {
      const known = values.literal(value);
      if (known.known && known.value !== undefined) request.init.set(name, known.value);
      else if (!known.known) values.notes.push(`The value of ${name} (line ${value.loc.start.line}) can't be known; the default is taken.`);
    }
  }
}

/** Headers from an object, pairs, or `new Headers(…)`, each with where it stands. */
function readHeaders(values, node) {
  const source = values.resolved(node);
  if (source.type === "NewExpression" && source.callee.name === "Headers") {
    const pairs = source.arguments[0] ? readHeaders(values, source.arguments[0]) : [];
    // A Headers object is iterated in order of its names, which it has lower-cased.
    return pairs.map((pair) => ({ ...pair, name: pair.name.toLowerCase() })).sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  }
  const rows = source.type === "ArrayExpression"
    ? source.elements.filter(Boolean).map((pair) => [values.text(values.resolved(pair).elements?.[0], "a header's name").value, values.resolved(pair).elements?.[1]])
    : values.properties(source, "headers");
  const headers = [];
  for (const [name, value] of rows) {
    if (!value) throw new Wrong(`A header in line ${source.loc.start.line} has no value.`, HINT);
    const { line, column } = value.loc.start;
    headers.push({ name, value: values.text(value, `the header ${name}`).value, where: `line ${line}, column ${column + 1}` });
  }
  return headers;
}
