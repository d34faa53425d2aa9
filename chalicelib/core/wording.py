"""What the product itself says in a text, and whether a text can be sent at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from chalicelib import data
from chalicelib.core import merge, segments
from chalicelib.core.errors import Invalid
from chalicelib.core.phone import pretty
from chalicelib.core.segments import MAX_BODY

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_NAME, _SHORT_NAME = 40, 12
_NO_PREVIEW = "new message"
_CUT = "..."


def check_body(body: str, field: str = "body", *, files: int = 0) -> None:
    """Return if `body` can be sent; else Invalid, under the name `field`, with the remedy.

    With `files` (pictures and the like) it may be empty.
    """
    if not body.strip() and not files:
        raise Invalid({field: "The text is empty. Write something before you send it."})
    if _NOT_TEXT.search(body):
        raise Invalid({field: "The text holds a character that is none. Remove it and send it again."})
    length = _length(body)
    if length > MAX_BODY:
        sentence = f"The text has {length:,} characters of {MAX_BODY:,} possible. Shorten it, or send it as two."
        raise Invalid({field: sentence})


def stop_answer(brand: str, *, everywhere: bool = True) -> str:
    """The one answer to STOP: says that it is done and how to come back, and offers nothing.

    47 CFR 64.1200(a)(12): a single confirmation within five minutes, without marketing. `everywhere`: the
    stop counts for all lines of the brand, not for this number alone.
    """
    scope = "" if everywhere else " from this number"
    return f"{_named(brand)}You are unsubscribed and will get no more texts{scope}. Reply START to come back."


def start_answer(brand: str) -> str:
    """The answer to START: names the brand, costs, HELP and STOP (CTIA Messaging Principles 2023, 5.1)."""
    return (
        f"{_named(brand)}You will get texts from us again. Frequency varies. Msg & data rates may apply. "
        "Reply HELP for help, STOP to opt out."
    )


def welcome_answer(brand: str) -> str:
    """The answer to YES, which confirms the opt-in: names the brand, how often, costs, HELP and STOP (CTIA Messaging
    Principles 2023, 5.1)."""
    return (
        f"{_named(brand)}You will get our texts. Frequency varies. Msg & data rates may apply. "
        "Reply HELP for help, STOP to opt out."
    )


def help_answer(brand: str, help_: str) -> str:
    """The answer to HELP: who texts, how it is reached, costs, and STOP (CTIA Messaging Principles 2023, 5.1)."""
    reached = f"{help_.strip()} " if help_.strip() else ""
    return f"{_named(brand)}{reached}Msg & data rates may apply. Reply STOP to opt out."


def recapture_text(brand: str, old: str) -> str:
    """Asks who agreed to another number of the brand whether this one may text: names the brand and that number."""
    return (
        f"{_named(brand)}Our number has changed: you agreed to texts from {pretty(old)}. Reply YES to get them from "
        "this number. Frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to opt out."
    )


_MARK = "#99 "
"""Room for the number by which an alert is answered from the person's own phone (AL-5)."""


def alert_text(who: str, line: str, preview: str, link: str, count: int = 1) -> str:
    """The text that tells a rep of an incoming message, in one segment: who, line, preview, link.

    `count` is how many messages a burst had. The link is never cut: an enormous one takes a second segment.
    """
    burst = f" ({count} new)" if count > 1 else ""
    free = segments.standard().capacity[segments.Encoding.GSM_7].single - _units(f"{_MARK}  {link}")
    width = (free - _units(f" to {burst}:{_NO_PREVIEW}")) // 2
    width = max(min(width, _NAME), _SHORT_NAME)
    named = ((who, "Someone"), (line, "your line"))
    writer, called = (_cut(merge.plain(gsm_safe(name)) or stand_in, width) for name, stand_in in named)
    head = f"{writer} to {called}{burst}:"
    shown = _cut(merge.plain(gsm_safe(preview)) or _NO_PREVIEW, free - _units(head))
    return " ".join(filter(None, (head, shown, link)))


def undelivered(who: str, line: str) -> str:
    """What tells a rep that a text did not arrive, with room for a link in its segment."""
    named = (_cut(merge.plain(gsm_safe(name)) or stand_in, _SHORT_NAME) for name, stand_in in ((who, "?"), (line, "?")))
    contact, called = named
    return f"A text from {called} did not reach {contact}"


_LEADS = {
    "new": "New lead, nobody has it",
    "assigned": "New lead for you",
    "returned": "A lead came in again",
    "late": "A lead waits for its first text",
    "escalated": "Still nobody has written to a lead",
}


_LEADS_AWAY = {
    "assigned": "New lead, its owner is away",
    "returned": "A lead came in again, its owner is away",
}


_LEADS_TO_CALL = {
    "late": "A lead waits, and may be called but not texted",
    "escalated": "Still nobody has called a lead that may not be texted",
}


def lead_subject(what: str, who: str, line: str, *, away: bool = False, call: bool = False) -> str:
    """What is told of a lead (lead_effects.LeadNews): which, on which line; no number, nothing that was said.

    `away`: to whoever stands in for its owner. `call`: it has not agreed to texts.
    """
    named = (_cut(merge.plain(gsm_safe(name)) or stand_in, _NAME) for name, stand_in in ((who, "Unknown"), (line, "")))
    return f"{lead_glance(what, away=away, call=call)}: {', '.join(filter(None, named))}"


def lead_glance(what: str, *, away: bool = False, call: bool = False) -> str:
    """The same of no lead in particular, for a screen that anybody may see."""
    if away:
        return _LEADS_AWAY[what]
    return _LEADS_TO_CALL[what] if call and what in _LEADS_TO_CALL else _LEADS[what]


_IMPORTED = {
    "new": ("{} new leads from a file, nobody has them", "1 new lead from a file, nobody has it"),
    "assigned": ("{} new leads for you from a file", "1 new lead for you from a file"),
    "late": ("Leads from a file wait for their first text",) * 2,
    "escalated": ("Still nobody has written to leads from a file",) * 2,
}


def imported_subject(what: str, count: int, line: str, *, more: bool = False) -> str:
    """The same of all that an import brought; `more`: it is so many at least."""
    several, one = _IMPORTED[what]
    label = _cut(merge.plain(gsm_safe(line)), _NAME)
    said = one if count == 1 and not more else several.format(f"{count:,}{' or more' if more else ''}")
    return f"{said}: {label}" if label else said


def imported_glance(what: str) -> str:
    """The same, without a number."""
    return _IMPORTED[what][0].format("").strip().capitalize()


def team_text(author: str, deed: str, who: str, link: str) -> str:
    """The text that tells a person of the team's own work, in one segment: who did what, and with which contact.

    What a note says is not in it. The link is never cut: an enormous one takes a second segment.
    """
    free = segments.standard().capacity[segments.Encoding.GSM_7].single - _units(f"{_MARK} {deed} (): {link}")
    width = max(min(free // 2, _NAME), _SHORT_NAME)
    named = ((author, "Somebody"), (who, "a contact"))
    actor, contact = (_cut(merge.plain(gsm_safe(name)) or stand_in, width) for name, stand_in in named)
    return f"{actor} {deed} ({contact}): {link}"


def copy_text(
    group: str,
    body: str,
    recipients: int | None = None,
    files: int = 0,
    known: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The author's own copy of a group message (SD-15), its fields by name, or by their `known` values; the end of a
    very long one is cut, and of files only their number is told."""
    people = "" if recipients is None else f" ({recipients:,} people)"
    along = f" with {files} file{'s' * (files > 1)}" if files else ""
    head = f"Copy of your text{along} to {merge.plain(group)}{people}: "
    room, body = MAX_BODY - _length(head), merge.as_words(body, known)
    return head + (body if _length(body) <= room else _within(body, room - len(_CUT)) + _CUT)


def gsm_safe(text: str) -> str:
    """`text` on one line, in GSM-7 only: plain marks for fine ones, letters without foreign accents."""
    return " ".join("".join(map(stand_in, text)).split())


@cache
def _stand_ins() -> Mapping[str, str]:
    table: Mapping[str, str] = data.table("gsm7")["stand_ins"]
    return table


def stand_in(letter: str) -> str:
    alphabet, stand_ins = segments.standard().units, _stand_ins()
    if letter in alphabet:
        return letter
    parts = stand_ins.get(letter) or unicodedata.normalize("NFKD", letter)
    return "".join(stand_ins.get(part, part if part in alphabet else "") for part in parts)


def _named(brand: str) -> str:
    return f"{brand}: " if brand else ""


def _cut(text: str, room: int) -> str:
    """`text`, all in GSM-7, within `room` septets; what is cut shows by three dots."""
    if _units(text) <= room:
        return text
    kept = text[: max(room - len(_CUT), 0)]
    while kept and _units(kept) > room - len(_CUT):
        kept = kept[:-1]
    return kept.rstrip() + _CUT if kept else ""


def _units(text: str) -> int:
    return segments.count(text).units


def _length(text: str) -> int:
    return len(_utf16(text)) // 2


def _within(text: str, room: int) -> str:
    return _utf16(text)[: room * 2].decode("utf-16-le", "ignore")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
