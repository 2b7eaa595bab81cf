// The types of what judges a server.

import { createForecaster } from "cors-forecast";
import { curlOf, diagnose, fingerprint, lookAlikeOrigins, type Diagnosis, type Fingerprint, type LookAlike, type SeenCall, type SeenExchange } from "cors-forecast/server";

const { preflight } = createForecaster({ origin: "https://app.example", engine: "chromium" }).predict({ url: "https://api.example/", method: "PUT" });
const call: SeenCall = { request: { method: "OPTIONS", url: "https://api.example/", headers: [["Origin", "https://app.example"]] }, answer: { status: 204, headers: [], body: "" } };
const silent: SeenCall = { ...call, answer: null };
const seen: SeenExchange = { origin: "https://app.example", credentials: true, preflight: call, actual: silent, probes: [call], madeUp: ["x-made-up"] };
const { engines, findings, answeredBy, curl }: Diagnosis = diagnose(seen);
const who: Fingerprint[] = fingerprint({ status: 404, headers: [] });
const asked: LookAlike[] = lookAlikeOrigins("https://app.example");
const lines: (string | undefined)[] = [curl, preflight && curlOf(preflight), curlOf({ url: "https://api.example/", headers: [] }, "cmd")];
const worst: string[] = findings.filter(({ severity, fails }) => fails || severity === "critical").map(({ code, fix }) => `${code}: ${fix.text}`);
const parts: number[] = findings.flatMap(({ part }) => (part ? [part.offset, part.length] : []));
const refused: string[] = engines.filter(({ verdict }) => verdict === "refused").map(({ engine, code }) => `${engine} ${code ?? ""}`);

// @ts-expect-error Whose page it is has to be said.
diagnose({ preflight: call });
// @ts-expect-error No such shell.
curlOf({ url: "https://api.example/", headers: [] }, "fish");
// @ts-expect-error No such severity.
findings.filter(({ severity }) => severity === "fatal");

export { answeredBy, asked, lines, parts, refused, who, worst };
