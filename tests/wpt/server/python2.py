"""Handlers of old checkouts were written for Python 2: what they import and call is found under its old name."""

import builtins
import gzip
import io
import re
import sys
import types
import urllib.parse
import zlib

BYTES_LITERAL = re.compile(r"(?<![\w\"'])b[\"']")


def as_list(function):
    return lambda *arguments: list(function(*arguments))


#: What gave lists.
LISTS = {function.__name__: as_list(function) for function in (filter, map, zip)}


class StringIO(io.BytesIO):
    """Python 2's text is bytes."""

    def __init__(self, content=b""):
        super().__init__(as_bytes(content))

    def write(self, content):
        return super().write(as_bytes(content))


class GzipFile(gzip.GzipFile):
    def write(self, content):
        return super().write(as_bytes(content))


def compress(content, *rest):
    return zlib.compress(as_bytes(content), *rest)


def as_bytes(value):
    """Text of old handlers stands for bytes; what is no such text is UTF-8."""
    if isinstance(value, bytes):
        return value
    text = str(value)
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def as_text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def load(path):
    """A handler's module, and whether it speaks bytes, as those of today do."""
    with open(path, "rb") as file:
        source = file.read()
    speaks_bytes = bool(BYTES_LITERAL.search(source.decode("latin-1")))
    # A literal of Python 2 has the very bytes of its file.
    text = source.decode("utf-8" if speaks_bytes else "latin-1")
    module = types.ModuleType("handler")
    module.__file__ = str(path)
    if not speaks_bytes:
        module.__dict__.update(LISTS)
    exec(compile(text, str(path), "exec"), module.__dict__)
    return module, speaks_bytes


def load_source(_name, path):
    return load(path)[0]


def json_handler(handler):
    """`wptserve.handlers.json_handler`: what it returns is sent as JSON."""
    import json

    def wrapped(request, response):
        given = handler(request, response)
        response.headers.set("Content-Type", "application/json")
        if isinstance(given, tuple):
            return given[:-1] + (json.dumps(given[-1]),)
        return json.dumps(given)

    return wrapped


def handler(function):
    return function


def isomorphic_encode(value):
    return value if isinstance(value, bytes) else value.encode("latin-1")


def isomorphic_decode(value):
    return value if isinstance(value, str) else value.decode("latin-1")


def install():
    builtins.xrange = range
    builtins.unicode = str
    urllib.urlencode = urllib.parse.urlencode
    urllib.quote = urllib.parse.quote
    urllib.unquote = urllib.parse.unquote
    # The module `imp` is gone since Python 3.12.
    modules = {
        "imp": {"load_source": load_source},
        "cStringIO": {"StringIO": StringIO},
        "StringIO": {"StringIO": StringIO},
        "urlparse": vars(urllib.parse),
        "gzip": {**vars(gzip), "GzipFile": GzipFile},
        "zlib": {**vars(zlib), "compress": compress},
        "wptserve": {},
        "wptserve.handlers": {"json_handler": json_handler, "handler": handler},
        "wptserve.utils": {"isomorphic_encode": isomorphic_encode, "isomorphic_decode": isomorphic_decode},
    }
    for name, content in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update({key: value for key, value in content.items() if not key.startswith("__")})
        sys.modules[name] = module
