from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import keywords
from chalicelib.core.keywords import Keyword, Keywords, classify

STOP = """
STOP|stop|Stop|sToP|STOP.|STOP!|STOP!!!|stop...|stop…|stop?|"STOP"|'stop'|“STOP”|‘stop’
«stop»|(stop)|[STOP]|*STOP*|_stop_|~stop~|`stop`|-stop-|> stop|#stop|/stop|stop,|stop;
stop:|stop :)|¡STOP!|Ｓtop|ＳＴＯＰ|ⓢⓣⓞⓟ|𝐒𝐓𝐎𝐏|🅂🅃🄾🄿|stop 🛑|🛑 STOP 🛑|stop👎🏽|✋stop|stop❤️
S.T.O.P.|s t o p|S-T-O-P|stop stop|STOP STOP STOP|stooop|STOPPPP|stóp|STОP|ЅТОР|ST0P
stopp|sotp|STOPALL|stop all|Stop All.|STOP-ALL|unsubscribe|UNSUBSCRIBE!|Unsubscribe me
unsub|unsubcribe|END|end.|QUIT|quit|CANCEL|Cancel.|REVOKE|optout|OPT OUT|opt-out|Opt_Out
opt   out|I opt out|opt me out|stop2quit|stop to quit|Stop to end|remove me|Remove me!
take me off this list|Take me off your list.|lose my number|delete my number
don't contact me|don’t contact me|dont contact me|Do not contact me|don't text me
stop texting me|Stop texting me!!|ARRET|Arrêt|ARRÊT!|arrêtez|ALTO|alto.|PARA|baja|no mas
No más|NO MÁS!|cancelar|detener
"""
HIDDEN_STOP = [
    " stop ",
    "\tstop\n",
    "stop\r\n",
    "opt\nout",
    "stop" + "!" * 400,
    "s\u200btop",
    "\u200bstop\u200b",
    "\ufeffSTOP",
    "\u202estop\u202c",
    "st\u00adop",
    "stop\u2060",
    "\u2066STOP\u2069",
    "opt\u200d-\u200dout",
    "stop\u00a0all",
    "stop\x00",
    "stop\ufe0f",
]
NOT_STOP = """
We have got to STOP this bill|can you stop by at 5?|the bus stop
I'll cancel my 3 pm and come|stop it please|STOP PLEASE|please stop by|stop by|stop in
stop sign|don't stop|never stop|non-stop|nonstop|stops|stopped|stopping|stopover
stopwatch|full stop ahead|pit stop|I can't stop laughing|Stop at the store?|stop. go
Stop, look and listen|the end|end of the day|in the end|weekend|ending|endless
cancel my order|cancel the appointment|cancelled|cancellation|quit it|I quit my job
quite|quitting time|revoke my licence|opt|out|opt in|opt out of what?|option
wrong number|who is this?|remove|remove it|delete|lose|number|paradise|para mañana
alto y claro|bajar|arrêt de bus|mas|no|No thanks|no way|nope|unsubscribed?|subscribe
re-subscribe|top|stp 5|5t|post|spot|pots|stoop|st op
don't contact me on Monday, but Tuesday|sto|t o p|s t o|stop and go|stop 5|👎|...|1
Yes, stop by
"""
START = "START|start|Start!|“start”|UNSTOP|unstop.|Ｓtart|start 🙂"
YES = """
YES|yes|Yes!|yes.|Y|y|(Y)|YEP|yup|Yeah|yes please|Yes, please!|SI|sí|Sí!|OUI|oui.|✅ yes
y e s|yesss|ＹＥＳ
"""
HELP = "HELP|help|Help!|help?|INFO|info.|ayuda|Aide|🆘 help"
OTHER_WORDS = """
yes but call me first|I said yes|sorry, no|start at 5|let's start|helpful
can you help me?|info please|restart|ok
"""


def cells(table: str) -> list[str]:
    return [cell for line in table.strip("\n").split("\n") for cell in line.split("|")]


def test_the_tables_are_as_large_as_the_rule_is_important() -> None:
    assert len(set(cells(STOP) + HIDDEN_STOP)) >= 120
    assert len(set(cells(NOT_STOP))) >= 80


@pytest.mark.parametrize("body", cells(STOP) + HIDDEN_STOP)
def test_stop_however_it_is_written(body: str) -> None:
    assert classify(body) is Keyword.STOP


@pytest.mark.parametrize("body", cells(NOT_STOP))
def test_a_sentence_with_a_stop_word_is_not_stop(body: str) -> None:
    assert classify(body) is not Keyword.STOP


@pytest.mark.parametrize(
    ("body", "keyword"),
    [(body, Keyword.START) for body in cells(START)]
    + [(body, Keyword.YES) for body in cells(YES)]
    + [(body, Keyword.HELP) for body in cells(HELP)],
)
def test_other_keywords_however_they_are_written(body: str, keyword: Keyword) -> None:
    assert classify(body) is keyword


@pytest.mark.parametrize("body", [*cells(OTHER_WORDS), "", " ", "\n", "\ud800", "a" * 1600])
def test_any_other_message_is_no_keyword(body: str) -> None:
    assert classify(body) is None


@pytest.mark.parametrize("body", ["STOP", "stop", " Stop\n", "START", "unstop"])
def test_the_toll_free_network_acts_on_three_bare_words(body: str) -> None:
    assert keywords.network_word(body)


@pytest.mark.parametrize("body", ["YES", "QUIT", "CANCEL", "END", "REVOKE", "opt out", "HELP", "STOP.", "stop all", ""])
def test_every_other_word_on_toll_free_is_ours(body: str) -> None:
    assert not keywords.network_word(body)


@pytest.mark.parametrize(
    "body",
    [
        "STOP",
        "Unsubscribe",
        "END",
        "quit",
        "STOPALL",
        "revoke",
        "OPTOUT",
        "cancel",
        "START",
        "YES",
        "UNSTOP",
        "help",
        "info",
    ],
)
def test_the_provider_answers_its_default_words(body: str) -> None:
    assert keywords.provider_word(body)


@pytest.mark.parametrize("body", ["STOP PLEASE", "opt out", "stop!", "ARRET", "remove me", "Y", ""])
def test_the_provider_answers_nothing_else(body: str) -> None:
    assert not keywords.provider_word(body)


def test_what_others_answer_is_a_keyword_of_ours_too() -> None:
    table = keywords.standard()
    assert all(classify(word) for word in table.network | table.provider)


def test_a_table_can_be_given() -> None:
    german = Keywords({"halt": Keyword.STOP}, {}, frozenset(), frozenset({"halt"}))
    assert classify("Halt!", german) is Keyword.STOP
    assert classify("stop", german) is None
    assert keywords.provider_word("HALT", german)
    assert not keywords.network_word("stop", german)


WORDS = st.sampled_from(sorted(keywords.standard().words))
DECORATION = st.text(st.sampled_from(" .!?\"'“”…*()-_🛑👋🏽\u200b\u2060\ufeff\n\t"), max_size=8)


@given(DECORATION, WORDS, DECORATION)
def test_decoration_and_case_never_hide_a_keyword(before: str, word: str, after: str) -> None:
    expected = keywords.standard().words[word]
    assert classify(before + word + after) is expected
    assert classify(before + word.upper() + after) is expected


@given(WORDS, st.sampled_from(["by at 5", "the bus", "my 3 pm", "tomorrow, ok", "with it"]))
def test_a_keyword_with_more_words_is_none(word: str, more: str) -> None:
    assert classify(f"{word} {more}") is None


@given(st.text())
def test_any_text_is_classified_without_an_error_and_normalised_once(body: str) -> None:
    assert classify(body) in {None, *Keyword}
    once = keywords.normalise(body)
    assert keywords.normalise(once) == once


@pytest.mark.parametrize("body", ["STOP\nJohn", "Stop\n--\nJohn", "John\r\nSTOP\r\n", "\nUnsubscribe\n\nAnn Moss"])
def test_a_line_that_opts_out_by_itself_is_a_doubt(body: str) -> None:
    assert classify(body) is Keyword.DOUBT


@pytest.mark.parametrize(
    "body", ["stop. go", "Go. Stop", "Don't. Stop.", "yes 🛑", "5 pm 🛑 ahead", "Is it stop 5? By 5.", "."]
)
def test_two_words_apart_are_not_two_sentences(body: str) -> None:
    assert classify(body) not in (Keyword.STOP, Keyword.DOUBT)
