"""Which alerts went in a world, to whom, of what and when; and so whether somebody knows of each text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.bursts import BURST
from chalicelib.core.ids import ulid
from tests.harness.state import Row, State


@dataclass(frozen=True, slots=True)
class Alert:
    """`words` is all that the person was shown, of an email its subject as well."""

    person: str
    thread: str
    at: datetime
    words: str


def alerts(state: State) -> Iterator[Alert]:
    """All that went to people of the brand and leads to a conversation, by text, by email or on a device."""
    world = state.world
    emails = {person.email: person.id for person in world.people}
    for mail, at in zip(world.mails, world.monitor.mailed, strict=True):
        if mail["to"] in emails:
            words = f"{mail['subject']}\n{mail['text']}"
            yield Alert(emails[mail["to"]], _thread(mail["text"]), at, words)
    for text in world.carrier.sent:
        kind, box, _ = text.ref.split(".", 2)
        if kind == "m" and box.startswith("person#"):
            yield Alert(box.removeprefix("person#"), _thread(text.body), text.at, text.body)
    for (device, payload), at in zip(world.push.shown, world.push.rung, strict=True):
        words = f"{payload['title']}\n{payload['body']}"
        yield Alert(device.partition("-")[0], _thread(payload["path"]), at, words)


def told_of(state: State, name: str, row: Row, *words: str) -> bool:
    """Whether a person was alerted of an entry of a conversation since it stood there; `words` are those of such an
    alert."""
    since = state.world.monitor.arrived[row["pk"], row["sk"]]
    return any(
        alert.at >= since and any(said in alert.words for said in words)
        for alert in alerts(state)
        if (alert.person, alert.thread) == (name, row["pk"])
    )


def known(state: State, row: Row) -> bool:
    """Whether somebody was alerted of what a contact wrote, by its own alert or by a later one of no older text; or, of
    what an alert just before held back, saw to the conversation since, having it before its eyes."""
    watch = state.world.monitor
    since = watch.arrived[row["pk"], row["sk"]]
    settled = watch.settled.get(row["pk"])
    told = [alert for alert in alerts(state) if alert.thread == row["pk"]]
    if any(
        (alert.at > since and not _of_older(state, row, alert))
        or (row.get("body", "") and f"\n{row['body']}\n" in alert.words)
        for alert in told
    ):
        return True
    return settled is not None and settled > since and any(since - alert.at <= BURST for alert in told)


def _of_older(state: State, row: Row, alert: Alert) -> bool:
    """Whether an alert tells what the contact wrote before, and neither this nor anything later."""
    said = [other for other in state.said if other["pk"] == row["pk"]]
    shown = {other["sk"] for other in said if other.get("body", "") and other["body"] in alert.words}
    return bool(shown) and max(shown) < row["sk"] and all(other.get("body", "") for other in said)


def of_incoming(state: State) -> list[Row]:
    """The texts to own phones that tell of what a contact wrote."""
    people = [person.id for person in state.world.people]
    said = ((person, row) for person in people for row in state.said)
    ids = {f"m#{ulid(row['at'], f'alert:{_id(row)}:{person}')}" for person, row in said}
    return [row for row in state.of("alert") if row["sk"] in ids]


def _id(row: Row) -> str:
    found: str = row["sk"].removeprefix("m#")
    return found


def _thread(shown: str) -> str:
    return shown.rpartition("/t/")[2].strip()
