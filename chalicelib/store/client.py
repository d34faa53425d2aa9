"""How AWS is called: a plain name for who calls, no check of arguments that our own code made, few short retries."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config
from pynamodb.connection import Connection

if TYPE_CHECKING:
    from pynamodb.connection._botocore_private import BotocoreBaseClientPrivate

AGENT = "Parley"
"""Said in every request. The SDK's own long one is put together anew twice a call, a twelfth of the call's work."""

TRIES = 3
CONNECT_SECONDS, READ_SECONDS = 2, 5
"""A webhook has 15 s, and what fails for good goes to a queue."""


class PlainConnection(Connection):
    """PynamoDB's connection, with our name, in a session that it shares: AWS's lists are then read once."""

    def __init__(self, session: botocore.session.Session | None = None, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._shared = session
        self._making = Lock()

    @property
    def session(self) -> botocore.session.Session:
        session = self._shared or super().session
        session.set_default_client_config(Config(user_agent=AGENT))
        return session

    @property
    def client(self) -> BotocoreBaseClientPrivate:
        """Made once, though the first calls of a function may be several side by side: it is most of a cold start."""
        with self._making:
            return super().client


def client(session: botocore.session.Session, service: str) -> Any:
    config = Config(
        user_agent=AGENT,
        # What S3 still signs otherwise by itself: links by the older way, and one region by a name of its own.
        signature_version="s3v4" if service == "s3" else None,
        s3={"us_east_1_regional_endpoint": "regional"} if service == "s3" else None,
        parameter_validation=False,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
    )
    return session.create_client(service, config=config)
