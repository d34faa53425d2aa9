"""Pictures that go out: uploaded by a browser straight into the bucket, and checked before a text takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from chalicelib.core import access, formats, media
from chalicelib.core.access import Action
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.media import File
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, UploadForm

GONE = "This upload is not here any more. Attach the file again."


def begin(house: House, caller: PersonId, kind: str, size: int, now: datetime) -> tuple[str, UploadForm]:
    """A new upload's id, and where the browser posts the file. What no text takes within a day is deleted.

    Raises Invalid for a kind or a size that carriers do not take.
    """
    access.demand(me(house, caller), Action.ANSWER)
    media.check_asked(kind, size, formats.ENDINGS)
    upload = house.fresh()
    return upload, house.bucket.upload(media.upload_key(caller, upload), kind, size, now)


def taken(
    house: House, caller: PersonId, uploads: Sequence[str], had: Mapping[str, File] = MappingProxyType({})
) -> tuple[File, ...]:
    """The caller's uploads as files of a text, which no clean-up touches any more; taking them twice is taking once.

    Raises as `checked` does.
    """
    files = checked(house, caller, uploads, had)
    return tuple(
        file if file.key else _kept(house, caller, file, upload) for file, upload in zip(files, uploads, strict=True)
    )


def checked(
    house: House, caller: PersonId, uploads: Sequence[str], had: Mapping[str, File] = MappingProxyType({})
) -> Sequence[File]:
    """What the caller's uploads are, read off their bytes; `had` are files that the text has, by their names.

    Raises Invalid for what is not there, is another's, or cannot be sent.
    """
    files = [
        replace(had[upload], place=place) if upload in had else _looked_at(house, caller, place, upload)
        for place, upload in enumerate(uploads)
    ]
    missing = {f"media.{file.place}": GONE for file in files if not file.size}
    if missing:
        raise Invalid(missing)
    media.check_files(files, formats.ENDINGS)
    return files


def _looked_at(house: House, caller: PersonId, place: int, upload: str) -> File:
    peek = house.bucket.peek(media.upload_key(caller, upload))
    if peek is None:
        return File(place)
    kind = formats.kind_of(peek.head)
    width, height = formats.dimensions(kind, peek.head)
    return File(place, type=kind, size=peek.size, width=width, height=height)


def _kept(house: House, caller: PersonId, file: File, upload: str) -> File:
    key = media.kept_key(caller, upload)
    if not house.bucket.copy(media.upload_key(caller, upload), key, file.type):
        raise Invalid({f"media.{file.place}": GONE})
    return replace(file, key=key)
