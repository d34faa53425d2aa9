from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from chalicelib.core import messages, outbound, placing
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Refused
from chalicelib.core.ids import BroadcastId, MessageId, chat_of
from chalicelib.core.lines import Line, Verification
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Verdict, Wait, answerable_until, verdict
from chalicelib.core.parties import Place as Seat
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.quiet import ALL_THE_SAME
from chalicelib.core.threads import Thread
from tests.core.builders import CONTACT, LOCAL, NOW, PHONE, later, line, person, thread
from tests.core.chat_builders import CHAT

PHONE_OF_REP = PhoneNumber("+12025550177")
DAY = timedelta(days=1)


def judged(kind: Kind, head: Thread | None, now: datetime = NOW, body: str = "hello") -> Send | Refuse:
    found = verdict(Draft(kind, body), Facts(LOCAL, head), now)
    assert not isinstance(found, Wait)
    return found


@pytest.mark.parametrize("kind", [Kind.MANUAL, Kind.BROADCAST])
@pytest.mark.parametrize(
    ("head", "code", "rule"),
    [
        (None, "consent_missing", "CN-1"),
        (thread(), "consent_missing", "CN-1"),
        (thread(consent=Consent.PENDING), "consent_pending", "CN-2"),
        (thread(consent=Consent.PENDING, last_inbound=NOW), "consent_pending", "CN-2"),
        (thread(consent=Consent.NO), "consent_no", "CN-3"),
        (thread(consent=Consent.NO, stopped=True), "consent_no", "CN-3"),
        (thread(consent=Consent.NO, last_inbound=NOW), "consent_no", "CN-3"),
        (thread(consent=Consent.YES, stopped=True), "stopped", "CN-12"),
        (thread(consent=Consent.PENDING, stopped=True), "stopped", "CN-12"),
        (thread(stopped=True, last_inbound=NOW), "stopped", "CN-12"),
    ],
)
def test_without_consent_nothing_goes_and_the_rule_is_named(
    kind: Kind, head: Thread | None, code: str, rule: str
) -> None:
    """C1, CN-2, CN-3, SD-13."""
    found = judged(kind, head)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == (code, rule)
    assert found.sentence.endswith(".")


@pytest.mark.parametrize("kind", [Kind.MANUAL, Kind.BROADCAST])
def test_with_consent_it_goes_and_the_claim_demands_that_very_consent(kind: Kind) -> None:
    """C1, C7."""
    assert judged(kind, thread(consent=Consent.YES)) == Send("consent", Consent.YES, stopped=False)


def test_who_texted_first_is_answered_one_to_one_for_a_fortnight() -> None:
    """CN-8, C2(f)."""
    head = thread(last_inbound=NOW)
    assert judged(Kind.MANUAL, head, NOW) == Send("conversation", Consent.NONE)
    assert isinstance(judged(Kind.MANUAL, head, NOW + 14 * DAY - timedelta(milliseconds=1)), Send)
    assert isinstance(judged(Kind.MANUAL, head, NOW + 14 * DAY), Refuse)
    assert outbound.CONVERSATION == 14 * DAY


def test_who_texted_first_gets_no_broadcast() -> None:
    """CN-8."""
    found = judged(Kind.BROADCAST, thread(last_inbound=NOW))
    assert isinstance(found, Refuse)
    assert found.code == "consent_missing"


def test_only_a_contact_without_a_word_of_consent_has_a_time_to_be_answered() -> None:
    assert answerable_until(thread(last_inbound=NOW), NOW) == NOW + 14 * DAY
    assert answerable_until(thread(), NOW) is None
    assert answerable_until(thread(last_inbound=NOW, stopped=True), NOW) is None
    for consent in (Consent.PENDING, Consent.YES, Consent.NO):
        assert answerable_until(thread(last_inbound=NOW, consent=consent), NOW) is None


@pytest.mark.parametrize("kind", [Kind.MANUAL, Kind.BROADCAST, Kind.CONFIRMATION])
@pytest.mark.parametrize("consent", [Consent.NONE, Consent.PENDING, Consent.YES])
def test_while_a_person_must_say_whether_it_was_a_stop_nothing_goes(kind: Kind, consent: Consent) -> None:
    """CN-9."""
    found = judged(kind, thread(consent=consent, frozen=True, last_inbound=NOW))
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("doubtful", "CN-9")
    assert answerable_until(thread(frozen=True, last_inbound=NOW), NOW) is None


@pytest.mark.parametrize(
    ("consent", "found"),
    [
        (Consent.NONE, "not_pending"),
        (Consent.PENDING, "opt_in"),
        (Consent.YES, "not_pending"),
        (Consent.NO, "consent_no"),
    ],
)
def test_only_an_unconfirmed_opt_in_is_asked_to_confirm(consent: Consent, found: str) -> None:
    """C2(a), CN-2."""
    told = judged(Kind.CONFIRMATION, thread(consent=consent))
    assert found == (told.basis if isinstance(told, Send) else told.code)
    assert not isinstance(told, Send) or told.consent is Consent.PENDING


@pytest.mark.parametrize("kind", Kind)
def test_a_brand_that_switched_texting_off_texts_nobody(kind: Kind) -> None:
    """AD-3."""
    facts = Facts(LOCAL, thread(consent=Consent.YES), person(phone=PHONE_OF_REP), brand=Brand(texting=False))
    found = verdict(Draft(kind, "hello"), facts, NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("texting_off", "AD-3")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "on",
    [
        line(verification=Verification.UNVERIFIED),
        line(verification=Verification.PENDING),
        line(verification=Verification.REJECTED),
        line(held="The provider refused its texts."),
    ],
)
def test_what_a_line_is_not_ready_for_waits(kind: Kind, on: Line) -> None:
    """LN-6: held and shown as held, never burnt as a failure."""
    facts = Facts(on, thread(consent=Consent.YES), person(phone=PHONE_OF_REP))
    found = verdict(Draft(kind, "hello"), facts, NOW)
    assert isinstance(found, Wait)
    assert (found.code, found.rule, found.until) == ("line_held", "LN-6", NOW + outbound.HELD)
    assert "wait until" in found.sentence


@pytest.mark.parametrize("kind", [Kind.MANUAL, Kind.BROADCAST, Kind.CONFIRMATION])
def test_a_number_that_failed_hard_is_left_alone(kind: Kind) -> None:
    """CT-6."""
    landline = Contact(CONTACT, PHONE, unreachable=30006)
    found = verdict(Draft(kind, "hello"), Facts(LOCAL, thread(consent=Consent.YES), contact=landline), NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("number_unreachable", "CT-6")
    reached = Facts(LOCAL, thread(consent=Consent.YES), contact=Contact(CONTACT, PHONE))
    assert isinstance(verdict(Draft(Kind.MANUAL, "hello"), reached, NOW), Send)


@pytest.mark.parametrize("consent", Consent)
@pytest.mark.parametrize("stopped", [True, False])
def test_the_answer_to_a_word_of_consent_always_goes(consent: Consent, stopped: bool) -> None:
    """C2(b), C2(c): it confirms a stop, so the stop does not forbid it."""
    assert judged(Kind.ANSWER, thread(consent=consent, stopped=stopped)) == Send("answer")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("on", [None, line(active=False)])
def test_a_line_that_is_off_sends_nothing(kind: Kind, on: Line | None) -> None:
    facts = Facts(on, thread(consent=Consent.YES), person(phone=PHONE_OF_REP))
    found = verdict(Draft(kind, "hello"), facts, NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("line_inactive", "LN-1")


@pytest.mark.parametrize(("kind", "body"), list(product(Kind, ["", " \n", "x" * 1601, "\x00", "\ud800"])))
def test_a_body_that_cannot_be_sent_is_refused_with_the_remedy(kind: Kind, body: str) -> None:
    found = verdict(Draft(kind, body), Facts(LOCAL, thread(consent=Consent.YES), person(phone=PHONE_OF_REP)), NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("body", "SD-1")
    assert found.sentence.startswith("The text ")


def test_the_longest_body_goes() -> None:
    assert isinstance(judged(Kind.MANUAL, thread(consent=Consent.YES), body="x" * 1600), Send)


def test_a_rep_that_stopped_its_alerts_gets_no_text_until_its_start() -> None:
    """C7: nor one that was written before."""
    stopped = person(phone=PHONE_OF_REP, texts_stopped=True)
    found = verdict(Draft(Kind.STAFF, "hello"), Facts(LOCAL, None, stopped), NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("texts_stopped", "AL-1")


@pytest.mark.parametrize("staff", [None, person(), person(active=False, phone=PHONE_OF_REP), person(active=False)])
def test_a_rep_without_a_phone_of_its_own_gets_no_text(staff: Person | None) -> None:
    found = verdict(Draft(Kind.STAFF, "hello"), Facts(LOCAL, None, staff), NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("no_own_phone", "AL-1")


def test_a_rep_s_own_phone_needs_no_contact_s_consent() -> None:
    """C2(e): alerts are a list of their own."""
    facts = Facts(LOCAL, thread(consent=Consent.NO, stopped=True), person(phone=PHONE_OF_REP))
    assert verdict(Draft(Kind.STAFF, "hello"), facts, NOW) == Send("staff")


def test_demand_gives_the_send() -> None:
    send = Send("consent", Consent.YES)
    assert outbound.demand(send) is send


def test_demand_tells_a_refusal_with_code_sentence_and_rule() -> None:
    """SD-13."""
    with pytest.raises(Refused) as refused:
        outbound.demand(Refuse("consent_no", "No.", "CN-3"))
    error = refused.value
    assert (error.code, error.sentence, error.rule, error.until) == ("consent_no", "No.", "CN-3", None)


def test_demand_tells_until_when_a_text_must_wait() -> None:
    """SD-13."""
    with pytest.raises(Refused) as refused:
        outbound.demand(Wait(later(hours=1), "quiet_hours", "CN-10"))
    error = refused.value
    assert (error.code, error.rule, error.until) == ("quiet_hours", "CN-10", later(hours=1))
    assert error.sentence == "This text must wait."


NIGHT = datetime(2026, 11, 21, 4, 10, tzinfo=UTC)
"""23:10 where area code 202 is."""
MORNING = datetime(2026, 11, 21, 13, tzinfo=UTC)


def at_night(kind: Kind, *, prompt: bool = False, consent: Consent = Consent.YES, **fields: Any) -> Verdict:
    return verdict(Draft(kind, "hello", prompt), Facts(LOCAL, thread(consent=consent), **fields), NIGHT)


def test_a_broadcast_waits_for_the_morning_of_its_recipient() -> None:
    """CN-10, Q1, SD-13."""
    found = at_night(Kind.BROADCAST)
    assert isinstance(found, Wait)
    assert (found.until, found.code, found.rule) == (MORNING, "quiet_hours", "CN-10")
    assert found.zone == "America/New_York"
    assert "23:10 in District of Columbia" in found.sentence
    assert "end at 08:00" in found.sentence


@pytest.mark.parametrize(("prompt", "kind"), [(False, Wait), (True, Send)])
def test_a_reminder_waits_and_what_answers_the_contact_does_not(prompt: bool, kind: type) -> None:
    assert isinstance(at_night(Kind.CONFIRMATION, prompt=prompt, consent=Consent.PENDING), kind)


def test_who_writes_one_to_one_at_night_is_warned() -> None:
    """SD-13."""
    warned = f"It is 23:10 where this contact is; quiet hours there end at 08:00. {ALL_THE_SAME}"
    assert at_night(Kind.MANUAL) == Send("consent", Consent.YES, warning=warned)
    assert judged(Kind.MANUAL, thread(consent=Consent.YES)) == Send("consent", Consent.YES)


def test_a_refusal_is_told_before_a_wait() -> None:
    assert isinstance(at_night(Kind.BROADCAST, consent=Consent.NO), Refuse)


def test_an_answer_and_an_alert_go_at_any_hour() -> None:
    assert at_night(Kind.ANSWER) == Send("answer")
    assert at_night(Kind.STAFF, staff=person(phone=PHONE_OF_REP)) == Send("staff")


def test_the_contact_tells_where_it_is_else_its_thread_else_the_line_else_the_brand() -> None:
    west = Contact(CONTACT, PHONE, zone="America/Los_Angeles")
    open_there = datetime(2026, 11, 21, 4, tzinfo=UTC)
    for facts in (
        Facts(LOCAL, thread(consent=Consent.YES), contact=west),
        Facts(LOCAL, thread(consent=Consent.YES, zone="America/Los_Angeles")),
    ):
        assert isinstance(verdict(Draft(Kind.BROADCAST, "hello"), facts, open_there), Send)
    nowhere = Contact(CONTACT, PhoneNumber("+18005550123"))
    head = thread(consent=Consent.YES)
    assert Facts(line(zone="America/Boise"), head, contact=nowhere).place.zones == ("America/Boise",)
    assert Facts(LOCAL, head, contact=nowhere, brand=Brand(zone="Pacific/Guam")).place.zones == ("Pacific/Guam",)
    assert Facts(None).place.zones == ("America/New_York",)


def florida(**fields: Any) -> Thread:
    return thread(consent=Consent.YES, region="FL", zone="America/New_York", **fields)


def claims(*hours: float) -> dict[BroadcastId, datetime]:
    return {BroadcastId(f"b{hour}"): NOON - timedelta(hours=hour) for hour in hours}


NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_the_fourth_broadcast_within_a_day_waits_in_florida() -> None:
    """CN-10: what went on other lines counts too."""
    draft, other = Draft(Kind.BROADCAST, "hello"), thread(claims=claims(1))
    assert isinstance(verdict(draft, Facts(LOCAL, florida(claims=claims(2, 3))), NOON), Send)
    found = verdict(draft, Facts(LOCAL, florida(claims=claims(2, 3)), others=(other,)), NOON)
    assert isinstance(found, Wait)
    assert (found.code, found.rule) == ("daily_cap", "CN-10")
    assert found.until == NOON + timedelta(hours=21)
    assert "3 such texts in 24 hours" in found.sentence
    assert isinstance(verdict(Draft(Kind.MANUAL, "hello"), Facts(LOCAL, florida(claims=claims(1, 2, 3))), NOON), Send)
    assert isinstance(verdict(draft, Facts(LOCAL, florida(), contact=None), NOON), Send)


def test_what_counts_for_a_cap_is_on_every_head() -> None:
    heads = (thread(claims=claims(1)), thread(claims=claims(2)))
    assert list(outbound.commercial(Facts(LOCAL, None, others=heads))) == [NOON - timedelta(hours=h) for h in (1, 2)]


@pytest.mark.parametrize(
    ("marked", "minutes", "prompt"), [(True, 0, True), (True, 10, True), (True, 10.1, False), (False, 0, False)]
)
def test_what_answers_the_contact_does_so_at_once_or_minds_the_hour(marked: bool, minutes: float, prompt: bool) -> None:
    text = Message("box", MessageId("m"), Direction.OUT, Origin.AUTOMATIC, "Hi", NOW, Status.QUEUED, prompt=marked)
    assert messages.prompt(text, later(minutes=minutes)) is prompt


MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.WELCOME])
def test_an_answer_to_a_word_goes_at_once_or_not_at_all(kind: Kind) -> None:
    """47 CFR 64.1200(a)(12)."""
    head = thread(consent=Consent.YES)
    for late, goes in ((0, True), (5, True), (6, False), (600, False)):
        draft = Draft(kind, "hello", written=NOW - late * MINUTES)
        assert isinstance(verdict(draft, Facts(LOCAL, head), NOW), Send if goes else Refuse)


@pytest.mark.parametrize(
    "head",
    [
        thread(consent=Consent.NO),
        thread(consent=Consent.YES, stopped=True),
        thread(consent=Consent.YES, frozen=True),
        thread(last_inbound=NOW),
        None,
    ],
)
def test_nobody_is_welcomed_who_has_stopped_since(head: Thread | None) -> None:
    """C1: and the claim demands that it is still so."""
    assert isinstance(judged(Kind.WELCOME, head), Refuse)
    assert judged(Kind.WELCOME, thread(consent=Consent.YES)) == Send("consent", Consent.YES)


def test_a_one_to_one_text_that_was_held_up_minds_the_night_it_did_not_know() -> None:
    """Q1: written by day, with nobody left to warn."""
    night = datetime(2026, 11, 20, 7, tzinfo=UTC)
    head = thread(consent=Consent.YES)
    fresh = verdict(Draft(Kind.MANUAL, "hello", written=night - 10 * MINUTES), Facts(LOCAL, head), night)
    assert isinstance(fresh, Send)
    assert fresh.warning
    late = verdict(Draft(Kind.MANUAL, "hello", written=night - 11 * MINUTES), Facts(LOCAL, head), night)
    assert isinstance(late, Wait)
    assert late.code == "quiet_hours"
    day = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert verdict(Draft(Kind.MANUAL, "hello", written=night), Facts(LOCAL, head), day) == Send("consent", Consent.YES)


@pytest.mark.parametrize(
    ("draft", "counted"),
    [
        (Draft(Kind.BROADCAST, "Hi"), True),
        (Draft(Kind.CONFIRMATION, "YES?"), True),
        (Draft(Kind.CONFIRMATION, "YES?", prompt=True), False),
        (Draft(Kind.MANUAL, "Hi"), False),
        (Draft(Kind.ANSWER, "Bye"), False),
        (Draft(Kind.WELCOME, "Hi"), False),
        (Draft(Kind.STAFF, "Look"), False),
    ],
    ids=str,
)
def test_what_a_state_caps_is_what_goes_out_unasked_and_by_a_machine(draft: Draft, *, counted: bool) -> None:
    """Fla. Stat. 501.616(6)(b), 15 O.S. 775C.4."""
    assert outbound.counts(draft) is counted


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("body", ["Hi {{first_name}}", "Hi {{", "}} Hi"])
def test_no_field_that_was_not_filled_in_passes_the_door(kind: Kind, body: str) -> None:
    """O8: whatever wrote it, and whomever it goes to."""
    found = verdict(Draft(kind, body), Facts(LOCAL, thread(consent=Consent.YES)), NOW)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("unfilled", "O8")


@pytest.mark.parametrize("kind", [Kind.MANUAL, Kind.BROADCAST, Kind.CONFIRMATION, Kind.RELAY])
def test_nothing_is_sent_to_a_group_conversation_itself(kind: Kind) -> None:
    """SD-3: its members have numbers and consent, each its own."""
    chat = Thread(chat_of(LOCAL.id, "a"), LOCAL.id, CONTACT, LOCAL.number, PHONE, consent=Consent.YES, last_inbound=NOW)
    found = judged(kind, chat)
    assert isinstance(found, Refuse)
    assert found.code == "group_chat"


def test_a_copy_goes_by_consent_only_and_in_legal_hours() -> None:
    """SD-3: that somebody wrote first is no reason for others to be read."""
    assert isinstance(judged(Kind.RELAY, thread(consent=Consent.YES)), Send)
    refused = judged(Kind.RELAY, thread(last_inbound=NOW))
    assert isinstance(refused, Refuse)
    night = datetime(2026, 11, 20, 4, tzinfo=UTC)
    held = verdict(Draft(Kind.RELAY, "hello"), Facts(LOCAL, thread(consent=Consent.YES)), night)
    assert isinstance(held, Wait)
    prompt = verdict(Draft(Kind.RELAY, "hello", prompt=True), Facts(LOCAL, thread(consent=Consent.YES)), night)
    assert isinstance(prompt, Send)


def seated(**fields: Any) -> Thread:
    return thread(consent=Consent.YES, place=Seat(CHAT, "Ada"), **fields)


@pytest.mark.parametrize("kind", [Kind.MANUAL, Kind.BROADCAST, Kind.CONFIRMATION, Kind.AWAY])
def test_whose_answer_would_go_to_a_whole_group_gets_nothing_for_itself(kind: Kind) -> None:
    """SD-3: who takes part in a group conversation of the line answers there, whatever it answers."""
    refused = judged(kind, seated())
    assert isinstance(refused, Refuse)
    assert (refused.code, refused.rule) == ("in_group_chat", "SD-3")
    assert refused == placing.SEATED


@pytest.mark.parametrize("kind", [Kind.RELAY, Kind.WELCOME, Kind.ANSWER])
def test_copies_and_answers_to_words_of_consent_go_to_who_takes_part(kind: Kind) -> None:
    assert isinstance(judged(kind, seated()), Send)


def test_a_stop_is_the_first_reason() -> None:
    refused = judged(Kind.MANUAL, seated(stopped=True))
    assert isinstance(refused, Refuse)
    assert refused.code == "stopped"


@pytest.mark.parametrize("head", [None, thread(consent=Consent.YES), seated()])
def test_a_copy_goes_to_nobody_who_left_its_conversation(head: Thread | None) -> None:
    """SD-3: also where it waited overnight, and the contact is in another one now."""
    refused = verdict(Draft(Kind.RELAY, "Hi", chat=chat_of(LOCAL.id, "another")), Facts(LOCAL, head), NOW)
    assert isinstance(refused, Refuse)
    assert refused.code == "group_chat_left"
    assert refused == placing.LEFT


def test_a_copy_goes_to_who_takes_part() -> None:
    assert isinstance(verdict(Draft(Kind.RELAY, "Hi", chat=CHAT), Facts(LOCAL, seated()), NOW), Send)
