// Tells what kind of body a page sends, by its class alone. A body is never read.

import { BEACON, BODY, XHR } from "./call.js";
import { apply, brand, getPrototypeOf, getter, isObject } from "./objects.js";

const { isView } = ArrayBuffer;
const BYTES = getPrototypeOf(Uint8Array);

export function createBodyDescriber(scope) {
  const blobType = getter(scope.Blob, "type");
  const blobSize = getter(scope.Blob, "size");
  const isFormData = brand(scope.FormData);
  const isSearchParams = brand(scope.URLSearchParams);
  const streamLocked = getter(scope.ReadableStream, "locked");
  const contentType = getter(scope.Document, "contentType");
  const bufferLength = getter(ArrayBuffer, "byteLength");
  const bytesLength = getter(BYTES, "byteLength");
  const viewLength = getter(DataView, "byteLength");
  const encoder = new TextEncoder();
  const { encode } = TextEncoder.prototype;

  /**
   * Writes kind, type and length into `call`, and tells whether `body` is one of the platform's. Anything else is converted
   * to a string by the native function, which may run the page's code.
   */
  function describeBody(call, body) {
    call.body = BODY.string;
    if (typeof body === "string") call.text = body;
    if (!isObject(body)) return false;
    // Each class that it is not costs an error, so the order is that of how often they are met.
    if (isView(body)) {
      call.body = BODY.buffer;
      call.bodyLength = bytesLength(body) ?? viewLength(body);
      return true;
    }
    if (isFormData(body) !== undefined) call.body = BODY.formdata;
    else if (isSearchParams(body) !== undefined) call.body = BODY.urlsearchparams;
    else if ((call.bodyType = blobType(body)) !== undefined) {
      call.body = BODY.blob;
      call.bodyLength = blobSize(body);
    } else if ((call.bodyLength = bufferLength(body)) !== undefined) call.body = BODY.buffer;
    else if (streamLocked(body) !== undefined) call.body = BODY.stream;
    else if (call.api === XHR && (call.bodyType = contentType(body)) !== undefined) call.body = BODY.document;
    else return false;
    return true;
  }

  /** Ends a description by the bytes of a text, where there is a limit to them; tells whether there is one. */
  function finish(call) {
    if (call.text !== undefined && call.body === BODY.string && (call.keepalive || call.api === BEACON)) {
      call.bodyLength = bytesLength(apply(encode, encoder, [call.text]));
    }
    call.text = undefined;
    return !call.denied;
  }

  return { describeBody, finish };
}
