// For who has a server: judges what it answers, and writes what it should be configured with. A module of its own, so that
// forecasts stay as small as they are.

import { compile } from "./compile.js";
import { refusal, starter } from "./instantiate.js";
import { decodeBytes } from "./lzma.js";
import { glue } from "./server-glue.js";
import { wasmLength, wasmText } from "./server-wasm.js";
import { codecs } from "./utf8.js";

/** What was compiled beside the page's work. */
let compiled;

/** Gives what the module exports. */
const start = starter(() => {
  const { initSync, ...exports } = glue(...codecs());
  initSync({ module: compiled ?? decodeBytes(wasmLength, wasmText) });
  return exports;
});

export async function loadServer(source) {
  try {
    compiled ??= await compile((await source) ?? decodeBytes(wasmLength, wasmText));
  } catch (cause) {
    throw refusal(cause);
  }
  start();
}

/** An access log that is being read. */
export class AccessLog {
  #log;

  constructor(options) {
    this.#log = new (start().AccessLog)(options);
  }

  /** Reads what comes next of the log. */
  feed(bytes) {
    if (!(bytes instanceof Uint8Array)) throw Object.assign(new TypeError("bytes must be a Uint8Array"), { code: "invalid-bytes" });
    this.#open().feed(bytes);
  }

  finish() {
    const log = this.#open();
    this.#log = undefined;
    return log.finish();
  }

  #open() {
    if (!this.#log) throw Object.assign(new TypeError("the log was finished; make a new AccessLog"), { code: "finished" });
    return this.#log;
  }
}

export function configure(policy, stack) {
  return start().configure(policy, stack);
}

export function curlOf(preflight, shell) {
  return start().curlOf(preflight, shell);
}

export function diagnose(exchange) {
  return start().diagnose(exchange);
}

export function existingAnswers(text, origin) {
  return start().existingAnswers(text, origin);
}

export function fingerprint(answer) {
  return start().fingerprint(answer);
}

export function lookAlikeOrigins(origin) {
  return start().lookAlikeOrigins(origin);
}

export function mergeInto(existing, policy) {
  return start().mergeInto(existing, policy);
}

export function policyLines(policy, origin) {
  return start().policyLines(policy, origin);
}

export function readPasted(text) {
  return start().readPasted(text);
}

export function stacks() {
  return start().stacks();
}

export function synthesize(requests, options) {
  return start().synthesize(requests, options);
}
