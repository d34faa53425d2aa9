"""What a preview counts: sums that fit, the worst text, characters that cost, money and time."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import segments, special
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId
from chalicelib.core.lines import LineKind
from chalicelib.core.outbound import Refuse, Send, Verdict, Wait
from chalicelib.core.places import Place
from chalicelib.core.previews import MOST_LACKING, NAMED, SAMPLES, Counting, Tally, lacking, shared
from chalicelib.core.prices import cost
from chalicelib.core.segments import Encoding
from chalicelib.core.selection import ACTIVE
from chalicelib.core.timetable import Limits
from tests.core.builders import CONTACT, LOCAL, NOW, PHONE, REP1, later

ANN = Contact(CONTACT, PHONE, first_name="Ann")
SEND = Send("consent")
EAST = Place(("America/New_York",), ("MA",))
NO = Refuse("consent_no", "Opted out.", "CN-3")
NUMBER = Refuse("number_unreachable", "Takes no texts.", "CT-6")
TALKS = Refuse(ACTIVE, "Skipped.", "SD-14")
MORNING = Wait(later(hours=23), "quiet_hours", "CN-10", "It waits.", "America/New_York")
NOON = Wait(later(hours=26), "quiet_hours", "CN-10", "It waits.", "America/Denver")

VERDICTS = st.sampled_from([SEND, NO, NUMBER, TALKS, MORNING, NOON])


def tally(*judged: tuple[Verdict, str], rate: int = 3, files: int = 0) -> Tally:
    counted = Tally(Limits(replace(LOCAL, rate=rate), NOW), files=files)
    for place, (verdict, body) in enumerate(judged):
        counted.add(replace(ANN, last_name=str(place)), body, verdict, EAST)
    return counted


def test_what_the_end_cuts_off_is_no_text_that_goes() -> None:
    """Two seconds have time for six of these: the long ones behind them never go, nor are they shown."""
    counted = Tally(Limits(replace(LOCAL, rate=3), NOW, later(seconds=2)))
    for place, body in enumerate(["Hi"] * 10 + ["Hé ł " + "x" * 100] * 10):
        counted.add(replace(ANN, last_name=str(place)), body, SEND, EAST)
    found = counted.estimate("Hi")
    going = found.recipients - found.refused
    assert 0 < going < 10
    assert (found.total, found.average, found.special) == (going, 1, 0)
    assert (found.worst.segments, found.worst.encoding) == (1, Encoding.GSM_7)
    assert {one.body for one in found.samples} == {"Hi"}


@given(st.lists(st.tuples(VERDICTS, st.sampled_from(["Hi", "x" * 161, "Hé ł", ""])), max_size=30))
def test_the_parts_sum_up(judged: list[tuple[Verdict, str]]) -> None:
    found = tally(*judged).estimate("Hi")
    going = [body for verdict, body in judged if not isinstance(verdict, Refuse)]
    assert found.recipients == found.judged == len(judged) == found.refused + found.skipped + len(going)
    assert sum(why.recipients for why in found.reasons) == found.refused == len(found.refusals)
    assert sum(why.recipients for why in found.skips) == found.skipped
    assert sum(wait.recipients for wait in found.waits) == sum(isinstance(one, Wait) for one, _ in judged)
    assert found.total == sum(segments.count(body).segments for body in going)
    assert found.special == sum(segments.count(body).encoding is Encoding.UCS_2 for body in going)
    assert found.average == (round(found.total / len(going), 2) if going else 0)
    assert len(found.samples) == min(len(going), SAMPLES)
    assert len({one.contact.last_name for one in found.samples}) == len(found.samples)
    if going:
        longest = max(segments.count(body).segments for body in going)
        assert found.worst.segments == longest == found.samples[0].segments


def test_reasons_come_most_first_and_waits_earliest_first() -> None:
    found = tally(*[(one, "Hi") for one in (NO, NUMBER, TALKS, NUMBER, NOON, MORNING, NOON)]).estimate("Hi")
    assert [(why.code, why.recipients, why.rule) for why in found.reasons] == [
        ("number_unreachable", 2, "CT-6"),
        ("consent_no", 1, "CN-3"),
    ]
    assert [(why.code, why.reason) for why in found.skips] == [(ACTIVE, "Skipped.")]
    assert [(wait.zone, wait.recipients) for wait in found.waits] == [("America/New_York", 1), ("America/Denver", 2)]
    assert [why.code for _, why in found.refusals] == ["consent_no", "number_unreachable", "number_unreachable"]


def test_only_so_many_refused_are_named() -> None:
    found = tally(*[(NO, "Hi")] * (NAMED + 1)).estimate("Hi")
    assert (len(found.refusals), found.refused) == (NAMED, NAMED + 1)


def test_of_equal_segments_the_longer_text_is_the_worst() -> None:
    found = tally((SEND, "Hi"), (SEND, "Hello"), (SEND, "Hey")).estimate("Hi")
    assert [one.body for one in found.samples] == ["Hello", "Hi", "Hey"]
    assert found.worst.units == 5


def test_of_texts_of_one_length_the_first_stays_the_longest() -> None:
    found = tally((SEND, "aaa"), (SEND, "bbb")).estimate("Hi")
    assert [one.body for one in found.samples] == ["aaa", "bbb"]


def test_where_nobody_gets_it_the_text_itself_is_measured() -> None:
    found = tally((NO, "x" * 161)).estimate("x" * 170)
    assert (found.worst.segments, found.worst.units, found.total, found.seconds) == (2, 170, 0, 0)
    assert found.samples == []


def test_a_line_takes_its_time() -> None:
    assert tally(*[(SEND, "Hi")] * 7).estimate("Hi").seconds == 3
    assert tally(*[(SEND, "Hi")] * 5).estimate("Hi").seconds == 2
    assert tally(*[(SEND, "Hi")] * 6).estimate("Hi").seconds == 3, "broadcasts get nine tenths of the rate"
    assert tally(*[(SEND, "Hi")] * 6, rate=0).estimate("Hi").seconds == 7


def test_who_has_no_room_before_the_end_is_refused_and_costs_nothing() -> None:
    """By the line's daily cap of three segments, and its end at midnight."""
    limits = Limits(replace(LOCAL, daily_cap=3), NOW, NOW + timedelta(hours=13))
    counted = Tally(limits)
    for body in ("x" * 161, "Hi", "Ho"):
        counted.add(ANN, body, SEND, EAST)
    found = counted.estimate("Hi")
    assert (found.recipients, found.refused, found.total, found.average) == (3, 1, 3, 1.5)
    assert [(why.code, why.rule, why.recipients) for why in found.reasons] == [("expired", "SD-7", 1)]
    assert [(contact, why.code) for contact, why in found.refusals] == [(ANN, "expired")]
    assert found.waits == []


def test_a_sample_is_scaled_up_and_says_so() -> None:
    counted = tally((SEND, "x" * 161), (SEND, "Hi"), (NO, "Hi"), (TALKS, "Hi"), (NOON, "Hi"))
    found = counted.estimate("Hi", 10, Counting.SAMPLE)
    assert (found.basis, found.judged) == (Counting.SAMPLE, 5)
    assert (found.recipients, found.refused, found.skipped, found.total) == (50, 10, 10, 40)
    assert [why.recipients for why in (*found.reasons, *found.skips)] == [10, 10]
    assert [wait.recipients for wait in found.waits] == [10]
    assert (found.average, found.seconds) == (1.33, 15)


def test_texts_with_files_are_one_message_each() -> None:
    counted = tally((SEND, "x" * 400), (SEND, "😀"), (SEND, ""), (NO, "Hi"), rate=5, files=2)
    found = counted.estimate("Hi", 2, Counting.SAMPLE)
    assert (found.worst.encoding, found.worst.segments, found.special) == (Encoding.MMS, 1, 0)
    assert (found.total, found.average, found.seconds) == (6, 1, 7)
    assert [one.segments for one in found.samples] == [1, 1, 1]
    assert tally((NO, "x" * 400), files=1).estimate("x" * 400).worst.segments == 1


# Characters


@pytest.mark.parametrize(
    ("letter", "replacement"),
    [
        ("’", "'"),
        ("“", '"'),
        ("–", "-"),
        ("…", "..."),
        ("\u00a0", " "),
        ("\t", " "),
        ("\u200b", ""),
        ("á", "a"),
        ("ł", "l"),
        ("😀", None),
        ("\u200d", None),
        ("\ufe0f", None),
        ("中", None),
    ],
)
def test_what_costs_twice_is_named_and_replaced_by_what_looks_alike(letter: str, replacement: str | None) -> None:
    (found,) = special.special(f"Hi {letter}!{letter}")
    assert (found.character, found.count, found.replacement) == (letter, 2, replacement)
    assert found.name == found.name.lower() or found.name.startswith("u+")
    assert found.name
    assert segments.count(special.plain(letter)).encoding is (Encoding.UCS_2 if replacement is None else Encoding.GSM_7)


def test_what_is_plain_stays() -> None:
    assert special.special("Hi €5 {é}\n") == []
    assert special.plain("It’s “on”…") == 'It\'s "on"...'


def test_only_so_many_characters_are_named() -> None:
    body = "".join(chr(0x4E00 + place) for place in range(special.SHOWN + 5))
    assert [one.character for one in special.special(body)] == list(body[: special.SHOWN])


# Money


def test_a_price_is_a_segment_with_the_carriers_fee() -> None:
    found = cost(1000, LineKind.TOLL_FREE)
    assert (found.segment, found.amount, found.currency) == (0.0118, 11.8, "USD")
    assert found.month >= "2026-11"
    assert found.source.startswith("https://")
    assert {cost(1, kind).amount for kind in LineKind} == {0.01}


def test_a_text_with_files_has_a_price_of_its_own() -> None:
    for kind in LineKind:
        found = cost(1000, kind, files=3)
        assert (found.segment, found.amount) == (0.03, 30)


def test_previews_and_the_page_of_costs_count_with_the_same_price() -> None:
    own = Path(__file__).parents[2] / "infrastructure" / "prices.toml"
    if own.exists():  # not in the copy that mutants are planted in
        told = tomllib.loads(own.read_text(encoding="utf-8"))["provider"]
        assert cost(1, LineKind.TOLL_FREE).segment == round(told["outbound"] + told["carrier_fee"], 6)


def test_a_group_with_a_rule_is_live() -> None:
    assert not Group(GroupId("g1"), "VIP", NOW, REP1).live
    assert Group(GroupId("g1"), "VIP", NOW, REP1, rule='{"field":"tag","op":"known"}').live


def test_fields_of_which_nothing_is_known_are_told_of_those_who_get_it() -> None:
    counted = tally()
    for verdict, empty in (
        (SEND, [("first_name", "there"), ("custom.shoe size", "")]),
        (MORNING, [("first_name", "there"), ("first_name", "there")]),
        (NO, [("first_name", "there")]),
        (SEND, []),
    ):
        counted.add(ANN, "Hi", verdict, EAST, empty)
    found = counted.estimate("Hi")
    assert list(found.empty) == [("first_name", "there", 2), ("custom.shoe size", "", 1)]
    assert [sentence for _, sentence in lacking(found.empty)] == [
        "2 people have no first name: “there” stands in for it.",
        "1 person has no shoe size: it is left out.",
    ]
    assert [many for *_, many in counted.estimate("Hi", 10, Counting.SAMPLE).empty] == [20, 10]
    assert {code for code, _ in lacking(found.empty)} == {"field_empty"}
    assert len(list(lacking([(f"f{place}", "", 1) for place in range(9)]))) == MOST_LACKING


def test_others_that_go_from_the_line_are_told_of() -> None:
    assert list(shared([])) == []
    ((code, one),) = shared(["Spring list"])
    assert (code, "“Spring list”" in one, "one part in 2" in one) == ("line_shared", True, True)
    ((_, several),) = shared(["Spring list", "Regulars"])
    assert several.startswith("2 other messages go")
    assert "one part in 3" in several
