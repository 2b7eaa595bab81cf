// Where the page will be, as somebody writes it: an origin, and a line for each path that goes elsewhere.

import type { Memory } from "./memory.ts";

const urlOf = (text: string): URL | undefined => {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
};

/** What the wrapper can be told, or what is wrong. Nothing is no origin. */
export function deployedOf(origin: string, routes: string): { value?: Memory["as"]; problem?: string } {
  if (origin.trim() === "") {
    return routes.trim() === "" ? {} : { problem: "The origin is missing, for example https://app.example." };
  }
  const page = urlOf(origin.trim());
  if (!page) {
    return { problem: "The origin must be like https://app.example." };
  }
  const value = { origin: page.origin, routes: {} as Record<string, string> };
  for (const line of routes.split("\n").filter((line) => line.trim() !== "")) {
    const [path = "", target = "", ...rest] = line.trim().split(/\s+/);
    if (!path.startsWith("/") || !urlOf(target) || rest.length > 0) {
      return { problem: `“${line.trim()}” must be like /api https://api.example.` };
    }
    value.routes[path] = target;
  }
  return { value };
}

export const textOf = (routes: Readonly<Record<string, string>> = {}): string =>
  Object.entries(routes)
    .map((pair) => pair.join(" "))
    .join("\n");
