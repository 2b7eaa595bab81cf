const { default: express } = await import(process.env.EXPRESS);

const app = express();

// <configuration>

app.get("/health", (request, response) => response.json("ok"));
if (process.env.AUTH) {
  app.use((request, response, next) => {
    if (request.get("authorization") === "Bearer right") next();
    else response.status(401).json({ error: "unauthorized" });
  });
}
app.use(express.json());
app.use("/api/users", (request, response, next) => {
  response.set({ "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" });
  next();
});
app
  .route("/api/users")
  .get((request, response) => response.json([]))
  .post((request, response) => response.status(201).json({}));
const user = app.route("/api/users/:id");
for (const method of ["get", "put", "patch", "delete", "propfind", "report"])
  user[method]((request, response) => response.json({}));
app.get("/api/fail", () => {
  throw new Error("failed");
});

app.listen(process.env.PORT, "127.0.0.1");
