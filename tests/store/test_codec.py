"""Nouns of the core survive the way into an item and back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.broadcasts import Broadcast, Recipient
from chalicelib.core.changes import Receipt
from chalicelib.core.consent import ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.people import Person
from chalicelib.core.threads import Standing, Thread
from chalicelib.store.codec import Codec
from chalicelib.store.times import from_ms, to_ms
from tests.store import given as sample

NOUNS = [Broadcast, Recipient, Receipt, ConsentEvent, Contact, Group, Line, Message, Person, Standing]
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000)
)


@pytest.mark.parametrize("noun", NOUNS)
@given(data=st.data())
def test_a_noun_is_read_as_it_was_written(noun: type, data: st.DataObject) -> None:
    value = data.draw(st.builds(noun, **_moments(noun)))
    codec: Codec[object] = Codec(noun)
    assert codec.decode(codec.encode(value)) == value


@given(data=st.data())
def test_a_head_keeps_all_but_its_claims(data: st.DataObject) -> None:
    value = data.draw(st.builds(Thread, **(_moments(Thread) | {"claims": st.just({})})))
    codec = Codec(Thread, keys=("id", "line", "contact", "claims"))
    item = codec.encode(value)
    assert codec.decode(item, id=value.id, line=value.line, contact=value.contact, claims={}) == value
    assert not {"id", "line", "contact", "claims"} & set(item)


def test_a_field_that_an_older_item_lacks_reads_as_its_default() -> None:
    codec = Codec(Person)
    item = codec.encode(sample.person())
    del item["active"]
    assert codec.decode(item).active


def test_what_has_no_shape_is_told_when_the_codec_is_made() -> None:
    @dataclass(frozen=True)
    class Odd:
        value: float

    @dataclass(frozen=True)
    class Nested:
        value: dict[str, str]

    with pytest.raises(TypeError):
        Codec(Odd)
    with pytest.raises(TypeError):
        Codec(Nested)


@given(moment=moments, extra=st.integers(0, 999))
def test_moments_are_whole_milliseconds_rounded_down(moment: datetime, extra: int) -> None:
    assert from_ms(to_ms(moment + timedelta(microseconds=extra))) == moment


def test_moments_elsewhere_are_the_same_moments() -> None:
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    there = moment.astimezone(ZoneInfo("America/Chicago"))
    assert from_ms(to_ms(there)) == moment


def _moments(noun: type) -> dict[str, st.SearchStrategy[Any]]:
    """For each field of moments: some, in whole milliseconds."""
    several = st.lists(moments, max_size=3).map(tuple)
    kinds = {field.name: str(field.type) for field in fields(noun) if "datetime" in str(field.type)}
    return {name: several if kind.startswith("tuple") else moments for name, kind in kinds.items()}
