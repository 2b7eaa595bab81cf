import os

from flask import Flask, jsonify
from flask import request as asked

app = Flask(__name__)

# <configuration>

ABOUT = {"X-Total-Count": "2", "X-Request-Id": "7", "ETag": '"1"', "X-Internal": "secret"}


@app.before_request
def authenticate():
    if os.environ.get("AUTH") and asked.path != "/health" and asked.headers.get("Authorization") != "Bearer right":
        return jsonify(error="unauthorized"), 401


@app.get("/health")
def health():
    return "ok"


@app.get("/api/users")
def users():
    return [], 200, ABOUT


@app.post("/api/users")
def add():
    return {}, 201, ABOUT


@app.route("/api/users/<int:number>", methods=["GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"])
def user(number):
    return {}, 200, ABOUT


@app.get("/api/fail")
def fail():
    raise RuntimeError("failed")


app.run("127.0.0.1", int(os.environ["PORT"]))
