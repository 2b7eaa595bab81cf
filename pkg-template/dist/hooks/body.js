// Tells what kind of body a page sends, by its class alone. A body is never read.

import { BODY, XHR } from "./call.js";
import { apply, brand, getPrototypeOf, getter, isObject } from "./objects.js";

const { isView } = ArrayBuffer;
const BYTES = getPrototypeOf(Uint8Array);

export function createBodyDescriber(scope = globalThis) {
  const blobType = getter(scope.Blob, "type");
  const blobSize = getter(scope.Blob, "size");
  const isFormData = brand(scope.FormData, "has", "");
  const isSearchParams = brand(scope.URLSearchParams, "has", "");
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
      call.bodyLength = bytesLength.of(body) ?? viewLength.of(body);
      return true;
    }
    if (isFormData.of(body)) call.body = BODY.formdata;
    else if (isSearchParams.of(body)) call.body = BODY.urlsearchparams;
    else if ((call.bodyType = blobType.of(body)) !== undefined) {
      call.body = BODY.blob;
      call.bodyLength = blobSize.of(body);
    } else if ((call.bodyLength = bufferLength.of(body)) !== undefined) call.body = BODY.buffer;
    else if (streamLocked.of(body) !== undefined) call.body = BODY.stream;
    else if (call.api === XHR && (call.bodyType = contentType.of(body)) !== undefined) call.body = BODY.document;
    else return false;
    return true;
  }

  /** The bytes of a text, where there is a limit to them. */
  function measure(call) {
    if (call.body === BODY.string && call.text !== undefined) {
      call.bodyLength = bytesLength.of(apply(encode, encoder, [call.text]));
    }
    call.text = undefined;
  }

  return { describeBody, measure };
}
