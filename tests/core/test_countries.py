from __future__ import annotations

import pytest

from chalicelib.core.countries import Held, barred
from chalicelib.core.phone import PhoneNumber

HERE = frozenset({"US", "CA"})


@pytest.mark.parametrize("number", ["+12025550123", "+13125550110", "+14165550123"])
def test_a_persons_number_of_an_allowed_country_may_opt_in(number: str) -> None:
    assert barred(PhoneNumber(number), HERE) is None


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("+19005550123", Held.KIND),
        ("+18005550123", Held.KIND),
        ("+15005550006", Held.KIND),
        ("+979123456789", Held.KIND),
        ("+442079460018", Held.COUNTRY),
        ("+18765550123", Held.COUNTRY),
        ("+18095550110", Held.COUNTRY),
        ("+12645550110", Held.COUNTRY),
    ],
)
def test_premium_foreign_and_unknown_numbers_are_held(number: str, why: Held) -> None:
    assert barred(PhoneNumber(number), HERE) is why


def test_a_country_that_is_added_is_allowed() -> None:
    assert barred(PhoneNumber("+442079460018"), HERE | {"GB"}) is None
    assert barred(PhoneNumber("+12025550123"), frozenset({"GB"})) is Held.COUNTRY
