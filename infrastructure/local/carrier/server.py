"""Serving the carrier on this machine's own address."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from infrastructure.local.carrier.app import create_app
from infrastructure.local.carrier.carrier import open_carrier
from infrastructure.local.carrier.chores import perform
from infrastructure.local.carrier.settings import Settings
from infrastructure.local.carrier.workers import Workers


class Server:
    """The carrier with its port open and threads at work; as a context manager it serves from a thread."""

    def __init__(self, settings: Settings) -> None:
        # Bound before anything else, so that a second carrier on this port touches no database.
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", settings.port))
        self.carrier = open_carrier(replace(settings, port=listener.getsockname()[1]))
        self._workers = Workers(self.carrier.tasks, lambda task: perform(self.carrier, task))
        self._sockets: dict[int, Any] = {}
        self._http: Any = create_server(
            create_app(self.carrier),
            map=self._sockets,
            sockets=[listener],
            threads=24,
            ident="",
            channel_request_lookahead=1,  # lets a held request notice that its caller has gone
            clear_untrusted_proxy_headers=True,
        )
        self._workers.start()

    def run(self) -> None:
        """Serves until `stop`."""
        self._http.run()

    def stop(self) -> None:
        """Answers nothing more and ends `run`; what waits is kept."""
        self._http.task_dispatcher.shutdown()
        # In the loop's own thread: a socket must not be closed under its select. A loop that was just awake has done it
        # before it is woken for it: then the trigger is closed already.
        with suppress(OSError):
            self._http.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._workers.stop()

    def __enter__(self) -> Server:
        self._thread = threading.Thread(target=self.run, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._thread.join(2)
        self.carrier.http.clear()
        self.carrier.db.close()
