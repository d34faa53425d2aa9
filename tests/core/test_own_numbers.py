"""How a number becomes a person's own (AL-1, A4): who may ask how often, what is refused, and what a code is worth."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.core import own_numbers, wording
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Conflict, Invalid, Refused
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lines import LineUse, Verification
from chalicelib.core.outbound import Draft, Facts, Kind, verdict
from chalicelib.core.own_numbers import Asking, Known, Pending, Spent
from chalicelib.core.people import Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.segments import count
from chalicelib.core.threads import Standing
from chalicelib.core.verdicts import Refuse, Send, Wait
from tests.core.builders import CONTACT, IDS, LOCAL, NOW, PHONE, REP1, REP2, later, line, own_line, person, thread

TEXT = MessageId("0" * 26)
OLD = PhoneNumber("+12025550188")


def known(person_: tuple[float, ...] = (), number: tuple[float, ...] = (), brand: int = 0) -> Known:
    """`person_` and `number` are minutes before now."""
    return Known(
        None,
        Spent("person#rep1", tuple(later(minutes=-ago) for ago in person_)),
        Spent(f"number#{CONTACT}", tuple(later(minutes=-ago) for ago in number)),
        Spent("brand", tuple(later(minutes=-5) for _ in range(brand))),
    )


def full_until(found: Known) -> timedelta:
    with pytest.raises(Refused) as refused:
        own_numbers.demand_room(found, NOW)
    refusal = refused.value
    assert (refusal.code, refusal.sentence, refusal.rule) == ("too_many_codes", own_numbers.FULL, "AL-1")
    assert refusal.until is not None
    return refusal.until - NOW


@pytest.mark.parametrize(
    ("found", "minutes"),
    [
        (known(), None),
        (known((1, 2)), None),
        (known((1, 2, 59)), 1),
        (known((59, 2, 1, 1)), 58),
        (known((1, 2, 60)), None),
        (known(number=(10, 20, 30)), 30),
        (known((1, 2, 50), (10, 20, 30)), 30),
        (known(tuple(range(100, 1000, 100))), None),
        (known(tuple(range(100, 1100, 100))), 24 * 60 - 1000),
        (known(number=tuple(range(100, 700, 100))), 24 * 60 - 600),
        (known(number=tuple(range(100, 600, 100))), None),
        (known(brand=199), None),
        (known(brand=200), 24 * 60 - 5),
    ],
)
def test_a_person_a_number_and_the_brand_have_so_many_codes(found: Known, minutes: int | None) -> None:
    if minutes is None:
        own_numbers.demand_room(found, NOW)
    else:
        assert full_until(found) == timedelta(minutes=minutes)


def test_what_was_asked_is_counted_for_all_three_and_what_was_refused_for_the_person() -> None:
    found = known((23 * 60, 24 * 60), (5,))
    asked = own_numbers.asked(found, REP1, PHONE, TEXT, NOW)
    assert asked.pending == Pending(REP1, PHONE, TEXT, NOW)
    assert [spent.at for spent in asked.spent] == [(later(hours=-23), NOW), (later(minutes=-5), NOW), (NOW,)]
    assert own_numbers.refused(found, NOW) == Asking(None, (Spent("person#rep1", (later(hours=-23), NOW)),))


def test_a_new_code_takes_the_place_of_the_one_before_with_all_its_tries() -> None:
    before = Pending(REP1, OLD, TEXT, later(minutes=-1), tries=4, version=7)
    found = Known(before, *(Spent(name) for name in "abc"))
    assert own_numbers.asked(found, REP1, PHONE, TEXT, NOW).pending == Pending(REP1, PHONE, TEXT, NOW, version=7)


def test_whose_a_number_is_nobody_learns() -> None:
    own_numbers.demand_own(person(phone=OLD), PHONE, taken=False)
    for staff, taken, said in (
        (person(phone=PHONE), True, own_numbers.SAME),
        (person(phone=OLD), True, own_numbers.TAKEN),
        (person(), True, own_numbers.TAKEN),
    ):
        with pytest.raises(Invalid) as refused:
            own_numbers.demand_own(staff, PHONE, taken=taken)
        assert refused.value.fields == {"phone": said}


def test_the_code_comes_from_the_own_line_else_from_a_shared_one_that_may_text() -> None:
    mine = own_line()
    theirs = own_line(REP2, "+18005550102")
    first, second = line("+12025550101"), line("+12025550102")
    assert own_numbers.sender(person(), [first, mine, theirs]) == mine
    assert own_numbers.sender(person(), [second, first, theirs]) == first
    held = [line("+12025550101", held="x"), line("+12025550101", verification=Verification.PENDING)]
    for waiting in held:
        assert own_numbers.sender(person(), [waiting, second]) == second
        assert own_numbers.sender(person(), [waiting]) == waiting, "the door says what is amiss"
    off = line("+12025550101", active=False)
    strange = line("+12025550103", members=frozenset({PersonId("rep3")}))
    assert own_numbers.sender(person(), [off, strange, theirs]) is None
    boss = person("boss", Role.ADMIN)
    assert own_numbers.sender(boss, [strange, theirs]) == strange
    member = line("+12025550109", members=frozenset({boss.id}))
    assert own_numbers.sender(boss, [strange, member]) == member
    assert own_numbers.sender(person(), [own_line(use=LineUse.SHARED, members=frozenset())]) is None
    shared = own_line(use=LineUse.SHARED)
    assert own_numbers.sender(person(), [first, shared]) == first, "by its number, whoever owned it"


def judged(kind: Kind = Kind.CODE, **fields: object) -> Send | Refuse | Wait:
    given: dict[str, object] = {"staff": person(), "thread": thread(), **fields}
    return verdict(Draft(kind, "x", written=NOW), Facts(LOCAL, **given), NOW)  # type: ignore[arg-type]


def test_a_code_needs_no_consent_but_no_stop_may_stand_against_it() -> None:
    assert judged() == judged(thread=None) == judged(thread=thread(consent=Consent.PENDING)) == Send("code")
    assert judged(staff=person(texts_stopped=True, phone=OLD)) == Send("code"), "that STOP was of the old phone"
    stored = thread(consent=Consent.YES, version=3)
    assert judged(thread=stored) == Send("code", Consent.YES), "the claim demands that it still is so"
    for head in (thread(consent=Consent.NO), thread(stopped=True), thread(frozen=True)):
        found = judged(thread=head)
        assert isinstance(found, Refuse)
        assert (found.code, found.rule) == ("number_stopped", "CN-3")
        assert "Text START from it" in found.sentence


@pytest.mark.parametrize("staff", [None, person(active=False)])
def test_who_was_switched_off_gets_none(staff: object) -> None:
    found = judged(staff=staff)
    assert isinstance(found, Refuse)
    assert found.code == "no_own_phone"


def test_a_code_that_is_worth_nothing_any_more_does_not_go() -> None:
    for minutes, goes in ((9.9, True), (10, False)):
        found = verdict(Draft(Kind.CODE, "x", written=later(minutes=-minutes)), Facts(LOCAL, thread(), person()), NOW)
        assert isinstance(found, Send) is goes
    assert isinstance(verdict(Draft(Kind.CODE, "x"), Facts(LOCAL, None, person()), NOW), Send)


def test_a_stop_on_another_line_stands_on_the_head() -> None:
    contact = Contact(CONTACT, PHONE)
    stopped = Standing(CONTACT, stopped=True)
    assert own_numbers.head(LOCAL, contact, None, stopped).stopped
    assert own_numbers.head(LOCAL, contact, thread(), stopped).stopped
    assert not own_numbers.head(LOCAL, contact, None, None).stopped
    assert own_numbers.head(LOCAL, contact, thread(consent=Consent.NO), None).consent is Consent.NO


def test_the_saved_words_bear_no_code_and_the_sent_ones_fit_one_segment() -> None:
    saved = own_numbers.body(wording.gsm_safe("W" * 40))
    assert own_numbers.filled(saved, "012345") == saved.replace("{code}", "012345")
    assert "012345" in own_numbers.filled(saved, "012345")
    assert count(own_numbers.filled(saved, "012345"), LOCAL.kind).segments == 1


def test_a_code_lives_ten_minutes_and_five_tries() -> None:
    waiting = Pending(REP1, PHONE, TEXT, NOW)
    for so_far in range(5):
        pending = Pending(REP1, PHONE, TEXT, NOW, so_far)
        assert own_numbers.tried(pending, later(minutes=9.9)).tries == so_far + 1
    for left, at, code in (
        (Pending(REP1, PHONE, TEXT, NOW, 5), NOW, "no_tries"),
        (waiting, later(minutes=10), "no_code"),
        (None, NOW, "no_code"),
    ):
        with pytest.raises(Conflict) as refused:
            own_numbers.tried(left, at)
        assert refused.value.code == code


@pytest.mark.parametrize("typed", ["012345", "012 345", " 012-345\n"])
def test_the_code_is_taken_as_people_type_it(typed: str) -> None:
    own_numbers.demand_code(typed, "012345", Pending(REP1, PHONE, TEXT, NOW, 1))


@pytest.mark.parametrize(
    ("tries", "said"), [(1, "This is not the code. 4 tries are left."), (4, "This is not the code. 1 try is left.")]
)
@pytest.mark.parametrize("typed", ["012346", "12345", "0123450", "", "٠١٢٣٤٥"])
def test_a_wrong_code_tells_how_many_tries_are_left(typed: str, tries: int, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        own_numbers.demand_code(typed, "012345", Pending(REP1, PHONE, TEXT, NOW, tries))
    assert refused.value.fields == {"code": said}


def test_the_fifth_wrong_code_is_the_last() -> None:
    with pytest.raises(Conflict) as refused:
        own_numbers.demand_code("1", "012345", Pending(REP1, PHONE, TEXT, NOW, 5))
    assert refused.value.code == "no_tries"


def test_a_new_number_forgets_the_stop_of_the_old_one() -> None:
    stopped = person(phone=OLD, texts_stopped=True)
    assert own_numbers.verified(stopped, PHONE) == person(phone=PHONE)
    assert own_numbers.verified(stopped, OLD) == stopped, "the same number has stopped still"


def test_codes_are_six_digits_of_which_each_text_has_its_own() -> None:
    codes = [IDS.code(REP1, MessageId(f"{place:026}")) for place in range(200)]
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(set(codes)) > 190
    assert IDS.code(REP1, TEXT) == IDS.code(REP1, TEXT) != IDS.code(REP2, TEXT)
