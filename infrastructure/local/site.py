"""The built dashboard's files, as CloudFront serves them: every address that is no file is the app's own."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
NOT_BUILT = b"<!doctype html><title>Parley</title><p>The dashboard is not built yet: <code>make run</code> builds it."
SAFE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)


class Site:
    """Serves `folder`, and `config` as /config.json."""

    def __init__(self, folder: Path, config: Mapping[str, str]) -> None:
        self._folder = folder.resolve()
        self._config = json.dumps(config).encode()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = unquote(environ["REQUEST_URI"].partition("?")[0])
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _answer(start_response, "405 Method Not Allowed", "text/plain", ASK, b"")
        if path == "/config.json":
            return _answer(start_response, "200 OK", "application/json", "no-store", self._config)
        found = self._file(path)
        if found is not None:
            return self._send(start_response, found)
        if Path(path).suffix:
            return _answer(start_response, "404 Not Found", "text/plain", ASK, b"There is no such file.")
        index = self._file("/index.html")
        if index is None:
            return _answer(start_response, "200 OK", "text/html; charset=utf-8", "no-store", NOT_BUILT)
        return self._send(start_response, index)

    def _file(self, path: str) -> Path | None:
        found = (self._folder / path.lstrip("/")).resolve() if "\0" not in path else self._folder
        return found if found.is_relative_to(self._folder) and found.is_file() else None

    def _send(self, start_response: StartResponse, file: Path) -> Iterable[bytes]:
        # Vite names what is in assets/ by its content.
        hashed = file.is_relative_to(self._folder / "assets")
        return _answer(start_response, "200 OK", _type(file), FOREVER if hashed else ASK, file.read_bytes())


def _type(file: Path) -> str:
    if file.suffix == ".webmanifest":
        return "application/manifest+json"
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _answer(start_response: StartResponse, status: str, kind: str, cache: str, body: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Cache-Control", cache), ("Content-Length", str(len(body))), *SAFE]
    start_response(status, headers)
    return [body]
