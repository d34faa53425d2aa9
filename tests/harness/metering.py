"""What an event costs in the units that AWS bills: a meter on the wire, read for one event of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId, thread_of
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from chalicelib.flows.ports import House
from chalicelib.store.models import MODELS
from tests.harness.brand import HANDSETS, REP1_LINE
from tests.harness.commits import Change, Plain, watched
from tests.harness.wire import WIRE, Call, Effect
from tests.harness.world import World

KB, READ_KB = 1024, 4096
CROWD = GroupId("g00000000000000000000000009")
RECIPIENTS = 50


@dataclass
class Meter:
    """`writes` and `reads` are DynamoDB's request units, `queue` jobs put, `texts` handed to the provider.

    `functions` are invocations, `requests` those of them that came through the API.
    """

    writes: float = 0
    reads: float = 0
    queue: float = 0
    mails: float = 0
    topic: float = 0
    texts: float = 0
    functions: float = 0
    requests: float = 0

    def __call__(self, call: Call, effect: Effect) -> Any:
        answer, commit = watched(call, effect)
        service, _, operation = call.name.partition(".")
        if service == "dynamodb":
            twice = 2 if operation == "TransactWriteItems" else 1
            self.writes += sum(units(change, twice) for change in commit.changes) if commit else 0
            self.reads += read_units(operation, json.loads(call.body), json.loads(answer.content))
        self.queue += service == "sqs"
        self.mails += service == "sesv2"
        self.topic += service == "sns"
        self.texts += call.name == "provider.send"
        return answer

    def per(self, events: int) -> dict[str, float]:
        names = ("requests", "functions", "writes", "reads", "queue", "mails", "topic", "texts")
        return {name: round(float(getattr(self, name)) / events, 2) for name in names}


@contextmanager
def metered(world: World, requests: int) -> Iterator[Meter]:
    """`requests` is how many come through the API."""
    meter, before = Meter(requests=requests), WIRE.invocations
    with world.around(meter):
        yield meter
    meter.functions = WIRE.invocations - before


def units(change: Change, times: int) -> float:
    """Write units of one item and of the indexes it stands in; `times` is 2 in a transaction."""
    indexes: Any = MODELS[change.noun]._get_schema()["global_secondary_indexes"]
    own = times * _kilobytes(max(size(change.before), size(change.after)), KB)
    return own + sum(_index_units(index, change) for index in indexes)


def read_units(operation: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """Of a read: what is not there costs as much as a small item; half of it where staleness is allowed."""
    if operation == "GetItem":
        return _kilobytes(len(json.dumps(answer.get("Item", {}))), READ_KB) * _share(asked)
    if operation == "Query":
        return _kilobytes(len(json.dumps(answer.get("Items", []))), READ_KB) * _share(asked)
    if operation == "BatchGetItem":
        return sum(len(table["Keys"]) * _share(table) for table in asked["RequestItems"].values())
    return 0


def size(item: Plain | None) -> int:
    """About what DynamoDB counts: names and values as text."""
    return 0 if item is None else sum(len(name) + len(str(value)) for name, value in item.items())


def _index_units(index: Mapping[str, Any], change: Change) -> float:
    """A new, gone or changed projection is one write each; one that moved is deleted and put."""
    keys = {one["AttributeName"] for one in index["key_schema"]}
    before, after = _entry(change.before, keys), _entry(change.after, keys)
    if before is None or after is None:
        return _kilobytes(max(size(before), size(after)), KB) if before or after else 0
    names = keys | set(index["projection"].get("NonKeyAttributes") or {*before, *after})
    if all(before.get(name) == after.get(name) for name in names):
        return 0
    return 2 if any(before[key] != after[key] for key in keys) else 1


def _entry(item: Plain | None, keys: set[str]) -> Plain | None:
    return item if item is not None and all(key in item for key in keys) else None


def _kilobytes(length: int, unit: int) -> int:
    return max(1, -(-length // unit))


def _share(asked: Mapping[str, Any]) -> float:
    return 1.0 if asked.get("ConsistentRead") else 0.5


def crowd(house: House, now: datetime) -> None:
    """A group of contacts who agreed to rep1's line."""
    line = house.ids.line(REP1_LINE)
    phones = [PhoneNumber(f"+13125550{100 + place}") for place in range(RECIPIENTS)]
    for phone in phones:
        contact = house.ids.contact(phone)
        house.contacts.create(Contact(contact, phone, first_name="One of many", source="seed", created=now))
        thread = Thread(
            thread_of(line, contact), line, contact, REP1_LINE, phone, "One of many", Consent.YES, last_act=now
        )
        house.conversations.save(
            Changes(thread=thread, standing_before=None, standing=Standing(contact, lines=frozenset({line}))), now
        )
    house.contacts.create_group(Group(CROWD, "Crowd", now, PersonId("rep1")))
    house.contacts.add_members(CROWD, [house.ids.contact(phone) for phone in phones])


def inbound() -> dict[str, float]:
    """One text of a known contact into its open thread, with the alert that follows."""
    with World() as world:
        world.handset_texts(HANDSETS[0], REP1_LINE, "Are you open today?")
        world.drain()
        with metered(world, 1) as meter:
            world.handset_texts(HANDSETS[1], REP1_LINE, "Yes that works for me, see you at 3 pm!")
            world.drain()
    return meter.per(1)


def reply() -> dict[str, float]:
    """One text of a rep with its two status callbacks."""
    with World() as world:
        world.handset_texts(HANDSETS[0], REP1_LINE, "Are you open today?")
        world.drain()
        thread = world.thread(REP1_LINE, HANDSETS[0])
        with metered(world, 3) as meter:
            world.api("rep1", "POST", f"/threads/{thread}/messages", {"body": "Yes, until six."}, world.key())
            world.drain()
            for status in ("sent", "delivered"):
                world.callback(world.carrier.sent[-1], status)
    return meter.per(1)


def broadcast() -> dict[str, float]:
    """One recipient's share of a broadcast, with its two status callbacks."""
    with World(crowd) as world, metered(world, 1 + 2 * RECIPIENTS) as meter:
        body = {"line": REP1_LINE, "group": CROWD, "body": "The spring list is here."}
        world.api("rep1", "POST", "/broadcasts", body, world.key())
        _until(world, lambda: len(world.carrier.sent) >= RECIPIENTS)
        for text in list(world.carrier.sent):
            for status in ("sent", "delivered"):
                world.callback(text, status)
        world.drain()
    assert len(world.carrier.sent) >= RECIPIENTS
    return meter.per(RECIPIENTS)


def tick() -> dict[str, float]:
    """A minute in which nothing is due."""
    with World() as world, metered(world, 0) as meter:
        world.tick()
    return meter.per(1)


def poll() -> dict[str, float]:
    """A dashboard that asks what is new, and nothing is."""
    with World() as world:
        since = world.api("rep1", "GET", "/updates").json["cursor"]
        with metered(world, 1) as meter:
            world.api("rep1", "GET", f"/updates?since={since}")
    return meter.per(1)


def _until(world: World, done: Callable[[], bool]) -> None:
    for _ in range(20):
        world.drain()
        if done():
            return
        world.advance(1)
        world.tick()


EVENTS = {"inbound": inbound, "reply": reply, "broadcast": broadcast, "tick": tick, "poll": poll}

if __name__ == "__main__":
    for name, event in EVENTS.items():
        print(name, event())  # noqa: T201
