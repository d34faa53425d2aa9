"""From the core's nouns to the API's shapes. A rep's own number is in none of them (AL-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from chalicelib.core import provider_errors, snoozes
from chalicelib.core.access import Action, may
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.devices import Device
from chalicelib.core.ids import PersonId, is_chat, ulid_time
from chalicelib.core.leads import Lead
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Origin, Status
from chalicelib.core.outbound import Refuse, Send, Verdict, Wait
from chalicelib.core.people import Person
from chalicelib.core.phone import mask
from chalicelib.core.threads import Thread
from chalicelib.flows.contacts import LineState
from chalicelib.flows.ports import Link
from chalicelib.flows.quarantine import Kept
from chalicelib.flows.viewing import Audience
from chalicelib.flows.views import View
from chalicelib.routes import present_me, present_media, present_scheduled
from chalicelib.routes.shapes.common import ContactRef, LeadRef, LineRef, PersonRef
from chalicelib.routes.shapes.contacts import ContactShape, LineConsent, SuppressedContact, Unreachable
from chalicelib.routes.shapes.notes import ViewerShape
from chalicelib.routes.shapes.quarantine import QuarantinedText
from chalicelib.routes.shapes.team import DeviceShape, Me
from chalicelib.routes.shapes.threads import (
    Composer,
    Doubt,
    MessageShape,
    ThreadShape,
    Trouble,
    Waiting,
)


def line_ref(line: Line) -> LineRef:
    return LineRef(id=line.id, number=line.number, label=line.label)


def person_ref(person: PersonId | None, names: dict[PersonId, str]) -> PersonRef | None:
    return PersonRef(id=person, name=names.get(person, "Someone who left")) if person else None


def lead_ref(lead: Lead | None) -> LeadRef | None:
    return None if lead is None else LeadRef(id=lead.id, stage=lead.stage)


def thread(view: View) -> ThreadShape:
    head = view.thread
    return ThreadShape(
        id=head.id,
        line=line_ref(view.line),
        contact=ContactRef(id=head.contact, name=head.name, phone=head.phone),
        folder=head.folder,
        snoozed_until=snoozes.due(head),
        tab=head.tab,
        unread=head.unread > 0,
        unread_count=head.unread,
        preview=head.preview,
        ours=not head.theirs,
        activity_at=head.activity,
        last_reply_at=head.last_inbound,
        consent=Consent.NO if head.stopped else head.consent,
        assignee=PersonRef(id=head.assignee, name=view.assignee or "Someone who left") if head.assignee else None,
        tags=sorted(head.tags),
        composer=_composer(view.composer, view),
        doubt=_doubt(head),
        group=is_chat(head.id),
        group_chat=head.place.chat if head.place else None,
        lead=lead_ref(view.lead),
    )


def viewers(audience: Audience) -> list[ViewerShape]:
    named = ((person_ref(one.person, audience.names), one.typing) for one in audience.viewers)
    return [ViewerShape(person=person, typing=typing) for person, typing in named if person]


def _doubt(head: Thread) -> Doubt | None:
    if head.doubt is None:
        return None
    at = datetime.fromtimestamp(ulid_time(head.doubt) / 1000, UTC)
    return Doubt(message=head.doubt, words=head.doubted, at=at)


def _composer(verdict: Verdict, view: View) -> Composer:
    match verdict:
        case Refuse():
            return Composer(open=False, code=verdict.code, reason=verdict.sentence, rule=verdict.rule)
        case Wait():
            return Composer(
                open=False, code=verdict.code, reason=verdict.sentence, rule=verdict.rule, until=verdict.until
            )
        case Send():
            return Composer(
                open=True, until=view.answerable_until, warning=verdict.warning or None, introduction=view.introduction
            )


def message(
    entry: Message,
    names: dict[PersonId, str],
    held: Wait | None = None,
    links: Mapping[str, Link] | None = None,
    warning: str = "",
) -> MessageShape:
    return MessageShape(
        id=entry.id,
        direction=entry.direction,
        origin=entry.origin,
        body=entry.body,
        at=entry.at,
        status=entry.status,
        author=person_ref(entry.author, names),
        trouble=present_scheduled.trouble(entry) or trouble(entry.status, entry.error, entry.reason),
        waiting=present_scheduled.waiting(entry) if entry.plan else waiting(entry.status, held),
        segments=entry.segments,
        media=present_media.shapes(entry, links or {}),
        broadcast=entry.broadcast,
        scheduled=present_scheduled.schedule(entry, warning),
        mentions=[PersonRef(id=one, name=names.get(one, "Someone who left")) for one in _mentions(entry)],
    )


def _mentions(entry: Message) -> Sequence[PersonId]:
    return entry.tells if entry.origin is Origin.NOTE else ()


def waiting(status: Status, held: Wait | None) -> Waiting | None:
    """Why a text that is queued does not go now; None where nothing but its turn is missing."""
    if held is None or status is not Status.QUEUED:
        return None
    return Waiting(code=held.code, reason=held.sentence, rule=held.rule, until=held.until)


def quarantined(kept: Kept) -> QuarantinedText:
    entry = kept.message
    return QuarantinedText(
        id=entry.id,
        sender=entry.sender or "",
        to=entry.to or "",
        body=entry.body,
        at=entry.at,
        line=line_ref(kept.line) if kept.line else None,
        obstacle=kept.obstacle.sentence if kept.obstacle else None,
    )


def trouble(status: Status, error: int | None, reason: str) -> Trouble | None:
    """Why a text did not arrive, in plain words (SD-10); None where it did, or may yet."""
    if status is Status.SUPPRESSED:
        return Trouble(code=None, title="Not sent", plain=reason, remedy="")
    if status not in (Status.FAILED, Status.UNDELIVERED):
        return None
    if error is None and reason:
        return Trouble(code=None, title="Not sent", plain=reason, remedy="")
    explained = provider_errors.explain(error or 0)
    return Trouble(code=error, title=explained.title, plain=explained.plain, remedy=explained.remedy)


def contact(known: Contact, states: list[LineState] | None = None) -> ContactShape:
    consents = None
    if states is not None:
        consents = [
            LineConsent(line=line_ref(s.line), state=s.consent, thread=s.thread, lead=lead_ref(s.lead)) for s in states
        ]
    return ContactShape(
        id=known.id,
        phone=known.phone,
        name=known.name,
        first_name=known.first_name,
        last_name=known.last_name,
        email=known.email,
        status=known.status,
        package=known.package,
        location=known.location,
        zone=known.zone,
        region=known.region,
        postcode=known.postcode,
        tags=sorted(known.tags),
        custom=dict(known.custom),
        source=known.source,
        created_at=known.created,
        unreachable=unreachable(known),
        consents=consents,
    )


def unreachable(known: Contact) -> Unreachable | None:
    if known.unreachable is None:
        return None
    told = provider_errors.explain(known.unreachable)
    since = known.unreachable_since
    return Unreachable(code=known.unreachable, title=told.title, plain=told.plain, remedy=told.remedy, since=since)


def suppressed(known: Sequence[Contact]) -> list[SuppressedContact]:
    told = ((contact, unreachable(contact)) for contact in known)
    return [SuppressedContact(contact=contact_ref(contact), unreachable=why) for contact, why in told if why]


def device(known: Device) -> DeviceShape:
    return DeviceShape(id=known.id, label=known.label, since=known.since)


def me(person: Person, devices: Sequence[Device]) -> Me:
    return Me(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role,
        may=[action for action in Action if may(person, action)],
        phone=mask(person.phone) if person.phone else None,
        alerts=list(person.alerts),
        events=present_me.events(person),
        quiet=present_me.quiet(person),
        copies=person.copies,
        devices=[device(one) for one in sorted(devices, key=lambda one: one.since)],
    )


def contact_ref(known: Contact) -> ContactRef:
    return ContactRef(id=known.id, name=known.name, phone=known.phone)
