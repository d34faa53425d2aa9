"""Pictures and other files in the API's shapes. Where the provider keeps them is nobody's business."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.core import media
from chalicelib.core.media import File
from chalicelib.core.messages import Message
from chalicelib.flows.ports import Link
from chalicelib.routes.shapes.threads import MediaShape


def shapes(entry: Message, links: Mapping[str, Link]) -> list[MediaShape]:
    return [shape(entry.id, file, links.get(file.key)) for file in media.parts(entry.media, entry.files)]


def shape(owner: str, file: File, link: Link | None) -> MediaShape:
    return MediaShape(
        id=media.shown_id(owner, file),
        state=media.standing(file),
        type=file.type,
        size=file.size,
        width=file.width,
        height=file.height,
        inline=media.drawn(file),
        url=link.url if link else None,
        until=link.until if link else None,
        reason=file.fault or None,
    )
