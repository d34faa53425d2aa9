"""How AWS is called: a plain name for who calls, no check of arguments that our own code made, few short retries."""

from __future__ import annotations

from typing import Any

import botocore.session
from botocore.config import Config
from pynamodb.connection import Connection

AGENT = "Parley"
"""Said in every request. The SDK's own long one is put together anew twice a call, a twelfth of the call's work."""

TRIES = 3
CONNECT_SECONDS, READ_SECONDS = 2, 5
"""A webhook has 15 s, and what fails for good goes to a queue."""


class PlainConnection(Connection):
    """PynamoDB's connection, with our name."""

    @property
    def session(self) -> botocore.session.Session:
        session = super().session
        session.set_default_client_config(Config(user_agent=AGENT))
        return session


def client(session: botocore.session.Session, service: str) -> Any:
    config = Config(
        user_agent=AGENT,
        parameter_validation=False,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
    )
    return session.create_client(service, config=config)
