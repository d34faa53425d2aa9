"""People are told of leads that came from a file: of all that one import brought at once, however many they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from chalicelib.core import access, bursts, lead_import, wording
from chalicelib.core.bursts import Cause
from chalicelib.core.devices import Glance
from chalicelib.core.ids import LineId, MessageId, PersonId, ThreadId
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.flows.alert import Notice, reach
from chalicelib.flows.ports import House

LATELY = timedelta(days=1)
"""Longer no import takes."""
VIEWS = {LeadNews.NEW: "unassigned", LeadNews.ASSIGNED: "mine"}


def tell(house: House, job: dict[str, Any], now: datetime) -> None:
    """Tells one person of what an import brought: what nobody has by now, or what is the person's own.

    What is to be told stands in the saved effect. Another row that comes meanwhile has renewed it: then it stays.
    """
    left = house.conversations.open_job(job["effect"])
    if left is None:
        return
    what, batch, at = LeadNews(str(left["what"])), str(left["batch"]), datetime.fromisoformat(str(left["at"]))
    person, line = house.team.person(PersonId(str(left["person"]))), house.team.line(LineId(str(left["line"])))
    if person is not None and line is not None and access.sees_thread(person, line):
        owner = None if what is LeadNews.NEW else person.id
        waiting = house.leads.waiting(owner, at - LATELY)
        count, more = lead_import.brought(waiting, line.id, batch), len(waiting) >= lead_import.MOST_COUNTED
        if count or more:
            subject = wording.imported_subject(what, max(count, 1), line.label, more=more)
            reach(house, person, _notice(house, line, what, job["effect"], at, subject), now)
            known = {"line": line.id, "person": person.id, "count": count}
            house.topic.publish({"event": f"leads.{what}", **known})
    house.conversations.finish_job(job["effect"], left)


def late(house: House, person: Person, line: Line, what: LeadNews, effect: str, at: datetime, now: datetime) -> None:
    """Tells that leads from files wait on a line, once for each five minutes and person.

    It leads to all of them: those whose time runs out just after it are among them.
    """
    cause = Cause(ThreadId(f"{line.id}.{what}"), MessageId(effect), at, effect)
    if house.conversations.begin_burst(person.id, cause, now, now - bursts.BURST):
        subject = wording.imported_subject(what, 0, line.label)
        reach(house, person, _notice(house, line, what, effect, at, subject), now)


def _notice(house: House, line: Line, what: LeadNews, effect: str, at: datetime, subject: str) -> Notice:
    """By their number and the line, with a link to the list where they stand; it is about no thread in particular."""
    path = f"/leads?view={VIEWS.get(what, 'all')}"
    link = f"{house.dashboard_url}{path}"
    return Notice(
        event=what.event,
        about=None,
        cause=effect,
        at=at,
        body=f"{subject}. {link}",
        subject=subject,
        text=f"{subject}.\n\nSee them: {link}\n",
        glance=Glance(wording.imported_glance(what), line.label, path, f"leads-{line.id}"),
    )
