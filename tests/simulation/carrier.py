"""The provider and its carriers in virtual time: a line's texts go at its rate, in the order in which they were taken.

What it remembers of a recipient is a few numbers, however many there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

from chalicelib.core import segments
from chalicelib.core.lines import LineKind
from chalicelib.core.phone import PhoneNumber, kind_of
from chalicelib.core.threads import NO_NUMBER
from chalicelib.flows.ports import Accepted, ProviderText
from tests.harness.wire import WIRE, Call
from tests.simulation.people import Crowd

Told = Callable[[datetime, str, str, str], None]
"""Takes a status callback: when it comes, the reference, the provider's id, the word."""
LOST, TWICE = 1000, 1000
"""Of so many callbacks one never comes, and one comes twice."""


@dataclass(slots=True)
class Wire:
    """One line at the carrier: free again at `free`, `ahead` is the most that ever lay before a text, `taken` how many
    texts, `weight` their segments. Both are in seconds of its rate."""

    rate: int
    free: float = 0.0
    ahead: float = 0.0
    taken: int = 0
    weight: int = 0

    def take(self, now: float, length: int) -> float:
        """When the text goes out.

        What lies before it, in seconds, is just how far the line was given more than its rate: it is the most, over all
        windows that end here, of their segments beyond rate × window.
        """
        self.free = max(self.free, now) + length / self.rate
        self.ahead = max(self.ahead, self.free - now)
        self.taken += 1
        self.weight += length
        return self.free


class Carrier:
    """Fulfils what broadcasts need of flows.ports.Provider. `rates` are the lines' by number."""

    def __init__(self, crowd: Crowd, rates: Mapping[PhoneNumber, int], now: Callable[[], datetime], told: Told) -> None:
        self.lines = {number: Wire(rate) for number, rate in rates.items()}
        self.copies = bytearray(crowd.size)
        self.taken = 0
        self._at = array("d", bytes(8 * crowd.size))
        self._crowd, self._now, self._told = crowd, now, told
        self._chance = Random(f"carrier {next(iter(rates))}")

    def send(self, *, sender: PhoneNumber, to: PhoneNumber, body: str, media: Sequence[str], ref: str) -> Accepted:
        accepted: Accepted = WIRE.carry(Call("provider.send"), lambda: self._taken(sender, to, body, ref))
        return accepted

    def sent_between(self, *, sender: PhoneNumber, to: PhoneNumber, since: datetime) -> list[ProviderText]:
        listed: list[ProviderText] = WIRE.carry(Call("provider.sent_between"), lambda: self._listed(sender, to, since))
        return listed

    def fetch(self, provider_id: str) -> ProviderText | None:
        """It arrived long ago: nobody asks before."""
        place = int(provider_id[2:], 16)
        to = self._crowd.phone(place)
        return WIRE.carry(Call("provider.fetch"), lambda: self._text(to, place, "delivered"))  # type: ignore[no-any-return]

    def _taken(self, sender: PhoneNumber, to: PhoneNumber, body: str, ref: str) -> Accepted:
        now, place = self._now(), self._crowd.place(to)
        line = self.lines[sender]
        length = _length(body, LineKind(kind_of(sender)))
        out = datetime.fromtimestamp(line.take(now.timestamp(), length), UTC)
        self.taken += 1
        self.copies[place] = min(self.copies[place] + 1, 255)
        self._at[place] = now.timestamp()
        provider_id = f"SM{place:032x}"
        self._report(out, ref, provider_id)
        return Accepted(provider_id, "queued")

    def _report(self, out: datetime, ref: str, provider_id: str) -> None:
        arrives = out + timedelta(seconds=self._chance.uniform(0.2, 8))
        for at, word in ((out, "sent"), (arrives, "delivered")):
            if self._chance.randrange(LOST):
                self._told(at, ref, provider_id, word)
            if not self._chance.randrange(TWICE):
                self._told(at + timedelta(seconds=self._chance.uniform(0, 60)), ref, provider_id, word)

    def _listed(self, sender: PhoneNumber, to: PhoneNumber, since: datetime) -> list[ProviderText]:
        place = self._crowd.place(to)
        if not self.copies[place] or self._at[place] < since.timestamp():
            return []
        return [self._text(to, place, "sent", sender)]

    def _text(self, to: PhoneNumber, place: int, status: str, sender: PhoneNumber = NO_NUMBER) -> ProviderText:
        at = datetime.fromtimestamp(self._at[place], UTC)
        return ProviderText(f"SM{place:032x}", sender, to, self._crowd.body(place), at, status, inbound=False)


@lru_cache(1024)
def _length(body: str, kind: LineKind) -> int:
    return segments.count(body, kind).segments
