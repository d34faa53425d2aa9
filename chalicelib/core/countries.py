"""Where a number may opt in from: its country, and whether it is a kind of number that a person has."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from chalicelib.core.phone import PhoneNumber


class Held(StrEnum):
    """Why an opt-in waits for a person of the brand, and nothing is texted meanwhile.

    `KIND`: premium, toll-free and the like. `BUSY`: too many came from one address, or through one form.
    """

    COUNTRY = "country"
    KIND = "kind"
    BUDGET = "budget"
    BUSY = "busy"
    LATE = "late"
    LINE = "line"


def barred(number: PhoneNumber, allowed: Collection[str]) -> Held | None:
    """Why this number must not be texted unasked; None where it may. Pumping of premium and foreign numbers ends here.

    A number that no numbering plan knows (a new area code of North America) counts as foreign.
    """
    import phonenumbers
    from phonenumbers import PhoneNumberType

    parsed = phonenumbers.parse(number)
    personal = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.FIXED_LINE)
    if phonenumbers.region_code_for_number(parsed) not in allowed:
        premium = phonenumbers.number_type(parsed) == PhoneNumberType.PREMIUM_RATE
        return Held.KIND if premium else Held.COUNTRY
    return None if phonenumbers.number_type(parsed) in personal else Held.KIND
