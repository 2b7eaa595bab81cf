import { join } from "node:path";

import { fileOf, newerNode, run, serve, write } from "./framework.mjs";

export const title = "Angular 22";

const builder = (name) => `@angular/build:${name}`;

const files = {
  "angular.json": JSON.stringify({
    version: 1,
    projects: {
      app: {
        projectType: "application",
        root: "",
        sourceRoot: "src",
        architect: {
          build: {
            builder: builder("application"),
            options: { browser: "src/main.ts", index: "src/index.html", tsConfig: "tsconfig.json", outputPath: "dist" },
            configurations: { production: {}, development: { optimization: false, sourceMap: true } },
            defaultConfiguration: "production",
          },
          serve: {
            builder: builder("dev-server"),
            configurations: { development: { buildTarget: "app:build:development" } },
            defaultConfiguration: "development",
          },
        },
      },
    },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { target: "ES2022", module: "preserve", moduleResolution: "bundler", strict: true, skipLibCheck: true, allowJs: true, types: [] },
    files: ["src/main.ts"],
  }),
  "src/index.html": `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>An app</title><base href="/" /><link rel="icon" href="data:," /></head>
  <body><app-root></app-root></body>
</html>
`,
  "src/main.ts": `import "cors-forecast/auto";
import { Component } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { call } from "../call.js";
@Component({ selector: "app-root", template: "An app" })
class App {
  ngOnInit() {
    void call();
  }
}
bootstrapApplication(App);
`,
};

const ng = (...args) => [fileOf("angular", "@angular/cli/bin/ng.js"), ...args];

export async function dev(root) {
  await write(root, files);
  return serve(root, newerNode(), (port) => ng("serve", "--host", "127.0.0.1", "--port", port));
}

export async function build(root) {
  await write(root, files);
  await run(root, newerNode(), ng("build"));
  return join(root, "dist/browser");
}
