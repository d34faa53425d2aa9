"""Rules of the machine about words that may mean stop, who judges them, and peers that answer by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from chalicelib.core import questions
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import MessageId, thread_of, ulid
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.questions import Decision
from tests.core.builders import IDS
from tests.core.machine_hands import Hands
from tests.core.machine_model import LINES, PEOPLE, PHONES

ON, FROM, WHO = st.sampled_from(LINES), st.sampled_from(PHONES), st.sampled_from(PEOPLE)
DOUBTFUL = st.sampled_from(["STOP PLEASE", "leave me alone"])


class Doubts(Hands):
    @rule(on=ON, phone=FROM, who=WHO, meant_stop=st.booleans(), moved=st.booleans())
    def a_person_judges(self, on: Line, phone: PhoneNumber, who: Person, meant_stop: bool, moved: bool) -> None:
        """CN-9. `moved`: the person has read other words than those in question."""
        key = (on.id, IDS.contact(phone))
        head = self.world.heads.get(thread_of(*key))
        now = self.world.pass_time()
        if head is None:
            return
        entry = MessageId(ulid(int(now.timestamp() * 1000), f"{head.id}:judged"))
        decision = Decision(meant_stop, who.id, now, entry, about="another" if moved else head.doubt)
        standing, wide = self.world.standings.get(key[1]), self.model.brand_stop
        if self.model.places[key].question is None or (moved and not meant_stop):
            with pytest.raises(Conflict):
                questions.decide(head, standing, decision, brand_wide=wide)
            return
        self.world.save(questions.decide(head, standing, decision, brand_wide=wide))
        self.model.decided(key, meant_stop, now)
        assert self.world.events[-1].actor == who.id
        assert self.world.events[-1].wording == head.doubted

    @rule(on=ON, other=ON, phone=FROM, body=DOUBTFUL, meant_stop=st.booleans())
    def asked_on_two_lines(self, on: Line, other: Line, phone: PhoneNumber, body: str, meant_stop: bool) -> None:
        for line in (on, other):
            self.take_in(*self.written(line, phone, body))
        self.a_person_judges(on, phone, PEOPLE[0], meant_stop, False)

    @rule(
        on=ON, other=ON, phone=FROM, body=DOUBTFUL, word=st.sampled_from(["STOP", "START", "HELP"]), late=st.booleans()
    )
    def a_doubt_and_a_word(self, on: Line, other: Line, phone: PhoneNumber, body: str, word: str, late: bool) -> None:
        """The contact's own word answers the question; `late`: it was said before."""
        if late:
            said = self.written(other, phone, word)
            self.take_in(*self.written(on, phone, body))
        else:
            self.take_in(*self.written(on, phone, body))
            said = self.written(other, phone, word)
        self.take_in(*said)

    @rule(on=ON, phone=FROM, words=st.lists(st.sampled_from(["Stop!", "start!", "help!"]), min_size=2, max_size=6))
    def a_machine_answers(self, on: Line, phone: PhoneNumber, words: list[str]) -> None:
        """A2."""
        for word in words:
            self.take_in(*self.written(on, phone, word))

    @rule(hours=st.sampled_from([1, 12, 24, 25]), ms=st.sampled_from([-1, 0]))
    def hours_pass(self, hours: int, ms: int) -> None:
        self.world.pass_time(timedelta(hours=hours, milliseconds=ms))
