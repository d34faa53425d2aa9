"""People steer a broadcast: pause, resume, cancel it (SD-8), or change one that is scheduled (SD-7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import access, media, outbound
from chalicelib.core import links as core_links
from chalicelib.core.broadcasts import WIDE_FROM, Broadcast, Halt, Stage, changeable, halted, spread
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.media import File
from chalicelib.core.people import Person
from chalicelib.flows import again, broadcasts, feed, links, paused, uploads
from chalicelib.flows.broadcasts import Seen
from chalicelib.flows.decide import settled
from chalicelib.flows.orders import Order, addressed, begins, check_text, clock_time, first_of, listed, repeated, sender
from chalicelib.flows.ports import House, Stale

TOO_MANY = (
    "It was made for fewer people, or for lists that do not change. Cancel it, and schedule a new one for so many, or "
    "for a live group."
)


def pause(house: House, caller: PersonId, broadcast: str, now: datetime) -> Seen:
    """Nothing that is not claimed yet goes until it is resumed; what is claimed may still go (O5)."""
    return _halted(house, caller, broadcast, Halt.PAUSED, now)


def resume(house: House, caller: PersonId, broadcast: str, now: datetime) -> Seen:
    """It goes on at once, as far as its line has time. What comes again, and whose author may not send any more, is the
    caller's then.

    Raises as for a new broadcast where the caller may not send it either; Refused while its line, or all texting, is
    switched off.
    """
    seen = _halted(house, caller, broadcast, None, now)
    if seen.broadcast.stage is Stage.RUNNING:
        feed.hand_out(house, seen.line, [seen.broadcast], now)
    return seen


def cancel(house: House, caller: PersonId, broadcast: str, now: datetime) -> Seen:
    """Nothing that is not claimed yet goes any more (O5). It cannot be resumed."""
    return _halted(house, caller, broadcast, Halt.CANCELLED, now)


def edit(house: House, caller: PersonId, broadcast: str, wish: Mapping[str, Any], now: datetime) -> Seen:
    """Changes text, files, times and audience of a broadcast that has not begun; `wish` has what is to change: body,
    media (names of files that stay, and uploads of the caller's), send_at or send_at_local, not_after, short_links,
    audience (the fields of an Order that tell it).

    Raises Conflict once it has begun, or is over.
    """
    settled(lambda: _edited(house, caller, broadcast, wish, now))
    return broadcasts.one(house, caller, broadcast, now)


def _edited(house: House, caller: PersonId, broadcast: str, wish: Mapping[str, Any], now: datetime) -> None:
    found, line, person = broadcasts.visible(house, caller, broadcast)
    access.demand_steer(person, found.author)
    _demand_open(found, halted(found, now))
    if not changeable(found, now):
        raise Conflict("broadcast_began", "This broadcast has begun. It can be paused or cancelled.")
    timed = _times(house, found, line, wish, now)
    body = found.body if wish.get("body") is None else wish["body"]
    names = list(_named(found)) if wish.get("media") is None else wish["media"]
    check_text(body, names, _named(found))
    short = wish.get("short_links")
    links_at = found.links_at if short is None else links.base(house) if short else ""
    if links_at:
        core_links.check(body)
    files = uploads.taken(house, caller, names, _named(found))
    # Other files, or people, mend what one that is gone had stopped; what else stopped it no change can mend.
    mended = wish.get("media") is not None or wish.get("audience") is not None
    goes = _addressed(house, timed, line, person, wish)
    after = replace(goes, body=body, links_at=links_at, files=files, why="" if mended else found.why)
    if not house.broadcasts.change(found, after):
        raise Stale


def _addressed(house: House, found: Broadcast, line: Line, person: Person, wish: Mapping[str, Any]) -> Broadcast:
    """It with the audience that it has then. Its id told how many it may be when it was made."""
    asked = wish.get("audience")
    if asked is None:
        return found
    try:
        goes = addressed(house, person, line, Order(found.line, found.body, **asked))
    except Invalid as fault:
        raise Invalid({f"audience.{name}".removesuffix(".group"): why for name, why in fault.fields.items()}) from fault
    if spread(found.id) == 1 and (any(group.live for group in goes.groups) or listed(goes) >= WIDE_FROM):
        raise Invalid({"audience": TOO_MANY})
    return replace(found, audience=goes.audience, group=first_of(goes), group_name=goes.title, size=goes.size)


def _named(found: Broadcast) -> dict[str, File]:
    """Its files, by the names under which it is shown with them."""
    return {media.shown_id(found.id, file): file for file in found.files}


def _times(house: House, found: Broadcast, line: Line, wish: Mapping[str, Any], now: datetime) -> Broadcast:
    """It with the times that it has then. Where none is wished for it keeps its clock: the brand's may be another by
    now, its next time may have come just now, and that of one that is paused may be past; it goes when it is resumed.
    """
    timed = _timed(found, wish)
    if not any(wish.get(name) for name in ("send_at", "send_at_local", "not_after")):
        return replace(found, not_after=timed.not_after)
    rule, first = repeated(house, timed, now)
    at = first or begins(house, line, timed, now)
    return replace(found, begins=at, local=clock_time(timed), due=at, not_after=timed.not_after, repeat=rule)


def _timed(found: Broadcast, wish: Mapping[str, Any]) -> Order:
    """The times that it has then; of a moment and a time of day the one that is wished for takes the other's place."""
    local = wish.get("send_at_local") or ("" if "send_at" in wish else found.local)
    at = wish.get("send_at", None if local else found.begins)
    if at is None and not local:
        raise Invalid({"send_at": "Choose a time. To send it at once, cancel it and send it anew."})
    return Order(
        "", "", send_at=at, send_at_local=local, not_after=wish.get("not_after", found.not_after), repeat=found.repeat
    )


def _halted(house: House, caller: PersonId, broadcast: str, halt: Halt | None, now: datetime) -> Seen:
    settled(lambda: _attempt(house, caller, broadcast, halt, now))
    return broadcasts.one(house, caller, broadcast, now)


def _attempt(house: House, caller: PersonId, broadcast: str, halt: Halt | None, now: datetime) -> None:
    """Asking for what is so already is answered as the first time; the rest is refused with the reason."""
    found, line, person = broadcasts.visible(house, caller, broadcast)
    access.demand_steer(person, found.author)
    is_now = halted(found, now)
    if is_now is halt:
        return
    _demand_open(found, is_now)
    # What comes again sends nothing itself.
    off = paused.closed(house, line, now) if halt is None and found.repeat is None else None
    if off is not None:
        outbound.demand(off)
    # One that has not begun is looked at when it begins, and not before, whatever is done to it until then.
    scheduled = found.stage is Stage.SCHEDULED
    after = replace(found, halt=halt, why="", due=max(now, found.began) if scheduled else now)
    if halt is None and found.repeat is not None and not again.able(house, found):
        after = replace(after, author=sender(house, caller, found.line)[0].id)
    if halt is Halt.CANCELLED and scheduled:
        after = replace(after, stage=Stage.DONE, due=None)
    if not house.broadcasts.change(found, after):
        raise Stale


def _demand_open(broadcast: Broadcast, halt: Halt | None) -> None:
    if halt in (Halt.CANCELLED, Halt.EXPIRED):
        raise Conflict("broadcast_over", f"This broadcast is {halt.value}. Send a new one to those who are left.")
    if broadcast.stage is Stage.DONE:
        raise Conflict("broadcast_done", "All of this broadcast has gone already: there is nothing to stop any more.")
