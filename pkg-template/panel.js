// For tools that do not know `exports` in package.json and look for the file `cors-forecast/panel`.

export * from "./dist/panel.js";
