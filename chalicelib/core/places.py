"""Where a contact is: the zones whose clocks count for it, and the states or provinces whose rules do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib import data

LAST_RESORT = "America/New_York"
"""The zone of whom nobody knows anything; the brand's own is asked before."""
PREFIX = 3
"""So many digits of a ZIP, and of a number behind +1, tell a state."""
_POSTCODE = re.compile(r"[0-9]{5}(-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where all of `zones` and all of `regions` count: a state in two zones is open when both are."""

    zones: tuple[str, ...]
    regions: tuple[str, ...] = ()


class Located(Protocol):
    """What is known of where somebody is: a contact, the head of a thread, a recipient."""

    @property
    def phone(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def postcode(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Region:
    """A state or province. `country` is its ISO 3166 code."""

    code: str
    name: str
    country: str
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """`postcodes` are the first three digits of a ZIP, or the letter that a Canadian postal code begins with."""

    regions: Mapping[str, Region]
    codes: Mapping[str, Place]
    postcodes: Mapping[str, str]


@cache
def atlas() -> Atlas:
    """The area codes and ZIPs in force (chalicelib/data/area_codes.toml)."""
    table = data.table("area_codes")
    regions: dict[str, Region] = {}
    postcodes: dict[str, str] = {}
    for code, row in table["regions"].items():
        regions[code] = Region(code, row["name"], row["country"], tuple(row["zones"]))
        postcodes |= dict.fromkeys(_prefixes(row.get("postcodes", "")), code)
    codes = {
        number: Place(tuple(row["zones"]), tuple(row["regions"]))
        for row in table["codes"]
        for number in row["numbers"].split()
    }
    return Atlas(regions, codes, postcodes)


def place_of(who: Located | None, *otherwise: str) -> Place:
    """Where `who` is: by its own zone and region, else by its ZIP, else by its area code; each for itself, as a zone
    tells no state. Who is nowhere else is in the first zone of `otherwise`: the line's, then the brand's.

    A number keeps its state's law when its holder names another zone only (Fla. Stat. 501.059(8)(d) presumes so too).
    """
    if who is None:
        return _place("", "", "", "", otherwise)
    return _place(who.phone, who.zone, who.region, who.postcode, otherwise)


@lru_cache(maxsize=4096)
def _place(phone: str, zone: str, region: str, postcode: str, otherwise: tuple[str, ...]) -> Place:
    found = _region(region) or _region(state_of(postcode)) or _area(phone)
    if zone_named(zone):
        return Place((zone,), found.regions)
    known = (name for name in (*otherwise, LAST_RESORT) if zone_named(name))
    return found if found.zones else Place((next(known),))


def _region(code: str) -> Place | None:
    known = atlas().regions.get(code.upper())
    return Place(known.zones, (known.code,)) if known else None


def _area(phone: str) -> Place:
    code = phone[2 : 2 + PREFIX] if phone.startswith("+1") else ""
    return atlas().codes.get(code, Place(()))


def state_of(postcode: str) -> str:
    """The state of a ZIP, the province of a Canadian postal code; empty where none is known.

    Others are no such code: "SW1A 1AA" is not in Saskatchewan, and 7030, a ZIP without its zero, not in Louisiana.
    """
    written = postcode_of(postcode)
    known = atlas().postcodes
    return known.get(written[:PREFIX]) or known.get(written[:1], "")


def postcode_of(written: str) -> str:
    """A ZIP or a Canadian postal code in capitals; empty for what is neither."""
    code = written.strip().upper()
    return code if _POSTCODE.fullmatch(code) else ""


def region_of(written: str) -> str:
    """The two letters of a state or province, given so or by its name; empty for what is none."""
    known, said = atlas().regions, " ".join(written.split())
    if said.upper() in known:
        return said.upper()
    named = (code for code, region in known.items() if region.name.casefold() == said.casefold())
    return next(named, "")


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The clock of an IANA zone, read once in a process; None for a name that is none."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def _prefixes(ranges: str) -> Iterator[str]:
    """ "005 100-102" is 005, 100, 101 and 102."""
    for part in ranges.split():
        first, _, last = part.partition("-")
        if not last:
            yield first
            continue
        yield from (f"{number:0{PREFIX}}" for number in range(int(first), int(last) + 1))
