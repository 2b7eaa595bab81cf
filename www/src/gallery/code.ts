// A card's calls and answers as text, with the parts marked that make the difference.

import type { Trigger } from "cors-forecast/standalone";
import { bodyAsCode } from "../body.ts";
import { asCode, urlOf } from "../describe.ts";
import { resolve } from "../policy.ts";
import type { Answer, Call, Route, Step } from "../types.ts";
import { ORIGINS, type Outcome, stepsOf } from "./play.ts";
import type { Card } from "./types.ts";

export interface Segment {
  text: string;
  marked: boolean;
}

/** When a call is made, after the one before. */
function later({ wait = 0 }: Step): string {
  const units = [
    ["hours", 3_600_000],
    ["minutes", 60_000],
    ["seconds", 1000],
  ] as const;
  const [unit, length] = units.find(([, length]) => wait >= length) ?? ["", 1];
  return unit === "" ? "// then" : `// ${wait / length} ${unit} later`;
}

/** Long strings of one letter as code would write them. */
function padded(code: string): string {
  return code.replace(/"([^"\n]*?)(\w)\2{30,}"/g, (whole, start, letter) => `"${start}".padEnd(${whole.length - 2}, "${letter}")`);
}

export function callsAsCode(card: Card): string {
  return stepsOf(card)
    .flatMap((step, index) => [...(index === 0 ? [] : ["", later(step)]), padded(asCode(step.call, urlOf(step.call, ORIGINS, "")))])
    .join("\n");
}

function answerAsText(title: string, { status, headers = [] }: Answer, origin: string): string {
  const value = (text: string) => text.replaceAll("{origin}", origin).replace(/\{acr[mh]\}/g, "(what is asked for)");
  const lines = headers.map(([name, text]) => `${name}: ${value(text)}`);
  return [`${title} → ${status}`, ...(lines.length > 0 ? lines : ["(no headers)"])].join("\n");
}

function routeAsText({ preflight, actual }: Route, { api, method }: Call, path: string, origin: string): string[] {
  const own = (method ?? (api === "beacon" ? "POST" : "GET")) + path;
  return [
    ...(preflight ? [answerAsText(`OPTIONS${path}`, { status: 204, ...preflight }, origin)] : []),
    ...(actual ? [answerAsText(own, { status: 200, ...actual }, origin)] : []),
  ];
}

/** What the server answers, as far as it is not simply permissive. */
export function answersAsText(card: Card): string {
  const texts = stepsOf(card).map(({ call, policy }) => {
    const { routes = {}, ...first } = resolve(policy ?? {}, ORIGINS, "");
    const origin = card.origin ?? ORIGINS.page;
    const further = Object.entries(routes).flatMap(([path, route]) => routeAsText(route, call, ` /${path}`, origin));
    return [...routeAsText(first, call, "", origin), ...further].join("\n\n");
  });
  return texts.filter((text, index) => text !== "" && text !== texts[index - 1]).join("\n\n");
}

/** Where a trigger stands in the code. */
function placeOf(trigger: Trigger, call: Call): string[] {
  switch (trigger.kind) {
    case "method":
      return call.method ? [JSON.stringify(call.method)] : [];
    case "header":
      return trigger.source === "body" ? bodyOf(call) : headerOf(trigger, call);
    case "upload-listener":
      return ["xhr.upload"];
    case "stream-body":
      return bodyOf(call);
    case "redirect":
      return [];
  }
}

const bodyOf = ({ body }: Call): string[] => (body ? [bodyAsCode(body)] : []);

function headerOf({ name, code }: Trigger, { headers = [] }: Call): string[] {
  const own = headers.filter(([candidate]) => candidate.toLowerCase() === name);
  const isName = code === "header-not-safelisted";
  return own.map(([candidate, value]) => JSON.stringify(candidate) + (isName ? "" : `, ${padded(JSON.stringify(value))}`));
}

/** What a card marks: what it names, or what the triggers are about. */
export function marksOf(card: Card, outcome: Outcome): readonly string[] {
  if (card.mark) {
    return card.mark;
  }
  const places = [...outcome.values()].flat().flatMap(({ step, forecast }) => forecast.triggers.flatMap((trigger) => placeOf(trigger, step.call)));
  return [...new Set(places)];
}

/** The text in pieces, in which all that is in `marks` is marked, the longest first. */
export function segmentsOf(text: string, marks: readonly string[]): Segment[] {
  return marks
    .toSorted((one, other) => other.length - one.length)
    .reduce<Segment[]>((segments, mark) => segments.flatMap((segment) => (segment.marked ? [segment] : cut(segment.text, mark))), [{ text, marked: false }]);
}

function cut(text: string, mark: string): Segment[] {
  const pieces = text.split(mark).flatMap((piece, index): Segment[] => [
    ...(index === 0 ? [] : [{ text: mark, marked: true }]),
    { text: piece, marked: false },
  ]);
  return pieces.filter((piece) => piece.text !== "");
}

/** Marks that a card names and that are nowhere in what it shows. */
export const lostMarks = (card: Card, shown: string): string[] => (card.mark ?? []).filter((mark) => !shown.includes(mark));
