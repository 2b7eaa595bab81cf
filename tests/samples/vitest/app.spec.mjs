import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { watch } from "cors-forecast/vitest";

const API = "https://api.example.com";

/** The code under test. */
const save = (id, headers) => fetch(`${API}/items/${id}`, { method: "PUT", headers, body: "{}" });

function upload(onprogress) {
  const xhr = new XMLHttpRequest();
  xhr.open("POST", `${API}/files`);
  xhr.upload.onprogress = onprogress;
  xhr.send("x");
}

let forecast;

beforeEach(() => {
  // No test of an app asks a real API.
  vi.stubGlobal("fetch", vi.fn(async () => new Response("{}")));
  vi.spyOn(XMLHttpRequest.prototype, "send").mockImplementation(() => {});
  // Of what stands here, each request is watched on its way to it.
  forecast = watch({ origin: "https://app.example.com" });
});

afterEach(() => {
  forecast.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("saving needs the preflights that are agreed on, and no others", async () => {
  const headers = { "Content-Type": "application/json" };
  if (import.meta.env.VITE_WITH_NEW_HEADER) headers["X-New"] = "1";
  await save(1, headers);
  expect(forecast).toHaveNoNewPreflights({
    baseline: [{ endpoint: `${API}/items/:id`, method: "PUT", triggers: ["PUT", "content-type"] }],
  });
  expect(forecast.findings().map(({ code }) => code)).toContain("method-not-safelisted");
});

test("an upload with a progress listener asks first", () => {
  upload(() => {});
  expect(forecast.preflights()).toEqual([{ endpoint: `${API}/files`, method: "POST", triggers: ["upload-listener"], preflights: 1 }]);
});

test("what goes to the app's own origin never asks", async () => {
  await fetch("https://app.example.com/me", { method: "DELETE" });
  expect(forecast.preflights()).toEqual([]);
});

test("clear() is a new start", async () => {
  await save(1, {});
  expect(forecast.preflights()).toHaveLength(1);
  forecast.clear();
  expect(forecast.reports()).toEqual([]);
  await save(1, {});
  expect(forecast.preflights()).toHaveLength(1);
});
