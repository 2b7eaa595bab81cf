// UTF-8 for the glue, also where a test runner's page has neither TextDecoder nor TextEncoder, as Jest's in jsdom.

/** The two classes, as far as the glue uses them. */
export function codecs() {
  return typeof TextDecoder === "function" && typeof TextEncoder === "function" ? [TextDecoder, TextEncoder] : [Decoder, Encoder];
}

class Decoder {
  /** What comes from Rust is always valid. */
  decode(bytes = []) {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  }
}

class Encoder {
  encode(text) {
    const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
    const units = escaped.match(/%..|[^]/g) ?? [];
    return Uint8Array.from(units, (unit) => (unit.length > 1 ? parseInt(unit.slice(1), 16) : unit.charCodeAt(0)));
  }

  encodeInto(text, view) {
    const bytes = this.encode(text);
    view.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}
