"""A text that comes in, and the facts that stand written before it is decided what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.core.absences import Roster
from chalicelib.core.brand import Brand
from chalicelib.core.contacts import Contact
from chalicelib.core.forms import Form
from chalicelib.core.ids import ContactId
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread


@dataclass(frozen=True, slots=True)
class Inbound:
    """A text as the provider told of it. `at` is the provider's time where it gives one, else the time of receipt.

    `opt_out` is what the provider itself took it for, and has answered (Advanced Opt-Out; None: for nothing).
    """

    provider_id: str
    sender: PhoneNumber
    to: PhoneNumber
    body: str
    at: datetime
    media: tuple[str, ...] = ()
    segments: int = 1
    opt_out: Keyword | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands written before the decision. `sender` is the person of the brand whose own phone wrote, `form` the
    opt-in form that the text is the keyword of, `asked_today` how many were asked to confirm on the day of the text.
    `scheduled` are the thread's texts for later, `roster` tells who is away; `peer`: another line of the brand wrote.
    `holder` is whom a keyword rule of the line gives the thread to.

    `now` is when it is decided (None: the moment the text was written); a text may come late.
    """

    line: Line
    contact_id: ContactId
    thread: Thread | None = None
    standing: Standing | None = None
    contact: Contact | None = None
    sender: Person | None = None
    form: Form | None = None
    asked_today: int = 0
    scheduled: tuple[Message, ...] = ()
    brand: Brand = field(default_factory=Brand)
    now: datetime | None = None
    roster: Roster = field(default_factory=Roster)
    peer: bool = False
    holder: Person | None = None
