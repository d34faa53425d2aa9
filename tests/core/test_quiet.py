from __future__ import annotations

from datetime import UTC, datetime

from chalicelib.core.places import Place
from chalicelib.core.quiet import capped, moment, name_of, quiet
from chalicelib.core.today import today

NEW_YORK, CHICAGO = "America/New_York", "America/Chicago"
NIGHT = datetime(2026, 11, 25, 4, 10, tzinfo=UTC)
FLORIDA = Place((NEW_YORK, CHICAGO), ("FL",))


def test_an_open_place_is_not_quiet() -> None:
    assert quiet(FLORIDA, datetime(2026, 11, 25, 15, tzinfo=UTC)) is None


def test_a_warning_tells_the_time_there_and_when_it_ends() -> None:
    """SD-13."""
    found = quiet(Place((NEW_YORK,)), NIGHT)
    assert found is not None
    told = "It is 23:10 where this contact is; quiet hours there end at 08:00."
    assert found.warning == f"{told} What you write to one person goes all the same."
    assert (found.zone, found.rule, found.until) == (NEW_YORK, "federal 8-21", datetime(2026, 11, 25, 13, tzinfo=UTC))


def test_a_wait_names_place_rule_and_time_there() -> None:
    found = quiet(FLORIDA, NIGHT)
    assert found is not None
    assert found.sentence == "It is 23:10 in Florida, where quiet hours (FL 8-20) end at 09:00. It goes then by itself."


def test_the_zone_that_shuts_it_tells_the_time() -> None:
    found = quiet(FLORIDA, datetime(2026, 11, 25, 13, 30, tzinfo=UTC))
    assert found is not None
    assert (found.zone, found.warning[:11]) == (CHICAGO, "It is 07:30")


def test_a_later_day_is_named() -> None:
    found = quiet(Place((CHICAGO,), ("AL",)), datetime(2026, 11, 29, 15, tzinfo=UTC))
    assert found is not None
    assert "quiet hours there end at 08:00 on Monday, November 30." in found.warning
    assert "(AL no Sundays)" in found.sentence
    now = datetime(2026, 11, 29, 15, tzinfo=UTC)
    assert moment(datetime(2026, 11, 30, 9, tzinfo=UTC), now, CHICAGO).endswith("on Monday, November 30")
    assert moment(datetime(2026, 11, 30, 8, 59, tzinfo=UTC), now, CHICAGO) == "at 02:59"


def test_a_cap_is_told_with_its_number() -> None:
    until = datetime(2026, 11, 25, 15, tzinfo=UTC)
    told = capped(FLORIDA, until, NIGHT)
    assert told == "In Florida a person may get 3 such texts in 24 hours. This one goes by itself at 10:00."


def test_a_place_has_a_name() -> None:
    assert name_of(Place((NEW_YORK,)), NEW_YORK) == "New York"
    halifax = "America/Halifax"
    assert name_of(Place((halifax,), ("NS", "PE")), halifax) == "Nova Scotia or Prince Edward Island"
    assert name_of(Place(("Pacific/Honolulu",), ("DC",)), "Pacific/Honolulu") == "Honolulu"


def test_every_state_is_listed_with_its_day() -> None:
    rows = {row.region.code: row for row in today(datetime(2026, 11, 26, 15, tzinfo=UTC))}
    assert len(rows) == 69
    assert next(iter(rows)) == "AL"
    assert list(rows)[-1] == "YT"
    alabama, florida, guam = rows["AL"], rows["FL"], rows["GU"]
    assert (alabama.hours.closed, alabama.holiday, alabama.holidays, alabama.open) == (
        True,
        "Thanksgiving Day",
        True,
        False,
    )
    assert alabama.sunday.closed
    assert (florida.cap, florida.holiday, florida.holidays, florida.open) == (3, "", False, True)
    assert florida.sources[0].startswith("Fla.")
    assert florida.sources[1].startswith("47 CFR")
    assert str(guam.day) == "2026-11-27"
