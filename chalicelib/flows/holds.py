"""Lines that the provider's word holds: nothing goes until an admin has settled it and releases them (LN-6)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import provider_errors, provider_news
from chalicelib.core.effects import Effect
from chalicelib.core.ids import LineId
from chalicelib.core.provider_errors import Action
from chalicelib.flows.decide import emit
from chalicelib.flows.mailing import mail_admins
from chalicelib.flows.ports import House


def hold(house: House, line: LineId, code: int, now: datetime) -> None:
    """Holds the line, or all of them where the code concerns the account; the admins are told once.

    The line in question comes first, and the telling is saved with it: after a crash the next text of another line is
    refused just so, and holds that one.
    """
    explained = provider_errors.explain(code)
    why = f"{explained.plain} (Error {code}.)"
    _hold(house, line, why, provider_news.held(line, code, int(now.timestamp() * 1000)), now)
    if explained.action is Action.STOP_ALL:
        lines = house.team.lines()
        # The line in question may be held for another reason since long: then another one's telling is the news.
        untold = not any(one.held == why for one in lines)
        for other in lines:
            if not other.held:
                told = provider_news.held(other.id, code, int(now.timestamp() * 1000)) if untold else None
                _hold(house, other.id, why, told, now)
                untold = False


def _hold(house: House, line: LineId, why: str, told: Effect | None, now: datetime) -> None:
    if house.team.hold_line(line, why, told, now) and told is not None:
        emit(house, (told,))


def tell(house: House, line: LineId, code: int, effect: str) -> None:
    """Mails every admin why the line is held and what to do; nobody is troubled for one that is released again."""
    known = house.team.line(line)
    if known is not None and known.held:
        explained = provider_errors.explain(code)
        subject = f"{known.label} is held: {explained.title}"
        link = f"{house.dashboard_url}/settings/lines"
        text = f"{known.held}\n\n{explained.remedy}\nIts texts wait. Release the line when it is settled: {link}\n"
        mail_admins(house, subject, text)
        house.topic.publish({"event": "line.held", "line": line, "code": code})
    house.conversations.finish_effect(effect)
