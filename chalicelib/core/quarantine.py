"""What becomes of a text in the quarantine: taken in on the line it was sent to, or put away (TH-5).

It is taken in on that line and on no other. Consent is of one contact and one line: on another line it would look as if
the contact had written there, and the answer would come from a number that it never texted.
"""

from __future__ import annotations

from dataclasses import replace

from chalicelib.core import inbound, keywords
from chalicelib.core.arrivals import QUARANTINE
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import PersonId
from chalicelib.core.inbound import Facts, Inbound
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.phone import PhoneNumber, is_e164

__all__ = ["DISMISSED", "QUARANTINE", "dismissed", "obstacle", "taken_in"]

DISMISSED = "dismissed"
"""Where a text stands that was put away: in no list, and never dropped."""


def obstacle(kept: Message, line: Line | None) -> Conflict | None:
    """Why it cannot be taken in now, with the remedy; `line` is the one that has the number it was sent to."""
    if not is_e164(kept.sender or ""):
        return Conflict("no_number", "This came from a number that cannot be texted. Dismiss it once you have read it.")
    if line is None:
        return Conflict("no_line", "This number is no line of yours. Make it one first, or dismiss the text.")
    if not line.active:
        return Conflict("line_off", "This line is switched off. Put it in use first, or dismiss the text.")
    return None


def taken_in(kept: Message, facts: Facts) -> Changes:
    """What the text would have changed had its line been there, and that it leaves the quarantine. One that comes late.

    Nothing answers it by itself, nor does it ask for an opt-in: so late, only a person should write.
    """
    text = Inbound(
        provider_id=kept.provider_id or kept.id,
        sender=PhoneNumber(kept.sender or ""),
        to=facts.line.number,
        body=kept.body,
        at=kept.at,
        media=kept.media,
        segments=kept.segments,
        # What another is known to have answered, we do not.
        opt_out=keywords.classify(kept.body),
    )
    # Its provider's id was marked when it was put into the quarantine.
    return replace(inbound.decide(text, replace(facts, form=None)), seen=None, leaves=kept)


def dismissed(kept: Message, by: PersonId) -> Changes:
    """The text put away, with who did so."""
    return Changes(messages=(replace(kept, box=DISMISSED, author=by),), leaves=kept)
