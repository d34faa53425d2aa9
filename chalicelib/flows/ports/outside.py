"""The world outside: the provider, the queues, mail, the topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from chalicelib.core.devices import Device
from chalicelib.core.effects import Effect
from chalicelib.core.ids import PersonId
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
        """Raises MailFailed; of it MailRefused where it would fail again, which is counted for whoever watches."""


class Account(NamedTuple):
    """Of this person, by the id in its tokens; whether a first password was mailed to it."""

    person: PersonId
    mailed: bool


class Accounts(Protocol):
    """With what people sign in. Whether they may do anything then is the team's to say. Each raises Busy where the
    service takes nothing now."""

    def invite(self, email: str, name: str) -> Account:
        """Lets somebody sign in, who gets a first password by email. Of who has an account already the same id, and a
        new first password while the first was not used. Raises Invalid where the email cannot be one."""

    def shut_out(self, person: PersonId) -> None:
        """Ends what it is signed in with, and lets it sign in no more; nothing where it has no account."""

    def enable(self, person: PersonId) -> None:
        """Lets it sign in again, and sends nothing. Conflict where the account is gone."""

    def let_in(self, person: PersonId, email: str) -> bool:
        """Lets it sign in again; whether it got a new first password, as it never did. Conflict where the account is
        gone."""


class Push(Protocol):
    def reaches(self, endpoint: str) -> bool:
        """Whether this is the address of a push service that may be called."""

    def send(self, device: Device, payload: str, topic: str, now: datetime) -> None:
        """Raises PushFailed, or PushGone. What comes later with the same `topic` takes its place while it waits."""


class Topic(Protocol):
    def publish(self, event: Mapping[str, object]) -> None:
        """For the brand's own integrations, as far as the topic takes it; carries no message text and no number."""
