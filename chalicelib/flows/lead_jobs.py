"""What the queue does about leads: takes them in, tells people of them, and looks whether somebody wrote in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chalicelib.core import absences, access, alerting, lead_clock, lead_intake, lead_rules, lead_steps, leads, wording
from chalicelib.core.changes import Changes
from chalicelib.core.contacts import Contact
from chalicelib.core.devices import Glance
from chalicelib.core.ids import PersonId, ThreadId, thread_of, thread_parts
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.lead_intake import Arrival, Facts
from chalicelib.core.leads import Lead, LeadSource
from chalicelib.core.people import Event, Person
from chalicelib.core.phone import mask
from chalicelib.flows import lead_import_news
from chalicelib.flows.alert import Notice, reach
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House


def came(house: House, job: dict[str, Any], now: datetime) -> None:
    """Makes a lead of whoever answered a form, texted a keyword, or is not known; the same again changes nothing."""
    arrival = Arrival(
        cause=job["cause"],
        source=LeadSource(job["source"]),
        at=datetime.fromisoformat(job["at"]),
        evidence=job["evidence"],
    )
    thread = ThreadId(job["thread"])

    def attempt() -> None:
        facts = loaded(house, thread)
        if facts is not None and not _has_asked(arrival, facts):
            owner = _has_it(arrival, facts) or by_rule(house, facts, now)
            save(house, lead_intake.came(arrival, facts, owner, now), now)

    settled(attempt)
    house.conversations.finish_effect(job["effect"])


def tell(house: House, job: dict[str, Any], now: datetime) -> datetime | None:
    """Tells one person of a lead, once, or who stands in for it: a job that comes again finds its effect done.

    Since when it was to be told, where it was handed over now; None where it was before, or goes by text alone, or
    nobody needs it any more. Who gave a lead to itself knows; the brand's own systems hear of that all the same."""
    if not house.conversations.effect_open(job["effect"]):
        return None
    told = None
    what, person = LeadNews(job["what"]), house.team.person(PersonId(job["person"]))
    facts = loaded(house, ThreadId(job["lead"]))
    if facts is not None and facts.lead is not None and person is not None and access.sees_thread(person, facts.line):
        if _matters(what, facts.lead, person):
            # A job of an earlier version does not tell.
            since = datetime.fromisoformat(job["at"]) if "at" in job else facts.lead.since
            handed = _told(house, person, what, facts, job["effect"], since, now)
            told = since if handed else None
        known = {"lead": facts.lead.id, "line": facts.line.id, "person": person.id}
        house.topic.publish({"event": f"lead.{what}", **known})
    house.conversations.finish_effect(job["effect"])
    return told


def _told(house: House, person: Person, what: LeadNews, facts: Facts, effect: str, at: datetime, now: datetime) -> bool:
    """Whether it was handed over now. Many leads of one file are late together: their people are told of them
    together, later. Of its own lead an owner who is away gets an email alone; who stands in for it is called (AW-3). So
    does a manager who is away of a new one, while another is there."""
    late = what in (LeadNews.LATE, LeadNews.ESCALATED)
    if late and facts.lead is not None and facts.lead.source is LeadSource.CSV:
        lead_import_news.late(house, person, facts.line, what, effect, at, now)
        return False
    notice = _notice(house, what, facts, effect, at, call=not lead_clock.textable(facts.line, facts.thread, now))
    if what is LeadNews.NEW and lead_steps.left_to_others(facts, person.id, house.team.roster(), now):
        _mailed(house, person, notice)
        return True
    own = what in (LeadNews.ASSIGNED, LeadNews.RETURNED)
    instead = lead_steps.standing_in(facts, person.id, house.team.roster(), now) if own else ()
    if not instead:
        return reach(house, person, notice, now)
    called = _notice(house, what, facts, effect, at, away=True)
    handed = [reach(house, one, called, now) for one in instead]
    _mailed(house, person, notice)
    return any(handed)


def _mailed(house: House, person: Person, notice: Notice) -> None:
    """Who is away reads of it by email alone, if it wants to hear of leads."""
    if alerting.wanted(person, Event.LEAD):
        mail(house, person.email, notice.subject, notice.text)


def due(house: House, job: dict[str, Any], now: datetime) -> None:
    """Reminds, and then escalates, where nobody has written to a lead in time (LD-3)."""
    thread, clock = ThreadId(job["lead"]), datetime.fromisoformat(job["since"])

    def attempt() -> None:
        facts = loaded(house, thread)
        if facts is not None:
            save(house, lead_steps.late(facts, house.team.roster(), clock, job["step"], now), now)

    settled(attempt)
    house.conversations.finish_effect(job["effect"])


def opened(house: House, job: dict[str, Any], now: datetime) -> None:
    """Lets the clock of a lead run whose contact may be texted now; most contacts that say YES are none."""
    thread, at = ThreadId(job["lead"]), datetime.fromisoformat(job["at"])

    def attempt() -> None:
        facts = loaded(house, thread)
        if facts is not None:
            save(house, lead_steps.opened(facts, at, now, yes=job["yes"]), now)

    settled(attempt)
    house.conversations.finish_effect(job["effect"])


def loaded(house: House, lead: str, new: Contact | None = None, people: Sequence[Person] | None = None) -> Facts | None:
    """What a decision about a lead rests on; `new` is its contact where that is not known, `people` the team where it
    was just read. None where there is no such line, or nobody knows the contact's number."""
    line_id, contact_id = thread_parts(lead)
    found = house.conversations.load(
        line=line_id, contact=contact_id, with_contact=True, with_brand=True, with_lead=True
    )
    contact = found.contact or new or (Contact(contact_id, found.thread.phone) if found.thread else None)
    if found.line is None or contact is None:
        return None
    return Facts(
        line=found.line,
        contact=contact,
        contact_before=found.contact,
        lead=found.lead,
        thread=found.thread,
        standing=found.standing,
        people=house.team.people() if people is None else people,
        brand=found.brand or house.first_brand,
    )


def _has_asked(arrival: Arrival, facts: Facts) -> bool:
    """Whether this is one more text of somebody unknown whose lead is open: who has to answer is told of the text."""
    return arrival.source is LeadSource.TEXT and facts.lead is not None and not facts.lead.stage.closed


def _has_it(arrival: Arrival, facts: Facts) -> PersonId | None:
    """Whose the lead is that a text of somebody unknown makes (LN-2): the line's owner's, else that one's to whom a
    keyword rule of a shared line has given the conversation."""
    if arrival.source is not LeadSource.TEXT:
        return None
    holder = facts.line.owner or (facts.thread.assignee if facts.thread else None)
    holders = (person.id for person in facts.people if person.id == holder and access.may_own(person, facts.line))
    return next(holders, None)


def by_rule(house: House, facts: Facts, now: datetime) -> PersonId | None:
    """Who gets a new lead by the brand's rules, which pass over who is away; None: it waits for a manager."""
    rules = facts.brand.lead_rules
    if not rules:
        return None
    gone = absences.away(house.team.roster(), now)
    chosen = lead_rules.choice(rules, facts.contact, facts.line, facts.people, away=gone)
    if chosen is None:
        return None
    if chosen.rule.pick is lead_rules.Pick.LEAST_BUSY:
        return lead_rules.picked(chosen, 0, house.leads.loads(chosen.people))
    return lead_rules.picked(chosen, house.leads.turn(chosen.place), {})


def save(house: House, changes: Changes, now: datetime) -> None:
    """Saves a decision about a lead, if it is one, and emits what it wants done."""
    if changes.lead is not None:
        house.conversations.save(changes, now)
        emit(house, changes.effects)


def _matters(what: LeadNews, lead: Lead, person: Person) -> bool:
    """Whether it still holds: a lead that was assigned or written to meanwhile needs nobody else."""
    match what:
        case LeadNews.NEW:
            return lead.owner is None
        case LeadNews.ASSIGNED:
            return not leads.taken(lead, person.id)
        case LeadNews.RETURNED:
            return lead.owner == person.id
    return lead.waits and lead.held is None


def _notice(
    house: House, what: LeadNews, facts: Facts, effect: str, at: datetime, *, away: bool = False, call: bool = False
) -> Notice:
    """By name and line, with a link: what the lead said and its number stand behind the sign-in."""
    thread = thread_of(facts.line.id, facts.contact.id)
    link = f"{house.dashboard_url}/leads/{thread}"
    who = facts.contact.name or mask(facts.contact.phone)
    subject = wording.lead_subject(what, who, facts.line.label, away=away, call=call)
    return Notice(
        event=what.event,
        about=thread,
        cause=effect,
        at=at,
        since=at,
        body=f"{subject}. {link}",
        subject=subject,
        text=f"{subject}.\n\nSee the details and write: {link}\n",
        glance=Glance(
            wording.lead_glance(what, away=away, call=call), facts.line.label, f"/leads/{thread}", f"lead-{thread}"
        ),
    )
