"""What the preview says is what happens: both are compared, over audiences, hours, texts and states (SD-6, D4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from chalicelib.core import merge, repeats, segments
from chalicelib.core.broadcasts import Recipient
from chalicelib.core.ids import BroadcastId
from chalicelib.core.lines import LineKind
from chalicelib.core.messages import Status
from chalicelib.core.segments import Segments
from chalicelib.core.selection import SKIPPED
from chalicelib.core.timetable import to_the_minute
from tests.flows.preview_cases import CASES, PEOPLE, Case, country, happened, limit, order_of
from tests.harness import check_hours, check_media, check_texts
from tests.harness.brand import SHARED
from tests.harness.carrier import Text
from tests.harness.state import State
from tests.harness.world import World
from tests.routes.answers import good

CHECKS = (
    check_texts.each_gets_a_broadcast_once,
    check_media.pictures_go_along,
    check_hours.broadcasts_keep_legal_hours,
    check_hours.caps_are_kept,
)


@contextmanager
def quiet_world() -> Iterator[World]:
    with World(country) as world:
        yield world


@settings(max_examples=8, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(CASES)
def test_what_the_preview_says_is_what_happens(case: Case) -> None:
    with quiet_world() as world:
        for phone, state in zip(PEOPLE, case.states, strict=True):
            happened(world, phone, state)
        world.drain()
        world.advance(60 * case.hour)
        limit(world, case)
        order = order_of(world, case)
        told = good(world.api("rep2", "POST", "/broadcasts/preview", order))
        before = len(world.carrier.sent)
        made = BroadcastId(good(world.api("rep2", "POST", "/broadcasts", order), 202)["id"])
        if case.daily:
            made = repeats.child_id(made, datetime.fromisoformat(order["send_at"]).replace(second=0, microsecond=0))
        world.advance(case.later or 90 * case.daily)
        for _ in range(2):
            world.drain()
            world.advance(1)
            world.tick()
        world.drain()
        rows = list(world.wiring.broadcasts.all_recipients(made))
        going = [merge.render(case.body, row.values) for row in rows if row.status is not Status.SUPPRESSED]
        counted = [segments.count(body, LineKind.TOLL_FREE, files=len(case.files)) for body in going]
        assert told["basis"] == "exact"
        assert told["recipients"] == len(rows) == told["judged"]
        assert told["waiting"] == sum(wait["recipients"] for wait in told["waits"])
        if case.held:
            assert {(wait["code"], wait["zone"]) for wait in told["waits"]} <= {("line_held", "")}
            assert told["waiting"] == len(going)
            assert len(ours(world, made, before)) == 0
            return
        if case.cap is None:
            told_as_the_rows(told, rows)
            told_as_counted(told, counted, len(case.files))
        assert {one["body"] for one in told["samples"]} <= {merge.render(case.body, row.values) for row in rows}
        if len({one.segments for one in counted}) <= 1:
            now = told["recipients"] - told["refused"] - told["skipped"] - told["waiting"]
            assert len(ours(world, made, before)) == now

        to_its_end(world, made)
        went, rows = ours(world, made, before), list(world.wiring.broadcasts.all_recipients(made))
        never = Counter(row.code for row in rows if row.code == "expired")
        texts = [merge.render(case.body, row.values) for row in rows if row.status in GONE]
        assert sorted(text.body for text in went) == sorted(texts)
        assert {len(text.media) for text in went} <= {len(case.files)}
        assert {row.status for row in rows} <= {*GONE, Status.SUPPRESSED, Status.CANCELLED}
        if len({one.segments for one in counted}) <= 1:
            assert {why["code"]: why["recipients"] for why in told["refused_by"]}.get("expired", 0) == never.total()
        left = State(world)
        assert world.monitor.broken + [fault for check in CHECKS for fault in check(left)] == []


GONE = (Status.ACCEPTED, Status.SENT, Status.DELIVERED)


def test_who_may_not_be_texted_before_the_next_of_a_series_is_told_so() -> None:
    """Saturday at 20:30 in Alabama is too late, its Sundays are shut, and on Sunday evening the next one goes."""
    with quiet_world() as world:
        world.advance(60 * 24 * 5)
        at = "2026-03-08T02:30:00Z"
        days = {"send_at": at, "repeat": {"weekdays": ["saturday", "sunday"]}}
        order = {"line": SHARED, "contacts": [PEOPLE[1]], "body": "Spring is here."} | days
        told = good(world.api("rep2", "POST", "/broadcasts/preview", order))
        made = BroadcastId(good(world.api("rep2", "POST", "/broadcasts", order), 202)["id"])
        begins = datetime.fromisoformat(at)
        world.advance((begins - world.now).total_seconds() / 60)
        world.tick()
        world.drain()
        (row,) = world.wiring.broadcasts.all_recipients(repeats.child_id(made, begins))
        assert (row.status, row.code) == (Status.SUPPRESSED, "expired")
        assert [(why["code"], why["recipients"]) for why in told["refused_by"]] == [("expired", 1)]
        assert told["waits"] == []


def to_its_end(world: World, made: BroadcastId) -> None:
    """Through the moments at which somebody may go, as a tick of every minute meets them all."""
    for _ in range(60):
        waiting = [row.until or world.now for row in world.wiring.broadcasts.all_recipients(made) if row.waits]
        if not waiting:
            return
        world.advance(seconds=max(60.0, (min(waiting) - world.now).total_seconds()))
        for _ in range(2):
            world.tick()
            world.drain()


def ours(world: World, made: BroadcastId, before: int) -> list[Text]:
    return [text for text in world.carrier.sent[before:] if text.ref.startswith(f"b.{made}")]


def told_as_the_rows(told: dict[str, Any], rows: list[Recipient]) -> None:
    """Whoever does not get it, or waits, is told so in the preview as on its row."""
    out = Counter(row.code for row in rows if row.status is Status.SUPPRESSED)
    waits = Counter((to_the_minute(row.until), row.code) for row in rows if row.waits and row.until)
    assert {why["code"]: why["recipients"] for why in told["refused_by"]} == out - Counter(dict.fromkeys(SKIPPED, 99))
    assert {why["code"]: why["recipients"] for why in told["skipped_by"]} == {
        code: count for code, count in out.items() if code in SKIPPED
    }
    expected: Counter[tuple[datetime, str]] = Counter()
    for wait in told["waits"]:
        expected[datetime.fromisoformat(wait["until"]), wait["code"]] += wait["recipients"]
    assert expected == waits


def told_as_counted(told: dict[str, Any], counted: list[Segments], files: int) -> None:
    assert told["segments_total"] == sum(one.segments for one in counted)
    assert told["segments"] == max((one.segments for one in counted), default=told["segments"])
    assert told["encoding"] == ("MMS" if files else told["encoding"])
    assert told["cost"]["amount"] == round(told["segments_total"] * told["cost"]["segment"], 2)
    assert told["special_recipients"] == sum(one.encoding == "UCS-2" for one in counted)
