"""The brand's settings."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.core.lead_rules import Pick
from chalicelib.routes.shapes.common import Asked, Shape
from chalicelib.routes.shapes.me import TimeOfDay

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Host = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Number = Annotated[int, Field(ge=0, le=1_000_000)]


class StopScope(StrEnum):
    """What a STOP ends: texts from every line of the brand, or from the one it was sent to."""

    BRAND = "brand"
    LINE = "line"


class LeadRuleShape(Asked):
    """Gives new leads to `people` (nobody named: the line's team), one after the other or to who has the fewest open
    ones. It fits contacts with one of `tags` and at one of `places` (location, state or ZIP); empty: all."""

    pick: Pick = Pick.IN_TURN
    people: Annotated[list[str], Field(max_length=50)] = []
    tags: Annotated[list[Words], Field(max_length=50)] = []
    places: Annotated[list[Words], Field(max_length=50)] = []


class LeadTargetShape(Asked):
    """From 22:00 to 06:00, say: `minutes` for leads whose clock begins then, by the line's wall clock; 0: no target."""

    begins: TimeOfDay
    ends: TimeOfDay
    minutes: Number


class BrandSettings(Shape):
    """`help` is how the brand is reached, as HELP is answered. `zone` counts for contacts and lines that have none.

    `language` (en, es, fr) is that of what a line's first text says at its end. `countries` may opt in.
    `opt_ins_a_day` confirmations at most are asked for in a day. An opt-in that nobody confirmed is reminded of after
    `remind_after` hours (0: never) and ends after `expires_after` days. A conversation that waits for nobody is
    archived after `close_after` days without a text (0: never). A text that nobody answered for `escalate_after`
    minutes of its line's office hours calls the next who could (0: never). `own_phone_answers`: people may answer an
    alert from their own phone, by a text to the number that it came from.
    `delete_media`: pictures are deleted at the provider once they are here.
    A lead that nobody wrote to in `lead_target` minutes reminds its owner (0: never), and each `lead_escalate` minutes
    later tells the next (0: never): who stands in, then the managers; with `lead_hours` only the line's office hours
    count. Of `lead_targets` the first counts that holds the time of day at which the clock begins, else `lead_target`.
    `lead_strangers`: whoever texts and is not known becomes a lead. Of `lead_rules` the first that fits and finds
    somebody decides. Short links that lead to `link_hosts` open at once; before another host a page names it.
    """

    name: str
    help: str
    stop_scope: StopScope
    zone: str
    countries: list[str]
    texting: bool
    language: str
    delete_media: bool
    opt_ins_a_day: int
    remind_after: int
    expires_after: int
    lead_target: int
    lead_targets: list[LeadTargetShape]
    lead_escalate: int
    lead_hours: bool
    lead_strangers: bool
    lead_rules: list[LeadRuleShape]
    close_after: int
    link_hosts: list[str]
    escalate_after: int
    own_phone_answers: bool


class SettingsPatch(Asked):
    """What to change; what is left out stays."""

    name: Words | None = None
    help: Words | None = None
    stop_scope: StopScope | None = None
    zone: Words | None = None
    countries: Annotated[list[Words], Field(max_length=300)] | None = None
    texting: bool | None = None
    language: Words | None = None
    delete_media: bool | None = None
    opt_ins_a_day: Number | None = None
    remind_after: Number | None = None
    expires_after: Number | None = None
    lead_target: Number | None = None
    lead_targets: Annotated[list[LeadTargetShape], Field(max_length=20)] | None = None
    lead_escalate: Number | None = None
    lead_hours: bool | None = None
    lead_strangers: bool | None = None
    lead_rules: Annotated[list[LeadRuleShape], Field(max_length=20)] | None = None
    close_after: Number | None = None
    link_hosts: Annotated[list[Host], Field(max_length=100)] | None = None
    escalate_after: Number | None = None
    own_phone_answers: bool | None = None
