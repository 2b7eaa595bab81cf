// Pages that others write: where a script goes that is to run before all else in them.

/** The page with the script first in its head. */
export function withScript(html, src) {
  const at = headStart(html);
  const written = src.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `${html.slice(0, at)}<script src="${written}"></script>${html.slice(at)}`;
}

function headStart(html) {
  // What a comment says is no tag. One that has no end goes to the end, as browsers read it, too.
  for (const { 0: found, index } of html.matchAll(/<!--[^]*?(?:-->|$)|<head(?=[\s>])[^>]*(?:>|$)/gi)) {
    if (!found.startsWith("<!--") && found.endsWith(">")) return index + found.length;
  }
  // The head may go unsaid, and so may all before it.
  return /^\s*(<!doctype[^>]*>\s*)?(<html(?=[\s>])[^>]*>)?/i.exec(html)[0].length;
}
