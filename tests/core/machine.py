"""The core in a small world: what people, carriers and clocks can do to it, in any order, and what must then hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from chalicelib.core import outbound, threads
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.ids import BroadcastId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Status, advances, from_provider
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Wait
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Tab
from tests.core import machine_checks as checks
from tests.core import machine_model as model
from tests.core.builders import IDS
from tests.core.machine_doubts import Doubts
from tests.core.machine_model import LINES, PEOPLE, PHONES

ON, FROM, WHO = st.sampled_from(LINES), st.sampled_from(PHONES), st.sampled_from(PEOPLE)
BODY = st.sampled_from(model.BODIES)
WORD = st.sampled_from([None, *model.WORDS])
PICK = st.integers(0, 30)
EACH = list(product(LINES, PHONES[:2]))
PROVIDER_WORDS = ["queued", "sending", "sent", "delivered", "undelivered", "failed", "read", "teleported"]
BROADCAST = st.sampled_from([BroadcastId("01B1"), BroadcastId("01B2")])


class CoreMachine(Doubts):
    """Every rule plays a text or a person's act on world and model; the invariants compare the two."""

    @initialize(brand_stop=st.booleans())
    def choose_the_policy(self, brand_stop: bool) -> None:
        self.model.brand_stop = brand_stop

    @rule(on=ON, phone=FROM, body=BODY)
    def text(self, on: Line, phone: PhoneNumber, body: str) -> None:
        self.take_in(*self.written(on, phone, body))

    @rule(on=ON, phone=FROM, body=BODY)
    def text_that_is_late(self, on: Line, phone: PhoneNumber, body: str) -> None:
        self.waiting.append(self.written(on, phone, body))

    @rule(backwards=st.booleans())
    def sweep(self, backwards: bool) -> None:
        """I1: what the webhooks lost comes in later, with its own time, in any order."""
        late, self.waiting = self.waiting, []
        for text, on in reversed(late) if backwards else late:
            self.take_in(text, on)

    @rule(pick=PICK)
    def redeliver(self, pick: int) -> None:
        """I1, T2: a message that is here already changes nothing."""
        if not self.here:
            return
        text, on = self.here[pick % len(self.here)]
        before = (dict(self.world.heads), len(self.world.messages), len(self.world.effects))
        self.take_in(replace(text, at=self.world.pass_time()), on)
        assert before == (self.world.heads, len(self.world.messages), len(self.world.effects))

    @rule(on=ON, other=ON, phone=FROM, body=BODY, second=BODY)
    def two_texts_at_once(self, on: Line, other: Line, phone: PhoneNumber, body: str, second: str) -> None:
        """Both are decided on the same state; who is late decides again."""
        first, rival = self.written(on, phone, body), self.written(other, phone, second)
        since, early = self.world.now, self.decided(*rival)
        self.take_in(*first)
        self.take_in(*rival, early, since)

    @rule(on=ON, body=BODY)
    def text_of_a_rep(self, on: Line, body: str) -> None:
        """A4: all that comes of it is a look at what the rep wants (AL-5)."""
        before = (dict(self.world.heads), len(self.world.effects) + 1, len(self.world.events))
        self.take_in(*self.written(on, model.REP_PHONE, body))
        assert before == (self.world.heads, len(self.world.effects), len(self.world.events))

    @rule(on=ON, phone=FROM)
    def opt_in(self, on: Line, phone: PhoneNumber) -> None:
        """CN-2: a ticked form; it undoes no STOP."""
        place = self.model.places[on.id, IDS.contact(phone)]
        self.move(on, phone, Act.OPT_IN)
        if place.consent is Consent.NONE:
            place.move(Consent.PENDING, self.world.now)
            place.events += 1

    @rule(on=ON, phone=FROM)
    def the_provider_knows_of_a_stop(self, on: Line, phone: PhoneNumber) -> None:
        """C6."""
        key = (on.id, IDS.contact(phone))
        if key not in self.model.places:
            return
        self.move(on, phone, Act.PROVIDER_STOP)
        if self.model.places[key].consent is not Consent.NO:
            self.model.places[key].move(Consent.NO, self.world.now)
            self.model.places[key].events += 1

    @rule(who=WHO, on=ON, phone=FROM)
    def write(self, who: Person, on: Line, phone: PhoneNumber) -> None:
        key = (on.id, IDS.contact(phone))
        head = self.world.heads.get(thread_of(*key))
        permitted = self.permitted(who, on, head)
        assert permitted is self.model.permits(who.id, key)
        verdict = outbound.verdict(Draft(Kind.MANUAL, "Hi"), Facts(on, head), self.world.pass_time())
        assert isinstance(verdict, Send) is self.model.may_write(key, self.world.now)
        if isinstance(verdict, Refuse):
            assert head is None or verdict.code == self.model.why_not(key)
            return
        if not permitted or head is None:
            return
        message = self.text_to(head, who)
        moved = threads.sent(head, message.body, self.world.now, who.id)
        self.world.save(Changes(before=head, thread=moved, messages=(message,)))
        self.model.wrote(key, who.id, message.body, self.world.now)

    @rule(on=ON, phone=FROM, folder=st.sampled_from(Folder))
    def move_folder(self, on: Line, phone: PhoneNumber, folder: Folder) -> None:
        place = self.rearranged(on, phone, lambda head: threads.moved(head, folder))
        if place and place.folder:
            place.folder = folder

    @rule(on=ON, phone=FROM, tab=st.sampled_from(Tab))
    def flip(self, on: Line, phone: PhoneNumber, tab: Tab) -> None:
        place = self.rearranged(on, phone, lambda head: threads.flipped(head, tab))
        if place:
            place.tab = tab

    @rule(on=ON, phone=FROM, unread=st.booleans())
    def mark(self, on: Line, phone: PhoneNumber, unread: bool) -> None:
        place = self.rearranged(on, phone, threads.marked_unread if unread else threads.read)
        if place:
            place.unread = max(place.unread, 1) if unread else 0

    @rule(on=ON, phone=FROM, who=st.sampled_from([None, *PEOPLE]))
    def assign(self, on: Line, phone: PhoneNumber, who: Person | None) -> None:
        holder = who.id if who else None
        place = self.rearranged(on, phone, lambda head: threads.assigned(head, holder))
        if place:
            place.assignee = place.answers_to = holder

    @rule()
    def change_the_policy(self) -> None:
        """CN-12."""
        self.model.brand_stop = not self.model.brand_stop

    @rule(pick=PICK, word=WORD)
    def deliver(self, pick: int, word: str | None) -> None:
        """C7: a STOP between judgement and claim, or before, leaves the text unsent."""
        queued = [message for message in self.world.messages.values() if message.status is Status.QUEUED]
        if queued:
            self.bring(queued[pick % len(queued)], word)

    @rule(broadcast=BROADCAST, on=ON, phone=FROM, who=WHO)
    def broadcast_to(self, broadcast: BroadcastId, on: Line, phone: PhoneNumber, who: Person) -> None:
        """O1."""
        key = (on.id, IDS.contact(phone))
        may = self.model.may_broadcast(key)
        head = self.world.heads.get(thread_of(*key))
        self.world.pass_time()
        verdict = outbound.verdict(Draft(Kind.BROADCAST, "Spring is here"), Facts(on, head), self.world.now)
        timely = model.timely(self.world.now)
        assert isinstance(verdict, Send) is (may and timely)
        if may and not timely:
            assert isinstance(verdict, Wait)
            assert model.timely(verdict.until), "it would wait again (Q1)"
            assert not model.timely(verdict.until - timedelta(minutes=1)), "it might go sooner (Q1)"
            return
        repeated = (broadcast, key) in self.recipients
        assert self.world.claim_broadcast(thread_of(*key), broadcast, who.id) is (may and not repeated)
        if may and not repeated:
            self.recipients[broadcast, key] = Status.SENDING
            self.model.places[key].answers_to = who.id
            self.handsets.append((Kind.BROADCAST, key, broadcast))

    @rule(pick=PICK, words=st.lists(st.sampled_from(PROVIDER_WORDS), min_size=1, max_size=4))
    def callbacks(self, pick: int, words: list[str]) -> None:
        """O4: early, late, twice, out of order, in words we do not know."""
        out = [message for message in self.world.messages.values() if message.direction is Direction.OUT]
        for status in filter(None, map(from_provider, words)):
            if out:
                box, bearer = out[pick % len(out)].box, out[pick % len(out)].id
                expected = checks.told(self.world.messages[box, bearer].status, status)
                self.world.progress(self.world.messages[box, bearer], status)
                assert self.world.messages[box, bearer].status is expected
            for row, before in list(self.recipients.items())[pick % 3 :: 3]:
                self.recipients[row] = status if advances(before, status) else before
                assert self.recipients[row] is checks.told(before, status)

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.world.pass_time(timedelta(days=days))

    @rule(hours=st.integers(1, 23))
    def hours_pass(self, hours: int) -> None:
        self.world.pass_time(timedelta(hours=hours))

    @rule(edge=st.sampled_from(model.EDGES), seconds=st.sampled_from([-60, -1, 0, 60]))
    def to_the_edge_of_quiet_hours(self, edge: int, seconds: int) -> None:
        """Q1."""
        self.world.now = model.next_time(self.world.now, edge) + timedelta(seconds=seconds)

    @rule(on=ON, phone=FROM, ms=st.sampled_from([-2, -1, 0]))
    def to_the_edge_of_the_fortnight(self, on: Line, phone: PhoneNumber, ms: int) -> None:
        place = self.model.places.get((on.id, IDS.contact(phone)))
        if place and place.last_inbound:
            edge = place.last_inbound + model.FORTNIGHT + timedelta(milliseconds=ms)
            self.world.now = max(self.world.now, edge)

    @rule(word=st.sampled_from(["START", "hello", "Stop!"]))
    def everyone_says(self, word: str) -> None:
        for on, phone in EACH:
            self.text(on, phone, word)

    @rule(broadcast=BROADCAST, who=WHO)
    def the_whole_group_twice(self, broadcast: BroadcastId, who: Person) -> None:
        for on, phone in EACH + EACH[::-1]:
            self.broadcast_to(broadcast, on, phone, who)

    @rule()
    def everything_is_delivered(self) -> None:
        for message in list(self.world.messages.values()):
            if message.status is Status.QUEUED:
                self.bring(message, None)

    @rule(on=ON, other=ON, phone=FROM, body=st.sampled_from(["START", "STOP"]))
    def a_word_overtakes_another(self, on: Line, other: Line, phone: PhoneNumber, body: str) -> None:
        late = self.written(other, phone, "start!")
        self.text(on, phone, body)
        self.take_in(*late)

    @rule(on=ON, phone=FROM, body=st.sampled_from(["YES", "STOP", "hello", "START"]), late=st.booleans())
    def a_form_and_a_word(self, on: Line, phone: PhoneNumber, body: str, late: bool) -> None:
        """CN-2; `late`: the word was said before the form was ticked."""
        written = self.written(on, phone, body) if late else None
        self.opt_in(on, phone)
        self.take_in(*(written or self.written(on, phone, body)))

    @rule(on=ON, phone=FROM, word=WORD)
    def a_word_comes_between_an_answer_and_its_claim(self, on: Line, phone: PhoneNumber, word: str | None) -> None:
        """C7."""
        before = set(self.world.messages)
        self.text(on, phone, "START")
        self.write(PEOPLE[0], on, phone)
        for key in self.world.messages.keys() - before:
            if self.world.messages[key].status is Status.QUEUED:
                self.bring(self.world.messages[key], word)

    @rule(on=ON, phone=FROM, ms=st.sampled_from([-1, 0]))
    def an_answer_at_the_edge(self, on: Line, phone: PhoneNumber, ms: int) -> None:
        """CN-8."""
        self.text(on, phone, "hello")
        self.to_the_edge_of_the_fortnight(on, phone, ms - 1)
        self.write(PEOPLE[0], on, phone)

    @invariant()
    def world_and_model_agree(self) -> None:
        for check in checks.EVERY:
            check(self)
