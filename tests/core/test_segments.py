from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import segments
from chalicelib.core.lines import LineKind
from chalicelib.core.segments import MAX_BODY, Encoding

VECTORS = json.loads(Path(__file__).with_name("segments_vectors.json").read_text("utf-8"))
"""The dashboard's counter is tested with the same file."""
GSM_TEXT = st.text(st.sampled_from("abc XYZ\n@£€{}[]~|^\\ÄñΩ"), max_size=700)
ANY_TEXT = st.text(st.sampled_from("ab€ é’你😀🇫я\u200b"), max_size=400) | st.text(max_size=200)
KINDS = st.sampled_from(LineKind)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['name']} ({v['line_kind']})")
def test_counts_as_the_vector_says(vector: dict[str, str | int]) -> None:
    counted = segments.count(str(vector["body"]), LineKind(str(vector["line_kind"])))
    assert (counted.encoding, counted.units, counted.segments) == (
        vector["encoding"],
        vector["units"],
        vector["segments"],
    )


def test_an_empty_body_has_no_segment() -> None:
    assert segments.count("") == segments.Segments(Encoding.GSM_7, 0, 0, 160, 160)


def test_the_first_foreign_character_is_named() -> None:
    assert segments.count("Hi é – ’").forced_by == "–"
    assert segments.count("Hi é").forced_by is None


@pytest.mark.parametrize(
    ("body", "kind", "per_segment", "left"),
    [
        ("a" * 150, LineKind.LOCAL, 160, 10),
        ("a" * 161, LineKind.LOCAL, 153, 145),
        ("a" * 161, LineKind.TOLL_FREE, 152, 143),
        ("я" * 69, LineKind.LOCAL, 70, 1),
        ("я" * 71, LineKind.LOCAL, 67, 63),
        ("я" * 71, LineKind.TOLL_FREE, 66, 61),
        ("a" * 152 + "€" * 77, LineKind.LOCAL, 153, 151),
    ],
)
def test_tells_what_the_last_segment_still_takes(body: str, kind: LineKind, per_segment: int, left: int) -> None:
    counted = segments.count(body, kind)
    assert (counted.per_segment, counted.left_in_segment) == (per_segment, left)


def test_an_alphabet_can_be_given() -> None:
    only_a = segments.Alphabet({"a": 1}, segments.standard().capacity)
    assert segments.count("b", alphabet=only_a).encoding is Encoding.UCS_2


@given(ANY_TEXT)
def test_ucs2_units_are_utf16_units(body: str) -> None:
    counted = segments.count(body)
    if counted.encoding is Encoding.UCS_2:
        assert counted.units == len(body.encode("utf-16-le", "surrogatepass")) // 2


@given(ANY_TEXT | GSM_TEXT, KINDS)
def test_segments_hold_the_text_with_less_than_one_unit_lost_in_each(body: str, kind: LineKind) -> None:
    counted = segments.count(body, kind)
    room = counted.segments * counted.per_segment
    assert counted.units <= room
    lost = room - counted.left_in_segment - counted.units
    assert 0 <= lost <= max(counted.segments - 1, 0) or counted.segments == 0
    assert 0 <= counted.left_in_segment <= counted.per_segment


@given(ANY_TEXT | GSM_TEXT, st.sampled_from("a€’😀"), KINDS)
def test_more_text_never_takes_fewer_segments(body: str, more: str, kind: LineKind) -> None:
    assert segments.count(body + more, kind).segments >= segments.count(body, kind).segments


@given(GSM_TEXT, KINDS)
def test_what_is_left_can_be_filled_with_no_further_segment(body: str, kind: LineKind) -> None:
    counted = segments.count(body, kind)
    full = segments.count(body + "a" * counted.left_in_segment, kind)
    assert full.segments == max(counted.segments, 1)
    assert full.left_in_segment == 0


@given(st.text(max_size=300), st.sampled_from(LineKind))
def test_a_text_with_files_is_one_message(body: str, kind: LineKind) -> None:
    found = segments.count(body, kind, files=1)
    assert (found.encoding, found.segments, found.forced_by) == (Encoding.MMS, 1, None)
    assert found.units == len(body.encode("utf-16-le", "surrogatepass")) // 2
    assert found.units + found.left_in_segment == MAX_BODY
