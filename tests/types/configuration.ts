// The types of what is for who has a server.

import { configure, loadServer, stacks, type Configuration, type CorsPolicy, type Stack, type StackSummary } from "cors-forecast/server";

const policy: CorsPolicy = {
  origins: ["https://app.example"],
  path: "/api",
  methods: ["PUT"],
  headers: ["authorization"],
  exposeHeaders: ["x-total"],
  credentials: true,
  maxAge: 7200,
};
const everybody: CorsPolicy = { origins: "*" };
const stack: Stack = "express";
const { code, install, pitfalls, verified }: Configuration = configure(policy, stack);
const lines: string[] = [code, ...pitfalls, install ?? "", "with" in verified ? verified.with : verified.not];
const known: StackSummary[] = stacks();
const started: Promise<void> = loadServer(new ArrayBuffer(8));

// @ts-expect-error There is one word for everybody.
const one: CorsPolicy = { origins: "https://app.example" };
// @ts-expect-error A policy is for somebody.
configure({}, stack);
// @ts-expect-error No such server.
configure(everybody, "iis");

export { known, lines, one, started };
