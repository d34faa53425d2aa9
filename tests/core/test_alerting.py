"""By which channels a person hears of an event, and when its phone stays quiet (AL-1, AL-2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.core import alerting
from chalicelib.core.errors import Invalid
from chalicelib.core.people import Channel, Choice, Event, Quiet
from tests.core.builders import person

TEXT, EMAIL = Channel.TEXT, Channel.EMAIL
BOTH = (TEXT, EMAIL)
ZONE = "America/New_York"
NIGHT = Quiet(22 * 60, 7 * 60)
NOON = Quiet(12 * 60, 13 * 60)


def at(hour: int, minute: int = 0) -> datetime:
    """By the clocks of New York in winter."""
    return datetime(2026, 1, 15, (hour + 5) % 24, minute, tzinfo=UTC)


def test_an_event_has_its_own_choice_or_that_for_all() -> None:
    choosy = person(alerts=BOTH, choices=(Choice(Event.LEAD, (EMAIL,)), Choice(Event.MENTION)))
    found = {event: alerting.channels(choosy, event, at(12), ZONE) for event in Event}
    assert found == {Event.MESSAGE: BOTH, Event.LEAD: (EMAIL,), Event.MENTION: (), Event.ESCALATION: BOTH}


@pytest.mark.parametrize(
    ("quiet", "hour", "minute", "rests"),
    [
        (NIGHT, 22, 0, True),
        (NIGHT, 21, 59, False),
        (NIGHT, 0, 0, True),
        (NIGHT, 6, 59, True),
        (NIGHT, 7, 0, False),
        (NOON, 12, 0, True),
        (NOON, 11, 59, False),
        (NOON, 12, 59, True),
        (NOON, 13, 0, False),
        (None, 3, 0, False),
    ],
)
def test_the_phone_rests_between_the_two_times(quiet: Quiet | None, hour: int, minute: int, rests: bool) -> None:
    assert alerting.rests(person(quiet=quiet), at(hour, minute), ZONE) is rests


def test_the_person_s_own_clocks_count_before_the_brand_s() -> None:
    west = person(quiet=Quiet(22 * 60, 7 * 60, "America/Los_Angeles"))
    assert not alerting.rests(west, at(23), ZONE)
    assert alerting.rests(west, at(9), ZONE)
    assert alerting.rests(person(quiet=NIGHT), at(9), "America/Los_Angeles")


@pytest.mark.parametrize(("alerts", "told"), [(BOTH, (EMAIL,)), ((TEXT,), (EMAIL,)), ((EMAIL,), (EMAIL,)), ((), ())])
def test_in_quiet_hours_all_comes_by_email_and_what_nobody_wants_does_not(
    alerts: tuple[Channel, ...], told: tuple[Channel, ...]
) -> None:
    assert alerting.channels(person(alerts=alerts, quiet=NIGHT), Event.MESSAGE, at(3), ZONE) == told
    assert alerting.channels(person(alerts=alerts, quiet=NIGHT), Event.MESSAGE, at(12), ZONE) == alerts


def test_a_choice_for_all_takes_the_place_of_each_one_s() -> None:
    known = person(alerts=BOTH, choices=(Choice(Event.LEAD, (EMAIL,)),))
    one = alerting.chosen(known, None, {Event.ESCALATION: (TEXT, TEXT), Event.MESSAGE: ()})
    assert one.alerts == BOTH
    assert one.choices == (Choice(Event.MESSAGE), Choice(Event.LEAD, (EMAIL,)), Choice(Event.ESCALATION, (TEXT,)))
    assert alerting.chosen(known, (EMAIL, EMAIL), {}) == person(alerts=(EMAIL,))
    both = alerting.chosen(known, (), {Event.LEAD: BOTH})
    assert (both.alerts, both.choices) == ((), (Choice(Event.LEAD, BOTH),))


def test_without_texts_nothing_is_lost() -> None:
    texting = person(
        alerts=(TEXT,),
        copies=TEXT,
        choices=(Choice(Event.LEAD, BOTH), Choice(Event.MENTION), Choice(Event.ESCALATION, (TEXT,))),
    )
    found = alerting.without(texting, TEXT)
    assert (found.alerts, found.copies) == ((EMAIL,), EMAIL)
    assert found.choices == (
        Choice(Event.LEAD, (EMAIL,)),
        Choice(Event.MENTION),
        Choice(Event.ESCALATION, (EMAIL,)),
    )
    silent = person(alerts=(), copies=None)
    assert alerting.without(silent, TEXT) == silent


def test_with_texts_all_that_is_told_at_all_is_texted() -> None:
    found = alerting.also(person(alerts=(), choices=(Choice(Event.LEAD, (EMAIL,)), Choice(Event.MENTION))), TEXT)
    assert (found.alerts, found.choices) == ((TEXT,), (Choice(Event.LEAD, (EMAIL, TEXT)), Choice(Event.MENTION)))
    assert alerting.also(person(alerts=BOTH), TEXT).alerts == BOTH


def test_whether_anything_comes_by_text() -> None:
    assert not alerting.uses(person(alerts=(EMAIL,), copies=EMAIL), TEXT)
    assert alerting.uses(person(alerts=(TEXT,)), TEXT)
    assert alerting.uses(person(copies=TEXT), TEXT)
    assert alerting.uses(person(choices=(Choice(Event.LEAD, (TEXT,)),)), TEXT)


@pytest.mark.parametrize(
    ("quiet", "field"), [(Quiet(60, 60), "quiet"), (Quiet(60, 90, "Mars/Base"), "quiet.zone")], ids=["empty", "zone"]
)
def test_what_cannot_be_quiet_hours_is_refused(quiet: Quiet, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        alerting.check(quiet)
    assert list(refused.value.fields) == [field]


def test_quiet_hours_that_can_be() -> None:
    for quiet in (NIGHT, NOON, Quiet(0, 1, "America/Chicago")):
        alerting.check(quiet)
