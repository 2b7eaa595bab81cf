// Finds the parts of a HAR in its bytes, without holding the document: each element of `log.entries` and each other value of
// `log` is handed on as text. Strings that are bodies are left empty, however long; nothing here needs them.

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

/** A string that is cut by a chunk's end comes again with the next one, if it's short enough to be a key. */
const KEY = 256;
/** Bytes of one part without its bodies. What is longer is no request. */
const LIMIT = 8 << 20;

/** Whether a key is one of those that hold bodies: `text` of content and postData, `data` of a WebSocket's messages. */
function isBody(bytes, start, end) {
  if (end - start !== 4) return false;
  const word = (bytes[start] << 24) | (bytes[start + 1] << 16) | (bytes[start + 2] << 8) | bytes[start + 3];
  return word === 0x74657874 || word === 0x64617461;
}

/** Where the quote is that ends a string. Most of a recording is in strings: engines make most of a function that is small. */
function endOfString(bytes, at, end) {
  let byte = 0;
  while (at < end && (byte = bytes[at]) !== QUOTE) at += byte === BACKSLASH ? 2 : 1;
  return at;
}

/**
 * `onPart(key, text)` hears of each part: `key` is that of `log`, once for each element if it's `entries`; `text` is
 * `undefined` if the part is too long.
 *
 * `take(bytes, end)` reads the first `end` bytes, and gives how many it has done with: the caller puts the others in front
 * of the next ones. `state()` says whether the document has ended, and whether it had a `log.entries`.
 */
export function createSplitter(onPart) {
  const kept = Buffer.allocUnsafe(LIMIT);
  let length = 0;
  let tooLong = false;
  let isCapturing = false;

  let depth = 0;
  let inString = false;
  let isSkipped = false;
  let afterBodyKey = false;
  let afterColon = false;
  let rootKey;
  let key;
  let inEntries = false;
  let hasEntries = false;
  let isOver = false;

  function keep(bytes, start, end) {
    if (tooLong || length + end - start > LIMIT) {
      tooLong = true;
      return;
    }
    kept.set(bytes.subarray(start, end), length);
    length += end - start;
  }

  function begin() {
    isCapturing = true;
    length = 0;
    tooLong = false;
  }

  function finish() {
    isCapturing = false;
    if (tooLong) return onPart(key, undefined);
    const text = kept.toString("utf8", 0, length).trim();
    if (text !== "") onPart(key, text);
  }

  function take(bytes, end, isLast) {
    let at = 0;
    /** Where what is captured and not kept yet begins. */
    let from = 0;
    while (at < end) {
      if (inString) {
        at = endOfString(bytes, at, end);
        // An escape that the end cuts comes again.
        if (at > end) at = end - 1;
        if (at === end || bytes[at] === BACKSLASH) break;
        if (isSkipped) from = at;
        isSkipped = inString = false;
        at++;
        continue;
      }
      const byte = bytes[at++];
      if (byte === QUOTE) {
        if (afterColon && afterBodyKey) {
          if (isCapturing) keep(bytes, from, at);
          inString = isSkipped = true;
        } else {
          const start = at;
          at = endOfString(bytes, at, end);
          if (at >= end) {
            if (end - start < KEY && !isLast) {
              at = start - 1;
              break;
            }
            at = start;
            inString = true;
          } else {
            afterBodyKey = isBody(bytes, start, at);
            if (depth < 3 && !afterColon) {
              const name = bytes.toString("utf8", start, at);
              if (depth === 1) rootKey = name;
              else if (depth === 2 && rootKey === "log") key = name;
            }
            at++;
          }
        }
        afterColon = false;
        continue;
      }
      if (byte <= 32) continue;
      if (byte === COLON) {
        afterColon = true;
        if (depth === 2 && rootKey === "log" && key !== "entries") {
          begin();
          from = at;
        }
        continue;
      }
      afterColon = afterBodyKey = false;
      if (byte === 123 || byte === 91) {
        depth++;
        if (depth === 3 && byte === 91 && rootKey === "log" && key === "entries" && !isCapturing) {
          inEntries = hasEntries = true;
          begin();
          from = at;
        }
      } else if (byte === 125 || byte === 93 || byte === COMMA) {
        const ends = depth === 3 ? inEntries : depth === 2;
        if (isCapturing && ends) {
          keep(bytes, from, at - 1);
          finish();
        }
        if (byte !== COMMA) {
          if (depth === 3) inEntries = false;
          if (--depth === 0) isOver = true;
        } else if (inEntries && depth === 3) {
          begin();
          from = at;
        }
      }
    }
    if (isCapturing && !isSkipped) keep(bytes, from, at);
    return at;
  }

  return { take, state: () => ({ isOver, hasEntries }) };
}
