"""What a carrier network does by itself: opt-out words, toll-free blocks, handsets beyond reach.

Sources, read 2026-11: Twilio's pages on its default opt-out words and on STOP with toll-free numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

TOLL_FREE = re.compile(r"\+18(?:00|33|44|55|66|77|88)\d{7}")
NORTH_AMERICA = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}")
ELSEWHERE = re.compile(r"\+(?!1)[2-9]\d{6,14}")
SHORT_CODE = re.compile(r"\d{5,6}")
TEN_DIGITS, ELEVEN_DIGITS = 10, 11

NETWORK_STOP = frozenset({"STOP"})
NETWORK_START = frozenset({"START", "UNSTOP"})
PROVIDER_STOP = frozenset({"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"})
PROVIDER_START = frozenset({"START", "YES", "UNSTOP"})
PROVIDER_HELP = frozenset({"HELP", "INFO"})

NETWORK_STOPPED = (
    'NETWORK MSG: You sent "stop", so this number can no longer text you. Send "unstop" to allow it again.'
)
NETWORK_STARTED = 'NETWORK MSG: You sent "{word}", so this number can text you again.'
PROVIDER_STOPPED = "You are unsubscribed and will get no more texts from this number. Send START to subscribe again."
PROVIDER_STARTED = "You are subscribed to texts from this number again. Send STOP to unsubscribe."
PROVIDER_HELPS = "Reply STOP to unsubscribe. Msg & data rates may apply."


Advanced = Mapping[str, Sequence[str]]
"""Words of a number's own, upper case, by what they are: STOP, START or HELP."""


class Kind(StrEnum):
    """What stands behind a handset's number."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    FILTERED = "filtered"


UNDELIVERED = {Kind.LANDLINE: 30006, Kind.UNREACHABLE: 30003, Kind.UNKNOWN: 30005, Kind.FILTERED: 30007}


@dataclass(frozen=True, slots=True)
class Keyword:
    """What an opt-out or opt-in word does to (line, handset), and who answers the handset with what.

    `blocks` is None for HELP, which changes nothing.
    """

    blocks: bool | None
    by: Literal["network", "provider"]
    answer: str


def e164(text: str) -> str:
    """The number in E.164, or a short code as it is; "" for what cannot be a number."""
    digits = re.sub(r"[\s().-]", "", text)
    if SHORT_CODE.fullmatch(digits):
        return digits
    if not digits.startswith("+"):
        digits = ("+1" if len(digits) == TEN_DIGITS else "+") + digits
    return digits if NORTH_AMERICA.fullmatch(digits) or ELSEWHERE.fullmatch(digits) else ""


def is_toll_free(number: str) -> bool:
    return TOLL_FREE.fullmatch(number) is not None


def can_reach(line: str, handset: str) -> bool:
    """Toll-free numbers and short codes reach the United States and Canada only."""
    anywhere = NORTH_AMERICA.fullmatch(line) is not None and not is_toll_free(line)
    return anywhere or NORTH_AMERICA.fullmatch(handset) is not None


def opt_out_type(body: str, advanced: Advanced | None) -> str:
    """What Advanced Opt-Out takes this text for, as its webhook tells: STOP, START, HELP or "" for nothing."""
    word = body.strip().upper()
    if advanced is None:
        return ""
    usual = {"STOP": PROVIDER_STOP, "START": PROVIDER_START, "HELP": PROVIDER_HELP}
    return next((kind for kind in usual if word in usual[kind] or word in advanced.get(kind, ())), "")


def keyword(
    line: str, body: str, *, provider_words: bool, blocked: bool, advanced: Advanced | None = None
) -> Keyword | None:
    """What this text, sent to this line, changes or asks; None for an ordinary text and a word that changes nothing.

    Only a text that is the single word counts; toll-free knows STOP, START and UNSTOP, and no switch.
    """
    word = body.strip().upper()
    if is_toll_free(line) and word in NETWORK_STOP | NETWORK_START:
        change = _change(word, NETWORK_STOP, NETWORK_START, blocked=blocked)
        answer = NETWORK_STOPPED if change else NETWORK_STARTED.format(word=word.lower())
        return None if change is None else Keyword(change, "network", answer)
    heeds = advanced if advanced is not None else {} if provider_words and not is_toll_free(line) else None
    kind = opt_out_type(word, heeds)
    # Nothing but the network's own words lifts what a toll-free line has blocked.
    return None if kind == "START" and is_toll_free(line) else _by_provider(kind, blocked=blocked)


def _by_provider(kind: str, *, blocked: bool) -> Keyword | None:
    if kind == "HELP":
        return Keyword(None, "provider", PROVIDER_HELPS)
    if kind == "STOP" and not blocked:
        return Keyword(True, "provider", PROVIDER_STOPPED)
    if kind == "START" and blocked:
        return Keyword(False, "provider", PROVIDER_STARTED)
    return None


def _change(word: str, stop: frozenset[str], start: frozenset[str], *, blocked: bool) -> bool | None:
    """True: now blocked; False: now free; None: as before."""
    if word in stop and not blocked:
        return True
    if word in start and blocked:
        return False
    return None
