// The budget's file: what it may say, and what is said of it if it's wrong.

import { readFileSync } from "node:fs";

import { keyOf } from "./rows.js";
import { Wrong } from "./wrong.js";

const LOUDNESS = ["error", "warn", "off"];
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** By field: whether a value will do, what would, and an example. */
const FIELDS = {
  $schema: [isText, "a text", '"$schema": "…"'],
  maxPreflights: [isCount, "a whole number from 0 on", '"maxPreflights": 20'],
  maxPreflightsPerEndpoint: [isCount, "a whole number from 0 on", '"maxPreflightsPerEndpoint": 5'],
  newPreflights: [isLoudness, 'one of "error", "warn" and "off"', '"newPreflights": "error"'],
  endpoints: [isObject, "an object of endpoints", '"endpoints": { "https://api.example/items": { "maxPreflights": 2 } }'],
  rules: [isObject, "an object of finding codes", '"rules": { "header-churn": "error" }'],
  baseline: [Array.isArray, "a list, as --update writes it", '"baseline": []'],
};

/**
 * What the file says. `mayBeMissing`: a budget that is not there yet is an empty one.
 *
 * @throws Wrong that names the field, and what to write.
 */
export function readBudget(path, { mayBeMissing }) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" && mayBeMissing) return {};
    const why = error.code === "ENOENT" ? "there is no such file" : error.code;
    throw new Wrong(`The budget ${path} can't be read: ${why}.`, "Name another with --budget, or let --update write one.");
  }
  let budget;
  try {
    budget = JSON.parse(text);
  } catch (error) {
    // Its message quotes the file, which is the caller's own.
    throw new Wrong(`The budget ${path} is not JSON: ${error.message}.`, "Comments and commas at the end are not JSON either.");
  }
  check(path, budget);
  return budget;
}

function check(path, budget) {
  const refuse = (field, right, given, example) => {
    throw new Wrong(`${path}: ${field} must be ${right}, not ${shown(given)}.`, `Write for example ${example}.`);
  };
  if (!isObject(budget)) refuse("the budget", "an object", budget, '{ "maxPreflights": 20 }');
  for (const [name, value] of Object.entries(budget)) {
    if (!Object.hasOwn(FIELDS, name)) throw new Wrong(`${path}: there is no field ${name}.`, `Fields: ${Object.keys(FIELDS).join(", ")}.`);
    const [isRight, right, example] = FIELDS[name];
    if (!isRight(value)) refuse(name, right, value, example);
  }
  for (const [endpoint, value] of Object.entries(budget.endpoints ?? {})) {
    const field = `endpoints[${JSON.stringify(endpoint)}]`;
    if (!isObject(value)) refuse(field, "an object", value, '{ "maxPreflights": 2 }');
    for (const name of Object.keys(value)) {
      if (name !== "maxPreflights") throw new Wrong(`${path}: there is no field ${field}.${name}.`, 'It can have "maxPreflights".');
    }
    if (!isCount(value.maxPreflights)) refuse(`${field}.maxPreflights`, "a whole number from 0 on", value.maxPreflights, '"maxPreflights": 2');
  }
  for (const [code, value] of Object.entries(budget.rules ?? {})) {
    const field = `rules[${JSON.stringify(code)}]`;
    if (!CODE.test(code)) throw new Wrong(`${path}: ${field} is no finding's code.`, "Codes are lower-case words with hyphens, as `cors-forecast har` prints them.");
    if (!isLoudness(value)) refuse(field, 'one of "error", "warn" and "off"', value, `"${code}": "error"`);
  }
  for (const [index, entry] of (budget.baseline ?? []).entries()) checkBaseline(`baseline[${index}]`, entry, refuse);
}

function checkBaseline(field, entry, refuse) {
  const example = '{ "endpoint": "https://api.example/items", "method": "PUT", "triggers": ["PUT"] }';
  if (!isObject(entry)) refuse(field, "an object", entry, example);
  for (const name of ["endpoint", "method"]) if (!isText(entry[name])) refuse(`${field}.${name}`, "a text", entry[name], example);
  const { triggers } = entry;
  if (!Array.isArray(triggers) || !triggers.every(isText)) refuse(`${field}.triggers`, "a list of texts", triggers, example);
}

/** The budget with the preflights of `input` as its baseline; nothing else of it changes. */
export function withBaseline(budget, { rows }) {
  const baseline = rows
    .filter(({ preflights }) => preflights > 0)
    .map(({ endpoint, method, triggers }) => ({ endpoint, method, triggers }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return { ...budget, baseline };
}

function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

function isText(value) {
  return typeof value === "string";
}

function isLoudness(value) {
  return LOUDNESS.includes(value);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value) {
  const text = JSON.stringify(value);
  if (text === undefined) return "missing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
