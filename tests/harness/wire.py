"""The one place that every call to AWS, to the provider and to push services passes, below the SDK's own retries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.endpoint
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from moto.core.botocore_stubber import BotocoreStubber

FUNCTION: ContextVar[str] = ContextVar("function", default="")
"""Which Lambda function is running: a route's or a worker's name; empty for the test itself."""


@dataclass(frozen=True, slots=True)
class Call:
    """`name` is as in `dynamodb.PutItem` or `provider.send`; `body` is what an AWS request carries."""

    name: str
    body: bytes = b""
    url: str = ""

    @property
    def aws(self) -> bool:
        return not self.name.startswith(("provider.", "push."))


Effect = Callable[[], Any]
Around = Callable[[Call, Effect], Any]


class Wire:
    """`around` are wrapped about each call, the first one outermost; each may act before, after, or instead.

    `invocations` counts the functions that were run; `ran` are their names. `begins` are called before each one.
    """

    def __init__(self) -> None:
        self.around: list[Around] = []
        self.begins: list[Callable[[], None]] = []
        self.invocations = 0
        self.ran: set[str] = set()

    def signed(self, action: str, key: str) -> None:
        """A function signed a link or a form: no call, but what it gives away takes a right of its own."""
        for each in self.around:
            note = getattr(each, "signed", None)
            if note is not None:
                note(action, key)

    def carry(self, call: Call, effect: Effect) -> Any:
        return self._step(call, effect, 0)

    def _step(self, call: Call, effect: Effect, place: int) -> Any:
        if place == len(self.around):
            return effect()
        return self.around[place](call, lambda: self._step(call, effect, place + 1))


WIRE = Wire()


class Died(BaseException):
    """A fault that ends the function at once, as the loss of its machine would: no handler may catch it."""


@contextmanager
def running(name: str) -> Iterator[None]:
    """Within it one Lambda function runs."""
    WIRE.invocations += 1
    WIRE.ran.add(name)
    for begin in WIRE.begins:
        begin()
    before = FUNCTION.set(name)
    try:
        yield
    finally:
        FUNCTION.reset(before)


class _NoWait:
    """In place of the module `time` where the SDK sleeps between its tries."""

    @staticmethod
    def sleep(_: float) -> None:
        return


@cache
def install() -> None:
    """Puts the wire into this process. An own `before-send` handler would not do: moto's would run all the same."""
    original = BotocoreStubber.__call__

    def carried(
        stubber: BotocoreStubber, event_name: str, request: AWSPreparedRequest, **options: Any
    ) -> AWSResponse | None:
        def effect() -> AWSResponse | None:
            return original(stubber, event_name, request, **options)

        if not stubber.enabled or not WIRE.around:
            return effect()
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        if hasattr(body, "read"):
            body = b""  # a file on its way to the bucket, which is read once
        assert isinstance(body, bytes | bytearray)
        answer: AWSResponse | None = WIRE.carry(Call(event_name.partition(".")[2], bytes(body), request.url), effect)
        return answer

    BotocoreStubber.__call__ = carried  # type: ignore[assignment,method-assign]
    botocore.endpoint.time = _NoWait  # type: ignore[attr-defined]
