"""What somebody had who was switched off, or may not have any more, goes to others: nothing waits unseen (T5, AL-2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from chalicelib.core import absences, access, entries, lead_intake, leads, team_jobs, team_rules, threads
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import MessageId, PersonId, ThreadId, thread_parts, ulid
from chalicelib.core.leads import LeadStage
from chalicelib.core.people import Person
from chalicelib.core.threads import Folder
from chalicelib.flows import absences as roster
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.lead_jobs import loaded, save
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House, Page

T = TypeVar("T")
AT_ONCE = 50
"""Conversations and leads that one job gives away; the next job goes on."""
PAGE = 100
SETTLED = timedelta(minutes=1)
"""No request lasts longer: what one that had begun before still gave to who was switched off is found by then."""
HOURLY = 23
"""In this minute the schedule looks whether something came to who was switched off: an answer to its broadcast, say."""
OPEN = tuple(stage for stage in LeadStage if stage is not LeadStage.NEW and not stage.closed)
MOST_TOLD = 25


@dataclass(frozen=True, slots=True)
class _Handing:
    """Who has left or lost a right, who gets what it had (None: the lines' teams, and the queue of leads), and who
    wanted that. `found` is to be saved with each that is given back by who is of the team still."""

    leaver: Person
    heir: Person | None
    by: PersonId | None
    effect: str
    found: tuple[Effect, ...] = ()


def hand_over(house: House, job: dict[str, Any], now: datetime) -> None:
    """Gives away what it can at once, and has the rest done next; twice is once. It is done when nothing was left a
    minute after its person was switched off, and then told. Who is back keeps what it still has. Who is of the team and
    lost a right keeps what it may have."""
    leaver = house.team.person(PersonId(job["person"]))
    if leaver is None or (leaver.active and "found" not in job):
        house.conversations.finish_effect(job["effect"])
        return
    handing = _handing(house, leaver, job, now)
    if not leaver.active:
        _leave(house, handing, now)
    given = sum(islice(filter(None, _all(house, handing, now)), AT_ONCE))
    if given == AT_ONCE:
        emit(house, (Effect(handing.effect, Queue.ALERT, job),))
    elif not given and now - datetime.fromisoformat(job["at"]) >= SETTLED:
        left = house.conversations.open_job(handing.effect)
        if left is not None and left.get("found", not leaver.active):
            _tell(house, handing)
        house.conversations.finish_effect(handing.effect)


def _handing(house: House, leaver: Person, job: dict[str, Any], now: datetime) -> _Handing:
    by = PersonId(job["by"]) if job["by"] else None
    if not leaver.active:
        return _Handing(leaver, _heir(house, leaver, job), by, job["effect"])
    found = Effect(job["effect"], Queue.ALERT, {**job, "found": True}, stored=True, after=now + SETTLED)
    return _Handing(leaver, None, by, job["effect"], (found,))


def _leave(house: House, handing: _Handing, now: datetime) -> None:
    leaver, heir = handing.leaver.id, handing.heir
    _forget_devices(house, leaver)
    settled(lambda: _end_absences(house, leaver, now))
    if heir is not None:
        settled(lambda: _give_lines(house, leaver, heir))


def _forget_devices(house: House, leaver: PersonId) -> None:
    """And the phone that waits for its code. The one it had went with the switch-off itself."""
    for device in house.team.devices(leaver):
        house.team.drop_device(leaver, device.id)
    house.conversations.forget_own_number(leaver)


def _give_lines(house: House, leaver: PersonId, heir: Person) -> None:
    """Customers go on texting them. Where nobody is left to get them they stay, and an invitation offers them."""
    for line in team_rules.own_lines(leaver, house.team.lines()):
        house.team.change_line(line, team_rules.given(line, heir.id))


def each_hour(house: House, now: datetime) -> None:
    """The schedule's part: looks after everybody who is switched off, but whose own job is at it still."""
    if now.minute == HOURLY:
        gone = [person for person in house.team.people() if _gone(person, now)]
        emit(house, [team_jobs.hand_over(one.id, one.heir, None, now, stored=False) for one in gone])


def _gone(person: Person, now: datetime) -> bool:
    return not person.active and (person.left is None or now - person.left >= SETTLED)


def _heir(house: House, leaver: Person, job: dict[str, Any]) -> Person | None:
    """Whom the last switch-off named, whichever job asks: two jobs must not give the same things to two. An item from
    before that was kept has it in its job alone."""
    named = leaver.heir if leaver.left is not None else job["to"]
    return team_rules.heir_of(PersonId(named), house.team.people()) if named else None


def _end_absences(house: House, leaver: PersonId, now: datetime) -> None:
    before = house.team.roster()
    after = absences.without_person(before, leaver, now)
    if after is not before:
        house.team.put_roster(after)
        roster.stand_in(house, now)


def _all(house: House, handing: _Handing, now: datetime) -> Iterator[bool]:
    """Whether each was given away that stands in the lists of who has left, or of who may not have it any more: an
    index may lag behind its table."""
    leaver, lines = handing.leaver, house.team.lines()
    lost = {line.id for line in lines if not access.may_own(leaver, line)}
    for stage in OPEN:
        owned = partial(house.leads.owned, leaver.id, stage, limit=PAGE)
        for lead in [one.id for one in _every(owned) if one.line in lost]:
            yield settled(partial(_give_lead, house, handing, lead, now))
    unseen = [line.id for line in lines if not access.may_hold(leaver, line)]
    for folder in Folder if unseen else ():
        held = partial(house.conversations.list_threads, unseen, folder, None, leaver.id, limit=PAGE)
        for thread in [one.id for one in _every(held)]:
            yield settled(partial(_give_thread, house, handing, thread, now))


def _every(listed: Callable[..., Page[T]]) -> Iterator[T]:
    """All of a list: who keeps most of what it has may have more of it than a page holds."""
    cursor = None
    while True:
        page = listed(cursor=cursor)
        yield from page.items
        if page.cursor is None:
            return
        cursor = page.cursor


def _give_lead(house: House, handing: _Handing, lead: ThreadId, now: datetime) -> bool:
    """With its conversation. A new owner is told of each; of those that go back to the queue the managers are told
    once, at the end."""
    facts = loaded(house, lead)
    if facts is None or facts.lead is None or facts.lead.owner != handing.leaver.id or facts.lead.stage.closed:
        return False
    if any(access.may_own(one, facts.line) for one in facts.people if one.id == handing.leaver.id):
        return False
    owner = team_rules.next_owner(handing.heir, facts.line, facts.people)
    after = leads.owned(facts.lead, None if owner is None else owner.id, handing.by, "", now)
    changes = lead_intake.moved(facts, after, handing.by, now)
    told = changes.effects if owner is not None else ()
    save(house, replace(changes, effects=(*told, *handing.found)), now)
    return True


def _give_thread(house: House, handing: _Handing, thread: ThreadId, now: datetime) -> bool:
    """As a change of hands of which nobody is told singly: there may be hundreds."""
    line_id, contact = thread_parts(thread)
    found = house.conversations.load(line=line_id, contact=contact)
    before, line = found.thread, found.line
    if before is None or line is None or before.assignee != handing.leaver.id:
        return False
    people = house.team.people()
    if any(access.may_hold(one, line) for one in people if one.id == handing.leaver.id):
        return False
    holder = team_rules.next_holder(handing.heir, line, people)
    after = threads.assigned(before, None if holder is None else holder.id)
    entry = MessageId(ulid(int(now.timestamp() * 1000), f"{before.id}:{handing.effect}:{before.version}"))
    said = replace(entries.assignment(after, holder, handing.by, entry, now), tells=())
    house.conversations.save(Changes(before=before, thread=after, messages=(said,), effects=handing.found), now)
    return True


def _tell(house: House, handing: _Handing) -> None:
    """The heir, or where there is none the managers, but who did it; after a crash perhaps twice."""
    name = handing.leaver.name
    if handing.heir is not None:
        what = (
            f"{name} has been switched off. Their conversations and open leads are yours now, where you may see them."
        )
        mail(house, handing.heir.email, f"You take over from {name}", f"{what}\n\n{house.dashboard_url}\n")
        return
    subject = f"{name} has left"
    what = f"{name} has been switched off. Their conversations went back to the teams, their open leads to the queue."
    if handing.leaver.active:
        subject = f"Leads of {name} went back"
        what = f"{name} may not have some open leads and conversations any more: they went back to queue and teams."
    managers = [one for one in house.team.people() if access.may(one, Action.ASSIGN) and one.id != handing.by]
    for person in managers[:MOST_TOLD]:
        mail(house, person.email, subject, f"{what}\n\n{house.dashboard_url}/leads\n")
