"""Who hears a word of consent and who answers it, on each kind of line; HELP; and two answers a day at most."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest

from chalicelib import data
from chalicelib.core import answers, inbound
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Act, Consent
from chalicelib.core.inbound import Facts, decide
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Handling, Line, LineKind
from chalicelib.core.messages import Direction, Message, Origin
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from chalicelib.core.wording import help_answer
from tests.core.builders import CONTACT, LOCAL, NOW, facts, later, line, own_line, text, thread

NONE, PENDING, YES, NO = Consent
BARE = ("STOP", "QUIT", "START", "UNSTOP", "YES", "HELP")


def on(kind: LineKind, handling: Handling) -> Line:
    return line("24680" if kind is LineKind.SHORT_CODE else "+12025550100", kind=kind, handling=handling)


def sent(head: Thread, said: inbound.Inbound, known: Line, now: datetime | None = None) -> list[Message]:
    brand = Brand("Acme", help="Call +12025550111.")
    changes = decide(said, Facts(line=known, contact_id=CONTACT, thread=head, brand=brand, now=now))
    return [message for message in changes.messages if message.direction is Direction.OUT]


def test_the_table_has_every_kind_of_line_and_every_handling() -> None:
    table = data.table("keywords")["answers"]
    assert {(kind, handling) for kind, row in table.items() for handling in row} == set(product(LineKind, Handling))


@pytest.mark.parametrize(
    ("kind", "handling", "others"),
    [
        (LineKind.TOLL_FREE, Handling.DEFAULT, {"STOP", "START", "UNSTOP"}),
        (LineKind.TOLL_FREE, Handling.ADVANCED, {"STOP", "START", "UNSTOP"}),
        (LineKind.TOLL_FREE, Handling.OURS, {"STOP", "START", "UNSTOP"}),
        (LineKind.LOCAL, Handling.DEFAULT, set(BARE)),
        (LineKind.LOCAL, Handling.ADVANCED, set(BARE)),
        (LineKind.LOCAL, Handling.OURS, set()),
        (LineKind.SHORT_CODE, Handling.DEFAULT, set(BARE)),
        (LineKind.SHORT_CODE, Handling.ADVANCED, set(BARE)),
        (LineKind.SHORT_CODE, Handling.OURS, set()),
    ],
)
def test_who_answers_which_bare_word(kind: LineKind, handling: Handling, others: set[str]) -> None:
    """CN-4: never two answers."""
    known = on(kind, handling)
    assert {word for word in BARE if answers.elsewhere(text(word, on=known), known)} == others
    for word in ("STOP", "QUIT", "START", "HELP"):
        head = thread(known, consent=PENDING)
        assert len(sent(head, text(word, on=known), known)) == (word not in others), word
    assert len(sent(thread(known, consent=YES), text("Please remove me", on=known), known)) == 1


@pytest.mark.parametrize("opt_out", [Keyword.STOP, Keyword.START, Keyword.HELP])
@pytest.mark.parametrize("body", ["stop!", "start!", "help!", "adios"])
def test_what_the_provider_says_it_took_it_for_it_has_answered(body: str, opt_out: Keyword) -> None:
    known = on(LineKind.LOCAL, Handling.ADVANCED)
    assert sent(thread(known, consent=YES), text(body, on=known, opt_out=opt_out), known) == []


@pytest.mark.parametrize(
    ("body", "opt_out", "kind", "word"),
    [
        ("adios", Keyword.STOP, LineKind.LOCAL, Keyword.STOP),
        ("START", Keyword.STOP, LineKind.LOCAL, Keyword.STOP),
        ("leave me alone", Keyword.STOP, LineKind.TOLL_FREE, Keyword.STOP),
        ("STOP", Keyword.START, LineKind.LOCAL, Keyword.STOP),
        ("STOP", Keyword.HELP, LineKind.LOCAL, Keyword.STOP),
        ("leave me alone", Keyword.START, LineKind.LOCAL, Keyword.DOUBT),
        ("YES", Keyword.START, LineKind.LOCAL, Keyword.YES),
        ("back again", Keyword.START, LineKind.LOCAL, Keyword.START),
        ("back again", Keyword.START, LineKind.TOLL_FREE, None),
        ("START", Keyword.START, LineKind.TOLL_FREE, Keyword.START),
        ("who is it", Keyword.HELP, LineKind.TOLL_FREE, Keyword.HELP),
        ("hello", None, LineKind.LOCAL, None),
        ("HELP", None, LineKind.LOCAL, Keyword.HELP),
    ],
)
def test_a_stop_counts_whoever_hears_it_and_else_our_own_reading(
    body: str, opt_out: Keyword | None, kind: LineKind, word: Keyword | None
) -> None:
    known = on(kind, Handling.ADVANCED)
    assert answers.said(text(body, on=known, opt_out=opt_out), known) is word


def test_a_word_of_the_provider_s_own_moves_the_consent() -> None:
    known = on(LineKind.LOCAL, Handling.ADVANCED)
    changes = decide(text("adios", on=known, opt_out=Keyword.STOP), facts(thread(known, consent=YES), on=known))
    assert changes.thread is not None
    assert (changes.thread.consent, changes.events[0].act, changes.events[0].wording) == (NO, Act.STOP, "adios")


@pytest.mark.parametrize("consent", [NONE, PENDING, YES, NO])
@pytest.mark.parametrize("folder", [None, Folder.ARCHIVED])
def test_help_names_the_brand_and_shows_and_asks_nobody(consent: Consent, folder: Folder | None) -> None:
    """CN-6, T2."""
    before = thread(consent=consent, stopped=consent is NO, folder=folder, unread=1)
    changes = decide(text("Help!"), facts(before))
    (message, answer) = changes.messages
    assert (answer.body, answer.hidden, answer.origin) == (help_answer("Acme", ""), False, Origin.AUTOMATIC)
    assert message.id < answer.id
    assert changes.thread is not None
    assert (changes.thread.folder, changes.thread.unread) == (folder or Folder.INBOX, 1)
    assert (changes.thread.tab, changes.thread.consent, changes.events) == (Tab.PARTICIPATING, consent, ())
    assert (changes.thread.helped, changes.thread.automatic) == (NOW, (NOW,))
    assert [effect.id for effect in changes.effects] == [f"deliver.{answer.id}"], "it goes out, and alerts nobody"


def test_help_says_how_the_brand_is_reached() -> None:
    (answer,) = sent(thread(consent=YES), text("help?"), LOCAL)
    assert answer.body == "Acme: Call +12025550111. Msg & data rates may apply. Reply STOP to opt out."
    assert help_answer("", "  ") == "Msg & data rates may apply. Reply STOP to opt out."


@pytest.mark.parametrize(
    ("head", "known", "answered"),
    [
        (thread(helped=later(minutes=-59)), LOCAL, False),
        (thread(helped=later(minutes=-60)), LOCAL, True),
        (thread(own_line(), consent=NO), own_line(), False),
        (thread(own_line(), stopped=True, consent=YES), own_line(), True),
        (thread(consent=NO), LOCAL, True),
        (thread(automatic=(NOW, NOW)), LOCAL, False),
    ],
)
def test_help_is_answered_once_an_hour_and_not_through_a_toll_free_stop(
    head: Thread, known: Line, answered: bool
) -> None:
    """C2(d), A2."""
    changes = decide(text("help!", on=known), facts(head, on=known))
    assert len(changes.messages) == 1 + answered
    assert changes.thread is not None
    assert changes.thread.tab is Tab.PARTICIPATING


def test_the_state_moves_where_the_answer_is_left_out() -> None:
    """A2: two automatic texts a day, of all kinds together."""
    head, standing, sent_texts = thread(consent=YES), Standing(CONTACT, lines=frozenset({LOCAL.id})), 0
    for place, body in enumerate(["stop!", "Start!", "please unsubscribe", "start.", "HELP!", "Opt out"]):
        said = text(body, at=later(minutes=place), provider_id=f"SM{place:032x}")
        changes = decide(said, facts(head, standing=standing))
        assert changes.thread is not None
        head, standing = changes.thread, changes.standing or standing
        sent_texts += sum(message.direction is Direction.OUT for message in changes.messages)
    assert (sent_texts, head.consent, head.events) == (2, NO, 5)
    again = decide(text("start!", at=later(hours=25)), facts(head, standing=standing))
    assert [message.direction for message in again.messages][-1] is Direction.OUT


@pytest.mark.parametrize(("late", "body", "answered"), [(5, "stop!", 1), (6, "stop!", 0), (600, "start!", 1)])
def test_a_stop_is_confirmed_within_five_minutes_or_not_at_all(late: int, body: str, answered: int) -> None:
    """47 CFR 64.1200(a)(12); the sweep brings texts later."""
    now = NOW + timedelta(minutes=late)
    assert len(sent(thread(consent=PENDING), text(body), LOCAL, now)) == answered


def test_the_day_is_counted_from_when_an_answer_goes() -> None:
    """A2: of texts that come late, all at once, no three are answered."""
    head = thread(automatic=(later(hours=1), later(hours=2)))
    assert sent(head, text("Start!", at=later(hours=-48)), LOCAL, later(hours=3)) == []
    assert len(sent(head, text("Start!", at=later(hours=-48)), LOCAL, later(hours=26))) == 1
    assert len(sent(thread(), text("Start!", at=later(hours=2)), LOCAL, NOW)) == 1, "a clock of ours that is behind"


@pytest.mark.parametrize(
    ("head", "known", "in_vain"),
    [
        (thread(consent=NO, preview="Yes!", activity=NOW, last_inbound=NOW), own_line(), True),
        (thread(consent=NO, preview="Yes!", activity=NOW, last_inbound=NOW), LOCAL, False),
        (thread(consent=YES, preview="Yes!", activity=NOW, last_inbound=NOW), own_line(), False),
        (thread(consent=NO, preview="Yes!", activity=later(hours=1), last_inbound=NOW), own_line(), False),
        (thread(consent=NO, preview="Yes!"), own_line(), False),
        (thread(consent=NO, preview="no", activity=NOW, last_inbound=NOW), own_line(), False),
    ],
)
def test_a_yes_after_a_toll_free_stop_is_in_vain(head: Thread, known: Line, in_vain: bool) -> None:
    """CN-5."""
    assert answers.in_vain(head, known) is in_vain


@pytest.mark.parametrize("consent", [NONE, PENDING, YES])
def test_the_least_that_a_stop_changes(consent: Consent) -> None:
    """C5: consent and ledger, and nothing that another part could break."""
    said, before = text("STOP"), thread(consent=consent)
    changes = inbound.stop_alone(said, facts(before))
    assert changes.thread is not None
    assert (changes.thread.consent, changes.thread.stopped, changes.thread.last_act) == (NO, False, NOW)
    assert [(event.before, event.after, event.act) for event in changes.events] == [(consent, NO, Act.STOP)]
    assert (changes.messages, changes.effects, changes.seen, changes.halts, changes.contact) == ((), (), None, (), None)
    assert changes.standing == Standing(CONTACT, lines=frozenset({LOCAL.id}))
    again = inbound.stop_alone(said, facts(changes.thread, standing=changes.standing))
    assert (again.thread, again.events) == (None, ())
    known = inbound.stop_alone(said, facts(before, standing=changes.standing))
    assert known.standing is None
