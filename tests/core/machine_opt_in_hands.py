"""How the rules about opt-ins act: what is saved, what a timer does, what goes to a handset."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine

from chalicelib.core import inbound, messages, outbound, pending
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import BroadcastId, ContactId, MessageId, ThreadId, thread_of, thread_parts
from chalicelib.core.inbound import Inbound
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Origin, Status
from chalicelib.core.optin import OptIn
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Wait
from chalicelib.core.phone import PhoneNumber
from tests.core import machine_clock as clock
from tests.core.builders import IDS, PHONE, REP1, line, own_line
from tests.core.machine_world import SeenBefore, World

BEGIN = datetime(2026, 9, 26, 6, tzinfo=UTC)
LOCAL, SHOP, OWN = line(), line("+12025550102"), own_line()
NEW = line("+12025550101", replaces=LOCAL.id, rate=2)
EVERY_LINE = (LOCAL, SHOP, OWN, NEW)
BY_ID = {on.id: on for on in EVERY_LINE}
PHONES = (PHONE, PhoneNumber("+12025550124"), PhoneNumber("+12025550125"))
NEARLY_A_DAY = timedelta(hours=25)
"""A day at the handset, to which a text may come an hour late."""


@dataclass(frozen=True)
class Handed:
    """A text at a handset, and what its claim found."""

    kind: Kind
    box: ThreadId
    at: datetime
    consent: Consent
    free: bool
    prompt: bool


class OptInHands(RuleBasedStateMachine):
    """`timers` are effects of the schedule that are not done, `handed` what went out, `forms` what was filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.world, self.brand = World(now=BEGIN), Brand(name="Acme", remind_after=24)
        self.zones: dict[ContactId, str] = {}
        self.forms: list[OptIn] = []
        self.under_way: list[tuple[Inbound, Line]] = []
        self.timers: dict[str, Effect] = {}
        self.handed: list[Handed] = []
        self.due: dict[tuple[str, MessageId], datetime] = {}
        self.texts = self.campaigns = self.effects_seen = 0

    def settle_down(self, brand_stop: bool, zones: list[str]) -> None:
        self.brand = replace(self.brand, brand_stop=brand_stop)
        for phone, zone in zip(PHONES, zones, strict=True):
            contact = IDS.contact(phone)
            self.zones[contact] = zone
            self.world.contacts[contact] = Contact(contact, phone, zone=zone, source="seed", created=BEGIN)

    def said(self, on: Line, phone: PhoneNumber, body: str) -> Inbound:
        self.texts += 1
        return Inbound(f"SM{self.texts:032x}", phone, on.number, body, self.world.pass_time())

    def take_in(self, text: Inbound, on: Line) -> None:
        facts = self.world.facts(on, IDS.contact(text.sender), None, self.brand.brand_stop)
        self.saved(inbound.decide(text, replace(facts, now=self.world.pass_time())))

    def saved(self, changes: Changes) -> bool:
        try:
            self.world.save(changes)
        except SeenBefore:
            return False
        for effect in self.world.effects[self.effects_seen :]:
            if effect.after is not None:
                self.timers[effect.id] = effect
        self.effects_seen = len(self.world.effects)
        return True

    def is_new(self, text: Message, now: datetime) -> bool:
        """Whether this decision wrote it: a repeat gives the same id and is not saved."""
        return self.world.messages[text.box, text.id] is text

    def overtaken(self, box: ThreadId, contact: ContactId, at: datetime) -> bool:
        """Whether the contact, or a form, has moved this consent since; or a stop for the whole brand was said."""
        moved = [
            event.at
            for event in self.world.events
            if thread_of(event.line, event.contact) == box and event.act is not Act.EXPIRE
        ]
        head, standing = self.world.heads.get(box), self.world.standings.get(contact)
        known = [*moved, head.last_act if head else None, standing.last_stop if standing else None]
        return any(moment is not None and at < moment for moment in known)

    def automatic(self, contact: ContactId, on: Line | None = None, *, asking: bool = False) -> list[datetime]:
        """When texts that a machine writes went to the contact, or are to go: on one line, or on all of them."""
        return [
            text.at
            for text in self.world.messages.values()
            if text.origin is Origin.AUTOMATIC
            and (text.opt_in or not asking)
            and thread_parts(text.box)[1] == contact
            and (on is None or thread_parts(text.box)[0] == on.id)
        ]

    def may_be_asked(self, on: Line, contact: ContactId, at: datetime) -> bool:
        """C2(a), A2: nothing was said against it, and it is not one text too many."""
        head, standing = self.world.heads.get(thread_of(on.id, contact)), self.world.standings.get(contact)
        closed = standing is not None and (standing.stopped or standing.frozen)
        if closed or (head is not None and (head.consent is Consent.NO or head.frozen)):
            return False
        over_all = [moment for moment in self.automatic(contact, asking=True) if at - moment < NEARLY_A_DAY]
        here = [moment for moment in self.automatic(contact, on) if at - moment < NEARLY_A_DAY]
        return len(over_all) < 3 and len(here) < 2

    def asked_within_a_day(self, on: Line, contact: ContactId, now: datetime) -> bool:
        return any(now - moment < NEARLY_A_DAY for moment in self.automatic(contact, on, asking=True))

    def whose(self, box: str) -> tuple[Line, PhoneNumber]:
        on, contact = thread_parts(box)
        return BY_ID[on], next(phone for phone in PHONES if IDS.contact(phone) == contact)

    def run_timers(self) -> None:
        for effect in [one for one in self.timers.values() if one.after and one.after <= self.world.now]:
            job, now = effect.job, self.world.now
            head = self.world.heads[ThreadId(str(job["thread"]))]
            on, _ = self.whose(head.id)
            standing = self.world.standings.get(head.contact)
            until = datetime.fromisoformat(str(job["until"]))
            first = self.world.messages.get((head.id, MessageId(str(job.get("confirmation", "")))))
            facts = pending.Facts(until, on, head, standing, first, self.brand)
            open_ = head.consent is Consent.PENDING and head.pending_until == until
            if job["kind"] == "expire":
                changes = pending.expire(facts, now)
                assert bool(changes.events) is open_
            else:
                changes = pending.remind(facts, now)
                assert first is not None
                assert bool(changes.messages) is (open_ and self._may_remind(on, first, until))
            self.saved(changes)
            del self.timers[effect.id]

    def _may_remind(self, on: Line, first: Message, until: datetime) -> bool:
        """A day after the first went out, at an hour when it may, and before the end."""
        contact = thread_parts(first.box)[1]
        if first.claimed is None:
            return False
        due = max(self.world.now, first.claimed + timedelta(days=1))
        at = clock.opens(self.zones[contact], due)
        return at < until and self.may_be_asked(on, contact, at)

    def send_what_is_due(self) -> None:
        """Every queued text whose time has come, one millisecond after the other."""
        for key, text in list(self.world.messages.items()):
            if text.status is Status.QUEUED and max(text.at, self.due.get(key, text.at)) <= self.world.now:
                self._bring(key, text)
                self.world.pass_time()

    def _bring(self, key: tuple[str, MessageId], text: Message) -> None:
        now, (on, _) = self.world.now, self.whose(text.box)
        kind = Kind.CONFIRMATION if text.opt_in else Kind.WELCOME if text.answers is Act.START else Kind.ANSWER
        prompt = messages.prompt(text, now)
        contact = thread_parts(text.box)[1]
        facts = Facts(on, self.world.heads[ThreadId(text.box)], contact=self.world.contacts[contact], brand=self.brand)
        verdict = outbound.verdict(Draft(kind, text.body, prompt, text.at), facts, now)
        if isinstance(verdict, Wait):
            self._waits(verdict, contact)
            self.due[key] = verdict.until
        elif isinstance(verdict, Refuse):
            self.world.progress(text, Status.SUPPRESSED)
        elif self.world.claim(text, (verdict.consent, verdict.stopped) if verdict.consent else None):
            self._hand(kind, facts, now, prompt)
            self.world.progress(self.world.messages[key], Status.ACCEPTED)

    def _hand(self, kind: Kind, facts: Facts, now: datetime, prompt: bool = False) -> None:
        head = facts.thread
        assert head is not None
        self.handed.append(Handed(kind, head.id, now, head.consent, not (head.stopped or head.frozen), prompt))

    def _waits(self, verdict: Wait, contact: ContactId) -> None:
        """Q1: until the first moment at which it is open, found minute by minute."""
        assert verdict.until == clock.opens(self.zones[contact], self.world.now)

    def send(self, kind: Kind, on: Line, contact: ContactId) -> None:
        """A campaign's text to one contact: judged, and claimed on the state that the judgement saw."""
        now, head = self.world.now, self.world.heads.get(thread_of(on.id, contact))
        facts = Facts(on, head, contact=self.world.contacts.get(contact), brand=self.brand)
        verdict = outbound.verdict(Draft(kind, "Spring is here"), facts, now)
        may = head is not None and head.consent is Consent.YES and not (head.stopped or head.frozen)
        assert isinstance(verdict, Send) is (may and clock.is_open(self.zones[contact], now))
        if isinstance(verdict, Wait):
            self._waits(verdict, contact)
        self.campaigns += 1
        wave = BroadcastId(f"B{self.campaigns:025}")
        if isinstance(verdict, Send) and head and self.world.claim_broadcast(head.id, wave, REP1):
            self._hand(kind, facts, now)


def by_box(handed: list[Handed], *kinds: Kind) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = defaultdict(list)
    for one in handed:
        if one.kind in kinds:
            found[one.box].append(one.at)
    return found
