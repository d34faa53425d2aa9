"""How the caller is alerted: from the API's shapes and to them."""

from __future__ import annotations

from chalicelib.core import alerting
from chalicelib.core.people import Event, Person, Quiet
from chalicelib.flows.people import Wish
from chalicelib.routes.shapes.me import EventAlerts, QuietShape
from chalicelib.routes.shapes.team import MePatch


def events(person: Person) -> EventAlerts:
    return EventAlerts(**{event.value: list(alerting.wanted(person, event)) for event in Event})


def quiet(person: Person) -> QuietShape | None:
    known = person.quiet
    if known is None:
        return None
    return QuietShape(begins=clock(known.begins), ends=clock(known.ends), zone=known.zone)


def wish(body: MePatch) -> Wish:
    """What a request says, in the core's words."""
    said = {} if body.events is None else body.events.model_dump(exclude_none=True)
    return Wish(
        name=body.name,
        alerts=None if body.alerts is None else tuple(body.alerts),
        events={Event(event): tuple(channels) for event, channels in said.items()},
        copies=body.copies,
        quiet=None if body.quiet is None else _quiet(body.quiet),
        given=body.model_fields_set,
    )


def _quiet(shape: QuietShape) -> Quiet:
    return Quiet(minutes(shape.begins), minutes(shape.ends), shape.zone)


def minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
