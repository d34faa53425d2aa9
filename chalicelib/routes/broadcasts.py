"""Broadcasts: one text to many, each in private."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.core import outbound
from chalicelib.core.office import Weekday
from chalicelib.core.repeat import Repeat
from chalicelib.core.resting import resting
from chalicelib.core.selection import Skip
from chalicelib.flows import broadcasts, control, media, previews
from chalicelib.flows.broadcasts import Seen
from chalicelib.flows.orders import Order
from chalicelib.routes import present_broadcasts as present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.broadcasts import (
    AudienceShape,
    BroadcastPage,
    BroadcastPatch,
    BroadcastQuery,
    BroadcastShape,
    NewBroadcast,
    NewRepeat,
)
from chalicelib.routes.shapes.previews import Preview
from chalicelib.routes.shapes.recipients import RecipientPage, RecipientQuery

bp = Blueprint(__name__)


@endpoint(bp, "POST", "/broadcasts/preview", body=NewBroadcast, answer=Preview)
def preview_broadcast(call: Call, body: NewBroadcast) -> Preview:
    """What a broadcast would do now: who gets it and when, who does not and why, how long the texts are, the cost."""
    return present.preview(previews.preview(call.house, call.caller, _order(body), call.now))


@endpoint(bp, "POST", "/broadcasts", body=NewBroadcast, answer=BroadcastShape, status=202)
def create_broadcast(call: Call, body: NewBroadcast) -> BroadcastShape:
    """Sends a text to many; ask for its progress under its id."""
    return _shown(call, broadcasts.create(call.house, call.caller, _order(body), call.key, call.now))


@endpoint(bp, "GET", "/broadcasts", query=BroadcastQuery, answer=BroadcastPage)
def list_broadcasts(call: Call, query: BroadcastQuery) -> BroadcastPage:
    """Broadcasts on the caller's lines, newest first; with `of` those that were made of one that comes again."""
    found = broadcasts.page(call.house, call.caller, query.cursor, query.limit, call.now, query.of)
    return BroadcastPage(items=[present.broadcast(seen, call.now) for seen in found.items], cursor=found.cursor)


@endpoint(bp, "GET", "/broadcasts/{broadcast_id}", answer=BroadcastShape)
def get_broadcast(call: Call, broadcast_id: str) -> BroadcastShape:
    """One broadcast and how far it is."""
    return _shown(call, broadcasts.one(call.house, call.caller, broadcast_id, call.now))


@endpoint(bp, "PATCH", "/broadcasts/{broadcast_id}", body=BroadcastPatch, answer=BroadcastShape)
def change_broadcast(call: Call, broadcast_id: str, body: BroadcastPatch) -> BroadcastShape:
    """Changes a scheduled broadcast, also a paused one. 409 `broadcast_began` once it has begun."""
    wish = body.model_dump(exclude_unset=True)
    if body.audience is not None:
        wish["audience"] = _people(body.audience)
    return _shown(call, control.edit(call.house, call.caller, broadcast_id, wish, call.now))


@endpoint(bp, "POST", "/broadcasts/{broadcast_id}/pause", answer=BroadcastShape)
def pause_broadcast(call: Call, broadcast_id: str) -> BroadcastShape:
    """Sends nothing more of it until it is resumed. 409 `broadcast_done` or `broadcast_over` where nothing is to go."""
    return _shown(call, control.pause(call.house, call.caller, broadcast_id, call.now))


@endpoint(bp, "POST", "/broadcasts/{broadcast_id}/resume", answer=BroadcastShape)
def resume_broadcast(call: Call, broadcast_id: str) -> BroadcastShape:
    """Goes on with a paused broadcast, as far as its line has time."""
    return _shown(call, control.resume(call.house, call.caller, broadcast_id, call.now))


@endpoint(bp, "POST", "/broadcasts/{broadcast_id}/cancel", answer=BroadcastShape)
def cancel_broadcast(call: Call, broadcast_id: str) -> BroadcastShape:
    """Sends nothing more of it, for good: no text that is not with the provider, or on its way there, goes."""
    return _shown(call, control.cancel(call.house, call.caller, broadcast_id, call.now))


@endpoint(bp, "GET", "/broadcasts/{broadcast_id}/recipients", query=RecipientQuery, answer=RecipientPage)
def list_recipients(call: Call, broadcast_id: str, query: RecipientQuery) -> RecipientPage:
    """Who gets it, who got it, who was refused and why. A page may be short or empty and be followed by others."""
    line, found = broadcasts.recipients(call.house, call.caller, broadcast_id, **query.model_dump())
    held = outbound.held(line, call.now) or resting(line, call.now)
    return RecipientPage(items=[present.recipient(line, row, held) for row in found.items], cursor=found.cursor)


def _shown(call: Call, seen: Seen) -> BroadcastShape:
    return present.broadcast(seen, call.now, media.links_to(call.house, seen.broadcast.files, call.now))


def _order(body: NewBroadcast) -> Order:
    return Order(
        line=body.line,
        body=body.body,
        group=body.group or "",
        **_people(body),
        send_at=body.send_at,
        send_at_local=body.send_at_local or "",
        not_after=body.not_after,
        short_links=body.short_links,
        media=body.media,
        repeat=_repeat(body.repeat) if body.repeat else None,
    )


def _people(asked: AudienceShape | NewBroadcast) -> dict[str, Any]:
    """Whom it goes to, as an Order names them."""
    return {
        "groups": asked.groups,
        "contacts": asked.contacts,
        "without_groups": asked.exclude.groups,
        "without_contacts": asked.exclude.contacts,
        "skip": Skip(asked.skip.active_conversation, asked.skip.texted_within_days),
    }


def _repeat(asked: NewRepeat) -> Repeat:
    weekdays = tuple(list(Weekday).index(day) for day in asked.weekdays)
    until = asked.until.isoformat() if asked.until else ""
    return Repeat(weekdays, asked.day or 0, until=until, count=asked.count or 0)
