"""An AWS that answers at once, always the same: `python -m tests.bench.stub RECORDING` prints its port.

What the caller spends on a call is then its own work and nothing of a store's.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

END = b"\r\n\r\n"


def answers(recording: dict[str, Any]) -> dict[str, bytes]:
    """What is answered to each operation, as whole HTTP responses."""
    bodies = {call["name"].split(".")[1]: call["answered"] for call in recording["calls"]}
    (asked,) = (call["asked"] for call in recording["calls"] if call["name"] == "dynamodb.BatchGetItem")
    bodies["TransactGetItems"] = {"Responses": _in_order(asked, bodies["BatchGetItem"])}
    bodies["GetSecretValue"] = {"Name": "secret", "SecretString": json.dumps(recording["secret"])}
    return {operation.lower(): _response(body) for operation, body in bodies.items()}


def _in_order(asked: dict[str, Any], answered: dict[str, Any]) -> list[dict[str, Any]]:
    """The items of a batch as a transaction gives them: in the order of their keys, {} for one that is not there."""
    found = {(item["pk"]["S"], item["sk"]["S"]): item for items in answered["Responses"].values() for item in items}
    keys = [(key["pk"]["S"], key["sk"]["S"]) for wanted in asked["RequestItems"].values() for key in wanted["Keys"]]
    return [{"Item": found[key]} if key in found else {} for key in keys]


def _response(body: object) -> bytes:
    text = json.dumps(body).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {len(text)}"
    return head.encode() + END + text


class Connection(asyncio.Protocol):
    """One kept-alive connection. The operation's name is the end of the header X-Amz-Target; GET tells the counts."""

    def __init__(self, known: dict[str, bytes], counts: Counter[str]) -> None:
        self._known, self._counts, self._waiting = known, counts, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while (end := self._waiting.find(END)) >= 0:
            head = self._waiting[:end].lower()
            length = int(_header(head, b"content-length") or 0)
            if len(self._waiting) < end + len(END) + length:
                return
            self._waiting = self._waiting[end + len(END) + length :]
            self._transport.write(self._answer(head))

    def _answer(self, head: bytes) -> bytes:
        if head.startswith(b"get "):
            return _response(dict(self._counts))
        operation = _header(head, b"x-amz-target").rpartition(b".")[2].decode()
        self._counts[operation] += 1
        return self._known[operation]


def _header(head: bytes, name: bytes) -> bytes:
    _, found, after = head.partition(b"\r\n" + name + b":")
    return after.split(b"\r\n", maxsplit=1)[0].strip() if found else b""


async def serve(recording: dict[str, Any]) -> None:
    known, counts = answers(recording), Counter[str]()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(known, counts), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
