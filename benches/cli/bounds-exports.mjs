// What the package exports for Node, each with an input of any size.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const PAGE = "https://app.example";
const URL_ = "https://api.example/items";

const names = (n) => Array.from({ length: n }, (_, at) => `x-name-${String(at).padStart(6, "0")}`);
const request = (n, url = URL_) => ({ url, method: "PUT", headers: names(n).map((name) => [name, "1"]), credentials: "include" });

/** What permits what is asked for. */
const permits = ({ headers }) => {
  const asked = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status: 204,
    headers: [
      ["Access-Control-Allow-Origin", PAGE],
      ["Access-Control-Allow-Credentials", "true"],
      ["Access-Control-Allow-Methods", "PUT"],
      ["Access-Control-Allow-Headers", asked["access-control-request-headers"] ?? ""],
    ],
  };
};

/** Each has a name, and `make(n)`, which gives what is to be timed. */
export async function exported(pkg) {
  const load = (file) => import(pathToFileURL(join(pkg, "dist", file)));
  const { createForecaster, loadCore } = await load("index.js");
  const server = await load("server.js");
  await loadCore();
  await server.loadServer();
  const of = (name, make) => ({ name, make });
  const engines = ["chromium", "firefox", "webkit", "standard"];
  return [
    ...engines.flatMap((engine) => [
      of(`createForecaster(), ${engine}: a request with headers of as many names`, (n) => {
        const put = request(n);
        return () => {
          const forecaster = createForecaster({ origin: PAGE, engine });
          forecaster.predict(put, 0);
          forecaster.simulate(put, permits, 0);
          forecaster.predict(put, 1);
        };
      }),
      of(`createForecaster(), ${engine}: a policy with as many names`, (n) => {
        const policies = [{ match: "*", allowOrigin: [PAGE], allowHeaders: names(n), allowMethods: names(n), allowCredentials: true }];
        return () => createForecaster({ origin: PAGE, engine, policies }).predict(request(n), 0);
      }),
    ]),
    of("decodeConsoleError(): as many errors", (n) => {
      const error = `Access to fetch at '${URL_}' from origin '${PAGE}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\n`;
      return () => server.decodeConsoleError?.(error.repeat(n));
    }),
    of("AccessLog: as many lines", (n) => {
      const line = (at) => `10.0.0.1 - - [28/Nov/2026:12:00:00 +0000] "OPTIONS /items/${at} HTTP/1.1" 204 0 "-" "a"\n`;
      const bytes = new TextEncoder().encode(Array.from({ length: n }, (_, at) => line(at)).join(""));
      return () => {
        const log = new server.AccessLog();
        log.feed(bytes);
        log.finish();
      };
    }),
    of("diagnose(): an answer that lists as many names", (n) => {
      const wire = { kind: "preflight", method: "OPTIONS", url: URL_, headers: [["Origin", PAGE], ["Access-Control-Request-Method", "PUT"], ["Access-Control-Request-Headers", names(n).join(",")]] };
      const answer = { status: 204, headers: [["Access-Control-Allow-Origin", PAGE], ["Access-Control-Allow-Headers", names(n).reverse().join(", ")], ["Access-Control-Allow-Methods", "PUT"]] };
      return () => server.diagnose({ origin: PAGE, preflight: { request: wire, answer } });
    }),
    of("synthesize(): as many requests", (n) => {
      const traffic = Array.from({ length: n / 5 }, (_, at) => ({ origin: PAGE, request: request(2, `${URL_}/${at}`) }));
      return () => server.synthesize(traffic, {});
    }),
  ];
}
