import { Miniflare } from "miniflare";

new Miniflare({
  modules: true,
  scriptPath: "worker.mjs",
  compatibilityDate: "2026-01-01",
  bindings: { AUTH: process.env.AUTH ?? "" },
  host: "127.0.0.1",
  port: Number(process.env.PORT),
});
