"""What tests of every layer stand on: tables in memory, made once a session, empty before each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.contacts import ContactStore
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database
from chalicelib.store.team import TeamStore
from chalicelib.store.templates import TemplateStore
from tests.harness.tables import ENDPOINT, NAMES, REGION, Aws, Emulator, InMemory
from tests.harness.world import World


@pytest.fixture(scope="session")
def _aws() -> Iterator[Aws]:
    """Where the tables are: in moto, or in the emulator that PARLEY_TEST_DYNAMODB names."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        yield Emulator(ENDPOINT) if ENDPOINT else InMemory()


@pytest.fixture(scope="session")
def _database() -> Database:
    """One client for all tests, as making one takes long; it never waits."""
    return Database(NAMES, region=REGION, host=ENDPOINT, pause=lambda _: None)


@pytest.fixture
def tables(_aws: Aws) -> Iterator[Mapping[str, str]]:
    """Empty tables, by noun."""
    with _aws.running():
        _aws.clear()
        yield NAMES


@pytest.fixture
def cleared(tables: Mapping[str, str], _aws: Aws) -> Callable[[], None]:
    """Empties the tables once more, for a test that tries many examples."""
    return _aws.clear


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
def templates(database: Database, cursors: Cursors) -> TemplateStore:
    return TemplateStore(database, cursors)


@pytest.fixture
def world() -> Iterator[World]:
    """The whole product in this process; see tests/harness/world.py."""
    with World() as built:
        yield built
        assert built.rights.refused == []
