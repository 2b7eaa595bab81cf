// The package where there is no page: what a program sees that imports it, by whichever syntax.

/** Importing it must have wrapped nothing, and a forecaster must work. */
const CHECKS = `
  if (globalThis.fetch !== native || Object.getOwnPropertySymbols(globalThis).includes(Symbol.for("cors-forecast.v1"))) throw new Error("fetch is wrapped");
  const forecaster = createForecaster({ origin: "https://app.example", engine: "chromium" });
  const { verdict } = forecaster.predict({ url: "https://api.example/items/1", method: "PUT" });
  if (verdict !== "preflight") throw new Error("the forecast is " + verdict);
`;

/** `load(entry)` is the syntax; what `install()` may do is for a page to say. */
export const program = (load) => `const native = globalThis.fetch;
${load("cors-forecast/auto")};
const { createForecaster, install } = ${load("cors-forecast")};
${CHECKS}
  if (install().active) throw new Error("install() is at work without a page");
`;

/** As a test, which in an imitated browser (`IMITATED=yes`) is to be left alone as well. */
export const spec = (load, imports = "") => `${imports}
test("imports", async () => {
  const native = globalThis.fetch;
  if ((typeof window !== "undefined") !== (process.env.IMITATED === "yes")) throw new Error("this is not the environment that was asked for");
  ${load("cors-forecast/auto")};
  const { createForecaster } = ${load("cors-forecast")};
${CHECKS}
});
`;

/** What says whether this is development, in each of its forms. */
export const MODES = [undefined, "development", "production"];
