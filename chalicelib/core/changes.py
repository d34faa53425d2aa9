"""What one decision wants saved: all of it or nothing, and only on the state it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.core.consent import ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import ThreadId
from chalicelib.core.leads import Lead
from chalicelib.core.messages import Message
from chalicelib.core.own_numbers import Asking
from chalicelib.core.parties import Place
from chalicelib.core.responses import Response
from chalicelib.core.threads import Standing, Thread


@dataclass(frozen=True, slots=True)
class Receipt:
    """Makes a request with an Idempotency-Key happen once.

    `print` is a digest of what was asked, `answer` what came of it.
    """

    key: str
    print: str
    answer: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """One more opt-in to be confirmed on that day, if so far they were `so_far`."""

    day: str
    so_far: int


@dataclass(frozen=True, slots=True)
class Join:
    """A contact, by its own thread, takes its place in a group conversation: only with its Yes, in one at a time."""

    thread: ThreadId
    place: Place


@dataclass(frozen=True, slots=True)
class Changes:
    """`before` and `standing_before` are the states the decision was made from (None: absent); their versions guard it.

    `seen` is the provider's id of a message that must be taken in once. `halts` are the contact's other threads whose
    brand-wide stop and freeze are set or lifted together with this one's (`halted`, `frozen`); those of `asked` have a
    question of their own open, and stay frozen. `contact` is created where it is absent, or replaces `contact_before`.
    `redated` is a queued text as it was and as it shall be. `rests_on` is a thread whose Yes all this rests on.
    `leaves` is an entry that leaves its box with this, which can happen once. `lead` is created where it is absent, or
    replaces `lead_before`, as the contact does. `response` is noted of a broadcast's recipient, the first of its kind.
    `scheduled` are texts for later as they were (None: absent) and as they shall be, `unscheduled` those that leave;
    the head that lists them, and so its version, changes with them.
    `joins` take their places in the group conversation `thread`, `parts` are the threads that leave their places in it;
    `relayed` is a text of it that has been passed on, which can happen once. `own_number` is what asking for a code
    writes (core.own_numbers).
    """

    before: Thread | None = None
    thread: Thread | None = None
    standing_before: Standing | None = None
    standing: Standing | None = None
    messages: tuple[Message, ...] = ()
    events: tuple[ConsentEvent, ...] = ()
    contact: Contact | None = None
    seen: str | None = None
    leaves: Message | None = None
    receipt: Receipt | None = None
    contact_before: Contact | None = None
    tally: Tally | None = None
    effects: tuple[Effect, ...] = ()
    halts: tuple[ThreadId, ...] = ()
    halted: bool = False
    frozen: bool = False
    asked: tuple[ThreadId, ...] = ()
    redated: tuple[Message, Message] | None = None
    rests_on: ThreadId | None = None
    lead: Lead | None = None
    lead_before: Lead | None = None
    response: Response | None = None
    scheduled: tuple[tuple[Message | None, Message], ...] = ()
    unscheduled: tuple[Message, ...] = ()
    joins: tuple[Join, ...] = ()
    parts: tuple[ThreadId, ...] = ()
    relayed: Message | None = None
    own_number: Asking | None = None
