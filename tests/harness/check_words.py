"""What a quiet world must show of the words that went out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from chalicelib.core import introductions, merge, own_numbers, segments
from chalicelib.core.brand import Brand
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lines import LineKind
from tests.harness import brand
from tests.harness.carrier import Text
from tests.harness.state import Row, State

BRAND = Brand(name="Brand")
CONVERSATION = timedelta(days=14)


def no_field_reaches_a_handset(state: State) -> Iterator[str]:
    """O8: whoever wrote it, and whomever it went to."""
    yield from (f"O8: {text.ref} holds a field" for text in state.world.carrier.sent if merge.unfilled(text.body))


def what_is_shown_is_what_went(state: State) -> Iterator[str]:
    """O8: the text in the timeline, its segments, and what was handed over are one."""
    went = {text.ref: text for text in state.world.carrier.sent}
    for row in state.messages:
        text = went.get(f"m.{row['pk']}.{row['sk'].removeprefix('m#')}")
        if text is None:
            continue
        if text.body != _as_sent(state, row):
            yield f"O8: {text.ref} went with other words than it shows"
        kind = LineKind.LOCAL if text.sender == brand.LOCAL else LineKind.TOLL_FREE
        # With a picture it is an MMS, which is one message however long its words are.
        took = 1 if text.media else segments.count(text.body, kind).segments
        if row["origin"] == "one_to_one" and row["segments"] != took:
            yield f"O8: {text.ref} took other segments than it shows"
    for row in state.recipients:
        text = went.get(f"b.{row['pk']}.{row['sk'].removeprefix('r#')}")
        if text is not None and not text.body.endswith(row.get("introduction", "")):
            yield f"O8: {text.ref} went without its introduction"


def the_first_text_says_who_writes(state: State) -> Iterator[str]:
    """CN-11: who was texted by a line, and not in answer only, was told once who texts and how to end it.

    A fault may let the second text overtake the first, which bears it.
    """
    told: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in state.world.carrier.sent:
        told[text.sender, text.to].append(text)
    for thread, head in state.heads.items():
        texts = told[head["line_number"], head["phone"]]
        if not texts or ("introduced" in head and head["introduced"] < _long_before(texts[0])):
            continue
        unasked = [text for text in texts if text.ref.startswith("b.") or not _answers(state, text)]
        if unasked and all(introductions.tail(text.body, BRAND) for text in texts):
            yield f"CN-11: {thread} was never told who texts"


def _as_sent(state: State, row: Row) -> str:
    """A code stands in no item."""
    body = str(row.get("body", ""))
    if row["origin"] != "code":
        return body
    person, text = PersonId(row["pk"].removeprefix("person#")), MessageId(row["sk"].removeprefix("m#"))
    return own_numbers.filled(body, state.world.wiring.ids.code(person, text))


def _answers(state: State, text: Text) -> bool:
    heard = (said for said in state.world.carrier.received if (said.sender, said.to) == (text.to, text.sender))
    return any(said.at <= text.at < said.at + CONVERSATION for said in heard)


def _long_before(text: Text) -> int:
    """A day before, in milliseconds: who was introduced then, was by what led to its seeded consent."""
    return int(text.at.timestamp() * 1000) - 24 * 3600 * 1000
