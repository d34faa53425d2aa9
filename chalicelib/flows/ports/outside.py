"""The world outside: the provider, the queues, mail, the topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.core.effects import Effect
from chalicelib.core.phone import PhoneNumber


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took a text. `status` is its word."""

    provider_id: str
    status: str


@dataclass(frozen=True, slots=True)
class ProviderText:
    """A text as the provider's own list shows it."""

    provider_id: str
    sender: PhoneNumber
    to: PhoneNumber
    body: str
    at: datetime
    status: str
    inbound: bool
    error: int | None = None
    media: int = 0


class Provider(Protocol):
    def send(self, *, sender: PhoneNumber, to: PhoneNumber, body: str, media: Sequence[str], ref: str) -> Accepted:
        """Raises ProviderRefused, ProviderBusy or ProviderUnclear. `ref` comes back with every status callback."""

    def sent_between(self, *, sender: PhoneNumber, to: PhoneNumber, since: datetime) -> list[ProviderText]:
        """Texts the provider took from `sender` to `to` since then."""

    def received_since(self, *, line: PhoneNumber, since: datetime) -> list[ProviderText]:
        """Texts that came in on a line, as the provider lists them."""

    def media_of(self, provider_id: str) -> list[str]:
        """The addresses of what came with a text. Raises ProviderBusy."""

    def fetch(self, provider_id: str) -> ProviderText | None: ...


class Queues(Protocol):
    def put(self, effects: Iterable[Effect]) -> None:
        """One batched call per queue."""

    def put_form(self, form: Mapping[str, str], received: datetime) -> None:
        """A webhook that could not be stored, for the worker `inbound`."""


class Mail(Protocol):
    def send(self, *, to: str, subject: str, text: str) -> None:
        """Raises MailFailed."""


class Topic(Protocol):
    def publish(self, event: Mapping[str, object]) -> None:
        """For the brand's own integrations, as far as the topic takes it; carries no message text and no number."""
