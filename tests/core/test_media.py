"""Files of a text: what may be sent, what browsers may draw, and where each stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core import media
from chalicelib.core.errors import Invalid
from chalicelib.core.formats import ENDINGS
from chalicelib.core.media import File, Standing

KEPT = File(0, "kept/one", "image/png", 2000, 40, 30)
UPLOAD = "0123456789abcdef" * 2


def test_every_part_stands_somewhere_in_order() -> None:
    failed = File(2, fault="It is gone.")
    found = media.parts(("a", "b", "c"), (failed, replace(KEPT, place=1)))
    assert [(part.place, media.standing(part)) for part in found] == [
        (0, Standing.WAITING),
        (1, Standing.KEPT),
        (2, Standing.FAILED),
    ]
    assert media.parts((), (KEPT,)) == [KEPT]


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/octet-stream", "image/heic", "text/plain"])
def test_browsers_draw_nothing_that_can_do_more_than_be_seen(kind: str) -> None:
    assert not media.drawn(replace(KEPT, type=kind))
    assert media.file_name(replace(KEPT, type=kind), ".bin") == "file-1.bin"


def test_browsers_draw_pictures_of_a_size_that_they_can_hold() -> None:
    assert media.drawn(KEPT)
    assert media.file_name(replace(KEPT, place=2), ".png") == "picture-3.png"
    assert media.drawn(replace(KEPT, width=10_000, height=5_000))
    assert not media.drawn(replace(KEPT, width=10_000, height=5_001))
    assert not media.drawn(replace(KEPT, width=0))


def test_keys_keep_uploads_of_one_person_from_another() -> None:
    assert media.upload_key("rep1", UPLOAD) == f"uploads/rep1/{UPLOAD}"
    assert media.kept_key("rep1", UPLOAD) == f"kept/rep1/{UPLOAD}"
    assert media.inbound_key("thread", "message", 3) == "kept/thread/message/3"


@pytest.mark.parametrize(
    ("uploads", "fields"),
    [
        (["../rep2/" + UPLOAD], {"media.0"}),
        ([UPLOAD, "", UPLOAD.upper()], {"media.1", "media.2"}),
        ([UPLOAD, UPLOAD], {"media"}),
        ([f"{place:032x}" for place in range(11)], {"media"}),
    ],
)
def test_what_is_no_upload_is_named(uploads: list[str], fields: set[str]) -> None:
    with pytest.raises(Invalid) as fault:
        media.check_ids(uploads)
    assert fault.value.fields.keys() == fields


def test_ten_uploads_and_none_are_no_fault() -> None:
    media.check_ids([f"{place:032x}" for place in range(10)])
    media.check_ids([])


@pytest.mark.parametrize(
    ("kind", "size", "fields"),
    [
        ("image/svg+xml", 10, {"type"}),
        ("text/html", 600_001, {"type", "size"}),
        ("image/jpeg", 5_000_001, {"size"}),
        ("image/jpeg", 0, {"size"}),
        ("application/pdf", 600_001, {"size"}),
    ],
)
def test_what_carriers_do_not_take_is_refused_before_it_is_uploaded(kind: str, size: int, fields: set[str]) -> None:
    with pytest.raises(Invalid) as fault:
        media.check_asked(kind, size, ENDINGS)
    assert fault.value.fields.keys() == fields


def test_what_carriers_take_may_be_uploaded() -> None:
    media.check_asked("image/jpeg", 5_000_000, ENDINGS)
    media.check_asked("application/pdf", 600_000, ENDINGS)


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        ([replace(KEPT, type="application/octet-stream")], {"media.0"}),
        ([KEPT, replace(KEPT, place=1, type="video/mp4", size=600_001)], {"media.1"}),
        ([replace(KEPT, size=2_500_001), replace(KEPT, place=1, size=2_500_000)], {"media"}),
        ([replace(KEPT, size=5_000_001)], {"media.0"}),
    ],
)
def test_files_that_carriers_do_not_take_together_are_named(files: list[File], fields: set[str]) -> None:
    with pytest.raises(Invalid) as fault:
        media.check_files(files, ENDINGS)
    assert fault.value.fields.keys() == fields


def test_five_megabytes_together_may_go() -> None:
    media.check_files([replace(KEPT, size=2_500_000), replace(KEPT, place=1, size=2_500_000)], ENDINGS)


def test_a_loan_to_many_has_another_name_each_half_day() -> None:
    begun = datetime(2026, 3, 2, 12, tzinfo=UTC)
    last = begun + media.LOAN - timedelta(seconds=1)
    assert media.loan_to_many("b1", KEPT, begun) == media.loan_to_many("b1", KEPT, last)
    names = {
        media.loan_to_many(broadcast, file, moment)
        for broadcast in ("b1", "b2")
        for file in (KEPT, replace(KEPT, key="kept/two"))
        for moment in (begun, begun + media.LOAN)
    }
    assert len(names) == 8


def test_a_loan_lives_longer_than_the_provider_queues_a_text() -> None:
    """The bucket keeps a loan for a day at least, and the provider a text for ten hours."""
    assert timedelta(days=1) - media.LOAN >= timedelta(hours=10)


def test_what_is_much_for_a_toll_free_line_is_told() -> None:
    assert media.heavy([replace(KEPT, size=media.HEAVY)]) == ""
    assert "525,001 bytes" in media.heavy([replace(KEPT, size=media.HEAVY), replace(KEPT, size=1)])


def test_files_that_a_text_has_may_stay() -> None:
    had = media.shown_id("b1", replace(KEPT, place=3))
    assert had == "b1-3"
    media.check_ids([UPLOAD, had], {had})
    with pytest.raises(Invalid):
        media.check_ids([UPLOAD, had])
