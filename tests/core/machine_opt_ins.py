"""Opt-ins in a small world: forms, confirmations, reminders and ends, a number that changes, clocks of all kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from chalicelib.core import optin, questions, recapture
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import MessageId, thread_of, ulid
from chalicelib.core.inbound import Inbound
from chalicelib.core.lines import Line
from chalicelib.core.optin import OptIn
from chalicelib.core.outbound import Kind
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.questions import Decision
from chalicelib.core.threads import Thread
from tests.core import machine_clock as clock
from tests.core import machine_opt_in_checks as checks
from tests.core.builders import IDS, REP1
from tests.core.machine_opt_in_hands import EVERY_LINE, LOCAL, NEW, PHONES, OptInHands

ON, FROM, PICK = st.sampled_from(EVERY_LINE), st.sampled_from(PHONES), st.integers(0, 30)
SAID = st.sampled_from(["YES", "STOP", "Stop!", "START", "Start!", "help!", "hello", "leave me alone"])
DAY = timedelta(days=1)


class OptInMachine(OptInHands):
    """Each rule is one act, or a big step of many; what must come of it is said beside it, in the simplest words."""

    @initialize(brand_stop=st.booleans(), zones=st.lists(st.sampled_from(clock.ZONES), min_size=3, max_size=3))
    def begin(self, brand_stop: bool, zones: list[str]) -> None:
        self.settle_down(brand_stop, zones)

    @rule(on=ON, phone=FROM, late=st.sampled_from([0, 1, 20, 3000]), staff=st.booleans(), again=st.booleans())
    def form(self, on: Line, phone: PhoneNumber, late: int, staff: bool, again: bool) -> None:
        """CN-2, C2(a). `late`: minutes on the queue. `again`: the job comes twice."""
        now = self.world.pass_time()
        asked = OptIn(
            id=f"{len(self.forms):026}",
            phone=phone,
            at=now - timedelta(minutes=late),
            source="form",
            wording="I agree.",
            confirmation="Acme: reply YES",
            actor=REP1 if staff else None,
        )
        self.forms.append(asked)
        for _ in range(2 if again else 1):
            self.opt_in(on, asked)

    def opt_in(self, on: Line, asked: OptIn) -> None:
        contact, now = IDS.contact(asked.phone), self.world.now
        zone = self.zones[contact]
        prompt = asked.actor is None and now - asked.at <= timedelta(minutes=15)
        at = now if prompt else clock.opens(zone, now)
        head = self.world.heads.get(thread_of(on.id, contact))
        wanted = self.may_be_asked(on, contact, at) and (head is None or head.consent is not Consent.YES)
        wanted = wanted and not self.asked_within_a_day(on, contact, now)
        wanted = wanted and f"opt-in:{asked.id}" not in self.world.seen
        facts = optin.Facts(on, contact, head, self.world.standings.get(contact), self.world.contacts.get(contact))
        changes = optin.decide(asked, replace(facts, brand=self.brand), now)
        assert bool(changes.events) <= (self.saved(changes) or not wanted)
        assert bool([text for text in changes.messages if text.opt_in and self.is_new(text, now)]) is wanted
        if wanted:
            moved = self.world.heads[thread_of(on.id, contact)]
            assert (moved.consent, moved.pending_until) == (Consent.PENDING, now + timedelta(days=7))
            assert changes.messages[-1].prompt is prompt

    @rule(on=ON, phone=FROM, body=SAID)
    def text(self, on: Line, phone: PhoneNumber, body: str) -> None:
        self.hear(self.said(on, phone, body), on)

    @rule(on=ON, phone=FROM, body=st.sampled_from(["YES", "STOP", "START"]))
    def text_on_its_way(self, on: Line, phone: PhoneNumber, body: str) -> None:
        """It is taken in later, with the time at which it was written."""
        self.under_way.append((self.said(on, phone, body), on))

    @rule()
    def what_was_under_way_arrives(self) -> None:
        late, self.under_way = self.under_way, []
        for text, on in late:
            self.hear(text, on)

    def hear(self, text: Inbound, on: Line) -> None:
        """CN-2, CN-4, CN-5: what each word makes of the consent, late or not, and of no other line's (C4)."""
        contact = IDS.contact(text.sender)
        box = thread_of(on.id, contact)
        before = {key: head.consent for key, head in self.world.heads.items()}
        state, late = before.get(box, Consent.NONE), self.overtaken(box, contact, text.at)
        self.take_in(text, on)
        word = text.body.strip("!").upper()
        if word == "STOP":
            state = Consent.NO
        elif not late and (word == "START" or (word == "YES" and state is Consent.PENDING)):
            state = Consent.YES
        assert {key: head.consent for key, head in self.world.heads.items()} == before | {box: state}

    @rule(on=ON, phone=FROM, meant_stop=st.booleans())
    def a_person_judges(self, on: Line, phone: PhoneNumber, meant_stop: bool) -> None:
        """CN-9: a doubt is answered; it frees nobody who said STOP, and gives no consent."""
        contact, now = IDS.contact(phone), self.world.pass_time()
        head, standing = self.world.heads.get(thread_of(on.id, contact)), self.world.standings.get(contact)
        if head is None:
            return
        decision = Decision(meant_stop, REP1, now, MessageId(ulid(int(now.timestamp() * 1000), f"{head.id}:judged")))
        try:
            changes = questions.decide(head, standing, decision, brand_wide=self.brand.brand_stop)
        except Conflict:
            assert head.doubt is None
            return
        assert head.doubt is not None
        self.saved(changes)
        moved = self.world.heads[head.id]
        assert moved.consent is (Consent.NO if meant_stop else head.consent)

    @rule(phone=FROM, minutes=st.sampled_from([0, 40]))
    def ask_again_on_the_new_number(self, phone: PhoneNumber, minutes: int) -> None:
        """LN-7: once ever, of who agreed to the old number and still does."""
        contact, wait = IDS.contact(phone), timedelta(minutes=minutes)
        now = self.world.pass_time()
        old: Thread | None = self.world.heads.get(thread_of(LOCAL.id, contact))
        if old is None:
            return
        new, known = self.world.heads.get(thread_of(NEW.id, contact)), self.world.contacts.get(contact)
        facts = recapture.Facts(NEW, old, new, self.world.standings.get(contact), known, self.brand)
        changes = recapture.decide(facts, now, wait)
        agreed = old.consent is Consent.YES and not (old.stopped or old.frozen)
        untouched = not any((event.line, event.contact) == (NEW.id, contact) for event in self.world.events)
        wanted = agreed and untouched and clock.is_open(self.zones[contact], now + wait)
        assert (changes is not None) is (wanted and self.may_be_asked(NEW, contact, now + wait))
        if changes is not None:
            self.saved(changes)
            assert self.world.heads[thread_of(NEW.id, contact)].consent is Consent.PENDING
            assert self.world.heads[old.id] == old, "the old number's consent stays as it is (C4)"

    @rule(twice=st.booleans())
    def tick(self, twice: bool) -> None:
        """What is due by now: reminders, ends, texts. Twice is once."""
        now = self.world.now
        for _ in range(2 if twice else 1):
            self.run_timers()
            self.send_what_is_due()
        for head in self.world.heads.values():
            assert head.pending_until is None or head.pending_until > now, "nobody waits beyond the end (C3)"

    @rule(on=ON, phone=FROM)
    def campaign(self, on: Line, phone: PhoneNumber) -> None:
        """Q1, C1: at the right moment or not at all, and only to a Yes."""
        self.send(Kind.BROADCAST, on, IDS.contact(phone))

    @rule()
    def whole_campaign_twice(self) -> None:
        for on in EVERY_LINE * 2:
            for phone in PHONES:
                self.campaign(on, phone)

    @rule(confirmed=st.booleans())
    def everyone_joins(self, confirmed: bool) -> None:
        for on in EVERY_LINE:
            for phone in PHONES:
                self.form(on, phone, 0, False, False)
        self.tick(False)
        if confirmed:
            for on in EVERY_LINE:
                for phone in PHONES:
                    self.text(on, phone, "YES")

    @rule(agreed=st.booleans())
    def everyone_is_asked_again(self, agreed: bool) -> None:
        for phone in PHONES if agreed else ():
            self.text(LOCAL, phone, "START")
        for phone in PHONES * 2:
            self.ask_again_on_the_new_number(phone, 0)
        self.tick(False)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.world.pass_time(days * DAY)

    @rule(minutes=st.sampled_from([1, 14, 16, 59, 61, 23 * 60, 24 * 60 - 1, 24 * 60 + 1, 25 * 60 + 1]))
    def minutes_pass(self, minutes: int) -> None:
        self.world.pass_time(timedelta(minutes=minutes))

    @rule(pick=PICK, ms=st.sampled_from([-1, 0, 1]), word=st.sampled_from([None, "YES", "STOP"]))
    def to_the_edge_of_a_timer(self, pick: int, ms: int, word: str | None) -> None:
        """A reminder or an end; `word` is said there, and taken in before the timer runs, or after it."""
        ahead = [effect for effect in self.timers.values() if effect.after and effect.after > self.world.now]
        if not ahead:
            return
        effect = ahead[pick % len(ahead)]
        assert effect.after is not None
        self.world.now = max(self.world.now, effect.after + timedelta(milliseconds=ms))
        on, phone = self.whose(str(effect.job["thread"]))
        if word and pick % 2:
            self.text(on, phone, word)
        self.tick(pick % 3 == 0)
        if word and not pick % 2:
            self.text(on, phone, word)

    @rule(
        zone=st.sampled_from(clock.ZONES),
        day=st.sampled_from(clock.DAYS),
        hour=st.sampled_from(clock.HOURS),
        seconds=st.sampled_from([-60, -1, 0, 60]),
    )
    def to_the_edge_of_an_hour(self, zone: str, day: date, hour: int, seconds: int) -> None:
        """Q1: days on which clocks are turned, the ends of the year, leap day; never back in time."""
        at: datetime = clock.edge(zone, day, hour) + timedelta(seconds=seconds)
        if at > self.world.now:
            self.world.now = at
        self.whole_campaign_twice()

    @invariant()
    def everything_holds(self) -> None:
        for check in checks.EVERY:
            check(self)
