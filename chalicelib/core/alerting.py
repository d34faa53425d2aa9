"""By which channels a person hears of something: its choice for each event, and its quiet hours (AL-1, AL-2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.core import office
from chalicelib.core.errors import Invalid
from chalicelib.core.people import Channel, Choice, Event, Person, Quiet

Channels = tuple[Channel, ...]


def wanted(person: Person, event: Event) -> Channels:
    """What the person chose for this event; without a choice of its own, what it chose for all."""
    return next((choice.channels for choice in person.choices if choice.event is event), person.alerts)


def channels(person: Person, event: Event, now: datetime, zone: str) -> Channels:
    """By which channels it hears of this event now. In its quiet hours all comes by email: nothing rings, and nothing
    is lost. `zone` is the brand's."""
    chosen = wanted(person, event)
    return (Channel.EMAIL,) if chosen and rests(person, now, zone) else chosen


def rests(person: Person, now: datetime, zone: str) -> bool:
    """Whether it is within the person's quiet hours, by its own clocks, else by those of `zone`, the brand's."""
    quiet = person.quiet
    if quiet is None:
        return False
    minute = office.minute_of(now.astimezone(office.clock(quiet.zone or zone)))
    if quiet.begins < quiet.ends:
        return quiet.begins <= minute < quiet.ends
    return minute >= quiet.begins or minute < quiet.ends


def check(quiet: Quiet) -> None:
    """Return if these can be quiet hours; else Invalid."""
    from chalicelib.core.places import zone_named

    if quiet.begins == quiet.ends:
        raise Invalid({"quiet": "Let the quiet hours end at another time than they begin."})
    if quiet.zone and zone_named(quiet.zone) is None:
        raise Invalid({"quiet.zone": "Name a time zone, such as America/Chicago, or leave it empty for the brand's."})


def chosen(person: Person, alerts: Channels | None, by_event: Mapping[Event, Channels]) -> Person:
    """The person with another choice: `alerts` for all events, and on top of that one for each of `by_event`."""
    known = {choice.event: choice.channels for choice in person.choices} if alerts is None else {}
    choices = {**known, **{event: _once(given) for event, given in by_event.items()}}
    return replace(
        person,
        alerts=person.alerts if alerts is None else _once(alerts),
        choices=tuple(Choice(event, choices[event]) for event in Event if event in choices),
    )


def uses(person: Person, channel: Channel) -> bool:
    """Whether the person wants anything by this channel."""
    ways = (person.alerts, *(choice.channels for choice in person.choices))
    return person.copies is channel or any(channel in way for way in ways)


def also(person: Person, channel: Channel) -> Person:
    """All that the person hears of at all by this channel as well."""
    choices = tuple(_also(one, channel) if one.channels else one for one in person.choices)
    return replace(person, alerts=_once((*person.alerts, channel)), choices=choices)


def without(person: Person, channel: Channel) -> Person:
    """Nothing by this channel: what came by it alone comes by email, so that none is lost (AL-2)."""
    return replace(
        person,
        alerts=_kept(person.alerts, channel),
        choices=tuple(replace(one, channels=_kept(one.channels, channel)) for one in person.choices),
        copies=Channel.EMAIL if person.copies is channel else person.copies,
    )


def _kept(given: Channels, less: Channel) -> Channels:
    kept = tuple(channel for channel in given if channel is not less)
    return kept or (Channel.EMAIL,) if less in given else given


def _also(choice: Choice, channel: Channel) -> Choice:
    return replace(choice, channels=_once((*choice.channels, channel)))


def _once(given: Channels) -> Channels:
    return tuple(dict.fromkeys(given))
