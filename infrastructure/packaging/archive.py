"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

THE_BEGINNING = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644
UNIX = 3


def pack(folder: Path, archive: Path) -> None:
    """Packs all files below `folder` by name, with one time and one mode for all of them."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), THE_BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE << 16
            packed.writestr(entry, path.read_bytes())
