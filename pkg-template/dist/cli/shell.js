// Splits a pasted command line into words, as the shell that it was copied for would: bash, or cmd.exe.
// A word is `{ value, where }`; `where` says in which line it begins.

import { Wrong } from "./wrong.js";

const ANSI = { n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b", e: "\x1b", E: "\x1b", f: "\f", v: "\v" };

/** Whether a command was copied for cmd.exe, which escapes with `^`. */
export function isForCmd(text) {
  return /(^|\s)\^"/.test(text) || /\s\^[ \t]*\r?\n/.test(text);
}

/** The words of the first command of a bash text, and notes about what was not taken from it. */
export function bashWords(text) {
  const words = [];
  const notes = [];
  let word;
  let line = 1;
  let at = 0;
  const add = (piece) => {
    word ??= { value: "", where: `line ${line}` };
    word.value += piece;
  };
  const end = () => {
    if (word) words.push(word);
    word = undefined;
  };
  const until = (quote) => {
    const start = line;
    let content = "";
    for (at += 1; text[at] !== quote; at += 1) {
      if (at >= text.length) throw new Wrong(`The quote ${quote} that is opened in line ${start} is not closed.`, "Paste the whole command, or pipe it in.");
      if (text[at] === "\n") line += 1;
      if (quote === '"' && text[at] === "\\" && /["\\$`\n]/.test(text[at + 1] ?? "")) {
        at += 1;
        if (text[at] === "\n") line += 1;
        else content += text[at];
      } else content += text[at];
    }
    return content;
  };
  for (; at < text.length; at += 1) {
    const character = text[at];
    const next = text[at + 1];
    if (character === "'") add(until("'"));
    else if (character === '"') {
      const content = until('"');
      noteVariables(content, line, notes);
      add(content);
    } else if (character === "$" && next === "'") {
      const { value, length, lines } = ansiQuoted(text.slice(at + 2), line);
      add(value);
      at += length + 2;
      line += lines;
    } else if (character === "\\" || (character === "`" && /[\r\n]/.test(next ?? ""))) {
      // PowerShell's lines go on with a backtick.
      const newline = /^[\\`][ \t]*\r?\n/.exec(text.slice(at, at + 80));
      if (newline) {
        // Spaces after the backslash would end the command in a shell; they come from copying.
        end();
        line += 1;
        at += newline[0].length - 1;
      } else if (next !== undefined) {
        add(next);
        at += 1;
      }
    } else if (/[ \t\r]/.test(character)) end();
    else if (character === "\n") {
      end();
      line += 1;
      // A line that begins with an option goes on with the command, whoever lost the backslash.
      if (words.length > 0 && !/^\s*(-|['"]?https?:|$)/.test(text.slice(at + 1))) {
        notes.push(`What stands from line ${line} on is another command, and was left out.`);
        break;
      }
    } else if (character === "#" && !word) {
      at += /^[^\n]*/.exec(text.slice(at))[0].length - 1;
    } else if (/[|;<>]/.test(character) || (character === "&" && (next === undefined || /[\s&]/.test(next)))) {
      end();
      notes.push(`What stands behind \`${character}\` in line ${line} was left out: the shell does not give it to curl.`);
      break;
    } else {
      if (character === "$") noteVariables(text.slice(at, at + 60), line, notes);
      add(character);
    }
  }
  end();
  return { words, notes };
}

function noteVariables(content, line, notes) {
  const name = /^[^]*?\$(\{?[A-Za-z_]\w*\}?|\()/.exec(content)?.[1];
  if (!name) return;
  notes.push(name === "(" ? `Line ${line} runs a command with $(…); it was taken as it stands.` : `$${name} in line ${line} is the shell's; it was taken as it stands.`);
}

/** `$'…'`, which DevTools use for what is not plain ASCII. */
function ansiQuoted(text, line) {
  const whole = /^(?:[^'\\]|\\[^])*'/.exec(text);
  if (!whole) throw new Wrong(`The quote $' that is opened in line ${line} is not closed.`, "Paste the whole command, or pipe it in.");
  const inner = whole[0].slice(0, -1);
  const value = inner.replace(/\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/g, (all, hex, short, long, octal, one) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) return parseInt(code, 16) > 0x10ffff ? all : String.fromCodePoint(parseInt(code, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
    if (/['"\\?]/.test(one)) return one;
    return ANSI[one] ?? all;
  });
  return { value, length: inner.length, lines: inner.split("\n").length - 1 };
}

/** The words of a command for cmd.exe: first its own carets, then the quotes as a C program's start-up reads them. */
export function cmdWords(text) {
  const words = [];
  let word;
  let quoted = false;
  let line = 1;
  const add = (piece) => {
    word ??= { value: "", where: `line ${line}` };
    word.value += piece;
  };
  const plain = withoutCarets(text);
  for (let at = 0; at < plain.length; at += 1) {
    const { character, line: here } = plain[at];
    line = here;
    if (character === "\\") {
      let count = 1;
      while (plain[at + count]?.character === "\\") count += 1;
      const beforeQuote = plain[at + count]?.character === '"';
      add("\\".repeat(beforeQuote ? count >> 1 : count));
      at += count - 1;
      if (beforeQuote && count % 2 === 1) {
        add('"');
        at += 1;
      }
    } else if (character === '"') {
      if (quoted && plain[at + 1]?.character === '"') {
        add('"');
        at += 1;
      } else {
        quoted = !quoted;
        add("");
      }
    } else if (!quoted && /\s/.test(character)) {
      if (word) words.push(word);
      word = undefined;
    } else add(character);
  }
  if (quoted) throw new Wrong('A quote " is not closed.', "Paste the whole command, or pipe it in.");
  if (word) words.push(word);
  return { words, notes: [] };
}

function withoutCarets(text) {
  const plain = [];
  const lines = text.replace(/\r\n/g, "\n");
  let quoted = false;
  let line = 1;
  for (let at = 0; at < lines.length; at += 1) {
    let character = lines[at];
    if (character === '"') quoted = !quoted;
    if (character === "^" && !quoted) {
      at += 1;
      character = lines[at];
      if (character === "\n") {
        line += 1;
        // A caret takes the end of the line away; a second one right after it is meant.
        if (lines[at + 1] !== "\n") continue;
        at += 1;
      }
    }
    if (character === undefined) break;
    plain.push({ character, line });
    if (character === "\n") line += 1;
  }
  return plain;
}
