// Requests as any program can send them, and what a browser would make of the answers, as the package itself says.

import { request as send } from "node:http";

import { createForecaster } from "../../dist/pkg/dist/standalone.js";
import { bodyOf } from "./requests.mjs";

/** One request; the answer with its header lines as they came. */
export function ask(port, { method, path, headers, body }) {
  const lines = [
    ["Host", `127.0.0.1:${port}`],
    ...headers,
    ...(body === undefined ? [] : [["Content-Length", String(body.length)]]),
  ];
  return new Promise((resolve, reject) => {
    const request = send({
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: lines.flat(),
      setHost: false,
      agent: false,
      timeout: 20_000,
    });
    request.once("error", reject).once("timeout", () => request.destroy(new Error(`${method} ${path} was not answered in 20 s`)));
    request.once("response", (response) => {
      const { statusCode: status, rawHeaders: raw } = response;
      const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1]]] : []));
      response
        .once("end", () => resolve({ status, headers }))
        .once("error", reject)
        .resume();
    });
    request.end(body);
  });
}

/** The values of an answer's header lines of one name. */
export const linesOf = ({ headers }, name) => headers.filter(([other]) => other === name).map(([, value]) => value);

/** The words of a header whose value is a list. */
export const wordsOf = (answer, name) =>
  linesOf(answer, name)
    .join(",")
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());

/**
 * Sends what a browser would send, and has the standard judge: `{ granted, why, preflight, answer }`. The request itself goes out even
 * if its preflight was refused: what is answered is of interest, too.
 */
export async function play(port, origin, request, credentials = "same-origin") {
  const forecaster = createForecaster({ origin });
  const { path, method, headers } = request;
  const body = bodyOf(request);
  const description = { url: `http://127.0.0.1:${port}${path}`, method, headers, credentials };
  const asked = forecaster.predict(description).preflight;
  const preflight = asked && (await ask(port, { method: "OPTIONS", path, headers: asked.headers }));
  const answer = await ask(port, { method, path, headers: [...headers, ["Origin", origin]], body });
  const { outcome, error } = forecaster.simulate(description, ({ kind }) => (kind === "preflight" ? preflight : answer));
  return { granted: outcome === "response", why: error?.code, preflight, answer };
}

/** For how many seconds the standard has a permission kept. */
export function keptFor(port, origin, { path, method, headers }, credentials, preflight) {
  const description = { url: `http://127.0.0.1:${port}${path}`, method, headers, credentials };
  return createForecaster({ origin }).learn(description, preflight, { basis: "probed" }).maxAge.keptFor ?? 0;
}

/** For how many seconds it would be kept if the server asked for this; `undefined`: if it asked for nothing. */
export function worth(seconds) {
  const headers = [
    ["access-control-allow-origin", "*"],
    ["access-control-allow-methods", "PUT"],
  ];
  if (seconds !== undefined) headers.push(["access-control-max-age", String(seconds)]);
  const description = { url: "http://127.0.0.1/", method: "PUT" };
  return (
    createForecaster({ origin: "https://app.example" }).learn(description, { status: 204, headers }, { basis: "probed" }).maxAge
      .keptFor ?? 0
  );
}
