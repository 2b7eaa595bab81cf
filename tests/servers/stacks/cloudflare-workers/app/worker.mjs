// <configuration>

const about = { "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" };

async function answer(request, { AUTH }) {
  const { pathname } = new URL(request.url);
  if (pathname === "/health") return Response.json("ok");
  if (AUTH && request.headers.get("authorization") !== "Bearer right")
    return Response.json({ error: "unauthorized" }, { status: 401 });
  if (pathname === "/api/users" && request.method === "GET") return Response.json([], { headers: about });
  if (pathname === "/api/users" && request.method === "POST") return Response.json({}, { status: 201, headers: about });
  if (pathname === "/api/users/1" && request.method !== "OPTIONS") return Response.json({}, { headers: about });
  if (pathname === "/api/fail") throw new Error("failed");
  return Response.json({ error: "not found" }, { status: 404 });
}

export default { fetch: permit(answer) };
