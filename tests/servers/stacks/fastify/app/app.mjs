import Fastify from "fastify";

const app = Fastify();

// <configuration>

if (process.env.AUTH) {
  app.addHook("onRequest", async (request, reply) => {
    if (request.url !== "/health" && request.headers.authorization !== "Bearer right")
      return reply.code(401).send({ error: "unauthorized" });
  });
}
for (const method of ["PROPFIND", "REPORT"]) app.addHttpMethod(method, { hasBody: true });
const about = { "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" };
app.get("/health", async () => "ok");
app.get("/api/users", async (request, reply) => reply.headers(about).send([]));
app.post("/api/users", async (request, reply) => reply.code(201).headers(about).send({}));
app.route({
  method: ["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"],
  url: "/api/users/:id",
  handler: async (request, reply) => reply.headers(about).send({}),
});
app.get("/api/fail", async () => {
  throw new Error("failed");
});

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
