// The API behind all of them, without a word of CORS: what stands behind proxies, and what the skeletons do in their own words.

/** Answers as each skeleton does; `auth`: only for those who are right. */
export function answer(request, response, auth = Boolean(process.env.AUTH)) {
  const { pathname } = new URL(request.url, "http://localhost");
  const json = (status, value, headers = {}) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(value));
  };
  if (pathname === "/health") return json(200, "ok");
  if (auth && request.headers.authorization !== "Bearer right") return json(401, { error: "unauthorized" });
  if (pathname === "/api/users" && request.method === "GET") return json(200, [], HEADERS);
  if (pathname === "/api/users" && request.method === "POST") return json(201, {}, HEADERS);
  if (/^\/api\/users\/\d+$/.test(pathname) && METHODS.includes(request.method)) return json(200, {}, HEADERS);
  if (pathname === "/api/fail") return json(500, { error: "failed" });
  return json(404, { error: "not found" });
}

/** What a user's own path can be asked for. */
export const METHODS = ["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"];

/** What all answers for users have, for scripts that may read it. */
export const HEADERS = { "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" };
