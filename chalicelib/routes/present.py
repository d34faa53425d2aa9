"""From the core's nouns to the API's shapes. A rep's own number is in none of them (AL-4)."""

from __future__ import annotations

from chalicelib.core import provider_errors
from chalicelib.core.access import Action, may
from chalicelib.core.broadcasts import Recipient
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import PersonId, thread_of
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.messages import Message, Status
from chalicelib.core.outbound import Refuse, Verdict, Wait
from chalicelib.core.people import Person
from chalicelib.core.phone import mask
from chalicelib.core.templates import Rendered, Template
from chalicelib.flows.broadcasts import Estimate, Seen
from chalicelib.flows.contacts import LineState
from chalicelib.flows.templates import Scope
from chalicelib.flows.threads import View
from chalicelib.routes.shapes.broadcasts import (
    BroadcastShape,
    Preview,
    ProgressShape,
    RecipientShape,
    RefusedRecipient,
)
from chalicelib.routes.shapes.common import ContactRef, LineRef, PersonRef
from chalicelib.routes.shapes.contacts import ContactShape, GroupShape, LineConsent
from chalicelib.routes.shapes.team import LineShape, Me
from chalicelib.routes.shapes.templates import EmptyField, RenderedShape, TemplateShape
from chalicelib.routes.shapes.threads import Composer, MessageShape, QuarantinedText, ThreadShape, Trouble


def line_ref(line: Line) -> LineRef:
    return LineRef(id=line.id, number=line.number, label=line.label)


def person_ref(person: PersonId | None, names: dict[PersonId, str]) -> PersonRef | None:
    return PersonRef(id=person, name=names.get(person, "Someone who left")) if person else None


def thread(view: View) -> ThreadShape:
    head = view.thread
    return ThreadShape(
        id=head.id,
        line=line_ref(view.line),
        contact=ContactRef(id=head.contact, name=head.name, phone=head.phone),
        folder=head.folder,
        tab=head.tab,
        unread=head.unread > 0,
        unread_count=head.unread,
        preview=head.preview,
        activity_at=head.activity,
        last_reply_at=head.last_inbound,
        consent=Consent.NO if head.stopped else head.consent,
        assignee=PersonRef(id=head.assignee, name=view.assignee or "Someone who left") if head.assignee else None,
        tags=sorted(head.tags),
        composer=_composer(view.composer, view),
    )


def _composer(verdict: Verdict, view: View) -> Composer:
    match verdict:
        case Refuse():
            return Composer(open=False, code=verdict.code, reason=verdict.sentence, rule=verdict.rule)
        case Wait():
            return Composer(open=False, code=verdict.code, rule=verdict.rule, until=verdict.until)
        case _:
            return Composer(open=True, until=view.answerable_until)


def message(entry: Message, names: dict[PersonId, str]) -> MessageShape:
    return MessageShape(
        id=entry.id,
        direction=entry.direction,
        origin=entry.origin,
        body=entry.body,
        at=entry.at,
        status=entry.status,
        author=person_ref(entry.author, names),
        trouble=trouble(entry.status, entry.error, entry.reason),
        segments=entry.segments,
        media=list(entry.media),
        broadcast=entry.broadcast,
    )


def quarantined(entry: Message) -> QuarantinedText:
    return QuarantinedText(id=entry.id, sender=entry.sender or "", to=entry.to or "", body=entry.body, at=entry.at)


def trouble(status: Status, error: int | None, reason: str) -> Trouble | None:
    """Why a text did not arrive, in plain words (SD-10); None where it did, or may yet."""
    if status is Status.SUPPRESSED:
        return Trouble(code=None, title="Not sent", plain=reason, remedy="")
    if status not in (Status.FAILED, Status.UNDELIVERED):
        return None
    explained = provider_errors.explain(error or 0)
    return Trouble(code=error, title=explained.title, plain=explained.plain, remedy=explained.remedy)


def contact(known: Contact, states: list[LineState] | None = None) -> ContactShape:
    consents = None
    if states is not None:
        consents = [LineConsent(line=line_ref(s.line), state=s.consent, thread=s.thread) for s in states]
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
        tags=sorted(known.tags),
        custom=dict(known.custom),
        source=known.source,
        created_at=known.created,
        consents=consents,
    )


def group(known: Group) -> GroupShape:
    return GroupShape(id=known.id, name=known.name, size=known.size, created_at=known.created)


def template(known: Template) -> TemplateShape:
    scope = Scope.SHARED if known.owner is None else Scope.PERSONAL
    return TemplateShape(id=known.id, name=known.name, body=known.body, scope=scope, created_at=known.created)


def rendered(text: Rendered) -> RenderedShape:
    empty = [EmptyField(field=name, fallback=fallback) for name, fallback in text.empty]
    return RenderedShape(body=text.body, empty=empty)


def broadcast(seen: Seen) -> BroadcastShape:
    known = seen.broadcast
    return BroadcastShape(
        id=known.id,
        line=line_ref(seen.line),
        group=known.group,
        group_name=known.group_name,
        body=known.body,
        author=PersonRef(id=known.author, name=seen.author or "Someone who left"),
        at=known.at,
        stage=known.stage,
        progress=ProgressShape.model_validate(seen.progress) if seen.progress else None,
    )


def preview(estimate: Estimate) -> Preview:
    sample = [
        RefusedRecipient(contact=_contact_ref(known), code=why.code, reason=why.sentence, rule=why.rule)
        for known, why in estimate.refusals
    ]
    return Preview(
        recipients=estimate.recipients,
        refused=estimate.refused,
        refused_sample=sample,
        segments=estimate.segments.segments,
        encoding=estimate.segments.encoding,
        sample=estimate.sample,
    )


def recipient(line: Line, row: Recipient) -> RecipientShape:
    return RecipientShape(
        contact=ContactRef(id=row.contact, name=row.name, phone=row.phone),
        status=row.status,
        thread=thread_of(line.id, row.contact),
        code=row.code or None,
        reason=row.reason or None,
        rule=row.rule or None,
        trouble=trouble(row.status, row.error, row.reason),
    )


def line(known: Line, person: Person, names: dict[PersonId, str]) -> LineShape:
    mine = person.id in known.members or known.use is not LineUse.PERSONAL
    members = [PersonRef(id=member, name=names[member]) for member in sorted(known.members) if member in names]
    return LineShape(
        id=known.id,
        number=known.number,
        label=known.label,
        kind=known.kind,
        use=known.use,
        backing=known.backing,
        active=known.active,
        mine=mine,
        members=members,
    )


def me(person: Person) -> Me:
    return Me(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role,
        may=[action for action in Action if may(person, action)],
        phone=mask(person.phone) if person.phone else None,
        alerts=list(person.alerts),
        copies=person.copies,
    )


def _contact_ref(known: Contact) -> ContactRef:
    return ContactRef(id=known.id, name=known.name, phone=known.phone)
