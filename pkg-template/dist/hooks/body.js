// Tells what kind of body a page sends, by its class alone. A body is never read.

import { BODY } from "./call.js";
import { brand, getPrototypeOf, getter, isObject } from "./objects.js";

export function createBodyDescriber(scope = globalThis) {
  const blobType = getter(scope.Blob, "type");
  const blobSize = getter(scope.Blob, "size");
  const isFormData = brand(scope.FormData, "has", "");
  const isSearchParams = brand(scope.URLSearchParams, "has", "");
  const streamLocked = getter(scope.ReadableStream, "locked");
  const contentType = getter(scope.Document, "contentType");
  const bufferLengths = [ArrayBuffer, getPrototypeOf(Uint8Array), DataView].map((Class) =>
    getter(Class, "byteLength"),
  );
  const encoder = new TextEncoder();

  /** Writes kind, type and length into `call`. `measure`: whether the length of a string is worth counting. */
  return function describeBody(call, body, measure) {
    call.body = BODY.string;
    if (typeof body === "string") {
      if (measure) call.bodyLength = encoder.encode(body).length;
      return;
    }
    if (!isObject(body)) return;
    for (const byteLength of bufferLengths) {
      const length = byteLength.of(body);
      if (length !== undefined) {
        call.body = BODY.buffer;
        call.bodyLength = length;
        return;
      }
    }
    const type = blobType.of(body);
    if (type !== undefined) {
      call.body = BODY.blob;
      call.bodyType = type;
      call.bodyLength = blobSize.of(body);
    } else if (isFormData.of(body)) call.body = BODY.formdata;
    else if (isSearchParams.of(body)) call.body = BODY.urlsearchparams;
    else if (streamLocked.of(body) !== undefined) call.body = BODY.stream;
    else if (call.api === 1 && contentType.of(body) !== undefined) {
      call.body = BODY.document;
      call.bodyType = contentType.of(body);
    }
    // Anything else is converted to a string by the native function, which may run the page's code.
  };
}
