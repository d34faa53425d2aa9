"""What a quiet world must show of hours and absences (AW-2, AW-3, A1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.core import absences, access
from chalicelib.store import keys, team_items
from tests.harness import aws
from tests.harness.state import State

DAY, HELD_UP = timedelta(hours=24), timedelta(minutes=30)


def who_is_told_is_told_once(state: State) -> Iterator[str]:
    """A1: one text that nobody is there in a day, none to a line of ours, and each goes within minutes of what it
    answers."""
    away = {(row["pk"], row["sk"].removeprefix("m#")) for row in state.of("automatic") if row.get("away")}
    lately: dict[str, list[object]] = {}
    for text in state.world.carrier.sent:
        kind, box, message = text.ref.split(".")
        if kind != "m" or (box, message) not in away:
            continue
        if text.to in state.world.lines:
            yield f"A1: a line of ours was told {text.ref}"
        heard = [one.at for one in state.world.carrier.received if (one.sender, one.to) == (text.to, text.sender)]
        if not any(timedelta() <= text.at - at <= timedelta(minutes=6) for at in heard):
            yield f"AW-2: {text.ref} answers nothing that was said just then"
        if any(text.at - at < DAY - HELD_UP for at in lately.setdefault(box, [])):  # type: ignore[operator]
            yield f"A1: {box} was told twice in a day"
        lately[box].append(text.at)


def stand_ins_are_those_of_the_roster(state: State) -> Iterator[str]:
    """AW-3: who sees a line for somebody else does so while that one is away, and no longer; all who may be
    called do where the next is (AW-4)."""
    items = list(aws.items("team"))
    people = [team_items.decode_person(item) for item in items if item["pk"]["S"] == "people"]
    brands = [team_items.decode_brand(item) for item in items if (item["pk"]["S"], item["sk"]["S"]) == keys.brand()]
    whole = bool(brands and brands[0].escalate_after)
    rosters = [team_items.decode_roster(item) for item in items if item["sk"]["S"] == "absences"]
    away = absences.away(rosters[0], state.world.now) if rosters else {}
    for item in items:
        if item["pk"]["S"] == "lines":
            line = team_items.decode_line(item)
            if line.covers != access.covering(line, people, away, whole=whole):
                yield f"AW-3: {line.label} is covered by {sorted(line.covers)}"
