"""Serves a checkout of web-platform-tests: its files, handlers of any age, pipes, and documents for its scripts.

    python3 serve.py ROOT --first FILE --report FILE [--ports 0,0,0,0] [--certificate FILE]

Prints its ports as JSON, and ends with its standard input. With `--list PATH …` it prints the URLs of tests instead.
"""

import argparse
import http.server
import json
import os
import socket
import ssl
import sys
import threading
import traceback
import urllib.parse
from pathlib import Path

from server import files, python2, wrappers
from server.notes import Notes
from server.request import Request
from server.response import Response

HOST = "localhost"
SUBDOMAINS = {"": "", "www": "www", "www1": "www1", "www2": "www2", "élève": "xn--lve-6lad", "天気の良い日": "xn--n8j6ds53lwwkrqhv28a"}
SKIPPED = {"resources", "support", "tools"}


class Connection(http.server.BaseHTTPRequestHandler):
    """One connection, and one thread."""

    protocol_version = "HTTP/1.1"
    timeout = 120

    def __getattr__(self, name):
        # A method of any name is a handler's business.
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self):
        self.body = self.read_body()
        host = self.headers.get("Host") or f"{HOST}:{self.server.server_address[1]}"
        self.url = urllib.parse.urljoin(f"{self.server.scheme}://{host}/", self.path)
        config, own = self.server.config, self.server.own
        file = files.file_of(urllib.parse.urlsplit(self.url).path, config["root"])
        speaks_bytes = bool(file and file.suffix == ".py" and python2.BYTES_LITERAL.search(file.read_text("latin-1")))
        request, response = Request(self, config, speaks_bytes), Response(self)
        try:
            files.answer(request, response, config, own)
        except (BrokenPipeError, ConnectionResetError):
            response.close_connection = True
        except Exception as error:
            config["notes"].has_failed(request.url_parts.path, error)
            if not response.writer.has_begun:
                response = Response(self)
                response.status, response.content = 500, traceback.format_exc()
                response.headers.set("Content-Type", "text/plain")
            if os.environ.get("WPT_ERRORS"):
                print(self.command, self.url, traceback.format_exc(), file=sys.stderr)
        response.write()
        if response.close_connection or as_last(response):
            self.close_connection = True

    def read_body(self):
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            parts = []
            while size := int(self.rfile.readline().partition(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        length = self.headers.get("Content-Length") or "0"
        return self.rfile.read(int(length)) if length.isdigit() else b""

    def log_message(self, *_):
        pass


def as_last(response):
    connection = response.headers.get("Connection") or b""
    return connection.lower() == b"close"


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    scheme = "http"

    def handle_error(self, *_):
        # A browser that goes away is nothing new.
        pass

    def get_request(self):
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection, address


class SecureServer(Server):
    scheme = "https"

    def finish_request(self, connection, address):
        # The handshake belongs to the connection's thread.
        with self.context.wrap_socket(connection, server_side=True) as secured:
            super().finish_request(secured, address)


def config_of(root, http_ports, https_ports):
    hosts = {key: f"{name}.{HOST}" if name else HOST for key, name in SUBDOMAINS.items()}
    others = {key: f"{name}.alt.{HOST}" if name else f"alt.{HOST}" for key, name in SUBDOMAINS.items()}
    ports = {"http": http_ports, "https": https_ports, "http-private": http_ports, "http-public": http_ports,
             "https-private": https_ports, "https-public": https_ports, "ws": [1], "wss": [1], "h2": https_ports}
    names = {"host": HOST, "ports": ports, "domains": hosts, "hosts": {"": hosts, "alt": others}}
    return {"root": root, "notes": Notes(), "substitutions": names, **names}


def serve(arguments):
    wanted = [int(port) for port in arguments.ports.split(",")]
    servers = [Server(("127.0.0.1", port), Connection) for port in wanted[:2]]
    secure = [SecureServer(("127.0.0.1", port), Connection) for port in wanted[2:]] if arguments.certificate else []
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate)
        for server in secure:
            server.context = context
    ports = [server.server_address[1] for server in servers]
    # Nobody listens on port 1: tests that want TLS fail there, with the wrapper as without.
    secure_ports = [server.server_address[1] for server in secure] or [1, 1]
    config = config_of(str(Path(arguments.root).resolve()), ports, secure_ports)
    own = {files.FIRST: Path(arguments.first).read_bytes(), "/resources/testharnessreport.js": Path(arguments.report).read_bytes()}
    for server in servers + secure:
        server.config, server.own = config, own
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"http": ports, "https": secure_ports}), flush=True)
    sys.stdin.read()


def list_tests(arguments):
    root = Path(arguments.root).resolve()
    tests = {}
    for path in arguments.list:
        place = root / path
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in found:
            relative = file.relative_to(root)
            if not file.is_file() or SKIPPED & set(relative.parts[:-1]) or "-manual." in file.name:
                continue
            text = file.read_text("utf-8", "replace") if file.suffix in (".js", ".html", ".htm", ".xhtml", ".xht") else ""
            for url in wrappers.urls_of(relative.as_posix(), text):
                tests[url] = {"url": f"/{url}", "https": ".https." in url, "long": is_long(text)}
    print(json.dumps(list(tests.values())))


def is_long(text):
    return bool('name="timeout" content="long"' in text or "META: timeout=long" in text or "name=timeout content=long" in text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("--first")
    parser.add_argument("--report")
    parser.add_argument("--ports", default="0,0,0,0")
    parser.add_argument("--certificate")
    parser.add_argument("--list", nargs="+")
    arguments = parser.parse_args()
    if arguments.list:
        return list_tests(arguments)
    python2.install()
    return serve(arguments)


if __name__ == "__main__":
    main()
