// What expressions of a pasted text come to, as far as literals say it. Nothing is run, and no value is ever shown.

import { byteLength } from "./lengths.js";
import { Wrong } from "./wrong.js";

/** Stands for a part of a text that can't be known. */
const UNKNOWN = "x";
const MOST_LOOKS = 2000;
const BODIES = { FormData: "formdata", URLSearchParams: "urlsearchparams", ReadableStream: "stream", ArrayBuffer: "buffer", DataView: "buffer" };

export class Values {
  constructor(text, declared) {
    this.notes = [];
    this.source = text;
    this.declared = declared;
    this.looks = 0;
  }

  /** What a name stands for, if the text declares it. */
  resolved(node) {
    // Declarations may go round in a circle.
    if ((this.looks += 1) > MOST_LOOKS) throw new Wrong("What the text declares goes round in a circle, or is too long.", "Paste the call with its values in place.");
    if (node?.type === "AwaitExpression") return this.resolved(node.argument);
    if (node?.type === "Identifier" && this.declared.has(node.name)) return this.resolved(this.declared.get(node.name));
    return node;
  }

  /** The properties of an object literal, in order; the last of a name counts, in the place of the first. */
  properties(given, what) {
    const node = this.resolved(given);
    if (node.type !== "ObjectExpression") {
      this.notes.push(`What ${this.#name(node)} holds (${what}, line ${given.loc.start.line}) can't be known; it was left out.`);
      return new Map();
    }
    const found = new Map();
    for (const property of node.properties) {
      if (property.type === "SpreadElement") for (const [name, value] of this.properties(property.argument, what)) found.set(name, value);
      else if (!property.computed) found.set(String(property.key.name ?? property.key.value), property.value);
      else found.set(this.text(property.key, "a computed name").value, property.value);
    }
    return found;
  }

  /** `{ known, value }` of what is literally there. */
  literal(given) {
    const node = this.resolved(given);
    if (node.type === "Literal" && !node.regex) return { known: true, value: node.value };
    if (node.type === "Identifier" && node.name === "undefined") return { known: true, value: undefined };
    if (node.type === "UnaryExpression" && node.operator === "!") {
      const { known, value } = this.literal(node.argument);
      return { known, value: !value };
    }
    if (node.type === "TemplateLiteral" && node.expressions.length === 0) return { known: true, value: node.quasis[0].value.cooked };
    if (node.type === "ObjectExpression") return { known: true, value: "[object Object]" };
    return { known: false };
  }

  /** `{ value, startsUnknown }`: a text, with a letter in the place of what can't be known, which is noted. */
  text(given, what) {
    const node = this.resolved(given);
    if (!node) throw new Wrong(`There is nothing in the place of ${what}.`);
    const parts = this.#parts(node);
    const unknown = parts.find((part) => part.unknown);
    if (unknown) this.notes.push(`What ${unknown.unknown} is (${what}, line ${given.loc.start.line}) can't be known; it is taken for something harmless.`);
    return { value: parts.map((part) => part.text ?? UNKNOWN).join(""), startsUnknown: parts[0]?.unknown };
  }

  #parts(given) {
    const node = this.resolved(given);
    const { known, value } = this.literal(node);
    if (known) return [{ text: String(value) }];
    if (node.type === "TemplateLiteral") {
      return node.quasis.flatMap((quasi, index) => [
        ...(quasi.value.cooked ? [{ text: quasi.value.cooked }] : []),
        ...(node.expressions[index] ? this.#parts(node.expressions[index]) : []),
      ]);
    }
    if (node.type === "BinaryExpression" && node.operator === "+") return [...this.#parts(node.left), ...this.#parts(node.right)];
    if (node.type === "NewExpression" && node.callee.name === "URL") return this.#url(node);
    if (node.type === "CallExpression" && ["String", "encodeURIComponent", "encodeURI"].includes(node.callee.name) && node.arguments[0]) {
      const parts = this.#parts(node.arguments[0]);
      return node.callee.name === "String" ? parts : parts.map((part) => (part.text === undefined ? part : { text: encodeURIComponent(part.text) }));
    }
    return [{ unknown: this.#name(node) }];
  }

  #url(node) {
    const [path, base] = node.arguments.map((argument) => this.#parts(argument));
    if (!path || path[0]?.unknown || base?.[0]?.unknown) return [{ unknown: this.#name(node) }];
    const text = (parts) => parts.map((part) => part.text ?? UNKNOWN).join("");
    return [{ text: base && URL.canParse(text(path), text(base)) ? new URL(text(path), text(base)).href : text(path) }];
  }

  /** What kind of body an expression is. */
  body(given) {
    const node = this.resolved(given);
    const { known, value } = this.literal(node);
    if (known && (value === null || value === undefined)) return undefined;
    if (known) return { kind: "string", length: byteLength(String(value)) };
    if (node.type === "TemplateLiteral" || node.type === "BinaryExpression") return { kind: "string" };
    if (node.type === "CallExpression") {
      const { object, property, name } = node.callee;
      if (name === "String" || (object?.name === "JSON" && property.name === "stringify") || ["toString", "join"].includes(property?.name)) return { kind: "string" };
      if (property?.name === "encode") return { kind: "buffer" };
    }
    if (node.type === "NewExpression") {
      const { name } = node.callee;
      if (name === "Blob" || name === "File") return this.#blob(node.arguments[name === "Blob" ? 1 : 2]);
      if (/^(Big)?(Ui|I)nt\d+(Clamped)?Array$|^Float\d+Array$/.test(name)) return { kind: "buffer" };
      if (Object.hasOwn(BODIES, name)) return { kind: BODIES[name] };
    }
    this.notes.push(`What ${this.#name(node)} (the body, line ${given.loc.start.line}) is can't be known; it is taken for a string.`);
    return { kind: "string" };
  }

  #blob(options) {
    const type = options && this.properties(options, "a Blob's options").get("type");
    return type ? { kind: "blob", type: this.text(type, "a Blob's type").value } : { kind: "blob" };
  }

  /** How a note may call an expression: by its own names, never by what may be a secret. */
  #name(node) {
    const plain = /^[\w$]+(\??\.[\w$]+)*$/.exec(this.source.slice(node.start, node.end));
    return plain && node.type !== "Literal" ? `\`${plain[0]}\`` : "an expression";
  }
}
