"""Forms filled in by machines: one victim ten thousand times, and ten thousand numbers once (reliability.md, 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from chalicelib.core.floods import FLOOD, PER_ADDRESS, limits
from chalicelib.core.forms import FormId
from chalicelib.core.ids import LineId
from chalicelib.core.inbound import Facts, Inbound, decide
from chalicelib.core.optin import OptIn
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows import opt_in_jobs, optin
from chalicelib.flows.ports import House
from chalicelib.routes.public import FRONT
from tests.harness import aws, brand
from tests.harness.recorder import Recorder
from tests.harness.world import World

OFTEN = pytest.mark.parametrize("posts", [120, pytest.param(10_000, marks=pytest.mark.sweep)])
"""Through the store; the rule alone is tried ten thousand times in tests/core/test_optin.py."""

VICTIM = brand.STRANGER
PENDING, OFTEN_ASKED = PhoneNumber("+13125550123"), PhoneNumber("+13125550124")
LONG_NIGHT = timedelta(hours=30)


@pytest.fixture
def world() -> Iterator[World]:
    with World(brand.form) as built:
        yield built


def asked(number: int, phone: str, at: datetime) -> OptIn:
    return OptIn(
        id=f"{number:026}",
        phone=PhoneNumber(phone),
        at=at,
        source="form",
        wording="I agree.",
        confirmation="Brand: reply YES",
    )


def decided(world: World, line: LineId, opt_in: OptIn) -> None:
    """As the worker does with one job."""
    optin.submission(world.wiring, dict(opt_in_jobs.written(line, opt_in)), world.now)


def most_within_a_day(moments: list[datetime]) -> int:
    day = timedelta(hours=24)
    return max((sum(begin <= at < begin + day for at in moments) for begin in moments), default=0)


@OFTEN
def test_many_posts_at_one_victim_are_one_text_a_line_and_three_in_all(world: World, posts: int) -> None:
    """Over thirty hours, so that the limits open once more on the way."""
    lines = [world.line(number) for number in brand.LINES]
    for number in range(posts):
        world.advance(seconds=LONG_NIGHT.total_seconds() / posts)
        decided(world, lines[number % len(lines)], asked(number, VICTIM, world.now))
        if number % 2 == 0:
            world.drain()
            world.tick()
    world.drain()
    sent = [text for text in world.carrier.sent if text.to == VICTIM]
    assert len(sent) == 6
    assert most_within_a_day([text.at for text in sent]) <= 3
    for number_ in brand.LINES:
        assert most_within_a_day([text.at for text in sent if text.sender == number_]) <= 1
    assert world.monitor.broken == []
    assert world.api("admin", "GET", "/opt-ins/review").json["items"] == []


@OFTEN
def test_many_numbers_get_no_more_than_the_days_budget(world: World, posts: int) -> None:
    """The rest waits for an admin, and stands in the list once a number."""
    budget = 25
    assert world.api("admin", "PATCH", "/settings", {"opt_ins_a_day": budget}).ok
    world.advance(1)
    line = world.line(brand.SHARED)
    for number in range(posts):
        phone = f"+1{201 + number // 10_000}{200 + number // 100 % 100 + 1}{number % 10_000:04}"
        decided(world, line, asked(number, phone, world.now))
    world.drain()
    assert len(world.carrier.sent) == budget
    waiting = [item for item in world.items("conversations") if item["pk"]["S"] == "opt-ins"]
    assert len(waiting) == posts - budget
    assert {item["reason"]["S"] for item in waiting} == {"budget"}
    world.advance(24 * 60)
    decided(world, line, asked(posts, VICTIM, world.now))
    world.drain()
    assert len([text for text in world.carrier.sent if text.to == VICTIM]) == 1


@pytest.mark.parametrize("phone", ["+19005550123", "+979123456789", "+442079460018", "+18765550123", "+18005550123"])
def test_premium_and_foreign_numbers_get_nothing_and_wait(world: World, phone: str) -> None:
    answer = world.api(None, "POST", "/forms/club", {"phone": phone, "agree": True})
    ours = world.api(None, "POST", "/forms/club", {"phone": VICTIM, "agree": True})
    assert (answer.status, answer.body) == (ours.status, ours.body)
    world.drain()
    assert [text.to for text in world.carrier.sent] == [VICTIM]
    (waiting,) = world.api("admin", "GET", "/opt-ins/review").json["items"]
    assert waiting["contact"]["phone"] == phone
    refused = world.api("admin", "POST", f"/opt-ins/review/{waiting['id']}", {"accept": True})
    assert (refused.status, refused.json["code"]) == (409, "number_barred")
    assert world.api("admin", "POST", f"/opt-ins/review/{waiting['id']}", {"accept": False}).status == 202
    assert world.api("admin", "GET", "/opt-ins/review").json["items"] == []


def test_many_from_one_address_wait_and_a_flood_is_dropped(world: World) -> None:
    """Each is answered the same; the neighbours in its network still pass."""
    via = {"X-Forwarded-For": "203.0.113.9, 198.51.100.1", FRONT: aws.FRONT}

    def post(place: int, headers: dict[str, str] = via) -> tuple[int, str]:
        body = {"phone": f"+1312555{100 + place:04}", "agree": True}
        answer = world.api(None, "POST", "/forms/club", body, headers=headers)
        return answer.status, answer.body

    (address,) = (name for name in limits(FormId("club"), "203.0.113.9", "", world.now) if name.startswith("address"))
    answers = {post(place) for place in range(2)}
    for _ in range(PER_ADDRESS - 2):
        world.wiring.opt_ins.count(address, world.now)
    answers |= {post(place) for place in range(2, 4)}
    for _ in range((FLOOD - 1) * PER_ADDRESS - 2):
        world.wiring.opt_ins.count(address, world.now)
    answers |= {post(4), post(5, via | {"X-Forwarded-For": "203.0.113.10, 198.51.100.1"})}
    assert [status for status, _ in answers] == [202]
    world.drain()
    assert [text.to[-4:] for text in world.carrier.sent] == ["0100", "0101", "0105"]
    waiting = world.api("admin", "GET", "/opt-ins/review").json["items"]
    assert sorted((one["contact"]["phone"][-4:], one["reason"]) for one in waiting) == [
        ("0102", "busy"),
        ("0103", "busy"),
    ]


def test_who_fills_in_what_nobody_sees_is_answered_alike_and_forgotten(world: World) -> None:
    told = {"phone": VICTIM, "agree": True}
    trapped = world.api(None, "POST", "/forms/club", told | {"website": "https://example.com"})
    assert world.drain() == 0
    assert (trapped.status, trapped.body) == (202, world.api(None, "POST", "/forms/club", told).body)


KNOWN = ("stranger", "pending", "yes", "no", "stopped", "rep", "over the limit")


def test_the_answer_and_its_work_are_the_same_whatever_is_known_of_a_number() -> None:
    """Status, body, headers, and the very calls that are made before it."""
    seen = {}
    for known, phone in zip(
        KNOWN,
        (VICTIM, PENDING, brand.HANDSETS[0], brand.OPTED_OUT, brand.HANDSETS[1], brand.REP1_PHONE, OFTEN_ASKED),
        strict=True,
    ):
        with World(of_every_kind) as world:
            recorder = Recorder()
            assert world.wiring.brand, "read before, as it is kept for seconds"
            with world.around(recorder):
                answer = world.api(None, "POST", "/forms/shop", {"phone": phone, "agree": True})
            seen[known] = (answer.status, answer.body, dict(answer.headers), recorder.of("submit_form"))
    assert all(one == seen["stranger"] for one in seen.values())
    assert seen["stranger"][0] == 202


def of_every_kind(house: House, now: datetime) -> None:
    """A number of each standing, all on the local line or the brand's."""
    with_trio(house, now)
    for place, (line, phone) in enumerate([(brand.LOCAL, PENDING), *((line, OFTEN_ASKED) for line in brand.LINES)]):
        optin.submission(house, dict(opt_in_jobs.written(house.ids.line(line), asked(place, phone, now))), now)
    handset = house.ids.contact(brand.HANDSETS[1])
    before = house.conversations.load(line=house.ids.line(brand.LOCAL), contact=handset)
    text = Inbound("SM" + "f" * 32, brand.HANDSETS[1], brand.LOCAL, "STOP", now)
    line_ = house.team.line(house.ids.line(brand.LOCAL))
    assert line_ is not None
    facts = Facts(line_, handset, before.thread, before.standing, house.contacts.get(handset), brand=house.brand)
    house.conversations.save(decide(text, facts), now)


def with_trio(house: House, now: datetime) -> None:
    brand.trio(house, now)
    brand.form(house, now)


def test_keywords_use_up_the_days_budget_and_the_rest_waits_and_is_read(world: World) -> None:
    """One budget for forms and keywords; an admin lets the rest pass."""
    world.api("admin", "PATCH", "/settings", {"opt_ins_a_day": 1})
    world.advance(1)
    phones = [f"+1312555{110 + place:04}" for place in range(2)]
    for phone in phones:
        for _ in range(2):
            assert world.handset_texts(phone, brand.SHARED, "JOIN").ok
        world.drain()
    world.api(None, "POST", "/forms/club", {"phone": VICTIM, "agree": True})
    world.drain()
    assert [text.to for text in world.carrier.sent if text.to in (*phones, VICTIM)] == phones[:1]
    waiting = world.api("admin", "GET", "/opt-ins/review").json["items"]
    assert sorted((one["contact"]["phone"], one["reason"]) for one in waiting) == sorted(
        [(phones[1], "budget"), (VICTIM, "budget")]
    )
    seen = world.api("rep2", "GET", f"/threads/{world.thread(brand.SHARED, phones[1])}").json
    assert (seen["consent"], seen["unread_count"]) == ("none", 2)
    passed = next(one["id"] for one in waiting if one["contact"]["phone"] == phones[1])
    assert world.api("admin", "POST", f"/opt-ins/review/{passed}", {"accept": True}).status == 202
    world.drain()
    assert [text.to for text in world.carrier.sent][-1] == phones[1]
    world.handset_texts(phones[1], brand.SHARED, "YES")
    seen = world.api("rep2", "GET", f"/threads/{world.thread(brand.SHARED, phones[1])}").json
    assert seen["consent"] == "yes"
