"""What the product itself says to the members of a group conversation (SD-3). Nothing of it bears a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chalicelib.core import merge
from chalicelib.core.parties import listed
from chalicelib.core.segments import MAX_BODY

_MARK = len(" (10/10)")
_NOT_TEXT = {0: None, **dict.fromkeys(range(0xD800, 0xE000))}


def announcement(brand: str, others: Iterable[str], host: str, said: str = "") -> str:
    """A member's first text: who texts, who else takes part, that all read what it writes, and the way out (CN-11).

    CTIA Messaging Principles and Best Practices 2023, 5.1. `host` is the person of the brand that began it, and `said`
    what that person wrote to begin with.
    """
    team = f"{host} ({brand})" if brand else host
    people = listed([*others, team])
    first = f"{brand}: " if brand else ""
    head = f"{first}You are in a group text with {people}. What you write here goes to all of them. "
    return f"{head}Reply STOP to opt out." + (f"\n{host}: {said}" if said else "")


def joined(brand: str, name: str) -> str:
    return _by(brand, f"{name} has joined this group text and reads what you write here.")


def left(brand: str, name: str) -> str:
    return _by(brand, f"{name} has left this group text.")


def removed(brand: str) -> str:
    """To the one who was taken out."""
    return _by(brand, f"You are no longer in the group text. What you write here now reaches {brand or 'us'} only.")


def closed(brand: str) -> str:
    return _by(brand, f"This group text has ended. What you write here now reaches {brand or 'us'} only.")


def parts(name: str, body: str) -> Sequence[str]:
    """What the others get of a text: its words under the name, in as many texts as a long one needs.

    What looks like a field, or is no character, could not be sent (O8): single braces stand for several.
    """
    words = merge.plain(body.translate(_NOT_TEXT))
    whole = f"{name}: {words}"
    if _length(whole) <= MAX_BODY:
        return [whole]
    pieces = list(_cut(words, MAX_BODY - len(f"{name}: ") - _MARK))
    return [f"{name} ({place}/{len(pieces)}): {piece}" for place, piece in enumerate(pieces, 1)]


def _cut(words: str, room: int) -> Iterable[str]:
    piece: list[str] = []
    length = 0
    for letter in words:
        width = _length(letter)
        if length + width > room:
            yield "".join(piece)
            piece, length = [], 0
        piece.append(letter)
        length += width
    yield "".join(piece)


def _length(text: str) -> int:
    """In UTF-16 units, as the longest text is counted."""
    return len(text.encode("utf-16-le")) // 2


def _by(brand: str, sentence: str) -> str:
    return f"{brand}: {sentence}" if brand else sentence
