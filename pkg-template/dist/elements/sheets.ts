// Style sheets that shadow roots adopt.

const sheets = new Map<string, CSSStyleSheet>();

/** One sheet for all roots that adopt it. */
export function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}
