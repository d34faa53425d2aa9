from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core import confirmations, joining, ledger, optin
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes, Tally
from chalicelib.core.consent import Act, Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.countries import Held
from chalicelib.core.effects import Queue
from chalicelib.core.inbound import Facts as TextFacts
from chalicelib.core.inbound import decide as decide_text
from chalicelib.core.joining import form_of
from chalicelib.core.lines import Line, Verification
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.optin import Facts, OptIn
from chalicelib.core.threads import Standing, Thread
from tests.core.builders import BOSS, CONTACT, LOCAL, NOW, OTHER, PHONE, facts, later, line, person, text, thread
from tests.core.test_forms import form

NONE, PENDING, YES, NO = Consent.NONE, Consent.PENDING, Consent.YES, Consent.NO
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACME = Brand(name="Acme")


def asked(**fields: Any) -> OptIn:
    known: dict[str, Any] = {
        "wording": "I agree.",
        "confirmation": "Acme: reply YES, or STOP",
        "evidence": {"form": "club", "version": "1", "page": "https://example.com/join", "ip": "", "user_agent": "B"},
        "details": {"first_name": "Ann", "email": "ann@example.com"},
        "custom": {"shoe": "38"},
        "tags": frozenset({"spring"}),
    }
    begun: dict[str, Any] = {"id": "s1", "phone": PHONE, "at": NOW, "source": "form"}
    return OptIn(**(begun | known | fields))


def known(head: Thread | None = None, **fields: Any) -> Facts:
    begun: dict[str, Any] = {"line": LOCAL, "contact_id": CONTACT, "thread": head, "brand": ACME}
    return Facts(**(begun | fields))


def texts(changes: Changes) -> list[Message]:
    return [message for message in changes.messages if message.direction is Direction.OUT]


def test_a_ticked_form_makes_a_stranger_pending_and_asks_for_yes() -> None:
    """CN-2, LD-5, C3: the exact words and their version stand in the ledger."""
    changes = optin.decide(asked(), known(), later(seconds=3))
    head, (event,), (text_,) = changes.thread, changes.events, texts(changes)
    assert head is not None
    assert (head.consent, head.folder, head.pending_until) == (PENDING, None, later(days=7, seconds=3))
    assert (event.act, event.before, event.after, event.wording, event.at) == (
        Act.OPT_IN,
        NONE,
        PENDING,
        "I agree.",
        NOW,
    )
    assert event.evidence == {"form": "club", "version": "1", "page": "https://example.com/join", "user_agent": "B"}
    assert event.message == text_.id
    assert ledger.breach(head, changes.events) is None
    assert (text_.opt_in, text_.origin, text_.hidden, text_.status) == (True, Origin.AUTOMATIC, False, Status.QUEUED)
    assert (text_.sender, text_.to, text_.body) == (LOCAL.number, PHONE, "Acme: reply YES, or STOP")
    assert (changes.tally, changes.receipt) == (Tally("2026-11-20", 0), optin.receipt("s1"))


def test_a_new_contact_has_its_answers_and_tags() -> None:
    changes = optin.decide(asked(), known(), NOW)
    made = changes.contact
    assert made is not None
    assert (made.name, made.email, made.custom, sorted(made.tags)) == (
        "Ann",
        "ann@example.com",
        {"shoe": "38"},
        ["spring"],
    )
    assert (made.source, made.created, changes.contact_before) == ("form", NOW, None)
    assert changes.thread is not None
    assert (changes.thread.name, changes.thread.tags) == ("Ann", frozenset({"spring"}))


def test_what_the_brand_knows_already_is_completed_and_never_overwritten() -> None:
    """Anybody can fill in a form with somebody's number."""
    before = Contact(CONTACT, PHONE, "Anna", custom={"shoe": "39"}, tags=frozenset({"vip"}), version=4)
    changes = optin.decide(
        asked(details={"first_name": "X", "email": "", "location": "Salem"}), known(contact=before), NOW
    )
    after = changes.contact
    assert after is not None
    assert (after.first_name, after.location, after.custom) == ("Anna", "Salem", {"shoe": "39"})
    assert after.tags == {"vip", "spring"}
    assert changes.contact_before == before
    many = replace(before, tags=frozenset(f"t{n}" for n in range(50)))
    crowded = optin.decide(asked(), known(contact=many), NOW).contact
    assert crowded is not None
    assert crowded.tags == many.tags


def test_where_a_stranger_lives_is_believed_and_of_a_contact_only_what_moves_no_legal_hours() -> None:
    """Anybody can fill in a form with somebody's number, and region and ZIP decide when that one may be texted."""
    told = asked(details={"region": "CA", "postcode": "94110", "location": "Salem"})
    made = optin.decide(told, known(), NOW).contact
    completed = optin.decide(told, known(contact=Contact(CONTACT, PHONE)), NOW).contact
    assert made is not None
    assert completed is not None
    assert (made.region, made.postcode, made.location) == ("CA", "94110", "Salem")
    assert (completed.region, completed.postcode, completed.location) == ("", "", "Salem")


def test_a_contact_that_has_it_all_is_not_written() -> None:
    before = Contact(CONTACT, PHONE, "Anna", tags=frozenset({"spring"}))
    same = asked(details={}, custom={})
    assert optin.decide(same, known(contact=before), NOW).contact is None
    assert optin.decide(same, known(thread(consent=YES), contact=before), NOW) == Changes()


@pytest.mark.parametrize(
    "closed",
    [
        known(thread(consent=NO)),
        known(thread(stopped=True)),
        known(thread(frozen=True)),
        known(standing=Standing(CONTACT, stopped=True)),
        known(standing=Standing(CONTACT, frozen=True)),
        # Of a contact of very many lines the heads follow later.
        known(thread(), standing=Standing(CONTACT, stopped=True)),
        known(thread(), standing=Standing(CONTACT, frozen=True)),
    ],
)
def test_who_said_stop_is_left_alone_altogether(closed: Facts) -> None:
    assert optin.decide(asked(), closed, NOW) == Changes()


def test_who_agreed_already_is_told_nothing_and_gets_its_tags() -> None:
    for head in (thread(consent=YES), thread(consent=PENDING, confirmed_at=later(hours=-24, minutes=-59))):
        changes = optin.decide(asked(), known(head), NOW)
        assert (changes.messages, changes.events, changes.effects, changes.tally) == ((), (), (), None)
        assert changes.contact is not None
        assert changes.thread == replace(head, name="Ann", tags=frozenset({"spring"}))


def test_a_second_form_after_a_day_asks_once_more() -> None:
    head = thread(consent=PENDING, confirmed_at=later(hours=-25), pending_until=later(days=6))
    changes = optin.decide(asked(), known(head), NOW)
    assert changes.thread is not None
    assert len(texts(changes)) == 1
    assert (changes.thread.consent, changes.thread.pending_until) == (PENDING, later(days=7))
    assert changes.events[0].before is changes.events[0].after is PENDING


@pytest.mark.parametrize(
    ("lately", "goes"),
    [((), True), ((1, 2), True), ((1, 2, 3), False), ((24.9, 2, 3), False), ((25, 2, 3), True)],
)
def test_a_number_is_asked_three_times_a_day_over_all_lines(lately: tuple[float, ...], goes: bool) -> None:
    """C2."""
    standing = Standing(CONTACT, confirmations=tuple(later(hours=-hours) for hours in lately), lines=frozenset({OTHER}))
    changes = optin.decide(asked(), known(standing=standing), NOW)
    assert bool(texts(changes)) is goes
    assert (changes != Changes()) is goes
    if goes:
        assert changes.standing is not None
        assert changes.standing.lines == {OTHER, LOCAL.id}
        assert changes.standing.confirmations[-1] == NOW


def test_two_automatic_texts_a_day_are_enough() -> None:
    """A2."""
    head = thread(automatic=(later(hours=-1), later(hours=-2)))
    assert optin.decide(asked(), known(head), NOW) == Changes()
    older = thread(automatic=(later(hours=-26), later(hours=-2)))
    moved = optin.decide(asked(), known(older), NOW).thread
    assert moved is not None
    assert moved.automatic == (later(hours=-2), NOW)


def test_the_reminder_and_the_end_wait_for_their_time() -> None:
    changes = optin.decide(asked(), known(), NOW)
    deliver, expire, remind = changes.effects
    assert (deliver.queue, deliver.after) == (Queue.DELIVER, None)
    assert (expire.queue, expire.after, expire.stored) == (Queue.OPT_IN, later(days=7), True)
    assert (remind.queue, remind.after, remind.stored) == (Queue.OPT_IN, later(days=1), True)
    never = optin.decide(asked(), known(brand=replace(ACME, remind_after=0)), NOW)
    assert [effect.job["kind"] for effect in never.effects] == ["message", "expire"]
    hasty = optin.decide(asked(), known(brand=replace(ACME, remind_after=1)), NOW)
    assert hasty.effects[-1].after == later(days=1)


def test_no_line_no_decision() -> None:
    with pytest.raises(LookupError):
        optin.decide(asked(), known(line=None), NOW)


@pytest.mark.parametrize(
    ("facts_", "why"),
    [
        (known(), None),
        (known(barred=Held.COUNTRY), Held.COUNTRY),
        (known(line=None), Held.LINE),
        (known(line=line(active=False)), Held.LINE),
        (known(line=line(held="Look here.")), Held.LINE),
        (known(line=line(verification=Verification.PENDING)), Held.LINE),
        (known(brand=Brand(texting=False)), Held.LINE),
    ],
)
def test_what_bars_a_number_or_a_line_nobody_lifts(facts_: Facts, why: Held | None) -> None:
    assert optin.barred(facts_, NOW) is why


@pytest.mark.parametrize(
    ("opt_in", "today", "why"),
    [
        (asked(), 0, None),
        (asked(), 499, None),
        (asked(), 500, Held.BUDGET),
        (asked(busy=True), 0, Held.BUSY),
        (asked(at=later(days=-2)), 0, None),
        (asked(at=later(days=-2, seconds=-1)), 0, Held.LATE),
        (asked(at=later(days=-9), busy=True, accepted=True), 900, None),
    ],
)
def test_what_is_too_much_waits_for_a_person(opt_in: OptIn, today: int, why: Held | None) -> None:
    assert optin.held(opt_in, known(asked_today=today), NOW) is why


# By keyword

JOINING = line(keywords={"join": "club"})


@pytest.mark.parametrize("word", ["JOIN", " join ", "“Join!”", "ＪＯＩＮ"])
def test_a_keyword_opts_in_as_the_form_does(word: str) -> None:
    assert form_of(JOINING, word) == "club"
    changes = decide_text(text(word), facts(None, JOINING, form=form()))
    head = changes.thread
    assert head is not None
    assert (head.consent, head.unread, head.preview) == (PENDING, 0, " ".join(word.split()))
    assert [message.origin for message in changes.messages] == [Origin.ONE_TO_ONE, Origin.CONSENT, Origin.AUTOMATIC]
    assert (changes.seen, changes.receipt, changes.tally) == ("SM" + "0" * 32, None, Tally("2026-11-20", 0))
    assert changes.events[0].source == "keyword"
    assert changes.events[0].wording == word
    assert changes.events[0].evidence["form"] == "club"
    assert changes.contact is not None
    assert changes.contact.tags == {"spring"}
    assert {effect.queue for effect in changes.effects} == {Queue.DELIVER, Queue.OPT_IN}


@pytest.mark.parametrize("body", ["join us", "joint", "STOP", "yes"])
def test_other_words_are_no_keyword(body: str) -> None:
    assert form_of(JOINING, body) is None
    assert form_of(LOCAL, "join") is None


def test_a_keyword_of_who_agreed_is_shown_and_asks_nobody() -> None:
    known_ = Contact(CONTACT, PHONE, tags=frozenset({"spring"}))
    changes = decide_text(text("join"), facts(thread(consent=YES), JOINING, form=form(), contact=known_))
    assert changes.thread is not None
    assert changes.thread.unread == 0
    assert (len(changes.messages), changes.effects, changes.contact) == (1, (), None)


@pytest.mark.parametrize(
    ("head", "on"),
    [
        (thread(consent=NO), JOINING),
        (thread(automatic=(NOW, NOW)), JOINING),
        (None, replace(JOINING, held="Look here.")),
    ],
)
def test_a_keyword_of_who_may_not_be_asked_is_a_text_for_a_person(head: Thread | None, on: Line) -> None:
    changes = decide_text(text("join"), facts(head, on, form=form()))
    assert changes.thread is not None
    assert (changes.thread.unread, len(changes.messages)) == (1, 1)


def test_keywords_beyond_the_budget_wait_as_forms_do_and_are_texts() -> None:
    said, brand = text("JOIN"), Brand(name="Acme", opt_ins_a_day=7)
    within = replace(facts(None, JOINING, form=form(), asked_today=6), brand=brand)
    assert joining.waiting(said, within) is None
    over = replace(within, asked_today=7)
    changes = decide_text(said, over)
    assert changes.thread is not None
    assert (changes.thread.consent, changes.thread.unread, changes.tally) == (NONE, 1, None)
    waiting = joining.waiting(said, over)
    assert waiting is not None
    assert (waiting.id, waiting.line, waiting.reason) == (changes.thread.id, JOINING.id, Held.BUDGET)
    assert (waiting.opt_in.source, waiting.opt_in.wording, waiting.opt_in.phone) == ("keyword", "JOIN", PHONE)


def test_a_keyword_that_comes_late_waits() -> None:
    late = facts(None, JOINING, form=form(), now=later(days=3))
    waiting = joining.waiting(text("join"), late)
    assert waiting is not None
    assert waiting.reason is Held.LATE


@pytest.mark.parametrize(
    "known_",
    [
        facts(None, JOINING, asked_today=900),
        facts(None, JOINING, form=form(active=False), asked_today=900),
        facts(thread(consent=YES), JOINING, form=form(), asked_today=900),
        facts(thread(consent=NO), JOINING, form=form(), asked_today=900),
        facts(thread(automatic=(NOW, NOW)), JOINING, form=form(), asked_today=900),
        facts(None, replace(JOINING, held="Look here."), form=form(), asked_today=900),
        facts(None, JOINING, form=form(), asked_today=900, sender=person()),
    ],
)
def test_who_would_not_be_asked_does_not_wait_either(known_: TextFacts) -> None:
    assert joining.waiting(text("join"), known_) is None


def test_a_former_rep_joins_as_anybody() -> None:
    waiting = joining.waiting(
        text("join"), facts(None, JOINING, form=form(), asked_today=900, sender=person(active=False))
    )
    assert waiting is not None


def test_the_keyword_of_a_closed_form_is_a_word_like_any_other() -> None:
    changes = decide_text(text("join"), facts(None, JOINING, form=form(active=False)))
    assert changes.thread is not None
    assert (changes.thread.consent, changes.thread.unread) == (NONE, 1)


# All together

STEPS = st.lists(st.tuples(st.sampled_from([LOCAL.id, OTHER, "l3", "l4"]), st.integers(0, 30 * 3600)), max_size=40)


@given(STEPS)
@settings(max_examples=200, deadline=None, database=None)
def test_no_order_of_forms_asks_too_often(steps: list[tuple[Any, int]]) -> None:
    """C2: however forms come, one text in 24 hours a line and three over all lines."""
    heads: dict[Any, Thread] = {}
    standing: Standing | None = None
    now, sent = NOW, []
    for place, (where, seconds) in enumerate(steps):
        now += timedelta(seconds=seconds)
        on = replace(LOCAL, id=where)
        changes = optin.decide(asked(id=f"s{place}", at=now), known(heads.get(where), line=on, standing=standing), now)
        heads |= {where: changes.thread} if changes.thread else {}
        standing = changes.standing or standing
        sent += [(where, now)] * len(texts(changes))
    assert all(_within(sent, at, where) <= 1 for where, at in sent)
    assert all(_within(sent, at) <= confirmations.MOST_OF_A_PHONE for _, at in sent)
    assert bool(sent) is bool(steps)


def test_ten_thousand_forms_for_one_victim_are_three_texts_a_day() -> None:
    """Over thirty hours and four lines."""
    heads: dict[Any, Thread] = {}
    standing: Standing | None = None
    sent = []
    for place in range(10_000):
        now = NOW + place * timedelta(hours=30) / 10_000
        where: Any = ("l1", "l2", "l3", "l4")[place % 4]
        changes = optin.decide(
            asked(id=f"s{place}", at=now),
            known(heads.get(where), line=replace(LOCAL, id=where), standing=standing),
            now,
        )
        heads |= {where: changes.thread} if changes.thread else {}
        standing = changes.standing or standing
        sent += [(where, now)] * len(texts(changes))
    assert [_within(sent, NOW, line_) for line_ in ("l1", "l2", "l3", "l4")] == [1, 1, 1, 0]
    assert all(_within(sent, at) <= confirmations.MOST_OF_A_PHONE for _, at in sent)
    assert len(sent) == 6


def test_ten_thousand_numbers_are_asked_as_often_as_the_budget_says() -> None:
    asked_today, waiting = 0, 0
    for _ in range(10_000):
        facts_ = known(asked_today=asked_today)
        if optin.held(asked(), facts_, NOW):
            waiting += 1
        else:
            asked_today += optin.decide(asked(), facts_, NOW).tally is not None
    assert (asked_today, waiting) == (500, 9_500)


def _within(sent: list[tuple[Any, datetime]], begin: datetime, where: object = None) -> int:
    return sum(begin <= at < begin + DAY for line_, at in sent if where in (None, line_))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://shop.example.com/join", "https://shop.example.com/join"),
        ("https://shop.example.com/join?phone=555-0100&token=abc", "https://shop.example.com/join"),
        ("https://shop.example.com/join#token=abc?x", "https://shop.example.com/join"),
        ("https://shop.example.com/?a#b", "https://shop.example.com/"),
        ("", ""),
        ("https://shop.example.com/" + "a" * 600, ("https://shop.example.com/" + "a" * 600)[:500]),
    ],
)
def test_the_page_of_a_form_is_kept_without_what_may_be_private(address: str, kept: str) -> None:
    assert optin.page(address) == kept


@pytest.mark.parametrize("told", [{"actor": BOSS}, {"accepted": True}, {"at": later(hours=14, minutes=-16)}])
def test_what_nobody_waits_for_asks_in_the_morning(told: dict[str, Any]) -> None:
    """CN-10: people enter a form, or let one pass, at any hour; the contact sleeps."""
    night, morning = later(hours=14), later(hours=22)
    changes = optin.decide(asked(**({"at": night} | told)), known(), night)
    (text_,) = texts(changes)
    assert changes.thread is not None
    assert (text_.at, text_.prompt, changes.thread.confirmed_at) == (morning, False, morning)


def test_who_fills_in_a_form_at_night_is_answered_at_night() -> None:
    night = later(hours=14)
    (text_,) = texts(optin.decide(asked(at=night), known(), night))
    assert (text_.at, text_.prompt) == (night, True)


def test_a_form_that_makes_leads_makes_one_with_the_evidence() -> None:
    """LD-1, LD-5: by the submission's id, so that the same one is one lead."""
    changes = optin.decide(asked(lead=True), known(), NOW)
    (wanted,) = (effect for effect in changes.effects if effect.job["kind"] == "lead")
    assert (wanted.queue, wanted.stored, wanted.id) == (Queue.ALERT, True, f"lead.{thread().id}.s1")
    assert (wanted.job["source"], wanted.job["cause"], wanted.job["at"]) == ("form", "s1", NOW.isoformat())
    assert wanted.job["evidence"] == {"wording": "I agree.", **asked().evidence}
    assert changes.contact is not None
    assert not any(effect.job["kind"] == "lead" for effect in optin.decide(asked(), known(), NOW).effects)


@pytest.mark.parametrize("head", [thread(consent=YES), thread(consent=NO), thread(consent=PENDING, confirmed_at=NOW)])
def test_who_is_asked_nothing_becomes_a_lead_all_the_same(head: Thread) -> None:
    there = Contact(CONTACT, PHONE, first_name="Ann", email="ann@example.com", tags=frozenset({"spring"}))
    there = replace(there, custom={"shoe": "38"})
    changes = optin.decide(asked(lead=True), known(head, contact=there), NOW)
    assert (changes.thread, changes.contact, changes.receipt) == (None, None, optin.receipt("s1"))
    assert [effect.job["kind"] for effect in changes.effects] == ["lead"]


def test_a_lead_whose_contact_was_deleted_is_known_again() -> None:
    changes = optin.decide(asked(lead=True), known(thread(consent=NO)), NOW)
    assert changes.contact is not None
    assert (changes.contact.phone, changes.thread) == (PHONE, None)


def test_a_keyword_of_a_form_that_makes_leads_makes_one() -> None:
    joined = decide_text(text("JOIN"), facts(form=form(lead=True)))
    (wanted,) = (effect for effect in joined.effects if effect.job["kind"] == "lead")
    assert (wanted.job["source"], wanted.job["cause"]) == ("keyword", "SM" + "0" * 32)
