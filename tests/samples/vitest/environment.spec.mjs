import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { watch } from "cors-forecast/vitest";

// Not for an app to copy: whatever a page can ask with is seen, in each of the environments.

const API = "https://api.example.com";

let forecast;

beforeEach(() => {
  vi.stubGlobal("fetch", vi.fn(async () => new Response("{}")));
  vi.spyOn(XMLHttpRequest.prototype, "send").mockImplementation(() => {});
  forecast = watch({ origin: "https://app.example.com" });
});

afterEach(() => {
  forecast.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What its preflight is for, in a word each. */
const triggers = () => forecast.preflights().flatMap((row) => row.triggers);

function send(prepare, body) {
  const xhr = new XMLHttpRequest();
  xhr.open("POST", `${API}/files`);
  prepare(xhr);
  xhr.send(body);
}

test("a header of XMLHttpRequest's", () => {
  send((xhr) => xhr.setRequestHeader("X-Request-Id", "1"));
  expect(triggers()).toEqual(["x-request-id"]);
});

test("the type of a Blob", () => {
  send(() => {}, new Blob(["{}"], { type: "application/json" }));
  expect(triggers()).toEqual(["content-type"]);
});

test("a form", () => {
  const form = new FormData();
  form.append("name", "value");
  send(() => {}, form);
  expect(triggers()).toEqual([]);
  expect(forecast.reports()).toHaveLength(1);
});

test("a listener on the upload", () => {
  send((xhr) => xhr.upload.addEventListener("progress", () => {}), "x");
  expect(triggers()).toEqual(["upload-listener"]);
});

test("a Request", async () => {
  await fetch(new Request(`${API}/items/1`, { method: "PUT", headers: { "X-Request-Id": "1" } }));
  expect(triggers()).toEqual(["PUT", "x-request-id"]);
});

test("a URL", async () => {
  await fetch(new URL("/items/1", API), { method: "DELETE" });
  expect(triggers()).toEqual(["DELETE"]);
});

test("and afterwards all is as it was", () => {
  forecast.stop();
  const members = () => [XMLHttpRequest, Request, Blob, URL].map(({ prototype }) => Object.getOwnPropertyNames(prototype));
  const before = members();
  forecast = watch();
  forecast.stop();
  expect(members()).toEqual(before);
});
