"""Any sequence of texts, joins, leaves, stops and ends: each text reaches who was in and consented, once (SD-3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core import group_chats, relays
from chalicelib.core.changes import Changes
from chalicelib.core.chat_copies import Stage
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Effect
from chalicelib.core.ids import ContactId, MessageId, thread_of
from chalicelib.core.inbound import Facts, Inbound, decide
from chalicelib.core.messages import Message, Origin
from chalicelib.core.outbound import Draft, Kind, Send, verdict
from chalicelib.core.outbound import Facts as Judged
from chalicelib.core.parties import Place
from chalicelib.core.threads import Standing, Thread
from tests.core.builders import IDS, LOCAL, NOW, REP1, later
from tests.core.chat_builders import NAMES, PHONES, begun, member, own, party, stage

WHO = st.integers(0, 3)
ACTS = st.one_of(
    st.tuples(st.sampled_from(["text", "text", "stop", "start", "doubt", "add", "remove"]), WHO),
    st.tuples(st.sampled_from(["say", "end", "work"]), st.just(0)),
)


class Play:
    """The core's decisions, saved in memory; and beside it who ought to get what."""

    def __init__(self) -> None:
        self.heads = {IDS.contact(phone): own(who) for who, phone in enumerate(PHONES)}
        self.boxes: dict[MessageId, Message] = {}
        self.jobs: list[Effect] = []
        self.got: Counter[tuple[str, ContactId]] = Counter()
        self.wanted: Counter[tuple[str, ContactId]] = Counter()
        self.inside = {IDS.contact(phone) for phone in PHONES[:3]}
        self.ended = False
        self.step = 0
        started = begun()
        assert started.thread is not None
        self.chat: Thread = started.thread
        self.save(started)

    def save(self, changes: Changes) -> None:
        for message in changes.messages:
            assert message.id not in self.boxes
            self.boxes[message.id] = message
        if changes.relayed is not None:
            self.boxes[changes.relayed.id] = changes.relayed
        if changes.thread is not None and changes.thread.party is not None:
            self.chat = changes.thread
        elif changes.thread is not None:
            self.heads[changes.thread.contact] = changes.thread
        self.seat(changes)
        for text in changes.messages:
            if text.origin is Origin.RELAY:
                self.deliver(text)
        self.jobs += [effect for effect in changes.effects if effect.job.get("kind") in ("relay", "parted")]

    def seat(self, changes: Changes) -> None:
        for join in changes.joins:
            contact = ContactId(join.thread.partition("-")[2])
            self.heads[contact] = replace(self.heads[contact], place=join.place)
        for part in changes.parts:
            contact = ContactId(part.partition("-")[2])
            assert getattr(self.heads[contact].place, "chat", self.chat.id) == self.chat.id
            self.heads[contact] = replace(self.heads[contact], place=None)

    def deliver(self, text: Message) -> None:
        contact = ContactId(text.box.partition("-")[2])
        draft = Draft(Kind.RELAY, text.body, prompt=True, chat=text.chat)
        if isinstance(verdict(draft, Judged(LOCAL, self.heads[contact]), later()), Send):
            self.got[text.body, contact] += 1

    def consenting(self, contact: ContactId) -> bool:
        head = self.heads[contact]
        return head.consent is Consent.YES and not (head.stopped or head.frozen)

    def owed(self, body: str, author: ContactId | None) -> None:
        self.wanted.update((body, contact) for contact in self.inside - {author} if self.consenting(contact))

    def take_in(self, who: int, body: str) -> None:
        head = self.heads[IDS.contact(PHONES[who])]
        said = Inbound(f"SM{self.step:032}", PHONES[who], LOCAL.number, body, later(minutes=self.step))
        standing = Standing(head.contact, stopped=head.stopped, frozen=head.frozen, lines=frozenset({LOCAL.id}))
        brand = stage().brand
        self.save(decide(said, Facts(LOCAL, head.contact, head, standing, brand=brand, now=said.at)))

    def text(self, who: int) -> None:
        self.take_in(who, f"Text {self.step}")

    def stop(self, who: int) -> None:
        self.inside.discard(IDS.contact(PHONES[who]))
        self.take_in(who, "STOP")

    def start(self, who: int) -> None:
        self.take_in(who, "START")

    def doubt(self, who: int) -> None:
        self.take_in(who, "please stop texting me about this")

    def say(self, _: int) -> None:
        if not self.ended:
            self.owed(f"Rita: Say {self.step}", None)
            self.save(group_chats.say(self.chat, f"Say {self.step}", (), self.at(), REP1, None))

    def add(self, who: int) -> None:
        contact = IDS.contact(PHONES[who])
        if self.consenting(contact) and self.heads[contact].place is None and not self.ended:
            self.inside.add(contact)
            back = replace(member(who), joined=later(minutes=self.step))
            self.save(group_chats.join(self.chat, back, self.at()))

    def remove(self, who: int) -> None:
        contact = IDS.contact(PHONES[who])
        self.inside.discard(contact)
        self.save(group_chats.part(self.chat, contact, self.at()))

    def end(self, _: int) -> None:
        self.ended = True
        self.inside.clear()
        self.save(group_chats.close(self.chat, self.at()))

    def work(self, _: int) -> None:
        """Each job twice: what was done once is not done again."""
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            self.do(job, expected=True)
            self.do(job, expected=False)

    def do(self, job: Effect, *, expected: bool) -> None:
        seed = str(job.job.get("message") or job.job["cause"])
        if job.job["kind"] == "parted":
            contact, joined = ContactId(str(job.job["contact"])), datetime.fromisoformat(str(job.job["joined"]))
            self.save(group_chats.part(self.chat, contact, self.at(seed), joined))
            return
        said = self.boxes[MessageId(seed)]
        assert said.speaker is not None
        if expected:
            self.owed(f"{said.speaker.name}: {said.body}", said.speaker.contact)
        self.save(relays.pass_on(self.chat, said, self.at(seed)))

    def at(self, seed: str = "") -> Stage:
        person = None if seed else stage().person
        return stage(later(minutes=self.step), seed or f"act {self.step}", person=person)


@given(st.lists(ACTS, max_size=40))
@settings(deadline=None)
def test_each_text_reaches_exactly_who_was_in_and_consented_once(acts: Sequence[tuple[str, int]]) -> None:
    play = Play()
    for act, who in [*acts, ("work", 0)]:
        play.step += 1
        getattr(play, act)(who)
        assert {contact for contact, head in play.heads.items() if head.place is not None} == play.inside
    said = {pair: times for pair, times in play.got.items() if "Text " in pair[0] or "Say " in pair[0]}
    assert said == dict(play.wanted)
    assert all(times == 1 for times in said.values())
    assert {one.contact for one in party(play.chat).present} == play.inside


def test_the_places_are_those_that_were_begun() -> None:
    play = Play()
    places = [play.heads[IDS.contact(phone)].place for phone in PHONES]
    assert places == [Place(play.chat.id, name, NOW) for name in NAMES[:3]] + [None]
    assert play.chat.id == begun().joins[0].place.chat
    assert thread_of(LOCAL.id, IDS.contact(PHONES[0])) in play.heads[IDS.contact(PHONES[0])].id
