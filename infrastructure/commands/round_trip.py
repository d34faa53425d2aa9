"""A text from one line to another through the provider and back through the webhook, into its thread."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence

from chalicelib.core.lines import Line
from infrastructure.commands.findings import Finding, broken, fine, note
from infrastructure.commands.house import Rooms
from infrastructure.commands.numbers import Provider

PATIENCE = 60.0
PAUSE = 0.5


def trip(
    team: Sequence[Line], provider: Provider, rooms: Rooms, clock: Callable[[], float] = time.monotonic
) -> Finding:
    """Sends from the first active line to the second; it costs two texts, and leaves one thread on the second."""
    active = [line for line in team if line.active]
    if len(active) < 2:
        return note("A round trip needs two lines.", "make connect adds one, or text the line from your own phone.")
    sender, receiver = active[0], active[1]
    code = secrets.token_hex(3).upper()
    began = clock()
    provider.send(sender.number, receiver.number, f"Round trip {code}")
    contact = rooms.ids.contact(sender.number)
    while clock() - began < PATIENCE:
        thread = rooms.conversations.load(line=receiver.id, contact=contact).thread
        if thread is not None and code in thread.preview:
            return fine(f"A text went from “{sender.label}” to “{receiver.label}” in {clock() - began:.1f} s.")
        time.sleep(PAUSE)
    return broken(
        f"A text from “{sender.label}” to “{receiver.label}” did not arrive within {PATIENCE:.0f} s.",
        "Look for it in the provider's log: an error code there tells more (30032: not verified).",
    )
