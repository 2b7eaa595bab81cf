// The types of what is for who has a server.

import { AccessLog, configure, loadServer, stacks, type Configuration, type CorsPolicy, type LogReport, type Stack, type StackSummary } from "cors-forecast/server";

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

const log = new AccessLog({ format: "combined", timeUnit: "us", windowSeconds: 30, top: 5 });
log.feed(new Uint8Array(8));
const report: LogReport = log.finish();
const worst: string[] = report.findings.filter(({ severity }) => severity === "warning").map(({ code, endpoint }) => `${code} ${endpoint ?? ""}`);
// @ts-expect-error A log is bytes.
log.feed("GET /");

// @ts-expect-error There is one word for everybody.
const one: CorsPolicy = { origins: "https://app.example" };
// @ts-expect-error A policy is for somebody.
configure({}, stack);
// @ts-expect-error No such server.
configure(everybody, "iis");

export { worst, known, lines, one, started };
