import Router from "@koa/router";
import Koa from "koa";

const app = new Koa();
app.silent = true;

// <configuration>

const router = new Router({ methods: ["HEAD", "OPTIONS", "GET", "PUT", "PATCH", "POST", "DELETE", "PROPFIND", "REPORT"] });
if (process.env.AUTH) {
  app.use((context, next) => {
    if (context.path === "/health" || context.get("authorization") === "Bearer right") return next();
    context.status = 401;
    context.body = { error: "unauthorized" };
  });
}
const answer = (status, body) => (context) => {
  context.set({ "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" });
  context.status = status;
  context.body = body;
};
router.get("/health", answer(200, "ok"));
router.get("/api/users", answer(200, []));
router.post("/api/users", answer(201, {}));
router.register("/api/users/:id", ["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"], answer(200, {}));
router.get("/api/fail", () => {
  throw new Error("failed");
});
app.use(router.routes()).use(router.allowedMethods());

app.listen(Number(process.env.PORT), "127.0.0.1");
