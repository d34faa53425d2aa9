"""Opt-ins that wait for a person of the brand: numbers from abroad, and more than a day may bring."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import access, effects, outbound
from chalicelib.core.access import Action
from chalicelib.core.countries import Held
from chalicelib.core.errors import Busy, NotFound, Refused
from chalicelib.core.ids import LineId, PersonId, thread_parts
from chalicelib.core.lines import Line
from chalicelib.core.optin import Waiting
from chalicelib.flows.optin import barred
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page

_WHY = {
    Held.COUNTRY: "This number is from a country that is not on the brand's list. Add the country first.",
    Held.KIND: "This is no number of a person (premium, toll-free or the like): it is never texted. Turn it down.",
}

_SHUT = {
    "line_inactive": "The line that this opt-in was for is switched off. Switch it on first, or turn this one down.",
    "line_held": "The line that this opt-in was for may not text now. Release or verify it first: see Lines.",
}


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> tuple[Page[Waiting], dict[LineId, Line]]:
    """Those that wait, for admins, and the lines."""
    access.demand(me(house, caller), Action.EDIT_FORMS)
    return house.opt_ins.review(cursor, limit), {line.id: line for line in house.team.lines()}


def settle(house: House, caller: PersonId, waiting: str, *, accept: bool, now: datetime) -> None:
    """Lets one pass, which the queue then takes up, or turns it down.

    Refused where it would only wait again: the number is barred for good, or its line may not text now.
    """
    access.demand(me(house, caller), Action.EDIT_FORMS)
    thread_parts(waiting)
    found = house.opt_ins.waiting(waiting)
    if found is None:
        raise NotFound("opt-in")
    if not accept:
        house.opt_ins.done(waiting)
        return
    reason = barred(house, found.opt_in)
    if reason is not None:
        raise Refused("number_barred", _WHY[reason], "C2")
    shut = outbound.closed(house.team.line(found.line), house.brand, now)
    if shut is not None:
        raise Refused("line", _SHUT.get(shut.code, shut.sentence), shut.rule)
    try:
        house.queues.put((effects.review(waiting),))
    except Busy:
        raise Busy("queue_busy", "The queue takes nothing now. Try again in a moment.", 5) from None
