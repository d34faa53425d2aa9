"""Pictures and other files of a text: what is kept of each, what may be sent, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core.errors import Invalid

MOST_FILES = 10
MOST_BYTES = 5_000_000
"""Of one text, all files together: Twilio, "Accepted content types for media" (its errors 21623 and 30019)."""
MOST_OTHER_BYTES = 600_000
"""Of a file that is no picture: carriers do not make it smaller, as they do pictures (the same page)."""
MOST_PIXELS = 50_000_000
"""Of a picture that browsers are told to draw; a small file may claim to be huge."""
GIVE_UP = timedelta(minutes=15)
"""So long a file that the provider does not give is asked for again; it is there within seconds or not at all."""
LOAN = timedelta(hours=12)
"""So long what many get is lent under one name. A loan ends by the bucket's own rule a day after it was made at the
earliest, and the provider may queue a text for ten hours: who is given the name in its last minute has time enough."""
HEAVY = 525_000
"""Bytes that carriers bring through from a toll-free number without trouble; of more, some phones get nothing."""
UPLOADS, KEPT, LENT = "uploads/", "kept/", "m/"
"""Where a file stands in the bucket: just uploaded, part of a text, or lent to the provider for a day."""

_UPLOAD = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a text, by its place in it, from 0. `key` is where it stands in the bucket (empty: it is not there,
    and `fault` tells why). `type` is what its bytes are, never what somebody calls them. `width` and `height` are in
    pixels, 0 where unknown.
    """

    place: int
    key: str = ""
    type: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    fault: str = ""


class Standing(StrEnum):
    """How far a file is: on its way here, in the bucket, or not to be had."""

    WAITING = "waiting"
    KEPT = "kept"
    FAILED = "failed"


def standing(file: File) -> Standing:
    if file.key:
        return Standing.KEPT
    return Standing.FAILED if file.fault else Standing.WAITING


def parts(sources: Sequence[str], files: Iterable[File]) -> list[File]:
    """Every part of a text in order, those included that are still to be fetched from `sources`."""
    known = {file.place: file for file in files}
    return [known.get(place, File(place)) for place in range(max(len(sources), len(known)))]


def drawn(file: File) -> bool:
    """Whether browsers may draw the file inside a page; whatever else it is, they are to save it."""
    picture = file.type in ("image/jpeg", "image/png", "image/gif", "image/webp")
    return picture and 0 < file.width * file.height <= MOST_PIXELS


def file_name(file: File, ending: str) -> str:
    """Made of what we know; no name from outside is ever kept or shown."""
    return f"{'picture' if drawn(file) else 'file'}-{file.place + 1}{ending}"


def inbound_key(box: str, message: str, place: int) -> str:
    """The same part always has the same place: to fetch it twice leaves one file."""
    return f"{KEPT}{box}/{message}/{place}"


def upload_key(person: str, upload: str) -> str:
    """An upload is found under whoever made it, and by nobody else."""
    return f"{UPLOADS}{person}/{upload}"


def kept_key(person: str, upload: str) -> str:
    return f"{KEPT}{person}/{upload}"


def shown_id(owner: str, file: File) -> str:
    """The name of a file in the API; `owner` is the text or broadcast that has it."""
    return f"{owner}-{file.place}"


def loan_to_many(broadcast: str, file: File, now: datetime) -> str:
    """What the name of a loan to all of a broadcast's recipients is made of: another one each LOAN."""
    return f"{broadcast}:{file.key}:{int(now.timestamp() // LOAN.total_seconds())}"


def heavy(files: Sequence[File]) -> str:
    """What to know of files that are much for a toll-free line; empty where they are not."""
    total = sum(file.size for file in files)
    if total <= HEAVY:
        return ""
    return f"The files have {total:,} bytes together. From a toll-free number some phones get no more than {HEAVY:,}."


def check_ids(uploads: Sequence[str], had: Collection[str] = ()) -> None:
    """Return if these may be files of one text; else Invalid, naming each that may not. `had` it has already."""
    if len(uploads) > MOST_FILES:
        raise Invalid({"media": f"A text takes at most {MOST_FILES} files. Remove some, or send two texts."})
    faults = {
        f"media.{place}": "This is no upload of yours. Attach the file again."
        for place, upload in enumerate(uploads)
        if upload not in had and not _UPLOAD.fullmatch(upload)
    }
    if len(set(uploads)) < len(uploads):
        faults["media"] = "A file stands twice in this text. Name each once."
    if faults:
        raise Invalid(faults)


def check_asked(kind: str, size: int, endings: Mapping[str, str]) -> None:
    """Return if a file of this type and size may be uploaded; else Invalid."""
    faults = {}
    if kind not in endings:
        names = ", ".join(sorted(ending.lstrip(".") for ending in endings.values()))
        faults["type"] = f"Carriers do not take this kind of file. They take {names}."
    most = _most(kind)
    if not 0 < size <= most:
        faults["size"] = f"A file of this kind has 1 to {most:,} bytes. Make it smaller."
    if faults:
        raise Invalid(faults)


def check_files(files: Sequence[File], endings: Mapping[str, str]) -> None:
    """Return if carriers take these files as one text; else Invalid, naming each that is wrong."""
    faults = {}
    for file in files:
        if file.type not in endings:
            faults[f"media.{file.place}"] = "This file is not what it is called. Attach another one."
        elif file.size > _most(file.type):
            faults[f"media.{file.place}"] = f"This file has more than {_most(file.type):,} bytes. Make it smaller."
    total = sum(file.size for file in files)
    if not faults and total > MOST_BYTES:
        faults["media"] = f"The files have {total:,} bytes together, of {MOST_BYTES:,} possible. Remove some."
    if faults:
        raise Invalid(faults)


def _most(kind: str) -> int:
    return MOST_BYTES if kind.startswith("image/") else MOST_OTHER_BYTES
