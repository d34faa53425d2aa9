"""The whole product in one process: the real app and workers on moto, a carrier that remembers, and a clock to turn."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from types import TracebackType
from typing import Any, TypeVar

import time_machine

from chalicelib.core.errors import Unauthorized
from chalicelib.core.ids import ContactId, LineId, PersonId, ThreadId
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House
from chalicelib.settings import settings
from chalicelib.store.database import Database
from chalicelib.wiring import Wiring, wiring
from tests.harness import aws, brand, gateway, schedule
from tests.harness.bucket import signing_bucket
from tests.harness.canary import Canary
from tests.harness.carrier import FINAL, FakeCarrier, Text
from tests.harness.gateway import Answer
from tests.harness.in_turn import in_turn
from tests.harness.monitor import Monitor
from tests.harness.push import FakePush
from tests.harness.rights import Rights
from tests.harness.wire import WIRE, Around

T = TypeVar("T")
Prepare = Callable[[House, datetime], None]
BEGIN = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MOMENT = timedelta(milliseconds=7)
"""Each invocation begins a little later than the one before, as in life."""

_adapters: dict[str, Any] = {}
_OF_ONE_WORLD = ("_brand", "settings", "accounts")
"""What is built of the moment, and of a user pool that has another name once moto has begun anew."""


class HeaderTokens:
    """Takes the Authorization header as the person's id; the verification of real tokens has its own tests."""

    def caller(self, header: str) -> PersonId:
        if not header:
            raise Unauthorized
        return PersonId(header)


class World:
    """A context manager: within it this process is one brand's stack, at `BEGIN`, seeded as brand.py says.

    `prepare` is a named function of brand.py's kind that adds to the seed; what it wrote is kept by module and name.
    `side_by_side`: whether a broadcast's recipients go out in threads, as in production, or one after the other.
    `guarded`: whether a function is refused what its role does not grant.
    """

    def __init__(self, prepare: Prepare | None = None, *, side_by_side: bool = False, guarded: bool = True) -> None:
        self.monitor = Monitor()
        self.rights = Rights(self.monitor)
        self.carrier = FakeCarrier(on_send=[self.monitor.sent])
        self.push = FakePush()
        self.wiring: Wiring = wiring
        self.people = brand.people()
        self.canary = Canary(self.people)
        self.lines: tuple[PhoneNumber, ...] = brand.LINES
        self._prepare = prepare
        self._side_by_side = side_by_side
        self._guarded = guarded
        self._stack = ExitStack()
        self._keys = 0

    def __enter__(self) -> World:
        self._stack.enter_context(aws.running())
        self._stack.enter_context(_environment(aws.environment()))
        self._clock = self._stack.enter_context(time_machine.travel(BEGIN, tick=False))
        self._stack.enter_context(_wired(self._wiring_of_tests()))
        self._begin(self._prepare)
        self._stack.enter_context(self.around(self.monitor))
        logging.getLogger().addHandler(self.canary)
        self._stack.callback(logging.getLogger().removeHandler, self.canary)
        if self._guarded:
            self._stack.enter_context(self.around(self.rights))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            told = [] if kind else self.canary.left(self.carrier.sent, self.mails, self.published)
        finally:
            self._stack.close()
        assert not told, told

    @contextmanager
    def around(self, each: Around) -> Iterator[None]:
        """Within it every call passes `each`, outside of what was there before."""
        WIRE.around.insert(0, each)
        try:
            yield
        finally:
            WIRE.around.remove(each)

    # The clock

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, minutes: float = 0, *, seconds: float = 0) -> None:
        """Turns the clock; nothing else happens."""
        self._clock.shift(timedelta(minutes=minutes, seconds=seconds))

    # From outside

    def api(
        self,
        caller: str | None,
        method: str,
        path: str,
        body: Any = None,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """A request to the API; `caller` is a person's id, None for nobody; a `bytes` body goes as it is."""
        self._clock.shift(MOMENT)
        sent = {"Content-Type": "application/json", **(headers or {})}
        if caller is not None:
            sent["Authorization"] = caller
        if key is not None:
            sent["Idempotency-Key"] = key
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        answer = gateway.request(method, path, sent, raw)
        self.canary.answered(method, path, answer)
        return answer

    def steer(self, caller: str, broadcast: str, act: str, key: str | None = None) -> Answer:
        """Pauses, resumes or cancels a broadcast; the monitor is told, as what is claimed from now on may not go."""
        answer = self.api(caller, "POST", f"/broadcasts/{broadcast}/{act}", key=key)
        self.monitor.steered(broadcast, act, answer.status)
        return answer

    def handset_texts(self, sender: str, to: str, body: str, sid: str | None = None) -> Answer:
        """A handset texts a line: the carrier lists it whatever becomes of the webhook."""
        return self.webhook(self.carrier.took_in(sender, to, body, sid))

    def webhook(self, text: Text) -> Answer:
        """The signed webhook of a text that came in; once more for a repeat."""
        self._clock.shift(MOMENT)
        form = {
            "MessageSid": text.provider_id,
            "SmsSid": text.provider_id,
            "AccountSid": aws.ACCOUNT_SID,
            "From": text.sender,
            "To": text.to,
            "Body": text.body,
            "NumMedia": str(len(text.media)),
            "NumSegments": "1",
            **{f"MediaUrl{place}": source for place, source in enumerate(text.media)},
        }
        if text.opt_out:
            form["OptOutType"] = text.opt_out
        answer = gateway.signed("/hooks/twilio/inbound", form)
        self.monitor.webhook_answered(text, answer.status)
        return answer

    def callback(self, text: Text, status: str, error: int | None = None) -> Answer:
        """A signed status callback for a text that went out; the carrier's own record moves too, if it was open."""
        self._clock.shift(MOMENT)
        if text.status not in FINAL:
            text.status, text.error = status, error
        form = {
            "MessageSid": text.provider_id,
            "AccountSid": aws.ACCOUNT_SID,
            "From": text.sender,
            "To": text.to,
            "MessageStatus": status,
        }
        if error is not None:
            form["ErrorCode"] = str(error)
        return gateway.signed(f"/hooks/twilio/status?m={text.ref.replace('#', '%23')}", form)

    # From inside

    def drain(self, shuffle: Random | None = None, *, duplicate: bool = False) -> int:
        """Works off what the queues hold and what follows from it; how many jobs were done.

        `shuffle` mixes the order of deliveries, `duplicate` gives each job to its worker twice. What failed waits for
        its visibility timeout: turn the clock.
        """
        return schedule.drain(lambda: self._clock.shift(MOMENT), shuffle, duplicate=duplicate)

    def work(self, queue: str) -> None:
        """Gives the jobs that wait on one queue to its worker, and does not look at the other queues."""
        self._clock.shift(MOMENT)
        schedule.batch(queue)

    def tick(self) -> None:
        self._clock.shift(MOMENT)
        schedule.scheduled("tick")

    def reconcile(self) -> None:
        self._clock.shift(MOMENT)
        schedule.scheduled("reconcile")

    # Names

    def line(self, number: str) -> LineId:
        return wiring.ids.line(PhoneNumber(number))

    def contact(self, phone: str) -> ContactId:
        return wiring.ids.contact(PhoneNumber(phone))

    def thread(self, number: str, phone: str) -> ThreadId:
        return wiring.ids.thread(PhoneNumber(number), PhoneNumber(phone))

    def key(self) -> str:
        """A fresh Idempotency-Key."""
        self._keys += 1
        return f"key-{self._keys}"

    # What was left

    @property
    def mails(self) -> list[dict[str, str]]:
        return aws.mails()

    @property
    def published(self) -> list[dict[str, Any]]:
        return aws.published()

    def items(self, table: str) -> list[aws.Item]:
        """Every item of a table, each value as DynamoDB writes it."""
        return list(aws.items(table))

    def _begin(self, prepare: Prepare | None) -> None:
        name = f"{prepare.__module__}.{prepare.__qualname__}" if prepare else ""
        if aws.put_back(name):
            return
        if prepare is None:
            brand.seed(wiring, BEGIN)
            aws.keep("")
        else:
            self._begin(None)
            prepare(wiring, BEGIN)
            aws.keep(name)

    def _wiring_of_tests(self) -> dict[str, Any]:
        parts: dict[str, Any] = {
            "provider": self.carrier,
            "attachments": self.carrier.media,
            "push": self.push,
            "tokens": HeaderTokens(),
            "bucket": signing_bucket(),
        }
        if not self._side_by_side:
            parts["side_by_side"] = in_turn
        return parts


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    settings.cache_clear()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        settings.cache_clear()


def _of_a_test(part: object) -> bool:
    """Whether a test put it in: it must not serve the next one."""
    return type(part).__module__.startswith("tests.")


@contextmanager
def _wired(parts: Mapping[str, Any]) -> Iterator[None]:
    """The composition root as built, with a few adapters put in; its clients are kept for the next world."""
    before = dict(wiring.__dict__)
    wiring.__dict__.clear()
    wiring.__dict__.update(_adapters)
    if not _adapters:
        wiring.__dict__["_database"] = Database(wiring.settings.tables, pause=lambda _: None)
    wiring.__dict__.update(parts)
    try:
        yield
    finally:
        kept = {name: part for name, part in wiring.__dict__.items() if name not in {*parts, *_OF_ONE_WORLD}}
        _adapters.update({name: part for name, part in kept.items() if not _of_a_test(part)})
        wiring.__dict__.clear()
        wiring.__dict__.update(before)
