"""What is sent for a path: a file, a handler's answer, or a document made for a script."""

import email.utils
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from . import pipes, python2, wrappers
from .python2 import as_text

#: Ours, whatever a checkout has there: results are told to who drives the browser, and each document has a first script.
OWN = "/__own__/"
FIRST = OWN + "first.js"
#: Takes what was noted of the last test.
NOTES = OWN + "notes"

TYPES = {
    "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "xht": "application/xhtml+xml", "xml": "text/xml",
    "js": "text/javascript", "mjs": "text/javascript", "css": "text/css", "txt": "text/plain", "json": "application/json",
    "png": "image/png", "gif": "image/gif", "jpg": "image/jpeg", "svg": "image/svg+xml", "wav": "audio/wav", "mp4": "video/mp4",
    "webm": "video/webm", "ogg": "audio/ogg", "wasm": "application/wasm", "vtt": "text/vtt", "event_stream": "text/event-stream",
}
DOCUMENTS = ("text/html", "application/xhtml+xml")
FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml.*?\?>)*(?:<!doctype[^>]*>)?(?:\s|<!--.*?-->)*"
                   rb"(?:<html[^>]*>)?(?:\s|<!--.*?-->)*(?:<head(?:\s[^>]*)?>)?", re.IGNORECASE | re.DOTALL)
WORKERS = ("worker", "sharedworker", "serviceworker")
#: Has no importScripts(), unlike a script that begins with it.
MODULE = re.compile(rb"^\s*(?:(?:import|export)\s+\w|(?:import|export)\s*[{*\"'])", re.MULTILINE)


def answer(request, response, config, own):
    """Fills the response, or writes it."""
    path = request.url_parts.path
    if path == NOTES:
        response.content = json.dumps(config["notes"].take())
        return
    if path in own:
        if path == FIRST:
            config["notes"].has_loaded()
        response.headers.set("Content-Type", "text/javascript")
        response.headers.set("Cache-Control", "no-store")
        # Workers of another origin, and documents that want CORS of everything.
        response.headers.set("Access-Control-Allow-Origin", "*")
        response.headers.set("Cross-Origin-Resource-Policy", "cross-origin")
        response.content = own[path]
        return
    file = file_of(path, config["root"])
    made = wrappers.source_of(path)
    if file and file.suffix == ".py":
        answer_by_handler(file, request, response)
    elif file and file.suffix == ".asis":
        response.writer.write(file.read_bytes())
        response.close_connection = True
        return
    elif file:
        answer_by_file(file, request, response, config)
    elif made and file_of(made[0], config["root"]):
        answer_by_script(path, *made, request, response, config)
    else:
        if path != "/favicon.ico":
            config["notes"].is_missing(path)
        response.status = 404
        response.headers.set("Content-Type", "text/plain")
        response.content = "404: not found"
    if not response.writer.has_begun:
        asked = pipe_of(request)
        if asked:
            pipes.apply(asked, request, response, config)
        put_first(request, response, config["notes"])


def pipe_of(request):
    return as_text(request.GET.first("pipe", ""))


def file_of(path, root):
    """A file inside of the checkout."""
    found = Path(os.path.normpath(os.path.join(root, os.fsdecode(unquote_to_bytes(path)).lstrip("/"))))
    return found if root in (str(found), *map(str, found.parents)) and found.is_file() else None


def answer_by_handler(file, request, response):
    module, _ = python2.load(file)
    response.take(module.main(request, response))


def answer_by_script(path, script, kind, request, response, config):
    text = file_of(script, config["root"]).read_text("utf-8", "replace")
    response.headers.set("Content-Type", "text/javascript" if kind == "worker script" else "text/html")
    set_headers(file_of(script, config["root"]), request, response, config)
    response.content = wrappers.document(path, script, kind, text, FIRST).encode()


def answer_by_file(file, request, response, config):
    names = file.name.split(".")
    response.headers.set("Content-Type", TYPES.get(names[-1].lower(), "application/octet-stream"))
    changed = email.utils.formatdate(file.stat().st_mtime, usegmt=True)
    response.headers.set("Last-Modified", changed)
    set_headers(file, request, response, config)
    content = file.read_bytes()
    since = request.headers.get("If-Modified-Since")
    if since is not None and as_text(since) == changed:
        response.status, response.content = 304, b""
        return
    response.content = content
    wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", as_text(request.headers.get("Range") or ""))
    if wanted:
        start, end = int(wanted[1]), min(int(wanted[2] or len(content)), len(content) - 1)
        response.status, response.content = 206, content[start:end + 1]
        response.headers.set("Content-Range", f"bytes {start}-{end}/{len(content)}")
    if "sub" in names[1:-1]:
        pipes.sub(request, response, config)


def set_headers(file, request, response, config):
    """`__dir__.headers`, then `name.headers`, either of which may have substitutions."""
    for name in ("__dir__", file.name):
        for is_template, ending in ((False, ".headers"), (True, ".sub.headers")):
            given = file.with_name(name + ending)
            if not given.is_file():
                continue
            content = given.read_bytes()
            lines = (pipes.substitute(content, request, config) if is_template else content).splitlines()
            fields = [line.partition(b":") for line in lines if line.strip()]
            for field in {name.strip().lower() for name, _, _ in fields}:
                response.headers.remove(field)
            response.headers.update((name.strip(), value.strip()) for name, _, value in fields)


def put_first(request, response, notes):
    """A document that is gone to, and a classic worker, run our script before their own."""
    code, _ = response.code_and_message()
    type_ = as_text(response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    target = as_text(request.headers.get("Sec-Fetch-Dest") or "")
    if request.method not in ("GET", "POST") or not 200 <= code < 300 or code == 204 or "Content-Encoding" in response.headers:
        return
    if type_ in DOCUMENTS and is_navigation(request, target):
        response.content = with_script(response.body())
    elif target in WORKERS and "javascript" in type_:
        response.content = before_worker(response.body())
    else:
        return
    response.headers.remove("Content-Length")
    if FIRST.encode() in response.content:
        notes.has_put()


def before_worker(content):
    is_done = FIRST.encode() in content or MODULE.search(content)
    return content if is_done else b'importScripts("%s");' % FIRST.encode() + content


def is_navigation(request, target):
    accepts = as_text(request.headers.get("Accept") or "")
    return target in ("", "document", "iframe", "frame") and accepts.startswith("text/html,")


def with_script(content):
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content
    at = FRONT.match(content).end()
    return content[:at] + b'<script src="%s"></script>' % FIRST.encode() + content[at:]
