"""How the caller is alerted, and its own phone."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from chalicelib.core.people import Channel
from chalicelib.routes.shapes.common import Asked, Shape
from chalicelib.routes.shapes.patterns import TIME

Channels = Annotated[list[Channel], Field(max_length=4)]
TimeOfDay = Annotated[str, StringConstraints(pattern=TIME)]


class EventAlerts(Shape):
    """By which channels the caller hears of each: a contact's text, a lead, a colleague's mention, nobody answering."""

    message: list[Channel]
    lead: list[Channel]
    mention: list[Channel]
    escalation: list[Channel]


class EventAlertsPatch(Asked):
    """What is left out stays."""

    message: Channels | None = None
    lead: Channels | None = None
    mention: Channels | None = None
    escalation: Channels | None = None


class QuietShape(Asked):
    """From 22:00 to 07:00, say, by the clocks of `zone` (IANA; empty: the brand's): alerts come by email only."""

    begins: TimeOfDay
    ends: TimeOfDay
    zone: Annotated[str, StringConstraints(max_length=64)] = ""


class OwnPhone(Asked):
    """The caller's own phone, in any usual format."""

    phone: Annotated[str, StringConstraints(min_length=1, max_length=64)]


class OwnPhoneAsked(Shape):
    """A code was texted. It counts until then, and for five tries."""

    until: AwareDatetime


class OwnPhoneCode(Asked):
    """The six digits of the text."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=20)]
