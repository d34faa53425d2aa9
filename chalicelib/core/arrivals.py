"""What a text that comes in makes anew: its message and its line in the ledger, its thread and contact if need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import escalation, lead_effects, ledger, threads
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId, own_box, ulid
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.threads import Folder, Thread

if TYPE_CHECKING:
    from chalicelib.core.brand import Brand
    from chalicelib.core.inbound import Facts, Inbound
    from chalicelib.core.people import Person

TEXTED_FIRST = "texted_first"
"""The source of a contact that nobody had entered before it wrote."""
QUARANTINE = "quarantine"
"""The box of texts to numbers that are no line, or whose line is switched off."""


def message(text: Inbound, box: str) -> Message:
    return Message(
        box=box,
        id=entry_id(text, "in"),
        direction=Direction.IN,
        origin=Origin.ONE_TO_ONE,
        body=text.body,
        at=text.at,
        status=Status.RECEIVED,
        sender=text.sender,
        to=text.to,
        provider_id=text.provider_id,
        segments=text.segments,
        media=text.media,
    )


def thread(text: Inbound, facts: Facts) -> Thread:
    return threads.begun(facts.line, facts.contact or Contact(facts.contact_id, text.sender), facts.standing)


def event(text: Inbound, before: Thread, moved: Thread, act: Act, said: Message) -> tuple[Thread, ConsentEvent]:
    """What the text did, chained to what was done before; and the thread that knows of it."""
    done = ConsentEvent(
        contact=before.contact,
        line=before.line,
        act=act,
        before=before.consent,
        after=moved.consent,
        at=text.at,
        source="text",
        wording=text.body,
        message=said.id,
    )
    return ledger.record(before, moved, done)


def contact(text: Inbound, facts: Facts) -> Contact | None:
    """None where it is known."""
    if facts.contact is not None:
        return None
    return Contact(id=facts.contact_id, phone=text.sender, source=TEXTED_FIRST, created=text.at)


def lead(text: Inbound, facts: Facts, before: Thread) -> tuple[Effect, ...]:
    """LD-1: whoever is not known and asks for a person becomes a lead, if the brand wants that."""
    if not stranger(before, facts.contact, facts.brand):
        return ()
    return (lead_effects.came(before.id, "text", text.provider_id, text.at, {}),)


def stranger(thread: Thread, known: Contact | None, brand: Brand) -> bool:
    """Whether whoever writes here is to become a lead: nobody of the brand knows it, or it is known by texts alone that
    a rule answered, and by HELP, of which no person has seen anything yet."""
    unseen = thread.last_outbound is None and thread.folder is not Folder.ARCHIVED and not escalation.asks(thread)
    by_texts = known is not None and known.source == TEXTED_FIRST and thread.consent is Consent.NONE
    return brand.lead_strangers and (known is None or (by_texts and unseen and thread.wait is None))


def agreed(before: Thread, moved: Thread, message: Message) -> tuple[Effect, ...]:
    """LD-3: whoever may be texted from now on by its own word may be a lead whose clock waits for that."""
    if before.consent not in (Consent.PENDING, Consent.NO) or moved.consent is not Consent.YES:
        return ()
    return (lead_effects.opened(before.id, message.id, message.at, yes=True),)


def entry_id(text: Inbound, cause: str, place: int = 0) -> MessageId:
    """`place` keeps the entries of one text in order: each a millisecond behind the one it follows from."""
    return MessageId(ulid(int(text.at.timestamp() * 1000) + place, f"{text.provider_id}:{cause}"))


def overtaken(text: Inbound, facts: Facts, thread: Thread) -> bool:
    """Whether a newer word is known: a late START must not undo a STOP, nor a YES confirm what came after it."""
    known = (thread.last_act, facts.standing.last_stop if facts.standing else None)
    return any(moment is not None and text.at < moment for moment in known)


def quarantined(text: Inbound) -> Message:
    """A text to a number that is no line of ours: kept where an admin finds it, never dropped (TH-5)."""
    return message(text, QUARANTINE)


def from_own_phone(text: Inbound, person: Person) -> Message:
    """A rep's own phone never becomes a customer's thread and never alerts (A4); of who has left it is a contact's."""
    return message(text, own_box(person.id))
