// Who answered an OPTIONS request, told from what it says when nobody has configured CORS, or has done so wrongly.
// Measured with the servers themselves. `Server` and the like are often taken away or replaced on the way, so that each
// is no more than a guess, and names what it rests on.

/**
 * `status`, `body` and `headers` must all fit (a header `null` must be missing); the first row that does counts.
 * `who` answered, `means` what that says, `fix` what helps.
 */
const ROWS = [
  {
    who: "Starlette or FastAPI, CORSMiddleware",
    status: [400],
    body: /^Disallowed CORS (origin|method|headers|private-network)/,
    means: "CORSMiddleware is at work, and its configuration is too narrow; the body names what it lacks.",
    fix: "Add it to allow_origins, allow_methods or allow_headers.",
  },
  {
    who: "Spring",
    status: [403],
    body: /^Invalid CORS request$/,
    means: "Spring's CORS processor refused the origin, method or headers; it refuses the real request, too.",
    fix: "Add them in CorsRegistry: allowedOrigins, allowedMethods (by default only GET, HEAD and POST), allowedHeaders.",
  },
  {
    who: "aiohttp-cors",
    status: [403],
    body: /^CORS preflight request failed/,
    means: "aiohttp-cors refused; the body says why.",
    fix: "Add the origin, method or headers to ResourceOptions of that route.",
  },
  {
    who: "actix-cors",
    status: [400],
    body: /^(Origin is not allowed to make this request|Requested method is not allowed|One or more request headers are not allowed)/,
    means: "actix-cors is at work, and its configuration is too narrow.",
    fix: "Add it with allowed_origin, allowed_methods or allowed_headers; Cors::default() permits nothing.",
  },
  {
    who: "NestJS",
    status: [404],
    body: /"message":"Cannot OPTIONS \/.*"statusCode":404/,
    means: "No CORS is configured.",
    fix: "app.enableCors({ origin, methods, allowedHeaders, maxAge }) before app.listen().",
  },
  {
    who: "Fastify",
    status: [404],
    body: /"message":"Route OPTIONS:.* not found"/,
    means: "@fastify/cors is not registered, or only in a scope that this path is not in.",
    fix: "app.register(cors, { origin, methods, allowedHeaders }); by default it permits only GET, HEAD and POST.",
  },
  {
    who: "Express",
    status: [404],
    body: /<pre>Cannot OPTIONS \//,
    means: "No route takes the path, and no middleware answers OPTIONS.",
    fix: "app.use(cors({ … })) before all routes and authentication.",
  },
  {
    who: "Express 5",
    status: [200],
    headers: { "x-powered-by": /^Express$/, allow: /, /, "content-type": /^text\/plain/, "access-control-allow-origin": null },
    means: "Express answered OPTIONS by itself for a path with a route; no CORS middleware did.",
    fix: "app.use(cors({ … })) before all routes; app.options(\"*\", …) does not start in Express 5.",
  },
  {
    who: "Express 4",
    status: [200],
    headers: { "x-powered-by": /^Express$/, allow: /^[A-Z,]+$/, "content-type": /^text\/html/, "access-control-allow-origin": null },
    means: "Express answered OPTIONS by itself for a path with a route; no CORS middleware did.",
    fix: "app.use(cors({ … })) before all routes and authentication.",
  },
  {
    who: "nginx",
    status: [405],
    body: /<center><h1>405 Not Allowed<\/h1><\/center>\s*<hr><center>nginx/,
    means: "nginx itself answered, for a static location; it does not take OPTIONS.",
    fix: "In the location: if ($request_method = OPTIONS) { add_header …; return 204; }, with all add_header lines in that block, as it inherits none.",
  },
  {
    who: "nginx",
    status: [401, 403, 404, 500, 502, 503, 504],
    body: /<hr><center>nginx/,
    means: "nginx itself answered with an error; add_header without always is left out of errors.",
    fix: "Answer OPTIONS before it with return 204, and add always to the add_header lines.",
  },
  {
    who: "FastAPI",
    status: [404, 405],
    headers: { server: /uvicorn|hypercorn|daphne/i },
    body: /^\{"detail":"(Not Found|Method Not Allowed)"\}$/,
    means: "No CORSMiddleware is installed.",
    fix: "app.add_middleware(CORSMiddleware, allow_origins=[…], allow_methods=[…], allow_headers=[…], max_age=86400).",
  },
  {
    who: "FastAPI or Starlette",
    status: [307, 308],
    headers: { server: /uvicorn|hypercorn|daphne/i },
    means: "The path lacks a slash at its end, or has one too many; a preflight follows no redirect.",
    fix: "Ask for the path as the route has it, or install CORSMiddleware, which answers before.",
  },
  {
    who: "Starlette",
    status: [404, 405],
    headers: { server: /uvicorn/i },
    body: /^(Not Found|Method Not Allowed)$/,
    means: "No CORSMiddleware is installed.",
    fix: "Middleware(CORSMiddleware, allow_origins=[…], allow_methods=[…], allow_headers=[…]).",
  },
  {
    who: "Django REST framework",
    status: [200],
    body: /"name":.*"description":.*"renders":.*"parses":/s,
    means: "OPTIONS reached the view, which described itself.",
    fix: "django-cors-headers: corsheaders.middleware.CorsMiddleware first in MIDDLEWARE, and CORS_ALLOWED_ORIGINS.",
  },
  {
    who: "Django",
    status: [404],
    body: /<h1>Not Found<\/h1><p>The requested resource was not found on this server\.<\/p>/,
    means: "No route takes the path, and no middleware answers OPTIONS.",
    fix: "django-cors-headers: corsheaders.middleware.CorsMiddleware first in MIDDLEWARE, and CORS_ALLOWED_ORIGINS.",
  },
  {
    who: "Django",
    status: [301],
    headers: { location: /\/(\?|$)/, server: /gunicorn|WSGIServer/i },
    means: "APPEND_SLASH redirects; a preflight follows no redirect.",
    fix: "Ask for the path with its slash, or put CorsMiddleware above CommonMiddleware.",
  },
  {
    who: "Flask (development server)",
    status: [200, 401, 404, 405],
    headers: { server: /^Werkzeug\// },
    means: "Flask answered without flask-cors, or something did before it. flask-cors only adds to answers: authentication in before_request refuses OPTIONS first.",
    fix: "CORS(app, resources={r\"/api/*\": {\"origins\": […]}}), and skip OPTIONS in before_request.",
  },
  {
    who: "aiohttp",
    status: [404, 405],
    headers: { server: /aiohttp\// },
    means: "No aiohttp-cors is set up for the route.",
    fix: "aiohttp_cors.setup(app, defaults=…) and cors.add(route) for each route.",
  },
  {
    who: "Sinatra",
    status: [404],
    body: /Sinatra doesn.t know this ditty/,
    means: "Nothing answers OPTIONS.",
    fix: "use Rack::Cors with allow { origins …; resource \"*\", headers: …, methods: … } first.",
  },
  {
    who: "Rails",
    status: [404],
    headers: { "x-request-id": /./, "x-runtime": /./ },
    means: "No route takes OPTIONS, and rack-cors is not installed or does not know the origin.",
    fix: "config.middleware.insert_before 0, Rack::Cors with allow { origins …; resource …, headers: …, methods: […] }.",
  },
  {
    who: "Gin",
    status: [404],
    headers: { "content-type": /^text\/plain$/ },
    body: /^404 page not found$/,
    means: "No route takes OPTIONS; middleware of a group does not see it.",
    fix: "engine.Use(cors.New(…)) on the engine, not on a group.",
  },
  {
    who: "Go net/http",
    status: [404],
    headers: { "x-content-type-options": /^nosniff$/ },
    body: /^404 page not found\n$/,
    means: "No handler takes the path, and no CORS handler is around the mux.",
    fix: "http.ListenAndServe(addr, cors.New(cors.Options{…}).Handler(mux)).",
  },
  {
    who: "gin-contrib/cors",
    status: [403],
    headers: { "content-type": null, server: null },
    body: /^$/,
    means: "It refused the origin; it refuses the real request, too.",
    fix: "Add the origin to AllowOrigins.",
  },
  {
    who: "axum",
    status: [405],
    headers: { allow: /^[A-Z]+(,[A-Z]+)+$/, server: null },
    body: /^$/,
    means: "No CorsLayer is around the router.",
    fix: ".layer(CorsLayer::new().allow_origin(…).allow_methods(…).allow_headers(…)); CorsLayer::new() alone permits nothing.",
  },
  {
    who: "actix-web",
    status: [405],
    headers: { allow: /^[A-Z]+(, [A-Z]+)*$/, server: null },
    body: /^$/,
    means: "No actix-cors is around the application.",
    fix: ".wrap(Cors::default().allowed_origin(…).allowed_methods(…).allowed_headers(…)).",
  },
  {
    who: "Hono",
    status: [404],
    headers: { "content-type": /^text\/plain; charset=UTF-8$/ },
    body: /^404 Not Found$/,
    means: "No middleware answers OPTIONS for the path.",
    fix: "app.use(\"/api/*\", cors({ origin: […], allowMethods: […], allowHeaders: […] })) before the routes.",
  },
  {
    who: "Koa",
    status: [404],
    headers: { "content-type": /^text\/plain; charset=utf-8$/, server: null },
    body: /^Not Found$/,
    means: "No middleware answers OPTIONS.",
    fix: "app.use(cors({ … })) with @koa/cors before the router.",
  },
  {
    who: "Apache httpd",
    status: [200, 204],
    headers: { server: /^Apache/, "access-control-allow-origin": null },
    means: "Apache answered by itself. With RewriteRule … [R=204] the lines of Header set are left out.",
    fix: "Header always set Access-Control-Allow-Origin …, and so for the others.",
  },
];
/** What may answer before any application does. */
const ANYBODY = [
  { status: [401], means: "Authentication comes before CORS; a preflight never has credentials.", fix: "Let OPTIONS through without authentication, or put CORS before it." },
  { status: [301, 302, 303, 307, 308], means: "The server redirects; a preflight follows no redirect.", fix: "Ask for the address that it redirects to (scheme, host, slash at the end)." },
];

/** `{ who, means, fix, evidence }`, if an answer that does not permit a request tells; `who` may be missing. */
export function fingerprint({ status, headers, body }) {
  const value = (name) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const fits = ({ status: statuses, headers: wanted = {}, body: pattern }) =>
    statuses.includes(status) &&
    (!pattern || pattern.test(body)) &&
    Object.entries(wanted).every(([name, test]) => (test === null ? value(name) === undefined : test.test(value(name) ?? "")));
  const row = ROWS.find(fits) ?? ANYBODY.find(fits);
  if (!row) return undefined;
  const evidence = [`status ${status}`, ...Object.entries(row.headers ?? {}).map(([name, test]) => (test === null ? `no ${name}` : `${name}: ${value(name)}`))];
  if (row.body) evidence.push(body === "" ? "an empty body" : "the body's text");
  return { who: row.who, means: row.means, fix: row.fix, evidence };
}
