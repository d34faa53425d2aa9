"""HTTP for servers of the bench: connections that are kept, and answers as whole responses."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

END = b"\r\n\r\n"
Answer = Callable[[str, bytes], tuple[bytes, float]]
"""Of a request's head and body: the response, and how many seconds later it goes."""


class Connection(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, answer: Answer) -> None:
        self._answer, self._waiting = answer, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while (end := self._waiting.find(END)) >= 0:
            head = self._waiting[:end].decode()
            whole = end + len(END) + int(header(head, "content-length") or 0)
            if len(self._waiting) < whole:
                return
            body, self._waiting = self._waiting[end + len(END) : whole], self._waiting[whole:]
            answer, delay = self._answer(head, body)
            if delay:
                asyncio.get_running_loop().call_later(delay, self._transport.write, answer)
            else:
                self._transport.write(answer)


def response(text: str, status: str = "200 OK") -> bytes:
    body = text.encode()
    kind = "text/xml" if text.startswith("<") else "application/json"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}"
    return head.encode() + END + body


def header(head: str, name: str) -> str:
    for line in head.split("\r\n"):
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""


async def serve(answer: Answer) -> None:
    """On a port of its own choice, which is printed, until the process is ended."""
    server = await asyncio.get_running_loop().create_server(lambda: Connection(answer), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()
