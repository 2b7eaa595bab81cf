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

export function configure(policy, stack) {
  return start().configure(policy, stack);
}

export function curlOf(preflight, shell) {
  return start().curlOf(preflight, shell);
}

export function diagnose(exchange) {
  return start().diagnose(exchange);
}

export function fingerprint(answer) {
  return start().fingerprint(answer);
}

export function lookAlikeOrigins(origin) {
  return start().lookAlikeOrigins(origin);
}

export function readPasted(text) {
  return start().readPasted(text);
}

export function stacks() {
  return start().stacks();
}
