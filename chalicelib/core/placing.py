"""What the one door asks of a contact's place in a group conversation (SD-3)."""

from __future__ import annotations

from chalicelib.core.ids import ThreadId
from chalicelib.core.threads import Thread
from chalicelib.core.verdicts import Kind, Refuse

_ANYWHERE = frozenset({Kind.RELAY, Kind.WELCOME})
"""What goes to who takes part in one: its copies, and what confirms the contact's own word of consent."""
SEATED = Refuse(
    "in_group_chat",
    "Takes part in a group conversation of this line, so an answer would go to everybody in it. "
    "Write there, or take this person out first.",
    "SD-3",
)
LEFT = Refuse("group_chat_left", "Takes no part in this group conversation any more.", "SD-3")


def seat_refusal(kind: Kind, chat: ThreadId | None, thread: Thread | None) -> Refuse | None:
    """Why a text may not go for where the contact's answers belong; None where nothing speaks against it.

    `chat` is the conversation of a copy that goes to those only who take part in it when it goes.
    """
    place = thread.place if thread is not None else None
    if chat is not None and (place is None or place.chat != chat):
        return LEFT
    return SEATED if place is not None and kind not in _ANYWHERE else None
