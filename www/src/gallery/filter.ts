// Which cards are shown. It is in the URL's fragment: `#show=cache&find=range`; any other fragment is a card's id.

import { answersAsText, callsAsCode } from "./code.ts";
import { GROUPS, cardOf } from "./cards/index.ts";
import { type Card, type Group, KINDS, type Kind } from "./types.ts";

export interface Filter {
  /** None stands for all. */
  kinds: readonly Kind[];
  text: string;
}

export const ALL: Filter = { kinds: [], text: "" };

const isKind = (name: string): name is Kind => name in KINDS;

export function filterOf(fragment: string): Filter {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ""));
  return { kinds: (pairs.get("show") ?? "").split(",").filter(isKind), text: pairs.get("find") ?? "" };
}

/** Without its `#`; empty if all is shown. */
export function fragmentOf({ kinds, text }: Filter): string {
  const pairs = [...(kinds.length > 0 ? [`show=${kinds.join(",")}`] : []), ...(text.trim() ? [`find=${encodeURIComponent(text.trim())}`] : [])];
  return pairs.join("&");
}

/** The card that a fragment names. */
export const targetOf = (fragment: string): Card | undefined => cardOf(fragment.replace(/^#/, ""));

const searched = new Map<Card, string>();

function textOf(card: Card): string {
  let text = searched.get(card);
  if (text === undefined) {
    text = [card.title, card.text, ...card.because, callsAsCode(card), answersAsText(card)].join("\n").replaceAll("`", "").toLowerCase();
    searched.set(card, text);
  }
  return text;
}

export function shownBy({ kinds, text }: Filter): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (card: Card) => words.every((word) => textOf(card).includes(word));
  return GROUPS.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map((group) => ({ ...group, cards: group.cards.filter(fits) }))
    .filter(({ cards }) => cards.length > 0);
}
