"""What the queue does about leads: takes them in, tells people of them, and looks whether somebody wrote in time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.core import absences, access, lead_intake, lead_rules, wording
from chalicelib.core.changes import Changes
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import LeadNews
from chalicelib.core.ids import PersonId, ThreadId, thread_of, thread_parts
from chalicelib.core.lead_intake import Arrival, Facts
from chalicelib.core.leads import Lead, LeadSource
from chalicelib.core.phone import mask
from chalicelib.flows.alert import Notice, notify, own_line
from chalicelib.flows.decide import emit, settled
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
        if facts is not None:
            owner = _has_it(arrival, facts) or by_rule(house, facts, now)
            save(house, lead_intake.came(arrival, facts, owner, now), now)

    settled(attempt)
    house.conversations.finish_effect(job["effect"])


def tell(house: House, job: dict[str, Any], now: datetime) -> None:
    """Tells one person of a lead, once: a job that comes again finds its effect done."""
    if not house.conversations.effect_open(job["effect"]):
        return
    what, person = LeadNews(job["what"]), house.team.person(PersonId(job["person"]))
    facts = loaded(house, ThreadId(job["lead"]))
    if facts is not None and facts.lead is not None and person is not None and access.sees_thread(person, facts.line):
        if _matters(what, facts.lead):
            # A job of an earlier version does not tell.
            at = datetime.fromisoformat(job["at"]) if "at" in job else facts.lead.since
            notice = _notice(house, what, facts, job["effect"], at)
            notify(house, person, own_line(person, house.team.lines()), notice, now)
        house.topic.publish({"event": f"lead.{what}", "lead": facts.lead.id, "line": facts.line.id})
    house.conversations.finish_effect(job["effect"])


def due(house: House, job: dict[str, Any], now: datetime) -> None:
    """Reminds, and then escalates, where nobody has written to a lead in time (LD-3)."""
    thread, since = ThreadId(job["lead"]), datetime.fromisoformat(job["since"])

    def attempt() -> None:
        facts = loaded(house, thread)
        if facts is not None:
            save(house, lead_intake.late(facts, since, job["step"], now), now)

    settled(attempt)
    house.conversations.finish_effect(job["effect"])


def loaded(house: House, lead: str, new: Contact | None = None) -> Facts | None:
    """What a decision about a lead rests on; `new` is its contact where that is not known. None where there is no such
    line, or nobody knows the contact's number."""
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
        people=house.team.people(),
        brand=found.brand or house.first_brand,
    )


def _has_it(arrival: Arrival, facts: Facts) -> PersonId | None:
    """Whom a keyword rule of a shared line has given the conversation of who texted: the lead is that one's too."""
    assignee = facts.thread.assignee if facts.thread else None
    if arrival.source is not LeadSource.TEXT or facts.line.owner is not None:
        return None
    holders = (person.id for person in facts.people if person.id == assignee and access.may_own(person, facts.line))
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


def _matters(what: LeadNews, lead: Lead) -> bool:
    """Whether it still holds: a lead that was assigned or written to meanwhile needs nobody else."""
    match what:
        case LeadNews.NEW:
            return lead.owner is None
        case LeadNews.ASSIGNED:
            return True
    return lead.waits


def _notice(house: House, what: LeadNews, facts: Facts, effect: str, at: datetime) -> Notice:
    """By name and line, with a link: what the lead said and its number stand behind the sign-in."""
    thread = thread_of(facts.line.id, facts.contact.id)
    link = f"{house.dashboard_url}/leads/{thread}"
    subject = wording.lead_subject(what, facts.contact.name or mask(facts.contact.phone), facts.line.label)
    return Notice(
        about=thread,
        cause=effect,
        at=at,
        body=f"{subject}. {link}",
        subject=subject,
        text=f"{subject}.\n\nSee the details and write: {link}\n",
    )
