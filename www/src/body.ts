// Bodies: what is really sent, and how it is described.

import type { BodyDescription } from "cors-forecast/standalone";
import type { BodyRecipe } from "./types.ts";

const DEFAULT_TEXT = "a=b";

/** A fresh body; a document only for XHR. */
export function makeBody(recipe: BodyRecipe): XMLHttpRequestBodyInit | ReadableStream | Document {
  const text = recipe.text ?? DEFAULT_TEXT;
  switch (recipe.kind) {
    case "string":
      return text;
    case "urlsearchparams":
      return new URLSearchParams(text);
    case "formdata": {
      const form = new FormData();
      form.append("text", text);
      return form;
    }
    case "blob":
      return new Blob([text], recipe.type === undefined ? {} : { type: recipe.type });
    case "buffer":
      return new TextEncoder().encode(text).buffer;
    case "stream":
      return new Blob([text]).stream();
    case "document":
      return new DOMParser().parseFromString("<p>text</p>", (recipe.type ?? "text/html") as DOMParserSupportedType);
  }
}

/** What can be said about it without reading it. */
export function describeBody(recipe: BodyRecipe | undefined): BodyDescription {
  if (recipe === undefined) {
    return { kind: "none" };
  }
  const type = recipe.kind === "document" ? (recipe.type ?? "text/html") : recipe.type;
  return {
    kind: recipe.kind,
    ...(type !== undefined && { type }),
    ...(LENGTH_IS_KNOWN.has(recipe.kind) && {
      length: new TextEncoder().encode(recipe.text ?? DEFAULT_TEXT).length,
    }),
  };
}

const LENGTH_IS_KNOWN = new Set<BodyRecipe["kind"]>(["string", "blob", "buffer"]);

/** The expression that makes such a body, as a page would write it. */
export function bodyAsCode(recipe: BodyRecipe): string {
  const text = JSON.stringify(recipe.text ?? DEFAULT_TEXT);
  switch (recipe.kind) {
    case "string":
      return text;
    case "urlsearchparams":
      return `new URLSearchParams(${text})`;
    case "formdata":
      return "new FormData(form)";
    case "blob":
      return recipe.type === undefined
        ? `new Blob([${text}])`
        : `new Blob([${text}], { type: ${JSON.stringify(recipe.type)} })`;
    case "buffer":
      return `new TextEncoder().encode(${text}).buffer`;
    case "stream":
      return `new Blob([${text}]).stream()`;
    case "document":
      return `new DOMParser().parseFromString("<p>text</p>", ${JSON.stringify(recipe.type ?? "text/html")})`;
  }
}
