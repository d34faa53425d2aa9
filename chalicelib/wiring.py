"""The composition root: builds each adapter on first use, and imports it only then."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib import threads
from chalicelib.core.brand import Brand
from chalicelib.core.ids import Ids
from chalicelib.settings import Settings, settings
from chalicelib.threads import made_once

if TYPE_CHECKING:
    from chalicelib.alerts.mail import SesMail
    from chalicelib.alerts.push import WebPush
    from chalicelib.alerts.topic import SnsTopic
    from chalicelib.providers.accounts import CognitoAccounts
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
BRAND_SECONDS = 10


class Wiring:
    """Fulfils flows.ports.House, and holds what only entry points need (`webhooks`, `tokens`)."""

    _brand: tuple[datetime, Brand] | None = None

    @made_once
    def settings(self) -> Settings:
        return settings()

    @made_once
    def _botocore(self) -> Any:
        import botocore.session

        return botocore.session.get_session()

    def _client(self, service: str) -> Any:
        from chalicelib.store.client import client

        return client(self._botocore, service)

    @made_once
    def _secret(self) -> dict[str, Any]:
        found = self._client("secretsmanager").get_secret_value(SecretId=self.settings.secret_id)
        secret: dict[str, Any] = json.loads(found["SecretString"])
        return secret

    @made_once
    def ids(self) -> Ids:
        return Ids(self._secret["id_key"].encode())

    @made_once
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

    @made_once
    def webhooks(self) -> Webhooks:
        from chalicelib.providers.webhooks import Webhooks

        account, tokens = self._secret["twilio_account_sid"], tuple(self._secret["twilio_auth_tokens"])
        return Webhooks(tokens=tokens, account=account, base_url=self.settings.public_url)

    @made_once
    def tokens(self) -> Tokens:
        from chalicelib.providers.tokens import Tokens

        told = self.settings
        return Tokens(issuer=told.token_issuer, audience=told.user_pool_client_id, jwks_url=told.jwks_url)

    @made_once
    def provider(self) -> Twilio:
        from chalicelib.providers.twilio import Twilio

        return Twilio(
            account=self._secret["twilio_account_sid"],
            token=self._secret["twilio_auth_tokens"][0],
            callback_url=f"{self.settings.public_url}/hooks/twilio/status",
            base_url=self.settings.provider_url,
        )

    @made_once
    def attachments(self) -> ProviderMedia:
        from chalicelib.providers.media import ProviderMedia, hosts

        account, token = self._secret["twilio_account_sid"], self._secret["twilio_auth_tokens"][0]
        return ProviderMedia(account, token, hosts(self.settings.provider_url))

    @made_once
    def bucket(self) -> S3Bucket:
        from chalicelib.store.bucket import S3Bucket

        return S3Bucket(self._client("s3"), self.settings.bucket)

    @made_once
    def queues(self) -> SqsQueues:
        from chalicelib.store.queues import SqsQueues

        return SqsQueues(self._client("sqs"), self.settings.queues)

    @made_once
    def mail(self) -> SesMail:
        from chalicelib.alerts.mail import SesMail

        return SesMail(self._client("sesv2"), self.settings.mail_from, self.settings.dashboard_url)

    @made_once
    def accounts(self) -> CognitoAccounts:
        from chalicelib.providers.accounts import CognitoAccounts

        return CognitoAccounts(self._client("cognito-idp"), self.settings.user_pool_id)

    @made_once
    def push(self) -> WebPush:
        from chalicelib.alerts.push import WebPush

        return WebPush(lambda: self._secret.get("push_key", ""), self.settings.mail_from, self.settings.provider_url)

    @made_once
    def topic(self) -> SnsTopic:
        from chalicelib.alerts.topic import SnsTopic

        return SnsTopic(self._client("sns"), self.settings.topic)

    @property
    def storage_faults(self) -> tuple[type[Exception], ...]:
        """What a store that does not answer raises, besides core.errors.Busy."""
        from botocore.exceptions import BotoCoreError, ClientError
        from pynamodb.exceptions import PynamoDBException

        return BotoCoreError, ClientError, PynamoDBException

    @made_once
    def cursors(self) -> Cursors:
        from chalicelib.store.cursors import Cursors

        return Cursors(self._secret["cursor_key"].encode())

    @made_once
    def _database(self) -> Database:
        from chalicelib.store.database import Database

        return Database(self.settings.tables, session=self._botocore)

    @made_once
    def conversations(self) -> ConversationStore:
        from chalicelib.store.conversations import ConversationStore

        return ConversationStore(self._database, self.cursors)

    @made_once
    def contacts(self) -> ContactStore:
        from chalicelib.store.contacts import ContactStore

        return ContactStore(self._database, self.cursors)

    @made_once
    def broadcasts(self) -> BroadcastStore:
        from chalicelib.store.broadcasts import BroadcastStore

        return BroadcastStore(self._database, self.cursors)

    @made_once
    def links(self) -> LinkStore:
        from chalicelib.store.links import LinkStore

        return LinkStore(self._database)

    @made_once
    def team(self) -> TeamStore:
        from chalicelib.store.team import TeamStore

        return TeamStore(self._database)

    @made_once
    def forms(self) -> FormStore:
        from chalicelib.store.forms import FormStore

        return FormStore(self._database)

    @made_once
    def opt_ins(self) -> OptInStore:
        from chalicelib.store.optin import OptInStore

        return OptInStore(self._database, self.cursors)

    @made_once
    def leads(self) -> LeadStore:
        from chalicelib.store.leads import LeadStore

        return LeadStore(self._database, self.cursors)

    @made_once
    def templates(self) -> TemplateStore:
        from chalicelib.store.templates import TemplateStore

        return TemplateStore(self._database, self.cursors)

    def now(self) -> datetime:
        """In whole milliseconds, as the store keeps them: an answer is the same before and after it was stored."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def fresh(self) -> str:
        return os.urandom(16).hex()

    def side_by_side(self, work: Callable[[A], None], items: Sequence[A], most: int = threads.SIDE_BY_SIDE) -> None:
        """At most so many at a time: what they wait for is the network."""
        threads.side_by_side(work, items, most)


wiring = Wiring()
