"""How the machine's rules act on world and model at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hypothesis.stateful import RuleBasedStateMachine

from chalicelib.core import access, entries, inbound, ledger, outbound, threads
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, ConsentEvent, after
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.ids import BroadcastId, MessageId, thread_of, thread_parts, ulid
from chalicelib.core.inbound import Inbound
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from tests.core import machine_model as model
from tests.core.builders import IDS
from tests.core.machine_model import LINES, PEOPLE, Key, Model, Place, Said
from tests.core.machine_world import SeenBefore, Stale, World

REPS = {IDS.contact(known.phone): known for known in PEOPLE if known.phone}
BY_ID = {on.id: on for on in LINES}


class Hands(RuleBasedStateMachine):
    """`sent` are all texts ever written to us, `here` those that were taken in, `waiting` those whose webhook was lost,
    `handsets` what went out."""

    def __init__(self) -> None:
        super().__init__()
        self.world, self.model = World(), Model()
        self.sent: list[tuple[Inbound, Line]] = []
        self.here: list[tuple[Inbound, Line]] = []
        self.waiting: list[tuple[Inbound, Line]] = []
        self.handsets: list[tuple[Kind, Key, str]] = []
        self.recipients: dict[tuple[BroadcastId, Key], Status] = {}

    def written(self, on: Line, phone: PhoneNumber, body: str) -> tuple[Inbound, Line]:
        """A text that leaves a phone now."""
        sid = f"SM{len(self.sent):032x}"
        self.sent.append((Inbound(sid, phone, on.number, body, self.world.pass_time()), on))
        return self.sent[-1]

    def decided(self, text: Inbound, on: Line) -> Changes:
        contact = IDS.contact(text.sender)
        facts = self.world.facts(on, contact, REPS.get(contact), self.model.brand_stop)
        return inbound.decide(text, facts)

    def take_in(self, text: Inbound, on: Line, early: Changes | None = None, since: datetime | None = None) -> None:
        """As the flow does: decide, save, decide again where the state has moved on. `early` was decided at `since`."""
        now = self.world.pass_time()
        try:
            self.world.save(early or self.decided(text, on))
        except Stale:
            assert early is not None, "a decision on the present state is never stale"
            self.take_in(text, on)
            return
        except SeenBefore:
            return
        self.here.append((text, on))
        if text.sender == model.REP_PHONE:
            self.model.rep_said(IDS.contact(text.sender), text.body, text.at)
        else:
            said = Said(text.provider_id, text.body, text.at, since or now)
            self.model.text(on, IDS.contact(text.sender), said)

    def move(self, on: Line, phone: PhoneNumber, act: Act) -> None:
        """An act of consent that is no text: a form, or the provider's refusal."""
        now, contact = self.world.pass_time(), IDS.contact(phone)
        before, standing = self.world.heads.get(thread_of(on.id, contact)), self.world.standings.get(contact)
        known = standing or Standing(contact)
        fresh = Thread(thread_of(on.id, contact), on.id, contact, on.number, phone, stopped=known.stopped)
        head = before or replace(fresh, frozen=known.frozen)
        following = after(head.consent, act)
        if following is head.consent:
            return
        event = ConsentEvent(contact, on.id, act, head.consent, following, now, "test")
        entry = entries.consent_entry(event, head.id, MessageId(ulid(int(now.timestamp() * 1000), head.id + act)))
        joined = replace(known, lines=known.lines | {on.id})
        moved, event = ledger.record(head, threads.acted(head, act, now), event)
        self.world.save(
            Changes(
                before=before,
                thread=moved,
                standing_before=standing,
                standing=None if joined == standing else joined,
                messages=(entry,),
                events=(event,),
            )
        )

    def permitted(self, who: Person, on: Line, head: Thread | None) -> bool:
        """Whether the rules of access let this person write here."""
        try:
            access.demand_send(who, on)
            access.demand(who, Action.ANSWER if head and head.folder else Action.INITIATE)
        except (Forbidden, NotFound):
            return False
        return True

    def text_to(self, head: Thread, who: Person) -> Message:
        now = self.world.now
        return Message(
            box=head.id,
            id=MessageId(ulid(int(now.timestamp() * 1000), f"{head.id}:{len(self.world.messages)}")),
            direction=Direction.OUT,
            origin=Origin.ONE_TO_ONE,
            body="Hi",
            at=now,
            status=Status.QUEUED,
            sender=head.line_number,
            to=head.phone,
            author=who.id,
            thread=head.id,
        )

    def rearranged(self, on: Line, phone: PhoneNumber, change: Callable[[Thread], Thread]) -> Place | None:
        """What holds of the place after a person rearranged its thread; None where nobody has seen a thread."""
        key = (on.id, IDS.contact(phone))
        head = self.world.heads.get(thread_of(*key))
        if head is None or head.folder is None:
            return None
        self.world.save(Changes(before=head, thread=change(head)))
        return self.model.places[key]

    def bring(self, message: Message, word: str | None) -> None:
        """A queued text through the last judgement to the handset; `word` comes in after the judgement."""
        self.world.pass_time()
        on, kind = BY_ID[thread_parts(message.box)[0]], Kind.MANUAL
        if message.origin is Origin.AUTOMATIC:
            kind = Kind.ANSWER
        head = self.world.heads[thread_of(*thread_parts(message.box))]
        verdict = outbound.verdict(Draft(kind, message.body), Facts(on, head), self.world.now)
        if word is not None:
            self.take_in(*self.written(on, head.phone, word))
        if isinstance(verdict, Refuse):
            assert kind is Kind.MANUAL, "the answer to a word of consent always goes"
            self.world.progress(message, Status.SUPPRESSED)
            return
        assert isinstance(verdict, Send)
        guard = (verdict.consent, verdict.stopped) if verdict.consent else None
        if self.world.claim(message, guard):
            key = (head.line, head.contact)
            assert kind is Kind.ANSWER or self.model.may_write(key, self.world.now), "texted without consent (C1)"
            self.handsets.append((kind, key, message.id))
