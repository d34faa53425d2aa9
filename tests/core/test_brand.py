"""Settings that can be, and those that cannot, each with its remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import brand
from chalicelib.core.brand import Brand
from chalicelib.core.errors import Invalid
from chalicelib.core.lead_rules import LeadRule
from chalicelib.core.lead_targets import LeadTarget


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"name": "A" * 40, "help": "h" * 120},
        {"countries": frozenset({"MX", "US"})},
        {"opt_ins_a_day": 0, "remind_after": 0, "expires_after": 1},
        {"close_after": 1},
        {"link_hosts": frozenset({"example.com", "www.shop.example.com", "xn--mnchen-3ya.example"})},
        {"link_hosts": frozenset(f"h{place}.example.com" for place in range(20))},
        {"close_after": 3650},
        {"escalate_after": 10_080},
        {"opt_ins_a_day": 100_000, "remind_after": 60 * 24 - 1, "expires_after": 60},
    ],
)
def test_settings_that_can_be(change: dict[str, Any]) -> None:
    brand.check(replace(Brand(), **change))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lead_targets": (LeadTarget(60, 60, 5),)}, "lead_targets.0.ends"),
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"name": "A" * 41}, "name"),
        ({"name": "Two\nlines"}, "name"),
        ({"help": "h" * 121}, "help"),
        ({"help": "a\tb"}, "help"),
        ({"link_hosts": frozenset({"https://example.com"})}, "link_hosts"),
        ({"link_hosts": frozenset({"example.com/a"})}, "link_hosts"),
        ({"link_hosts": frozenset({"localhost"})}, "link_hosts"),
        ({"link_hosts": frozenset({".".join(["a" * 60] * 5) + ".example"})}, "link_hosts"),
        ({"link_hosts": frozenset(f"h{place}.example.com" for place in range(21))}, "link_hosts"),
        ({"countries": frozenset()}, "countries"),
        ({"countries": frozenset({"US", "XX"})}, "countries"),
        ({"opt_ins_a_day": -1}, "opt_ins_a_day"),
        ({"opt_ins_a_day": 100_001}, "opt_ins_a_day"),
        ({"expires_after": 0}, "expires_after"),
        ({"name": "{{brand}}"}, "name"),
        ({"help": "Call }} us"}, "help"),
        ({"language": "de"}, "language"),
        ({"language": ""}, "language"),
        ({"expires_after": 61}, "expires_after"),
        ({"close_after": -1}, "close_after"),
        ({"close_after": 3651}, "close_after"),
        ({"escalate_after": -1}, "escalate_after"),
        ({"escalate_after": 10_081}, "escalate_after"),
        ({"remind_after": -1}, "remind_after"),
        ({"remind_after": 24, "expires_after": 1}, "remind_after"),
    ],
)
def test_what_cannot_be_is_named_with_its_remedy(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as fault:
        brand.check(replace(Brand(), **change))
    assert list(fault.value.fields) == [field]
    assert fault.value.fields[field].endswith(".")


def test_every_fault_is_told_at_once_and_strange_countries_by_name() -> None:
    with pytest.raises(Invalid) as fault:
        brand.check(Brand(name="", countries=frozenset({"ZZ"}), opt_ins_a_day=-1))
    assert fault.value.fields.keys() == {"name", "countries", "opt_ins_a_day"}
    assert "ZZ is none" in fault.value.fields["countries"]


@pytest.mark.parametrize("minutes", [-1, 7 * 24 * 60 + 1])
@pytest.mark.parametrize("field", ["lead_target", "lead_escalate"])
def test_a_target_of_leads_is_within_a_week(field: str, minutes: int) -> None:
    with pytest.raises(Invalid) as told:
        brand.check(replace(Brand(), **{field: minutes}))  # type: ignore[arg-type]
    assert list(told.value.fields) == [field]
    for possible in (0, 7 * 24 * 60):
        brand.check(replace(Brand(), **{field: possible}))  # type: ignore[arg-type]


def test_rules_of_leads_are_checked_with_the_rest() -> None:
    with pytest.raises(Invalid) as told:
        brand.check(Brand(lead_rules=(LeadRule(),) * 21))
    assert list(told.value.fields) == ["lead_rules"]
