"""What tests of every layer stand on: tables in memory, made once a session, empty before each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from moto import mock_aws
from moto.core.models import MockAWS
from moto.dynamodb.models import dynamodb_backends

from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.contacts import ContactStore
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database
from chalicelib.store.models import MODELS, bind
from chalicelib.store.team import TeamStore
from tests.harness.motofix import repair
from tests.harness.world import World

REGION = "us-east-1"
ACCOUNT = "123456789012"
NAMES = {noun: f"parley-test-{noun}" for noun in MODELS}


@pytest.fixture(scope="session")
def _moto() -> Iterator[MockAWS]:
    """AWS in memory, switched off until a test asks for it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        repair()
        bind(NAMES)
        yield mock_aws()


@pytest.fixture(scope="session")
def _database() -> Database:
    """One client for all tests, as making one takes long; it never waits."""
    return Database(NAMES, region=REGION, pause=lambda _: None)


@pytest.fixture
def tables(_moto: MockAWS) -> Iterator[Mapping[str, str]]:
    """Empty tables in moto, by noun."""
    _moto.start(reset=False)
    for model in MODELS.values():
        if model.Meta.table_name not in dynamodb_backends[ACCOUNT][REGION].tables:
            model.create_table()
    clear()
    yield NAMES
    _moto.stop(remove_data=False)


@pytest.fixture
def cleared(tables: Mapping[str, str]) -> Callable[[], None]:
    """Empties the tables once more, for a test that tries many examples."""
    return clear


def clear() -> None:
    for name in NAMES.values():
        dynamodb_backends[ACCOUNT][REGION].tables[name].items.clear()


@pytest.fixture
def database(tables: Mapping[str, str], _database: Database) -> Database:
    return _database


@pytest.fixture
def cursors() -> Cursors:
    return Cursors(b"a key for tests")


@pytest.fixture
def conversations(database: Database, cursors: Cursors) -> ConversationStore:
    return ConversationStore(database, cursors)


@pytest.fixture
def contacts(database: Database, cursors: Cursors) -> ContactStore:
    return ContactStore(database, cursors)


@pytest.fixture
def broadcasts(database: Database, cursors: Cursors) -> BroadcastStore:
    return BroadcastStore(database, cursors)


@pytest.fixture
def team(database: Database) -> TeamStore:
    return TeamStore(database)


@pytest.fixture
def world() -> Iterator[World]:
    """The whole product in this process; see tests/harness/world.py."""
    with World() as built:
        yield built
