"""The one address of the local run: dashboard, API and sign-in."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice
from waitress.server import create_server

from infrastructure.local.gateway import Gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 16
LONGEST_BODY = 10 * 1024 * 1024
"""API Gateway's own limit."""


class Threaded(Chalice):
    """A Chalice app that may serve several requests at once: in Lambda it never does."""

    _local = threading.local()

    @property
    def current_request(self) -> Any:
        return getattr(self._local, "request", None)

    @current_request.setter
    def current_request(self, request: Any) -> None:
        self._local.request = request

    @property
    def lambda_context(self) -> Any:
        return getattr(self._local, "context", None)

    @lambda_context.setter
    def lambda_context(self, context: Any) -> None:
        self._local.context = context


def gateway(app: Chalice, stage: str) -> Gateway:
    """API Gateway in front of a Chalice app, which may then be called from several threads."""
    app.__class__ = Threaded
    routes = {path: list(methods) for path, methods in app.routes.items()}
    return Gateway(app, routes, stage, app.api.binary_types)


def dispatch(by_prefix: Mapping[str, WSGIApplication], rest: WSGIApplication) -> WSGIApplication:
    """Sends a request to the application whose prefix its path has, any other to `rest`."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["REQUEST_URI"]
        for prefix, wanted in by_prefix.items():
            if path.startswith(prefix):
                return wanted(environ, start_response)
        return rest(environ, start_response)

    return application


def serve(application: WSGIApplication, listener: socket.socket) -> None:
    """Serves on a bound socket from a thread, for as long as the process lives."""
    http: Any = create_server(
        application,
        sockets=[listener],
        threads=THREADS,
        ident="",
        max_request_body_size=LONGEST_BODY,
        clear_untrusted_proxy_headers=True,
    )
    threading.Thread(target=http.run, name="server", daemon=True).start()
