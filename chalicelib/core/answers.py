"""Who hears a word of consent, and who answers it: the network, the provider, or we (tables in data/keywords.toml)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import data
from chalicelib.core import automatic, keywords
from chalicelib.core.consent import Consent
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Line, LineKind
from chalicelib.core.threads import Thread

if TYPE_CHECKING:
    from chalicelib.core.inbound import Inbound

CONFIRMED_WITHIN = timedelta(minutes=5)
"""47 CFR 64.1200(a)(12): a stop is confirmed within five minutes of its receipt, or not at all."""
HELPED_EACH = timedelta(hours=1)
IN_VAIN = (
    "It said YES, but on a toll-free line only START or UNSTOP lifts its STOP. Ask it by another way to text START."
)

_HEARD = {"network": keywords.network_word, "provider": keywords.provider_word}


def said(text: Inbound, line: Line) -> Keyword | None:
    """What the text says of consent. A STOP counts whoever hears it: we by its words, or the provider (OptOutType).

    The provider's START and HELP count where its words say nothing to us; on a toll-free line its START does not, as
    nothing but the network's own words lifts the network's stop (CN-5).
    """
    ours, theirs = keywords.classify(text.body), text.opt_out
    if ours is not None and theirs is not Keyword.STOP:
        return ours
    if theirs is Keyword.START and line.kind is LineKind.TOLL_FREE:
        return None
    return theirs


def elsewhere(text: Inbound, line: Line) -> bool:
    """Whether network or provider answer this text, so that we must not: never two answers to one word."""
    if text.opt_out is not None:
        return True
    heard = data.table("keywords")["answers"][line.kind][line.handling]
    return any(_HEARD[listener](text.body) for listener in heard)


def may_confirm(thread: Thread, text: Inbound, line: Line, now: datetime, leaving: int = 0) -> bool:
    """Whether we answer a word that moved the consent; the state moves in any case."""
    return not elsewhere(text, line) and automatic.may_answer(thread, now, leaving)


def may_help(thread: Thread, text: Inbound, line: Line, now: datetime) -> bool:
    """C2(d): once an hour at most, in any state but that of a toll-free stop, which lets no answer through."""
    blocked = line.kind is LineKind.TOLL_FREE and thread.consent is Consent.NO
    lately = thread.helped is not None and now - thread.helped < HELPED_EACH
    return not blocked and not lately and may_confirm(thread, text, line, now)


def in_vain(thread: Thread, line: Line) -> bool:
    """Whether the last that the contact said was a YES that lifts nothing: it has stopped a toll-free line (CN-5)."""
    if line.kind is not LineKind.TOLL_FREE or thread.consent is not Consent.NO:
        return False
    last = thread.last_inbound is not None and thread.last_inbound == thread.activity
    return last and keywords.classify(thread.preview) is Keyword.YES
