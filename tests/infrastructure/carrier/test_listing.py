"""The account's list of texts and of numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.infrastructure.carrier.world import ANN, BEN, LOCAL, TOLL_FREE, World


def test_pages_give_every_text_once_and_the_newest_first(world: World) -> None:
    world.line()
    for count in range(7):
        world.send(f"out {count}")
    world.text("in")
    expected = ["in", *(f"out {count}" for count in range(6, -1, -1))]
    assert [m.body for m in world.client.messages.list(page_size=3)] == expected
    page = world.client.messages.page(page_size=3)
    world.send("while paging")
    assert [m.body for m in page.next_page()] == expected[3:6]
    assert len(world.client.messages.list(limit=2)) == 2


def test_filters_tell_sender_and_receiver_both_ways(world: World) -> None:
    world.line()
    world.send("to Ann", to=ANN)
    world.send("to Ben", to=BEN)
    world.text("from Ann", handset=ANN)
    listed = world.client.messages.list
    assert [m.body for m in listed(to=ANN)] == ["to Ann"]
    assert [m.body for m in listed(from_=ANN)] == ["from Ann"]
    assert [m.body for m in listed(to=TOLL_FREE, from_=ANN)] == ["from Ann"]
    assert [m.body for m in listed(from_=TOLL_FREE, page_size=1)] == ["to Ben", "to Ann"]


@pytest.mark.parametrize("as_day", [True, False])
def test_dates_bound_the_list_and_include_their_bounds(world: World, as_day: bool) -> None:
    world.line()
    world.send("now")
    world.settle()
    now = datetime.now(UTC)
    bounds = [now - timedelta(days=1), now, now + timedelta(days=1)]
    before, at, after = [str(b.date()) for b in bounds] if as_day else [f"{b:%Y-%m-%dT%H:%M:%SZ}" for b in bounds]
    listed = world.client.messages.list
    assert len(listed(date_sent_after=before, date_sent_before=after)) == 1
    assert len(listed(date_sent_after=before, date_sent_before=at, page_size=1)) == 1
    assert listed(date_sent_after=after) == []
    assert listed(date_sent_before=before) == []
    assert listed(date_sent=before) == []


def test_a_number_is_made_ours_once_changed_and_given_back(world: World) -> None:
    made = world.line(LOCAL, friendly_name="Bot")
    again = world.line(LOCAL, "/elsewhere")
    assert (again.sid, again.friendly_name) == (made.sid, "Bot")
    numbers = world.client.incoming_phone_numbers
    (found,) = numbers.list(phone_number=LOCAL)
    assert (found.sms_url, found.sms_method) == (f"{world.brand.address}/elsewhere", "POST")
    found.update(sms_fallback_url="http://example.com/fallback")
    assert numbers(made.sid).fetch().sms_fallback_url == "http://example.com/fallback"
    assert numbers.list(phone_number=TOLL_FREE) == []
    assert numbers(made.sid).delete()
    assert numbers.list() == []
