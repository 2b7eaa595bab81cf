// Tells what kind of body a page sends, by its class alone. A body is never read.

import { brand, getPrototypeOf, getter, isObject } from "./objects.js";

export function createBodyDescriber(scope = globalThis) {
  const blobType = getter(scope.Blob, "type");
  const blobSize = getter(scope.Blob, "size");
  const isFormData = brand(scope.FormData, "has", "");
  const isSearchParams = brand(scope.URLSearchParams, "has", "");
  const streamLocked = getter(scope.ReadableStream, "locked");
  const bufferLengths = [ArrayBuffer, getPrototypeOf(Uint8Array), DataView].map((Class) =>
    getter(Class, "byteLength"),
  );

  const encoder = new TextEncoder();

  /** `measure`: whether the length of a string matters enough to be counted. */
  return function describeBody(body, measure = false) {
    if (isObject(body)) {
      for (const byteLength of bufferLengths) {
        const length = byteLength.of(body);
        if (length !== undefined) return { kind: "buffer", length };
      }
      const type = blobType.of(body);
      if (type !== undefined) return { kind: "blob", type, length: blobSize.of(body) };
      if (isFormData.of(body)) return { kind: "formdata" };
      if (isSearchParams.of(body)) return { kind: "urlsearchparams" };
      if (streamLocked.of(body) !== undefined) return { kind: "stream" };
      // Anything else is converted to a string by the native function, which may run the page's code.
      return { kind: "string" };
    }
    if (typeof body === "string" && measure) return { kind: "string", length: encoder.encode(body).length };
    return { kind: "string" };
  };
}
