"""The brand's settings."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.routes.shapes.common import Asked, Shape

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Number = Annotated[int, Field(ge=0, le=1_000_000)]


class StopScope(StrEnum):
    """What a STOP ends: texts from every line of the brand, or from the one it was sent to."""

    BRAND = "brand"
    LINE = "line"


class BrandSettings(Shape):
    """`help` is how the brand is reached, as HELP is answered. `zone` counts for contacts and lines that have none.

    `language` (en, es, fr) is that of what a line's first text says at its end. `countries` may opt in.
    `opt_ins_a_day` confirmations at most are asked for in a day. An opt-in that nobody confirmed is reminded of after
    `remind_after` hours (0: never) and ends after `expires_after` days. A conversation that waits for nobody is
    archived after `close_after` days without a text (0: never).
    """

    name: str
    help: str
    stop_scope: StopScope
    zone: str
    countries: list[str]
    texting: bool
    language: str
    opt_ins_a_day: int
    remind_after: int
    expires_after: int
    close_after: int


class SettingsPatch(Asked):
    """What to change; what is left out stays."""

    name: Words | None = None
    help: Words | None = None
    stop_scope: StopScope | None = None
    zone: Words | None = None
    countries: Annotated[list[Words], Field(max_length=300)] | None = None
    texting: bool | None = None
    language: Words | None = None
    opt_ins_a_day: Number | None = None
    remind_after: Number | None = None
    expires_after: Number | None = None
    close_after: Number | None = None
