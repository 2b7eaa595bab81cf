// What servers are asked to permit. Each stack has to be green for each of them.

const APP = "https://app.example";

/**
 * The policies: `policy` is what `configure()` takes, `auth` puts the skeleton's authentication where the emitter says that it goes.
 * Authentication asks for `authorization: Bearer right`, and answers 401 otherwise.
 */
export const POLICIES = [
  {
    id: "one-origin",
    title: "one origin",
    policy: { origins: [APP], methods: ["GET", "POST", "PUT"], headers: ["content-type"] },
  },
  {
    id: "many-origins",
    title: "many origins",
    policy: {
      origins: [APP, "https://admin.example", "https://app.example:8443", "http://localhost:5173"],
      methods: ["GET", "POST", "PUT", "DELETE"],
      headers: ["authorization", "content-type"],
      maxAge: 600,
    },
  },
  {
    id: "any-origin",
    title: "any origin",
    policy: { origins: "*", methods: ["GET", "POST", "PUT"], headers: ["content-type"], exposeHeaders: ["x-total-count"] },
  },
  {
    id: "credentials",
    title: "credentials",
    policy: {
      origins: [APP, "https://admin.example"],
      methods: ["GET", "POST", "PUT", "DELETE"],
      headers: ["content-type"],
      credentials: true,
      maxAge: 3600,
    },
  },
  {
    id: "many-headers",
    title: "many headers",
    policy: {
      origins: [APP],
      methods: ["GET", "POST"],
      headers: [
        "authorization",
        "content-type",
        "idempotency-key",
        "if-match",
        "traceparent",
        "x-csrf-token",
        "x-request-id",
        "x_tenant",
      ],
      exposeHeaders: ["etag", "x-request-id", "x-total-count"],
    },
  },
  {
    id: "custom-methods",
    title: "custom methods",
    policy: { origins: [APP], methods: ["GET", "PATCH", "DELETE", "PROPFIND", "REPORT"], headers: [] },
  },
  {
    id: "long-max-age",
    title: "long Max-Age",
    policy: { origins: [APP], methods: ["GET", "PUT"], headers: ["content-type"], maxAge: 86400 },
  },
  {
    id: "behind-auth",
    title: "behind authentication",
    auth: true,
    policy: {
      origins: [APP, "https://admin.example"],
      methods: ["GET", "POST", "PUT", "DELETE"],
      headers: ["authorization", "content-type"],
      maxAge: 600,
    },
  },
  {
    id: "path",
    title: "one path, credentials, authentication",
    auth: true,
    policy: {
      origins: [APP],
      path: "/api",
      methods: ["GET", "POST", "PATCH"],
      headers: ["authorization", "content-type"],
      exposeHeaders: ["x-total-count"],
      credentials: true,
      maxAge: 7200,
    },
  },
  { id: "simple", title: "nothing that needs a preflight", policy: { origins: [APP], methods: ["GET", "POST"], headers: [] } },
];
