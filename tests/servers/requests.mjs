// The requests that a policy permits, and what is close to them without being permitted.

export const AUTHORIZED = "Bearer right";

/** Values for the headers of policies: none of them matters but the first two. */
const VALUES = {
  authorization: AUTHORIZED,
  "content-type": "application/json",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "if-match": '"1"',
};

const HOST = "app.example";

/** Origins that look like https://app.example, and some that don't. */
export const STRANGERS = [
  ...[
    `https://${HOST}.evil.example`,
    `https://evil${HOST}`,
    `http://${HOST}`,
    `https://sub.${HOST}`,
    `https://${HOST}:444`,
    "https://appxexample",
  ],
  ...["https://evil.example", "null", "http://localhost:9", "https://example"],
];

/** What a page may ask for by the policy; `credentials` as the policy says. */
export function permitted(policy, auth) {
  const token = auth ? [["authorization", AUTHORIZED]] : [];
  const headers = headersOf(policy);
  const methods = policy.methods.map((method) => ({
    path: method === "GET" || method === "POST" ? "/api/users" : "/api/users/1",
    method,
    headers,
  }));
  return [{ path: "/api/users", method: "GET", headers: token }, ...methods].map((request) => ({
    ...request,
    status: request.method === "POST" ? 201 : 200,
  }));
}

/** Failures that a page has to be able to read. */
export function failures(policy, auth) {
  const headers = auth ? [["authorization", AUTHORIZED]] : [];
  return [
    { path: "/api/nothing", method: "GET", headers, status: 404 },
    { path: "/api/fail", method: "GET", headers, status: 500 },
    ...(auth ? [{ path: "/api/users", method: "GET", headers: [], status: 401 }] : []),
  ];
}

/** A request that needs the policy's permission, or that nobody has given one for. */
export function preflighted(policy) {
  const method = policy.methods.find((method) => !["GET", "HEAD", "POST"].includes(method));
  const headers = headersOf(policy);
  return {
    path: method || headers.length === 0 ? "/api/users/1" : "/api/users",
    method: method ?? (headers.length > 0 ? "GET" : "PUT"),
    headers,
  };
}

/** Whether the policy permits anything that needs a preflight. */
export const hasPreflights = (policy) =>
  policy.headers.length > 0 || policy.methods.some((method) => !["GET", "HEAD", "POST"].includes(method));

export const headersOf = ({ headers }) => headers.map((name) => [name, VALUES[name] ?? "1"]);

/** A body for those who announce one. */
export const bodyOf = ({ method, headers }) =>
  method !== "GET" && headers.some(([name]) => name === "content-type") ? "{}" : undefined;

export const showRequest = (origin, { path, method, headers }) =>
  `${origin} ${method} ${path}${headers.length > 0 ? ` with ${headers.map(([name]) => name).join(", ")}` : ""}`;
