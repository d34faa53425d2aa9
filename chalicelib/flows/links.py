"""A short link is opened: whoever has it is told where it leads, and a person's visit is counted (AN-1)."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from chalicelib.core import links
from chalicelib.core.broadcasts import Recipient
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.links import Link
from chalicelib.flows.ports import House


def opened(house: House, code: str, now: datetime, *, counts: bool) -> Link:
    """Where it leads, as `led`. `counts`: it is a person who opens it."""
    link, row = _found(house, code)
    if counts:
        _count(house, row.broadcast, row.contact, now)
    return link


def led(house: House, code: str) -> Link:
    """Where it leads; NotFound for a link that no text of ours had."""
    return _found(house, code)[0]


def _found(house: House, code: str) -> tuple[Link, Recipient]:
    known = links.read(code)
    found = house.links.find(known)
    if found is None:
        raise NotFound("link")
    broadcast, row = found
    leads = links.of(broadcast.body, own_hosts(house))
    if known.place >= len(leads):
        raise NotFound("link")
    return leads[known.place], row


def own_hosts(house: House) -> frozenset[str]:
    """The hosts to which a short link leads at once: those that an admin named, and our own."""
    ours = (urlsplit(url).hostname for url in (house.public_url, house.dashboard_url))
    return house.brand.link_hosts | {name for name in ours if name}


def base(house: House) -> str:
    """What short links begin with."""
    return house.public_url + links.PATH


def _count(house: House, broadcast: BroadcastId, contact: ContactId, now: datetime) -> None:
    """A busy store costs a count, and nobody the way to where the link leads."""
    try:
        house.links.clicked(broadcast, contact, now)
    except Busy:
        return
