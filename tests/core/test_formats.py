"""What a file is by its first bytes."""

from __future__ import annotations

import struct

import pytest

from chalicelib.core import formats
from chalicelib.core.formats import UNKNOWN, dimensions, ending, kind_of
from tests.harness.pictures import GIF, JPEG, PNG, jpeg, png

WEBP = b"RIFF\0\0\0\0WEBP"
LOSSY = WEBP + b"VP8 " + b"\0" * 10 + struct.pack("<HH", 320 | 0x4000, 240)
LOSSLESS = WEBP + b"VP8L" + b"\0" * 5 + struct.pack("<I", 319 | 239 << 14) + b"\0" * 8
EXTENDED = WEBP + b"VP8X" + b"\0" * 8 + (319).to_bytes(3, "little") + (239).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (b"GIF87a", "image/gif"),
        (LOSSY, "image/webp"),
        (b"RIFF\0\0\0\0WAVE", UNKNOWN),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x18ftyp3gp5", "video/3gpp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypmif1", "image/heic"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"\xff\xf3\x90", "audio/mpeg"),
        (b"#!AMR\n", "audio/amr"),
        (b"%PDF-1.7", "application/pdf"),
        (b"BEGIN:VCARD\r\n", "text/vcard"),
    ],
)
def test_the_bytes_say_what_a_file_is(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"\xef\xbb\xbf<!doctype html>",
        b"MZ\x90\0",
        b"PK\x03\x04",
        b"#!/bin/sh",
        b" GIF89a",
    ],
)
def test_nothing_that_browsers_run_is_taken_for_a_picture(head: bytes) -> None:
    assert kind_of(head) == UNKNOWN


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (png(400, 300), (400, 300)),
        (jpeg(640, 480), (640, 480)),
        (jpeg(640, 480, exif=60_000), (640, 480)),
        (GIF, (5, 4)),
        (LOSSY, (320, 240)),
        (LOSSLESS, (320, 240)),
        (EXTENDED, (320, 240)),
        (b"\xff\xd8\xff\x01" + jpeg(640, 480)[2:], (640, 480)),
    ],
)
def test_pictures_tell_their_size(head: bytes, size: tuple[int, int]) -> None:
    assert dimensions(kind_of(head), head[: formats.HEAD]) == size


@pytest.mark.parametrize(
    "head",
    [
        PNG[:23],
        PNG[:12] + b"tEXt" + PNG[16:],
        GIF[:9],
        JPEG[:20],
        b"\xff\xd8\xff\xe1\x00\x02" + b"not a marker",
        LOSSY[:29],
        WEBP + b"ALPH" + b"\0" * 20,
        jpeg(exif=65_000)[:1000],
        b"%PDF-1.7",
    ],
)
def test_a_size_that_is_not_told_is_none(head: bytes) -> None:
    assert dimensions(kind_of(head), head) == (0, 0)


def test_names_end_as_the_type_says() -> None:
    assert (ending("image/jpeg"), ending("image/webp"), ending(UNKNOWN)) == (".jpg", ".webp", ".bin")
    assert ending("text/html") == ".bin"
