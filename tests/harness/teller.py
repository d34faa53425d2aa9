"""A story's teller: a world, and the clients outside of it, who try again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.harness.carrier import Text
from tests.harness.faults import Mode
from tests.harness.gateway import Answer
from tests.harness.world import Prepare, World

PATIENCE = 6


@dataclass(frozen=True, slots=True)
class Scenario:
    """`prepare` adds to the seed, without faults. `repeats`: the provider repeats a failed webhook (override rc).

    `faults_in`: the sweep hits only functions whose names begin so, as the others do here what they do in another
    story; empty for all. `modes` are how it hits them.
    """

    tell: Callable[[Teller], None]
    prepare: Prepare | None = None
    repeats: bool = True
    faults_in: tuple[str, ...] = ("",)
    modes: tuple[Mode, ...] = tuple(Mode)

    @property
    def name(self) -> str:
        return self.tell.__name__ + ("" if self.repeats else "_unrepeated")


@dataclass(frozen=True, slots=True)
class Teller:
    """A world, and clients that try again: the same request with the same key, as the dashboard does."""

    world: World
    repeats: bool = True

    def ask(self, caller: str, method: str, path: str, body: Any = None, also: tuple[int, ...] = ()) -> Answer:
        """The first answer that is no 5xx; what it may be beside 2xx is in `also`."""
        key = self.world.key()
        answer = self.world.api(caller, method, path, body, key)
        tries = 1
        while answer.status >= 500 and tries < PATIENCE:
            self.world.advance(seconds=2)
            answer = self.world.api(caller, method, path, body, key)
            tries += 1
        repeated = (404, 409) if tries > 1 else ()
        if not answer.ok and answer.status not in (*also, *repeated):
            self.world.monitor.broken.append(f"API: {method} {path} was answered {answer.status} {answer.body}")
        return answer

    def settle_quarantine(self, caller: str, number: str = "") -> None:
        """Takes in what was kept and came to `number` (empty: all of it), and puts the rest away."""
        found = self.ask(caller, "GET", "/quarantine")
        for text in found.json["items"] if found.ok else []:
            self.ask(caller, "POST", f"/quarantine/{text['id']}", {"take_in": number in ("", text["to"])})
        self.world.drain()

    def steer(self, caller: str, broadcast: str, act: str) -> bool:
        """Pauses, resumes or cancels a broadcast, where there is one; whether it was answered that it is so."""
        if not broadcast:
            return False
        answer = self.ask(caller, "POST", f"/broadcasts/{broadcast}/{act}", also=(409,))
        self.world.monitor.steered(broadcast, act, answer.status)
        return answer.ok

    def texts(self, sender: str, to: str, body: str, opt_out: str = "", media: Sequence[bytes] = ()) -> None:
        """A handset texts; the provider repeats the webhook if it is told to."""
        text = self.world.carrier.took_in(sender, to, body, opt_out=opt_out, media=media)
        tries = PATIENCE if self.repeats else 1
        while tries and not self.world.webhook(text).ok:
            tries -= 1

    def report(self, text: Text | None, *statuses: str, error: int | None = None) -> None:
        for status in statuses:
            if text is not None:
                self.world.callback(text, status, error)

    def sent_to(self, handset: str) -> Text | None:
        """The last text that a handset got; None while a fault holds it up."""
        return next((text for text in reversed(self.world.carrier.sent) if text.to == handset), None)
