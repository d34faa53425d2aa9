"""Too many forms: what is counted of a submission, and from which count on a person must look (reliability.md, 3)."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from chalicelib.core.forms import FormId

PER_ADDRESS, PER_NETWORK, PER_PEER, PER_FORM = 30, 120, 1200, 300
"""In an hour. An event where many sign up on one tablet stays below; the peer may be a proxy of many."""
FLOOD = 10
"""So many times more than that is no crowd of people: it is not even kept."""


class Tide(Enum):
    """`BUSY`: kept for a person to look at. `FLOOD`: dropped. Whoever posts is answered the same."""

    CALM = "calm"
    BUSY = "busy"
    FLOOD = "flood"


def limits(form: FormId, address: str, peer: str, now: datetime) -> dict[str, int]:
    """What to count, and how many of each in this hour are no matter. A machine's own address is not counted."""
    hour = now.strftime("%Y-%m-%dT%H")
    found = {f"form#{form}#{hour}": PER_FORM}
    if _counted(peer):
        found[f"peer#{peer}#{hour}"] = PER_PEER
    seen = address if _counted(address) else peer
    if _counted(seen):
        found[f"address#{seen}#{hour}"] = PER_ADDRESS
        found[f"network#{_network(seen)}#{hour}"] = PER_NETWORK
    return found


def tide(counts: Mapping[str, int], allowed: Mapping[str, int]) -> Tide:
    if any(count > allowed[name] * FLOOD for name, count in counts.items()):
        return Tide.FLOOD
    return Tide.BUSY if any(count > allowed[name] for name, count in counts.items()) else Tide.CALM


def _counted(address: str) -> bool:
    try:
        return not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _network(address: str) -> str:
    """The neighbours that one subscriber may have: 256 addresses, or the 2^80 of a site."""
    bits = 24 if ipaddress.ip_address(address).version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
