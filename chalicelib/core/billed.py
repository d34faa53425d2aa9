"""What each text of a broadcast is billed as, told from its recipient's row: the text is frozen there (CN-11)."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.core import segments
from chalicelib.core.broadcasts import Broadcast, Recipient, text_of
from chalicelib.core.lines import LineKind

MOST = 2000
"""Lengths that are remembered at a time: of texts that differ in a first name nearly all are met again."""


def lengths(broadcast: Broadcast, kind: LineKind) -> Callable[[Recipient], int]:
    """How many segments a recipient's text has that a line of this kind sent; with files it is one message.

    Texts alike are measured once. Links are alike: their codes are of one length and in one alphabet.
    """
    files, known = len(broadcast.files), dict[tuple[object, ...], int]()

    def length(recipient: Recipient) -> int:
        if files:
            return 1
        alike = (*sorted(recipient.values.items()), recipient.introduction, len(recipient.link))
        if alike not in known:
            if len(known) >= MOST:
                known.clear()
            known[alike] = segments.count(text_of(broadcast, recipient), kind).segments
        return known[alike]

    return length
