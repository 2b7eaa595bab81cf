// What the page can call, and series of calls that show a rule by doing.

import type { RequestDescription } from "cors-forecast/standalone";
import { type Answers, API } from "./caches.ts";

export interface Kind {
  id: string;
  title: string;
  request: (turn: number) => RequestDescription;
}

const get = (id: string | number, ...headers: [string, string][]): RequestDescription => ({
  url: `${API}${id}`,
  headers: [["X-Request-Id", "1"], ...headers],
});

export const KINDS: readonly Kind[] = [
  { id: "same", title: "The same call", request: () => get(1) },
  { id: "header", title: "With another header", request: () => get(1, ["X-Tenant", "acme"]) },
  { id: "instead", title: "With X-Tenant instead", request: () => ({ url: `${API}1`, headers: [["X-Tenant", "acme"]] }) },
  { id: "credentials", title: "With credentials", request: () => ({ ...get(1), credentials: "include" }) },
  { id: "id", title: "Another id", request: (turn) => get(turn + 1) },
  { id: "query", title: "With ?_=timestamp", request: (turn) => get(`1?_=${1700000000 + turn}`) },
  { id: "method", title: "As DELETE", request: () => ({ ...get(1), method: "DELETE" }) },
  { id: "head", title: "As HEAD", request: () => ({ ...get(1), method: "HEAD" }) },
  { id: "authorization", title: "With Authorization", request: () => get(1, ["Authorization", "Bearer token"]) },
  { id: "no-store", title: "With cache: no-store", request: () => ({ ...get(1), cache: "no-store" }) },
];

export type Act = { call: string; turn?: number } | { wait: number } | { others: number };

export interface Scenario {
  id: string;
  title: string;
  text: string;
  answers: Answers;
  acts: readonly Act[];
}

const MINUTE = 60;
const HOUR = 3600;
const call = (id: string, turn = 0): Act => ({ call: id, turn });

export const SCENARIOS: readonly Scenario[] = [
  {
    id: "caps",
    title: "A day is asked for",
    text: "Access-Control-Max-Age: 86400. Called again after 9 minutes, after an hour, after three hours, and after 23: each engine has a limit of its own, and none of them says so.",
    answers: { maxAge: 86_400, lists: "all" },
    acts: [
      call("same"),
      { wait: 9 * MINUTE },
      call("same"),
      { wait: 51 * MINUTE },
      call("same"),
      { wait: 2 * HOUR },
      call("same"),
      { wait: 20 * HOUR },
      call("same"),
    ],
  },
  {
    id: "absent",
    title: "No Max-Age at all",
    text: "The default of most middleware. The permission lasts for five seconds: a page that asks every ten pays each time.",
    answers: { maxAge: undefined, lists: "all" },
    acts: [call("same"), { wait: 3 }, call("same"), { wait: 10 }, call("same"), { wait: 10 }, call("same")],
  },
  {
    id: "stars",
    title: "Stars instead of names",
    text: "Access-Control-Allow-Headers: * permits the call. Whether it is also remembered is another question.",
    answers: { maxAge: 7200, lists: "stars" },
    acts: [call("same"), { wait: 5 }, call("same"), { wait: 5 }, call("same"), { wait: 5 }, call("authorization")],
  },
  {
    id: "thrash",
    title: "Two kinds of call in turn",
    text: "The server lists only what it was asked for. Where a new permission replaces the one before, two calls that alternate bust each other for ever; listing everything each time ends it.",
    answers: { maxAge: 7200, lists: "asked" },
    acts: [0, 1, 2].flatMap(() => [call("same"), { wait: 2 }, call("instead"), { wait: 2 }]),
  },
  {
    id: "credentials",
    title: "With and without credentials",
    text: "One part of the app sends cookies, another does not: permissions are kept apart, or serve both, depending on who keeps them and who came first.",
    answers: { maxAge: 7200, lists: "all" },
    acts: [call("same"), { wait: 2 }, call("credentials"), { wait: 2 }, call("same"), { wait: 2 }, call("credentials")],
  },
  {
    id: "ids",
    title: "A list of details",
    text: "The cache goes by the whole URL: each id is asked for anew, whatever the server says.",
    answers: { maxAge: 7200, lists: "all" },
    acts: [0, 1, 2, 3, 4].flatMap((turn) => [call("id", turn), { wait: 1 }]),
  },
  {
    id: "query",
    title: "A timestamp against caching",
    text: "?_=… makes each URL a new one, and so each call two requests.",
    answers: { maxAge: 7200, lists: "all" },
    acts: [0, 1, 2, 3].flatMap((turn) => [call("query", turn), { wait: 1 }]),
  },
  {
    id: "head",
    title: "HEAD, then GET",
    text: "Neither method needs permission, the header does. Not every browser lets the one serve the other.",
    answers: { maxAge: 7200, lists: "asked" },
    acts: [call("head"), { wait: 2 }, call("same"), { wait: 2 }, call("head"), { wait: 2 }, call("method"), { wait: 2 }, call("head")],
  },
  {
    id: "full",
    title: "More URLs than fit",
    text: "One call, then 1,100 other URLs, then the first again: caches have a size, too, and what they drop is gone before its time.",
    answers: { maxAge: 7200, lists: "all" },
    acts: [call("same"), { wait: 1 }, { others: 1100 }, { wait: 1 }, call("same")],
  },
];
