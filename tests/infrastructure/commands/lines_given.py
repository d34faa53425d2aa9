"""A line of the brand, as tests need one."""

from __future__ import annotations

from chalicelib.core.ids import LineId
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.phone import PhoneNumber


def given_line(number: str = "+18335550100", *, active: bool = True) -> Line:
    return Line(LineId("l1"), PhoneNumber(number), "Front desk", LineKind.TOLL_FREE, LineUse.SHARED, active=active)
