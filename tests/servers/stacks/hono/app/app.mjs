import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono();

// <configuration>

app.get("/health", (c) => c.json("ok"));
if (process.env.AUTH) {
  app.use(async (c, next) => {
    if (c.req.header("authorization") !== "Bearer right") return c.json({ error: "unauthorized" }, 401);
    await next();
  });
}
const about = { "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" };
app.get("/api/users", (c) => c.json([], 200, about));
app.post("/api/users", (c) => c.json({}, 201, about));
app.on(["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"], "/api/users/:id", (c) => c.json({}, 200, about));
app.get("/api/fail", () => {
  throw new Error("failed");
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });
