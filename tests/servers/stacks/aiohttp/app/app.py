import os

from aiohttp import web


@web.middleware
async def authenticate(request, handler):
    if os.environ.get("AUTH") and request.path != "/health" and request.headers.get("Authorization") != "Bearer right":
        return web.json_response({"error": "unauthorized"}, status=401)
    return await handler(request)


app = web.Application(middlewares=[authenticate])

# <configuration>

ABOUT = {"X-Total-Count": "2", "X-Request-Id": "7", "ETag": '"1"', "X-Internal": "secret"}


def answer(status, value):
    async def handler(request):
        return web.json_response(value, status=status, headers=ABOUT)

    return handler


async def fail(request):
    raise RuntimeError("failed")


app.router.add_get("/health", answer(200, "ok"))
app.router.add_get("/api/users", answer(200, []))
app.router.add_post("/api/users", answer(201, {}))
for method in ["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"]:
    app.router.add_route(method, r"/api/users/{number:\d+}", answer(200, {}))
app.router.add_get("/api/fail", fail)

web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None)
