"""Lines that the provider's word holds: nothing goes until an admin has settled it and releases them (LN-6)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import effects, provider_errors
from chalicelib.core.ids import LineId
from chalicelib.core.people import Person, Role
from chalicelib.core.provider_errors import Action
from chalicelib.flows.decide import emit
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House


def hold(house: House, line: LineId, code: int, now: datetime) -> None:
    """Holds the line, or all of them where the code concerns the account; the admins are told once.

    The line in question comes first, and the telling is saved with it: after a crash the next text of another line is
    refused just so, and holds that one.
    """
    explained = provider_errors.explain(code)
    told = effects.held(line, code, int(now.timestamp() * 1000))
    why = f"{explained.plain} (Error {code}.)"
    if house.team.hold_line(line, why, told, now):
        emit(house, (told,))
    if explained.action is Action.STOP_ALL:
        for other in house.team.lines():
            if not other.held:
                house.team.hold_line(other.id, why, None, now)


def tell(house: House, line: LineId, code: int, effect: str) -> None:
    """Mails every admin why the line is held and what to do; nobody is troubled for one that is released again."""
    known = house.team.line(line)
    if known is not None and known.held:
        explained = provider_errors.explain(code)
        subject = f"{known.label} is held: {explained.title}"
        link = f"{house.dashboard_url}/settings/lines"
        text = f"{known.held}\n\n{explained.remedy}\nIts texts wait. Release the line when it is settled: {link}\n"
        for admin in filter(_admin, house.team.people()):
            mail(house, admin.email, subject, text)
        house.topic.publish({"event": "line.held", "line": line, "code": code})
    house.conversations.finish_effect(effect)


def _admin(person: Person) -> bool:
    return person.active and person.role is Role.ADMIN
