"""What a quiet world must show of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core import media
from chalicelib.flows.media import LOST
from tests.harness import aws
from tests.harness.state import Row, State


def pictures_are_kept(state: State) -> Iterator[str]:
    """I6, SD-12: every part that came is in the bucket, or the text says why not; it is never still on its way."""
    files = aws.files()
    for row in state.messages:
        known = {file["place"]: file for file in row.get("files", [])}
        for place, source in enumerate(row.get("media", [])):
            file = known.get(place, {})
            key, fault = file.get("key"), file.get("fault")
            if key and files.get(key) != state.world.carrier.media.files.get(source):
                yield f"I6: {row['pk']} {row['sk']} shows another picture than what came"
            elif not key and fault in (None, LOST):
                yield f"I6: part {place} of {row['pk']} {row['sk']} is lost"


def pictures_go_along(state: State) -> Iterator[str]:
    """SD-12: the provider was lent every file of a text that was handed over, and could fetch it."""
    files = aws.files()
    texts = {f"m.{row['pk']}.{row['sk'].removeprefix('m#')}": row for row in state.messages}
    many = _broadcasts(state)
    for text in state.world.carrier.sent:
        kind, owner, _ = text.ref.split(".")
        row = many[owner] if kind == "b" else texts.get(text.ref, {})
        kept = [files.get(file["key"]) for file in row.get("files", [])]
        lent = [files.get(_lent(source)) for source in text.media]
        if kept != lent or None in lent:
            yield f"SD-12: {text.ref} went out with other files than it has"


def nothing_is_kept_for_nobody(state: State) -> Iterator[str]:
    """What stands in the bucket for good belongs to a text, or to one for many; all else is on the way out by its
    prefix."""
    rows = (*state.messages, *_broadcasts(state).values())
    owned = {file["key"] for row in rows for file in row.get("files", []) if file.get("key")}
    for key in aws.files():
        if key.startswith(media.KEPT) and key not in owned:
            yield f"SD-12: nobody's text has {key}"
        if not key.startswith((media.KEPT, media.UPLOADS, media.LENT)):
            yield f"SD-12: {key} would stay for ever"


def _broadcasts(state: State) -> dict[str, Row]:
    return {row["pk"]: row for row in state.broadcasts if row["sk"] == "broadcast"}


def _lent(source: str) -> str:
    return media.LENT + source.rpartition(f"/{media.LENT}")[2]
