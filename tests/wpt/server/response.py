"""A response as a handler makes it: returned, set, or written by itself."""

import datetime
import email.utils
import http

from .python2 import as_bytes, as_text

WITHOUT_BODY = (204, 304)


class ResponseHeaders:
    def __init__(self):
        self.pairs = []

    def set(self, name, value):
        self.remove(name)
        self.append(name, value)

    def append(self, name, value):
        self.pairs.append((as_text(name), as_bytes("" if value is None else value)))

    def remove(self, name):
        wanted = as_text(name).lower()
        self.pairs = [pair for pair in self.pairs if pair[0].lower() != wanted]

    def get(self, name, default=None):
        wanted = as_text(name).lower()
        return next((value for other, value in self.pairs if other.lower() == wanted), default)

    def __contains__(self, name):
        return self.get(name) is not None

    def __setitem__(self, name, value):
        self.set(name, value)

    def update(self, pairs):
        for name, value in pairs:
            self.append(name, value)


class Writer:
    """Writes at once. Who uses it has no other response."""

    def __init__(self, response, out):
        self.response = response
        self.out = out
        self.has_begun = False
        self.names = set()

    def write_status(self, code, message=None):
        self.has_begun = True
        message = phrase(code) if message is None else as_text(message)
        return self.write(b"HTTP/1.1 %d %s\r\n" % (code, as_bytes(message)))

    def write_header(self, name, value):
        self.has_begun = True
        self.names.add(as_text(name).lower())
        return self.write(as_bytes(name) + b": " + as_bytes(value) + b"\r\n")

    def write_raw_header_value(self, value):
        return self.write(as_bytes(value))

    def end_headers(self):
        for name, value in [("Server", "wpt"), ("Date", email.utils.formatdate(usegmt=True))]:
            if name.lower() not in self.names:
                self.write_header(name, value)
        # Who writes chunks by itself may not end them.
        if "content-length" not in self.names:
            self.response.close_connection = True
        return self.write(b"\r\n")

    def write_content(self, content):
        return self.write(content)

    def write(self, content):
        self.has_begun = True
        try:
            self.out.write(as_bytes(content))
            return True
        except (OSError, ValueError):
            self.response.close_connection = True
            return False

    def flush(self):
        # What is written is sent at once: only the other side's end shows, at the next write.
        return not self.response.close_connection or self.response.is_open()


class Response:
    def __init__(self, incoming):
        self.incoming = incoming
        self.headers = ResponseHeaders()
        self.status = 200
        self.content = []
        self.writer = Writer(self, incoming.wfile)
        self.close_connection = False
        self.send_body_for_head_request = False
        self.has_failed = False

    def is_open(self):
        return self.writer.write(b"")

    def set_cookie(self, name, value, path="/", domain=None, max_age=None, expires=None, secure=False, httponly=False,
                   samesite=None, **_):
        parts = [as_text(name) + "=" + as_text("" if value is None else value)]
        if value is None:
            max_age, expires = 0, datetime.timedelta(days=-1)
        if isinstance(expires, datetime.timedelta):
            expires = datetime.datetime.now(datetime.timezone.utc) + expires
        if isinstance(expires, datetime.datetime):
            expires = expires.strftime("%a, %d %b %Y %H:%M:%S GMT")
        given = [("Path", path), ("Domain", domain), ("Max-Age", seconds(max_age)), ("Expires", expires), ("SameSite", samesite)]
        parts += [f"{key}={as_text(value)}" for key, value in given if value is not None]
        parts += [key for key, value in [("Secure", secure), ("HttpOnly", httponly)] if value]
        self.headers.append("Set-Cookie", "; ".join(parts))

    def unset_cookie(self, name):
        kept = [pair for pair in self.headers.pairs
                if pair[0].lower() != "set-cookie" or not pair[1].startswith(as_bytes(name) + b"=")]
        self.headers.pairs = kept

    def delete_cookie(self, name, path="/", domain=None):
        self.set_cookie(name, None, path=path, domain=domain)

    def set_error(self, code, message=""):
        self.status = code if isinstance(code, tuple) else (code, phrase(code))
        self.headers.set("Content-Type", "application/json")
        self.content = message
        self.has_failed = True

    def take(self, given):
        """What a handler has returned."""
        if given is None:
            return
        if not isinstance(given, tuple):
            self.content = given
        elif len(given) == 3:
            self.status, headers, self.content = given
            self.headers.update(headers)
        else:
            headers, self.content = given
            self.headers.update(headers)

    def write_status_headers(self):
        code, message = self.code_and_message()
        self.writer.write_status(code, message)
        for name, value in self.headers.pairs:
            self.writer.write_header(name, value)
        self.writer.end_headers()

    def code_and_message(self):
        if isinstance(self.status, (tuple, list)):
            return int(self.status[0]), as_text(self.status[1])
        return int(self.status), phrase(int(self.status))

    def chunks(self):
        content = self.content
        if callable(content):
            content = content()
        if isinstance(content, (bytes, str)):
            return [as_bytes(content)]
        if hasattr(content, "read"):
            return [as_bytes(content.read())]
        return content if hasattr(content, "__next__") else [as_bytes(part) for part in content]

    def body(self):
        return b"".join(as_bytes(chunk) for chunk in self.chunks())

    def write(self):
        if self.writer.has_begun:
            return
        chunks = self.chunks()
        code, _ = self.code_and_message()
        known = isinstance(chunks, list) and not {"Content-Length", "Transfer-Encoding"} & set(self.titles())
        if known and code not in WITHOUT_BODY:
            self.headers.set("Content-Length", sum(map(len, chunks)))
        self.write_status_headers()
        is_head = self.incoming.command == "HEAD" and not self.send_body_for_head_request
        if code in WITHOUT_BODY:
            self.close_connection = False
        elif not is_head:
            for chunk in chunks:
                if chunk and not self.writer.write(chunk):
                    break

    def titles(self):
        return [name.title() for name, _ in self.headers.pairs]


def seconds(age):
    return int(age.total_seconds()) if isinstance(age, datetime.timedelta) else age


def phrase(code):
    try:
        return http.HTTPStatus(code).phrase
    except ValueError:
        return ""
