"""What a quiet world must show of how phones became people's own (AL-1, A4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib.core.ids import PersonId
from tests.harness import aws
from tests.harness.carrier import Text
from tests.harness.commits import plain
from tests.harness.state import State

HOUR, LATE = timedelta(hours=1), timedelta(minutes=30)
"""A fault may hold a code up a little, and so bring it nearer to the next."""
MOST, TRIES = 3, 5


def phones_are_shown_to_be_own(state: State) -> Iterator[str]:
    """A phone that is not of the seed was texted a code for this very person."""
    seeded = {person.id: person.phone for person in state.world.people}
    for person, phone in phones().items():
        texted = {text.to for text in _codes(state).get(person, [])}
        if phone != seeded.get(PersonId(person)) and phone not in texted:
            yield f"AL-1: {person} has a phone that it was never texted a code on"


def phones_are_found_by_their_number(state: State) -> Iterator[str]:
    """T7: each phone leads to its one person, and to nobody who has it no more."""
    found = {}
    for item in aws.items("team"):
        if item["pk"]["S"].startswith("phone#"):
            found[str(plain(item)["person"])] = item["pk"]["S"].removeprefix("phone#")
    wanted = {person: state.world.contact(phone) for person, phone in phones().items()}
    if found != wanted:
        yield f"T7: phones lead to {found}, not to {wanted}"


def codes_keep_their_limits(state: State) -> Iterator[str]:
    """A4: three an hour for a person and for a number, and five tries each."""
    lists: dict[str, list[datetime]] = defaultdict(list)
    for person, texts in _codes(state).items():
        for text in texts:
            lists[person].append(text.at)
            lists[text.to].append(text.at)
    for name, moments in lists.items():
        for first, later in zip(sorted(moments), sorted(moments)[MOST:], strict=False):
            if later - first < HOUR - LATE:
                yield f"A4: {name} had {MOST + 1} codes within {later - first}"
    for row in state.conversations:
        if row["sk"] == "own-number" and row.get("tries", 0) > TRIES:
            yield f"A4: {row['pk']} had {row['tries']} tries"


def phones() -> dict[str, str]:
    """Each person's own phone, as the team's table has it."""
    people = (plain(item) for item in aws.items("team") if item["pk"]["S"] == "people")
    return {str(row["sk"]): str(row["phone"]) for row in people if row.get("phone")}


def _codes(state: State) -> dict[str, list[Text]]:
    """The codes that went out, by person."""
    places = {f"m.{row['pk']}.{row['sk'].removeprefix('m#')}": row["pk"] for row in state.of("code")}
    found: dict[str, list[Text]] = defaultdict(list)
    for text in state.world.carrier.sent:
        if text.ref in places:
            found[places[text.ref].removeprefix("person#")].append(text)
    return found
