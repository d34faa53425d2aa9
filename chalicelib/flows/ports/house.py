"""All ports together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from chalicelib.core.brand import Brand
from chalicelib.core.ids import Ids
from chalicelib.flows.ports.broadcasts import Broadcasts
from chalicelib.flows.ports.contacts import Contacts
from chalicelib.flows.ports.conversations import Conversations
from chalicelib.flows.ports.forms import Forms, OptIns
from chalicelib.flows.ports.leads import Leads
from chalicelib.flows.ports.links import Links
from chalicelib.flows.ports.media import Attachments, Bucket
from chalicelib.flows.ports.outside import Accounts, Mail, Provider, Push, Queues, Topic
from chalicelib.flows.ports.pages import Cursors
from chalicelib.flows.ports.team import Team
from chalicelib.flows.ports.templates import Templates

A = TypeVar("A")


class House(Protocol):
    """All ports together; each is built when it is first touched."""

    @property
    def cursors(self) -> Cursors: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def broadcasts(self) -> Broadcasts: ...
    @property
    def team(self) -> Team: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def opt_ins(self) -> OptIns: ...
    @property
    def leads(self) -> Leads: ...
    @property
    def links(self) -> Links: ...
    @property
    def templates(self) -> Templates: ...
    @property
    def provider(self) -> Provider: ...
    @property
    def attachments(self) -> Attachments: ...
    @property
    def bucket(self) -> Bucket: ...
    @property
    def queues(self) -> Queues: ...
    @property
    def mail(self) -> Mail: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def push(self) -> Push: ...
    @property
    def topic(self) -> Topic: ...
    @property
    def ids(self) -> Ids: ...
    @property
    def brand(self) -> Brand:
        """The brand's settings, seconds old at most."""

    @property
    def first_brand(self) -> Brand:
        """What holds until an admin has saved others."""

    @property
    def dashboard_url(self) -> str: ...
    @property
    def public_url(self) -> str:
        """The API's base as everybody reaches it, without a slash at its end."""

    def now(self) -> datetime: ...
    def fresh(self) -> str:
        """A text nobody has seen: the seed of a new id."""

    def side_by_side(self, work: Callable[[A], None], items: Sequence[A]) -> None:
        """Does `work` for every item, several at a time; raises the first error after all have ended."""
