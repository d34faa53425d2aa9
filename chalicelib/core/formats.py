"""What a file is by its first bytes: its type, and how large a picture is. What it is called counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = 65_536
"""So many bytes are looked at: the size of a JPEG stands behind its EXIF part, which has at most 64 KiB."""
UNKNOWN = "application/octet-stream"
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/3gpp": ".3gp",
    "audio/mpeg": ".mp3",
    "audio/amr": ".amr",
    "application/pdf": ".pdf",
    "text/vcard": ".vcf",
}
"""What may be sent, and how its name ends: Twilio, "Accepted content types for media" (read 2026-11)."""
_SEEN = {"image/webp": ".webp", "image/heic": ".heic", "text/plain": ".txt"}
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"%PDF-", "application/pdf"),
    (b"BEGIN:VCARD", "text/vcard"),
)
_BRANDS = {b"3g": "video/3gpp", b"he": "image/heic", b"mi": "image/heic"}
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def kind_of(head: bytes) -> str:
    """The media type that the first bytes show; `UNKNOWN` for what is none of those we know."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:10], "video/mp4")
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else UNKNOWN


def ending(kind: str) -> str:
    """How the name of such a file ends; `.bin` for what is not known."""
    return (ENDINGS | _SEEN).get(kind, ".bin")


def dimensions(kind: str, head: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture; zeros where its first bytes do not tell."""
    match kind:
        case "image/png" if head[12:16] == b"IHDR" and len(head) >= 24:
            return _big(head[16:20]), _big(head[20:24])
        case "image/gif" if len(head) >= 10:
            return _little(head[6:8]), _little(head[8:10])
        case "image/jpeg":
            return next(_frames(head), (0, 0))
        case "image/webp" if len(head) >= 30:
            return _webp(head)
    return 0, 0


def _frames(head: bytes) -> Iterator[tuple[int, int]]:
    """Walks from marker to marker until one tells the size."""
    place = 2
    while place + 9 <= len(head) and head[place] == 0xFF:
        marker = head[place + 1]
        if marker in _START_OF_FRAME:
            yield _big(head[place + 7 : place + 9]), _big(head[place + 5 : place + 7])
        place += 2 if marker in _WITHOUT_LENGTH else 2 + _big(head[place + 2 : place + 4])


def _webp(head: bytes) -> tuple[int, int]:
    match head[12:16]:
        case b"VP8 ":
            return _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
        case b"VP8L":
            bits = _little(head[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return _little(head[24:27]) + 1, _little(head[27:30]) + 1
    return 0, 0


def _big(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def _little(raw: bytes) -> int:
    return int.from_bytes(raw, "little")
