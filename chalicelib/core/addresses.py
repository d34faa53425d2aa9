"""Which addresses may be called to fetch what others name: the provider's own hosts, and none inside the cloud."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = {"https": 443, "http": 80}


class Forbidden(Exception):
    """This address is not called. The text says why and repeats nothing of the address."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `own`: to the provider's API itself, the only one that is given our password."""

    scheme: str
    host: str
    port: int
    path: str
    own: bool


@dataclass(frozen=True, slots=True)
class Hosts:
    """What may be called: `api` is the provider's own origin, `others` where it redirects to.

    One of `others` is an origin (`https://media.example.com`), or one with a path that must come first
    (`https://s3.example.com/bucket/`), or all names below a domain (`https://*.example.com`).
    `here`: they are programs on this machine (the simulated carrier), and then nothing but this machine is called.
    """

    api: str
    others: tuple[str, ...] = ()
    here: bool = False

    def target(self, url: str) -> Target:
        """Where `url` leads; Forbidden for all but these hosts, and for what different readers may read differently."""
        if any(ord(letter) <= 32 or ord(letter) > 126 for letter in url) or "\\" in url:
            raise Forbidden("characters that belong into no address")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise Forbidden("no address") from None
        if parts.username is not None or parts.password is not None:
            raise Forbidden("a name or a password in the address")
        host = parts.hostname or ""
        origin = f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, _PORTS.get(parts.scheme)) else "")
        own = origin == self.api
        if not own and not any(_fits(pattern, origin, parts.path) for pattern in self.others):
            raise Forbidden("not a host of the provider")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Target(parts.scheme, host, port or _PORTS[parts.scheme], path, own)

    def check(self, addresses: list[str]) -> str:
        """The address to connect to. Forbidden unless every one that the name has may be called: which one a second
        look-up would give is the name server's choice, so that the connection is made to this very one."""
        if not addresses:
            raise Forbidden("a name without an address")
        if not all(self._allowed(address) for address in addresses):
            raise Forbidden("an address inside")
        return addresses[0]

    def _allowed(self, address: str) -> bool:
        found = _plain(address)
        return found.is_loopback if self.here else found.is_global and not found.is_multicast


def _fits(pattern: str, origin: str, path: str) -> bool:
    scheme, _, rest = pattern.partition("://")
    name, slash, prefix = rest.partition("/")
    if slash and not path.startswith(f"/{prefix}"):
        return False
    if name.startswith("*."):
        return origin.startswith(f"{scheme}://") and origin.endswith(name[1:])
    return origin == f"{scheme}://{name}"


def _plain(address: str) -> IPv4Address | IPv6Address:
    """The address that is really meant: IPv4 in one of its IPv6 dresses counts as what it is."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return found
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else found)


TWILIO = Hosts(
    api="https://api.twilio.com",
    others=(
        "https://*.twiliocdn.com",
        "https://media.twiliocdn.com.s3-external-1.amazonaws.com",
        "https://s3-external-1.amazonaws.com/media.twiliocdn.com/",
    ),
)
"""Twilio's API and where it keeps media (its Media resource, and what it redirected to; read 2026-11)."""
