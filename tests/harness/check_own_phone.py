"""What a quiet world must show of texts from people's own phones (AL-5, A4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from chalicelib.core.keywords import Keyword, classify
from chalicelib.store import keys, team_items
from tests.harness import aws
from tests.harness.state import Row, State

LOST = frozenset({"failed", "undelivered", "suppressed"})
_MARK = re.compile(r"^#\d+ ")


def each_comes_to_one_end(state: State) -> Iterator[str]:
    """It went to one contact, once, with its words; or the person was told, once, that nothing did.

    A word about alerts goes to nobody. Where the brand lets nobody answer so, nothing goes.
    """
    allowed = _allowed()
    for person in state.world.people:
        box = f"person#{person.id}"
        came = [row for row in state.messages if row["pk"] == box and row["direction"] == "in"]
        unsent = [row for row in state.messages if row["pk"] == box and row.get("prompt")]
        wanted = [row for row in came if classify(row.get("body", "")) not in (Keyword.STOP, Keyword.START)]
        went = _passed_on(state, wanted)
        if len(went) + len(unsent) != len(wanted):
            yield f"AL-5: of {len(wanted)} answers {len(went)} went, and {person.name} was told of {len(unsent)}"
        if went and not allowed:
            yield f"AL-5: {person.name} gave an answer that nobody lets it give"


def own_numbers_reach_nobody(state: State) -> Iterator[str]:
    """AL-4: no text to a contact has a person's number, as its sender or in its words."""
    phones = {person.phone for person in state.world.people if person.phone}
    for text in state.world.carrier.sent:
        if text.to not in phones and (text.sender in phones or any(phone in text.body for phone in phones)):
            yield f"AL-4: {text.ref} shows a number of a person"


def alerts_bear_one_number_each(state: State) -> Iterator[str]:
    """In a world whose jobs come one by one, no two conversations of a person have one number."""
    marks: dict[tuple[str, int], set[str]] = {}
    for row in state.messages:
        if row.get("number"):
            marks.setdefault((row["pk"], row["number"]), set()).add(row["about"])
    yield from (
        f"AL-5: {box} has {len(about)} conversations of number {mark}"
        for (box, mark), about in marks.items()
        if len(about) > 1
    )


def alerts_that_reach_no_phone_are_mailed(state: State) -> Iterator[str]:
    """AL-3: the words of an alert or a copy by text that did not go, or did not arrive, are in a mail to its person."""
    for row in state.messages:
        person = state.people.get(row["pk"].removeprefix("person#"))
        if person is None or row.get("origin") not in ("alert", "copy") or row["status"] not in LOST:
            continue
        mails = [mail["text"] for mail in state.world.mails if mail["to"] == person["email"]]
        known = {row["body"], row.get("about", row["body"])}
        if person["active"] and not any(word in mail for mail in mails for word in known):
            yield f"AL-3: {person['name']} never heard: {row['body']}"


def _passed_on(state: State, wanted: list[Row]) -> list[Row]:
    """The texts in threads that are the words of one of these."""
    words = Counter(_MARK.sub("", row.get("body", "")) for row in wanted)
    return [
        row
        for row in state.messages
        if not row["pk"].startswith("person#")
        and row["direction"] == "out"
        and words[row.get("body", "")]
        and row.get("author")
    ]


def _allowed() -> bool:
    pk, sk = keys.brand()
    item = aws.item("team", pk, sk)
    return item is not None and team_items.decode_brand(item).own_phone_answers
