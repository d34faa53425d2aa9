"""The brand's settings: everybody reads them, an admin changes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.core import access, brand
from chalicelib.core.access import Action
from chalicelib.core.brand import Brand
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId
from chalicelib.flows import zones
from chalicelib.flows.decide import settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House


def read(house: House, caller: PersonId) -> Brand:
    """As they stand now, not as a function may remember them for seconds."""
    me(house, caller)
    return house.team.brand() or house.first_brand


def change(house: House, caller: PersonId, given: Mapping[str, Any]) -> Brand:
    """The settings with these values; Invalid names every one that cannot be, and then none is saved."""
    access.demand(me(house, caller), Action.MANAGE_SETTINGS)

    def attempt() -> Brand:
        wanted = replace(house.team.brand() or house.first_brand, **given)
        brand.check(wanted)
        if not wanted.zone:
            raise Invalid({"zone": zones.NONE_SUCH})
        zones.check(wanted.zone)
        if "lead_rules" in given:
            _check_people(house, wanted)
        return house.team.put_brand(wanted)

    return settled(attempt)


def _check_people(house: House, brand: Brand) -> None:
    """Passes, or Invalid where a rule names nobody of the brand's. Who leaves later is passed over."""
    known = {person.id for person in house.team.people()}
    faults = {
        f"lead_rules.{place}.people": "Somebody named here is not of your team. Choose people from the list."
        for place, rule in enumerate(brand.lead_rules)
        if not known.issuperset(rule.people)
    }
    if faults:
        raise Invalid(faults)
