"""Parley's tables where tests run: in moto within the process, or in an emulator of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from moto import mock_aws
from moto.dynamodb.models import dynamodb_backends
from pynamodb.connection import Connection

from chalicelib.store.models import MODELS, bind
from tests.harness.motofix import repair

REGION = "us-east-1"
ACCOUNT = "123456789012"
ENDPOINT = os.environ.get("PARLEY_TEST_DYNAMODB")
"""Where the store's tests find DynamoDB instead of moto: an emulator that tests/store/test_emulator.py starts."""
NAMES = {noun: f"parley-test-{noun}" for noun in MODELS}


class Aws(Protocol):
    def running(self) -> AbstractContextManager[None]: ...
    def clear(self) -> None:
        """Leaves every table there, under the names of NAMES, and empty."""


class InMemory:
    """moto, mended; it intercepts calls only while it is running, and keeps its tables in between."""

    def __init__(self) -> None:
        repair()
        self._mock = mock_aws()

    @contextmanager
    def running(self) -> Iterator[None]:
        self._mock.start(reset=False)
        try:
            yield
        finally:
            self._mock.stop(remove_data=False)

    def clear(self) -> None:
        bind(NAMES)
        tables = dynamodb_backends[ACCOUNT][REGION].tables
        for model in MODELS.values():
            if model.Meta.table_name not in tables:
                model.create_table()
            tables[model.Meta.table_name].items.clear()


class Emulator:
    """DynamoDB's protocol at an address of this machine."""

    def __init__(self, endpoint: str) -> None:
        for model in MODELS.values():
            model.Meta.host = endpoint
        self._connection = Connection(region=REGION, host=endpoint)

    @contextmanager
    def running(self) -> Iterator[None]:
        yield

    def clear(self) -> None:
        bind(NAMES)
        known = self._connection.list_tables()["TableNames"]
        for model in MODELS.values():
            if model.Meta.table_name in known:
                self._connection.delete_table(model.Meta.table_name)
            model.create_table()
