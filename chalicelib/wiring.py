"""The composition root: builds each adapter on first use, and imports it only then."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib.core.brand import Brand
from chalicelib.core.ids import Ids
from chalicelib.settings import Settings, settings

if TYPE_CHECKING:
    from chalicelib.alerts.mail import SesMail
    from chalicelib.alerts.topic import SnsTopic
    from chalicelib.providers.media import ProviderMedia
    from chalicelib.providers.tokens import Tokens
    from chalicelib.providers.twilio import Twilio
    from chalicelib.providers.webhooks import Webhooks
    from chalicelib.store.broadcasts import BroadcastStore
    from chalicelib.store.bucket import S3Bucket
    from chalicelib.store.contacts import ContactStore
    from chalicelib.store.conversations import ConversationStore
    from chalicelib.store.cursors import Cursors
    from chalicelib.store.database import Database
    from chalicelib.store.forms import FormStore
    from chalicelib.store.leads import LeadStore
    from chalicelib.store.links import LinkStore
    from chalicelib.store.optin import OptInStore
    from chalicelib.store.queues import SqsQueues
    from chalicelib.store.team import TeamStore
    from chalicelib.store.templates import TemplateStore


A = TypeVar("A")
SIDE_BY_SIDE = 25
BRAND_SECONDS = 10


class Wiring:
    """Fulfils flows.ports.House, and holds what only entry points need (`webhooks`, `tokens`)."""

    _brand: tuple[datetime, Brand] | None = None

    @cached_property
    def settings(self) -> Settings:
        return settings()

    @cached_property
    def _botocore(self) -> Any:
        import botocore.session

        return botocore.session.get_session()

    def _client(self, service: str) -> Any:
        from chalicelib.store.client import client

        return client(self._botocore, service)

    @cached_property
    def _secret(self) -> dict[str, Any]:
        found = self._client("secretsmanager").get_secret_value(SecretId=self.settings.secret_id)
        secret: dict[str, Any] = json.loads(found["SecretString"])
        return secret

    @cached_property
    def ids(self) -> Ids:
        return Ids(self._secret["id_key"].encode())

    @cached_property
    def first_brand(self) -> Brand:
        return Brand(name=self.settings.brand, brand_stop=self.settings.brand_stop)

    @property
    def brand(self) -> Brand:
        """Read again when it is older than `BRAND_SECONDS`: what an admin switches off bites within a minute (AD-3)."""
        now = self.now()
        if self._brand is None or not 0 <= (now - self._brand[0]).total_seconds() < BRAND_SECONDS:
            self._brand = now, self.team.brand() or self.first_brand
        return self._brand[1]

    @property
    def dashboard_url(self) -> str:
        return self.settings.dashboard_url

    @property
    def public_url(self) -> str:
        return self.settings.public_url

    @cached_property
    def webhooks(self) -> Webhooks:
        from chalicelib.providers.webhooks import Webhooks

        return Webhooks(
            tokens=tuple(self._secret["twilio_auth_tokens"]),
            account=self._secret["twilio_account_sid"],
            base_url=self.settings.public_url,
        )

    @cached_property
    def tokens(self) -> Tokens:
        from chalicelib.providers.tokens import Tokens

        return Tokens(
            issuer=self.settings.token_issuer,
            audience=self.settings.user_pool_client_id,
            jwks_url=self.settings.jwks_url,
        )

    @cached_property
    def provider(self) -> Twilio:
        from chalicelib.providers.twilio import Twilio

        return Twilio(
            account=self._secret["twilio_account_sid"],
            token=self._secret["twilio_auth_tokens"][0],
            callback_url=f"{self.settings.public_url}/hooks/twilio/status",
            base_url=self.settings.provider_url,
        )

    @cached_property
    def attachments(self) -> ProviderMedia:
        from chalicelib.providers.media import ProviderMedia, hosts

        account, token = self._secret["twilio_account_sid"], self._secret["twilio_auth_tokens"][0]
        return ProviderMedia(account, token, hosts(self.settings.provider_url))

    @cached_property
    def bucket(self) -> S3Bucket:
        from chalicelib.store.bucket import S3Bucket

        return S3Bucket(self._client("s3"), self.settings.bucket)

    @cached_property
    def queues(self) -> SqsQueues:
        from chalicelib.store.queues import SqsQueues

        return SqsQueues(self._client("sqs"), self.settings.queues)

    @cached_property
    def mail(self) -> SesMail:
        from chalicelib.alerts.mail import SesMail

        return SesMail(self._client("sesv2"), self.settings.mail_from)

    @cached_property
    def topic(self) -> SnsTopic:
        from chalicelib.alerts.topic import SnsTopic

        return SnsTopic(self._client("sns"), self.settings.topic)

    @property
    def storage_faults(self) -> tuple[type[Exception], ...]:
        """What a store that does not answer raises, besides core.errors.Busy."""
        from botocore.exceptions import BotoCoreError, ClientError
        from pynamodb.exceptions import PynamoDBException

        return BotoCoreError, ClientError, PynamoDBException

    @cached_property
    def cursors(self) -> Cursors:
        from chalicelib.store.cursors import Cursors

        return Cursors(self._secret["cursor_key"].encode())

    @cached_property
    def _database(self) -> Database:
        from chalicelib.store.database import Database

        return Database(self.settings.tables, session=self._botocore)

    @cached_property
    def conversations(self) -> ConversationStore:
        from chalicelib.store.conversations import ConversationStore

        return ConversationStore(self._database, self.cursors)

    @cached_property
    def contacts(self) -> ContactStore:
        from chalicelib.store.contacts import ContactStore

        return ContactStore(self._database, self.cursors)

    @cached_property
    def broadcasts(self) -> BroadcastStore:
        from chalicelib.store.broadcasts import BroadcastStore

        return BroadcastStore(self._database, self.cursors)

    @cached_property
    def links(self) -> LinkStore:
        from chalicelib.store.links import LinkStore

        return LinkStore(self._database)

    @cached_property
    def team(self) -> TeamStore:
        from chalicelib.store.team import TeamStore

        return TeamStore(self._database)

    @cached_property
    def forms(self) -> FormStore:
        from chalicelib.store.forms import FormStore

        return FormStore(self._database)

    @cached_property
    def opt_ins(self) -> OptInStore:
        from chalicelib.store.optin import OptInStore

        return OptInStore(self._database, self.cursors)

    @cached_property
    def leads(self) -> LeadStore:
        from chalicelib.store.leads import LeadStore

        return LeadStore(self._database, self.cursors)

    @cached_property
    def templates(self) -> TemplateStore:
        from chalicelib.store.templates import TemplateStore

        return TemplateStore(self._database, self.cursors)

    def now(self) -> datetime:
        """In whole milliseconds, as the store keeps them: an answer is the same before and after it was stored."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def fresh(self) -> str:
        return os.urandom(16).hex()

    def side_by_side(self, work: Callable[[A], None], items: Sequence[A]) -> None:
        """A few at a time: what they wait for is the network."""
        from concurrent.futures import ThreadPoolExecutor

        if not items:
            return
        with ThreadPoolExecutor(max_workers=min(len(items), SIDE_BY_SIDE)) as pool:
            outcomes = [pool.submit(work, item) for item in items]
        for outcome in outcomes:
            outcome.result()


wiring = Wiring()
