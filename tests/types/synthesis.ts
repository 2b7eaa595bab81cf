// The types of what is found for who has a server.

import type { RequestDescription } from "cors-forecast";
import {
  configure,
  mergeInto,
  policyLines,
  synthesize,
  type Changes,
  type HeaderChange,
  type ExistingAnswer,
  type PageRequest,
  type ServerPolicy,
} from "cors-forecast/server";

const request: RequestDescription = { url: "https://api.example/items", method: "PUT" };
const seen: PageRequest = { origin: "https://app.example", request, count: 3, answer: { status: 200, headers: [["ETag", "1"]] } };
const { servers, notPermitted } = synthesize([seen], { origins: ["https://app.example"], maxAge: 600, narrowPath: true });
const [first] = servers;
const path: string | undefined = first?.policy.path;
const why = (server: ServerPolicy): string[] => server.reasons.map((reason) => (reason.why === "refused" ? reason.message : reason.text));
const header = (server: ServerPolicy): string[] => server.reasons.flatMap((reason) => (reason.part === "header" ? [reason.header] : []));
const pages: string[] = notPermitted.flatMap((one) => (one.code === "origin-not-listed" ? [one.origin] : []));
const answer: ExistingAnswer = { kind: "preflight", origin: "https://app.example", status: 204, headers: [] };
const policy = { origins: ["https://app.example"], methods: ["PUT"] };
const changes: Changes = mergeInto([answer], policy);
const members = (change: HeaderChange): string[] => (change.change === "add-members" ? change.members : []);
const lines: [string, string][] = policyLines(policy, "https://app.example")?.preflight ?? [];
const code: string | undefined = first && configure(first.policy, "nginx").code;

// @ts-expect-error A request that was seen has a page.
synthesize([{ request }]);
// @ts-expect-error There is no such option.
synthesize([seen], { origin: "https://app.example" });
// @ts-expect-error An answer is to one of two.
mergeInto([{ ...answer, kind: "options" }], policy);

export { changes, code, header, lines, members, pages, path, why };
