"""Faults that are left out come to the same as one that is tried."""

from __future__ import annotations

from tests.harness import brand, stories
from tests.harness.faults import Made, Mode
from tests.harness.plans import Plan, single_faults
from tests.harness.sweep import Run, plans, singly, undisturbed
from tests.harness.teller import Scenario

EVERY = tuple(Mode)
OPTED_OUT = Scenario(stories.opted_out, brand.solo, faults_in=("deliver",))


def modes_at(place: int, *calls: Made) -> list[Mode]:
    return [mode for plan in single_faults(calls, EVERY, ("",)) for at, mode in plan.items() if at == place]


def read(invocation: int = 1, function: str = "tick") -> Made:
    return Made(function, "dynamodb.Query", invocation)


def write(invocation: int = 1, function: str = "tick") -> Made:
    return Made(function, "dynamodb.UpdateItem", invocation)


def test_a_first_call_is_hit_in_every_way_that_tells() -> None:
    assert modes_at(1, read()) == [mode for mode in EVERY if mode is not Mode.CRASH_AFTER]
    assert modes_at(1, write()) == list(EVERY)


def test_a_function_dies_before_its_first_call_and_after_each_write() -> None:
    calls = (read(), write(), read(), read())
    assert [Mode.CRASH_BEFORE in modes_at(place, *calls) for place in range(1, 5)] == [True, False, False, False]
    assert [Mode.CRASH_AFTER in modes_at(place, *calls) for place in range(1, 5)] == [False, True, False, False]
    assert Mode.CRASH_BEFORE in modes_at(2, read(1), read(2))


def test_a_write_fails_in_every_way_each_time() -> None:
    assert modes_at(2, write(1), write(2)) == [mode for mode in EVERY if mode is not Mode.THROTTLE]


def test_a_read_fails_for_good_each_time_and_in_every_way_once() -> None:
    assert Mode.THROTTLE_HARD in modes_at(2, read(1), read(2))
    assert Mode.LOST_HARD not in modes_at(2, read(1), read(2))
    assert Mode.LOST_HARD in modes_at(2, read(1), read(2, "deliver"))


def test_the_provider_is_asked_in_every_way_each_time() -> None:
    asked = Made("deliver", "provider.fetch", 2)
    assert modes_at(2, Made("deliver", "provider.fetch", 1), asked) == list(EVERY)


def test_what_is_left_out_comes_to_the_same_as_what_is_tried_or_as_no_fault() -> None:
    whole = undisturbed(OPTED_OUT)
    places = [place for place, call in enumerate(whole.calls, 1) if call.function == "deliver"]
    every: list[Plan] = [{place: mode} for place in places for mode in EVERY]
    tried = plans(OPTED_OUT)
    assert len(tried) < len(every)
    outcomes = singly(OPTED_OUT, every)
    ends = {(place, mode): end(place, outcome) for (place, mode), outcome in outcomes.items()}
    known = {ends[hit] for plan in tried for hit in plan.items()}
    known |= {end(place, whole) for place in places}
    assert {hit: outcome for hit, outcome in ends.items() if outcome not in known} == {}


def end(place: int, outcome: Run) -> tuple[object, ...]:
    """Which function was hit, what was called by others, and what was violated."""
    hit = outcome.calls[place - 1].invocation
    others = tuple(str(call) for call in outcome.calls if call.invocation != hit)
    return (hit, others, tuple(outcome.violations))
