import os

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()

ABOUT = {"X-Total-Count": "2", "X-Request-Id": "7", "ETag": '"1"', "X-Internal": "secret"}


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if os.environ.get("AUTH") and request.url.path != "/health" and request.headers.get("Authorization") != "Bearer right":
        return JSONResponse({"error": "unauthorized"}, 401)
    return await call_next(request)


@app.get("/health")
async def health():
    return "ok"


@app.get("/api/users")
async def users():
    return JSONResponse([], headers=ABOUT)


@app.post("/api/users")
async def add():
    return JSONResponse({}, 201, headers=ABOUT)


@app.api_route("/api/users/{number}", methods=["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"])
async def user(number: int):
    return JSONResponse({}, headers=ABOUT)


@app.get("/api/fail")
async def fail():
    raise RuntimeError("failed")


# <configuration>
