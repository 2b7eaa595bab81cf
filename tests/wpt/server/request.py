"""A request as a handler sees it: text in old handlers (each character a byte), bytes in those of today."""

import base64
import email.parser
import email.policy
import io
import threading
import urllib.parse
import uuid

from .python2 import as_bytes, as_text


class MultiDict(dict):
    """Names with lists of values; `[]` gives the first one."""

    def __init__(self, pairs, spell):
        super().__init__()
        self.spell = spell
        for name, value in pairs:
            self.setdefault(name, []).append(value)

    def __getitem__(self, name):
        return super().__getitem__(self.spell(name))[0]

    def __contains__(self, name):
        return super().__contains__(self.spell(name))

    _NONE = object()

    def first(self, name, default=_NONE):
        if name in self:
            return self[name]
        if default is self._NONE:
            raise KeyError(name)
        return default

    def last(self, name, default=_NONE):
        return self.get_list(name)[-1] if name in self else self.first(name, default)

    def get(self, name, default=None):
        return self.first(name, default)

    def get_list(self, name):
        return super().get(self.spell(name), [])


class Headers(MultiDict):
    """Whatever the case of a name; a repeated header is one, joined by commas."""

    def __init__(self, pairs, spell):
        super().__init__([(spell(name).lower(), value) for name, value in pairs], lambda name: spell(name).lower())

    def __getitem__(self, name):
        values = self.get_list(name)
        if not values:
            raise KeyError(name)
        return (b", " if isinstance(values[0], bytes) else ", ").join(values)


class RawHeaders:
    """As they were on the wire. `.headers` has the lines, `get()` a value."""

    def __init__(self, message):
        self.message = message
        # Browsers write no space before an empty value.
        self.headers = [f"{name}:{value and ' '}{value}\r\n" for name, value in message.items()]

    def __str__(self):
        return "".join(self.headers)

    def __getattr__(self, name):
        return getattr(self.message, name)

    def __getitem__(self, name):
        return self.message[name]


class File:
    """A file of a form."""

    def __init__(self, part, content, spell):
        self.filename = spell(part.get_filename() or "")
        self.headers = Headers(part.items(), spell)
        self.file = io.BytesIO(content)
        self.value = spell(content)


class Cookie:
    def __init__(self, value):
        self.value = value

    def __str__(self):
        return as_text(self.value)


class Authentication:
    def __init__(self, header, spell):
        self.username = self.password = None
        scheme, _, credentials = as_text(header or "").partition(" ")
        if scheme.lower() == "basic":
            try:
                name, _, password = base64.b64decode(credentials).partition(b":")
                self.username, self.password = spell(name), spell(password)
            except ValueError:
                pass


class Stash:
    """What handlers keep from one request to the next: a value is under its key and path, and taken once."""

    values = {}
    lock = threading.RLock()

    def __init__(self, path):
        self.path = path

    def _wrap_key(self, key, path=None):
        return as_text(path or self.path), str(uuid.UUID(as_text(key)))

    def put(self, key, value, path=None):
        if value is None:
            raise ValueError("None can't be put into the stash")
        with self.lock:
            place = self._wrap_key(key, path)
            if place in self.values:
                raise ValueError("The stash has that key already")
            self.values[place] = value

    def take(self, key, path=None):
        with self.lock:
            return self.values.pop(self._wrap_key(key, path), None)


class Server:
    def __init__(self, config, path):
        self.config = config
        self.stash = Stash(path)


class Request:
    def __init__(self, incoming, config, speaks_bytes):
        spell = as_bytes if speaks_bytes else as_text
        self.spell = spell
        self.method = incoming.command
        self.request_path = incoming.path
        self.url = incoming.url
        self.url_parts = urllib.parse.urlsplit(self.url)
        self.raw_headers = RawHeaders(incoming.headers)
        self.headers = Headers([(name, spell(value)) for name, value in incoming.headers.items()], spell)
        self.raw_input = io.BytesIO(incoming.body)
        self.body = spell(incoming.body)
        self.client_address = incoming.client_address
        self.protocol_version = incoming.request_version
        self.doc_root = config["root"]
        self.server = Server(config, self.url_parts.path)
        self.GET = MultiDict(pairs_of(self.url_parts.query, spell), spell)
        self.auth = Authentication(incoming.headers.get("Authorization"), spell)

    @property
    def cookies(self):
        given = as_text(self.headers.get("Cookie") or "")
        pairs = [part.strip().partition("=") for part in given.split(";") if part.strip()]
        spell = self.spell
        return MultiDict([(spell(name), Cookie(spell(value))) for name, _, value in pairs], spell)

    @property
    def POST(self):
        type_ = as_text(self.headers.get("Content-Type") or "")
        body = as_bytes(self.body)
        if not type_.lower().startswith("multipart/form-data"):
            return MultiDict(pairs_of(as_text(body), self.spell), self.spell)
        head = b"Content-Type: " + as_bytes(type_) + b"\r\n\r\n"
        form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
        return MultiDict([self._field(part) for part in form.iter_parts()], self.spell)

    def _field(self, part):
        name = self.spell(part.get_param("name", "", header="content-disposition"))
        content = part.get_payload(decode=True) or b""
        return name, self.spell(content) if part.get_filename() is None else File(part, content, self.spell)


def pairs_of(query, spell):
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    return [(spell(name), spell(value)) for name, value in pairs]
