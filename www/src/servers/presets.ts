// How real servers answer, as measured: a PUT with Authorization and Content-Type from one allowed origin, and a GET.
// Values with `{…}` stand for what the request has, where the server echoes it.

import type { HeaderLine, ServerPolicy } from "../../../pkg-template/dist/elements/index.ts";

export interface ServerPreset {
  id: string;
  title: string;
  /** What is to be seen. */
  note: string;
  policy: ServerPolicy;
}

const MINE: HeaderLine = ["Access-Control-Allow-Origin", "{origin}"];
const ANY: HeaderLine = ["Access-Control-Allow-Origin", "*"];
const CREDENTIALS: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const VARY: HeaderLine = ["Vary", "Origin"];

const methods = (list: string): HeaderLine => ["Access-Control-Allow-Methods", list];
const names = (list: string): HeaderLine => ["Access-Control-Allow-Headers", list];
const age = (seconds: number): HeaderLine => ["Access-Control-Max-Age", String(seconds)];

const policy = (status: number, preflight: HeaderLine[], actual: HeaderLine[]): ServerPolicy => ({
  preflight: { status, headers: preflight },
  actual: { status: 200, headers: actual },
});

const LISTED = [methods("GET, POST, PUT, DELETE"), names("Content-Type, Authorization"), age(86_400)];

export const SERVERS: readonly ServerPreset[] = [
  {
    id: "good",
    title: "A server that permits what is asked for",
    note: "It echoes origin, method and header names, for two hours; only Firefox would keep that for longer.",
    policy: policy(204, [MINE, methods("{acrm}"), names("{acrh}"), age(7200), VARY], [MINE, VARY]),
  },
  {
    id: "none",
    title: "Express 5, nothing configured",
    note: "A path that has any route answers OPTIONS with 200 and Allow by itself, and without a word about CORS.",
    policy: policy(200, [["Allow", "GET, HEAD, POST"]], []),
  },
  {
    id: "not-found",
    title: "Hono, Koa, Fastify or NestJS, nothing configured",
    note: "OPTIONS has no route: 404.",
    policy: policy(404, [], []),
  },
  {
    id: "express-cors",
    title: "Express 5 + cors(), as it comes",
    note: "Anyone may ask anything, without credentials. There is no Max-Age: each permission lasts for 5 seconds.",
    policy: policy(
      204,
      [ANY, methods("GET,HEAD,PUT,PATCH,POST,DELETE"), names("{acrh}"), ["Vary", "Access-Control-Request-Headers"]],
      [ANY],
    ),
  },
  {
    id: "express-credentials",
    title: "Express 5 + cors({ origin, credentials, maxAge })",
    note: "One origin, cookies allowed, two headers named, a day asked for.",
    policy: policy(
      204,
      [MINE, VARY, CREDENTIALS, methods("GET,POST,PUT,DELETE"), names("Content-Type,Authorization"), age(86_400)],
      [MINE, VARY, CREDENTIALS],
    ),
  },
  {
    id: "auth-first",
    title: "Authentication ahead of CORS",
    note: "A preflight has no Authorization, so it is answered with 401; measured with 15 stacks.",
    policy: policy(401, [], [MINE, VARY]),
  },
  {
    id: "options-only",
    title: "Only OPTIONS has the headers",
    note: "app.options(…, cors()) alone: the preflight passes, and then the answer itself can't be read.",
    policy: policy(204, [MINE, VARY, ...LISTED], []),
  },
  {
    id: "fastapi-narrow",
    title: "FastAPI, CORSMiddleware with allow_origins only",
    note: "Without allow_methods only GET is allowed, and Authorization is not: 400.",
    policy: policy(
      400,
      [methods("GET"), age(600), names("Accept, Accept-Language, Content-Language, Content-Type"), MINE],
      [MINE, VARY],
    ),
  },
  {
    id: "fastify-defaults",
    title: "Fastify + @fastify/cors, as it comes",
    note: "Only the methods that need no permission are in the list.",
    policy: policy(204, [ANY, methods("GET,HEAD,POST"), names("{acrh}"), ["Vary", "Access-Control-Request-Headers"]], [ANY]),
  },
  {
    id: "spring",
    title: "Spring MVC, nothing configured",
    note: "“Invalid CORS request”: 403.",
    policy: policy(403, [], []),
  },
  {
    id: "stars",
    title: "axum + tower-http, CorsLayer::permissive()",
    note: "Stars everywhere. They do not cover Authorization, and count for nothing with credentials.",
    policy: policy(200, [methods("*"), names("*"), ANY], [["Access-Control-Expose-Headers", "*"], ANY]),
  },
  {
    id: "star-credentials",
    title: "Gin + gin-contrib/cors, any origin with credentials",
    note: "The useless pair: * and true. With credentials no browser takes it.",
    policy: policy(
      204,
      [
        CREDENTIALS,
        names("Origin,Content-Length,Content-Type"),
        methods("GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS"),
        ANY,
        age(43_200),
      ],
      [CREDENTIALS, ANY],
    ),
  },
  {
    id: "reflects",
    title: "Koa + @koa/cors, any origin with credentials",
    note: "Whoever asks is let in, with the user's cookies. It works, and it is a hole.",
    policy: policy(
      204,
      [VARY, MINE, CREDENTIALS, methods("GET,HEAD,PUT,POST,DELETE,PATCH"), names("{acrh}")],
      [VARY, MINE, CREDENTIALS],
    ),
  },
  {
    id: "twice",
    title: "nginx in front of an app, both add headers",
    note: "Two Access-Control-Allow-Origin lines: browsers refuse, though both are right.",
    policy: policy(204, [MINE, MINE, VARY, ...LISTED], [MINE, MINE, VARY]),
  },
  {
    id: "inheritance",
    title: "nginx, add_header in an inner block",
    note: "One add_header inside drops all from outside: only Max-Age is left.",
    policy: policy(204, [age(86_400)], [MINE, VARY]),
  },
  {
    id: "apache",
    title: "Apache, “Header set” without “always”",
    note: "The 204 of the RewriteRule loses the headers, a GET has them: what articles recommend.",
    policy: policy(204, [], [MINE, ...LISTED]),
  },
  {
    id: "rails",
    title: "Rails + rack-cors, any origin and header",
    note: "It names what is asked for, for two hours.",
    policy: policy(200, [ANY, methods("GET, POST, PUT, DELETE"), age(7200), names("{acrh}")], [ANY, VARY]),
  },
  {
    id: "redirect",
    title: "A slash too few: OPTIONS is redirected",
    note: "A preflight follows no redirect, wherever it leads.",
    policy: policy(307, [["Location", "{origin}/users/"]], [MINE, VARY]),
  },
  {
    id: "other-origin",
    title: "Another origin is allowed",
    note: "The answer names https://www.example.com: to the byte, or not at all.",
    policy: policy(
      204,
      [["Access-Control-Allow-Origin", "https://www.example.com"], VARY, ...LISTED],
      [["Access-Control-Allow-Origin", "https://www.example.com"], VARY],
    ),
  },
];

export const serverOf = (id: string): ServerPreset | undefined => SERVERS.find((server) => server.id === id);
