"""Texts that fail for a reason which wants an admin: the admins are told, once for each line, code and day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.core import provider_errors, provider_news
from chalicelib.core.ids import LineId
from chalicelib.core.provider_errors import Action
from chalicelib.flows.decide import emit
from chalicelib.flows.mailing import mail_admins
from chalicelib.flows.ports import House

TODAY = "You are not told again today of this error on this line."


def note(house: House, line: LineId, code: int, now: datetime) -> None:
    """Has them told of it, if they were not yet. To be called before the text becomes final: a crash leaves it open,
    and whoever takes it up again finds what is noted."""
    told = provider_news.failing(line, code, now)
    if house.conversations.begin_once(told, now):
        emit(house, (told,))


def tell(house: House, job: dict[str, Any], _now: datetime) -> bool:
    """Mails every admin what fails and what to do; whether it is news that operators are to know of as well, as the
    code stands in no table of ours. A job that comes again finds it done."""
    line, code = LineId(job["line"]), int(job["code"])
    if not house.conversations.effect_open(job["effect"]):
        return False
    explained, known = provider_errors.explain(code), house.team.line(line)
    if known is not None:
        said = f"What became of a text from {known.label}: {explained.plain} (Error {code}.)"
        link = f"{house.dashboard_url}/settings/lines"
        mail_admins(
            house, f"{known.label}: {explained.title}", f"{said}\n\n{explained.admin}\nThe line: {link}\n{TODAY}\n"
        )
        house.topic.publish({"event": "provider.error", "line": line, "code": code})
    house.conversations.finish_effect(job["effect"])
    return explained.action is Action.ALARM
