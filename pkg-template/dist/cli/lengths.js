// Texts as bytes, in Node and in a page.

const bytesOf = (text) => new TextEncoder().encode(text);

export const byteLength = (text) => bytesOf(text).length;

export const base64 = (text) => btoa(Array.from(bytesOf(text), (byte) => String.fromCharCode(byte)).join(""));
