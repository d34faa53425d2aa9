"""Small files of several kinds, made here byte by byte."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 3, height: int = 2) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int = 640, height: int = 480, exif: int = 0) -> bytes:
    """The first parts of one: markers until the one that tells the size, with an EXIF part of `exif` bytes before."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    other = b"\xff\xe1" + struct.pack(">H", exif + 2) + b"e" * exif
    return b"\xff\xd8" + other + b"\xff\xdb" + struct.pack(">H", 4) + b"qt" + frame + b"\xff\xd9"


PNG = png()
JPEG = jpeg()
GIF = b"GIF89a" + struct.pack("<HH", 5, 4) + b"\x00\x00\x00;"
