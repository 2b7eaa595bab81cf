"""What `?pipe=` and the name of a file with `.sub.` do to a response."""

import gzip
import html
import re
import time
import uuid

from .python2 import as_bytes, as_text

CALL = re.compile(r"\s*([a-z_]+)(?:\(((?:\\.|[^\\)])*)\))?\s*\|?")
MARK = re.compile(rb"\{\{([^}]*)\}\}")
ACCESS = re.compile(r"\[([^\]]*)\]")


def apply(text, request, response, config):
    """Applies pipes one after the other; an unknown one is an error."""
    at = 0
    while at < len(text):
        found = CALL.match(text, at)
        if not found or found.end() == at:
            raise ValueError(f"A pipe is not understood: {text[at:]}")
        given = found.group(2)
        arguments = [] if given is None else [re.sub(r"\\(.)", r"\1", part) for part in re.split(r"(?<!\\),", given)]
        PIPES[found.group(1)](request, response, config, *arguments)
        at = found.end()


def status(_request, response, _config, code):
    response.status = int(code)


def header(_request, response, _config, name, value, append="False"):
    if append.strip().lower() in ("true", "1"):
        response.headers.append(name, value)
    else:
        response.headers.set(name, value)


def slice_(_request, response, _config, start, end="null"):
    start, end = (None if text.strip() in ("null", "") else int(text) for text in (start, end))
    response.content = response.body()[start:end]


def gzip_(_request, response, _config):
    response.content = gzip.compress(response.body())
    response.headers.set("Content-Encoding", "gzip")


def sub(request, response, config, escape=None):
    type_ = as_text(response.headers.get("Content-Type") or "")
    is_markup = escape != "none" and ("html" in type_ or "xml" in type_)
    response.content = substitute(response.body(), request, config, is_markup)


def trickle(_request, response, _config, text):
    """`100:d2:r1`: 100 bytes, a wait of 2 seconds, and the last 1 again and again."""
    steps = [(part[0], float(part[1:])) if part[:1] in "dr" else ("b", int(part)) for part in text.strip().split(":")]
    for name, value in [("Cache-Control", "no-cache, no-store, must-revalidate"), ("Pragma", "no-cache"), ("Expires", "0")]:
        if name not in response.headers:
            response.headers.set(name, value)
    if steps[0][0] == "d":
        time.sleep(steps.pop(0)[1])
    body = response.body()
    if "Transfer-Encoding" not in response.headers and "Content-Length" not in response.headers:
        response.headers.set("Content-Length", len(body))
    response.content = trickled(body, steps)


def trickled(body, steps):
    at, step = 0, 0
    while at < len(body) and step < len(steps):
        kind, value = steps[step]
        if kind == "r":
            step -= min(int(value), step)
            if all(other == "r" for other, _ in steps[step:]):
                break
            continue
        if kind == "d":
            time.sleep(value)
        else:
            yield body[at:at + value]
            at += value
        step += 1
    yield body[at:]


PIPES = {"status": status, "header": header, "slice": slice_, "gzip": gzip_, "sub": sub, "trickle": trickle}


def substitute(content, request, config, is_markup=False):
    variables = {}

    def replaced(found):
        value = as_text(valued(as_text_utf8(found.group(1)), request, config, variables))
        return as_bytes(html.escape(value) if is_markup else value)

    return MARK.sub(replaced, content)


def as_text_utf8(content):
    return content.decode("utf-8", "replace")


def valued(mark, request, config, variables):
    variable, colon, expression = mark.strip().partition(":") if mark.strip().startswith("$") else ("", "", mark.strip())
    if variable and not colon:
        return variables[variable]
    value = evaluate(expression, request, config)
    if variable:
        variables[variable] = value
    return value


def evaluate(expression, request, config):
    name = re.match(r"[a-z_A-Z]+", expression).group(0)
    keys = ACCESS.findall(expression)
    if name in config["substitutions"]:
        value = config["substitutions"][name]
        for key in keys:
            value = value[int(key)] if isinstance(value, list) else value[key]
        return value
    parts = request.url_parts
    if name == "location":
        host = f"{parts.hostname}:{parts.port}"
        path = parts.path
        return {"server": f"{parts.scheme}://{host}", "scheme": parts.scheme, "host": host, "hostname": parts.hostname,
                "port": parts.port, "path": path, "pathname": path, "query": f"?{parts.query}"}[keys[0]]
    if name == "GET":
        return request.GET.first(keys[0], "")
    if name == "headers":
        return request.headers[keys[0]]
    if name == "header_or_default":
        wanted, default = (part.strip() for part in expression[len(name) + 1:-1].split(",", 1))
        return request.headers.get(wanted, default)
    if name == "uuid":
        return str(uuid.uuid4())
    if name == "url_base":
        return "/"
    raise ValueError(f"A substitution is not understood: {expression}")
