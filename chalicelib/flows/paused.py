"""A broadcast that cannot go on pauses by itself, and its author is told why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.core import access, effects, outbound
from chalicelib.core.broadcasts import Broadcast, Halt, halted
from chalicelib.core.ids import BroadcastId
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Refuse
from chalicelib.core.people import Person
from chalicelib.flows.decide import emit
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House

SHUT = {
    "line_inactive": "Its line was switched off.",
    "texting_off": "Texting was switched off for the brand.",
}


def pause(house: House, found: Broadcast, why: str, due: datetime | None) -> None:
    """Nothing more of it goes until a person has settled it. Who was faster, in whatever it did, prevails.

    A crash just after it costs the email; the broadcast's own page says why all the same.
    """
    if house.broadcasts.change(found, replace(found, halt=Halt.PAUSED, why=why, due=due)):
        emit(house, (effects.paused(found.id),))


def shut(house: House, found: Broadcast, line: Line | None, now: datetime) -> bool:
    """Pauses a broadcast whose line, or all texting, is switched off: what is refused would not come again, and who
    switches it on again need not want the rest of it to go at once. Whether nothing of it may go now.

    Who has just switched it on, and resumed, is not told that it is off: as long as that is not known here it waits.
    """
    if not isinstance(outbound.closed(line, house.brand, now), Refuse):
        return False
    why = closed(house, line, now)
    if why is not None and halted(found, now) is None:
        pause(house, found, f"{SHUT[why.code]} Resume it when that is on again, or cancel it.", found.due)
    return True


def closed(house: House, line: Line | None, now: datetime) -> Refuse | None:
    """Why nothing may go from the line, by what stands written now: it is switched off, or all texting is."""
    why = outbound.closed(line, house.team.brand() or house.first_brand, now)
    return why if isinstance(why, Refuse) else None


def tell(house: House, job: Mapping[str, str], _now: datetime) -> None:
    """Mails whoever can settle it: its author; where that one left, the admins."""
    found = house.broadcasts.get(BroadcastId(job["broadcast"]))
    if found is None or found.halt is not Halt.PAUSED or not found.why:
        return
    link = f"{house.dashboard_url}/broadcasts/{found.id}"
    for person in _told(house, found):
        mail(house, person.email, f"Paused: your message to {found.group_name}", f"{found.why}\n{link}\n")


def _told(house: House, found: Broadcast) -> list[Person]:
    author = house.team.person(found.author)
    if author is not None and author.active:
        return [author]
    return access.admins(house.team.people())
