"""Which push services may be called: a device's address is given by whoever is signed in (SSRF)."""

from __future__ import annotations

from chalicelib import data
from chalicelib.core.addresses import Forbidden, Hosts


def services(here: str = "") -> Hosts:
    """The push services (chalicelib/data/push_services.toml), and what stands in for them on this machine (`here`)."""
    known = tuple(data.table("push_services")["services"])
    return Hosts(api="", others=(*known, f"{here}/push/") if here else known)


def reached(endpoint: str, allowed: Hosts) -> bool:
    """Whether the address is a push service's, and so may be called."""
    try:
        allowed.target(endpoint)
    except Forbidden:
        return False
    return True
