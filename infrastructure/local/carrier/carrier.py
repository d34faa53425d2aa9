"""The carrier as a whole: its memory and what it was told at its start."""

from __future__ import annotations

from dataclasses import dataclass

import urllib3

from infrastructure.local.carrier.browsers import Browsers
from infrastructure.local.carrier.calls import Calls
from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.faults import Faults
from infrastructure.local.carrier.handsets import Blocks, Handsets
from infrastructure.local.carrier.messages import Messages
from infrastructure.local.carrier.numbers import Numbers
from infrastructure.local.carrier.pace import Pace
from infrastructure.local.carrier.pictures import Pictures
from infrastructure.local.carrier.settings import Settings
from infrastructure.local.carrier.state import State
from infrastructure.local.carrier.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Carrier:
    """Passed to everything that acts; a new one on the same file continues where the last one was killed."""

    settings: Settings
    db: Database
    numbers: Numbers
    messages: Messages
    handsets: Handsets
    blocks: Blocks
    tasks: Tasks
    faults: Faults
    pace: Pace
    calls: Calls
    pictures: Pictures
    browsers: Browsers
    http: urllib3.PoolManager

    @property
    def media_address(self) -> str:
        """Where files are kept: another host than the API's, as with the real provider."""
        return f"http://localhost:{self.settings.port}/media"

    @property
    def address(self) -> str:
        """Where this carrier is reached, as the URLs of inbound media name it."""
        return f"http://127.0.0.1:{self.settings.port}"


def open_carrier(settings: Settings) -> Carrier:
    """A carrier on the database that the settings name, made if it is not there."""
    database = Database(settings.database)
    state = State(database)
    return Carrier(
        settings=settings,
        db=database,
        numbers=Numbers(database),
        messages=Messages(database),
        handsets=Handsets(database),
        blocks=Blocks(database),
        tasks=Tasks(database),
        faults=Faults(database, state),
        pace=Pace(state),
        calls=Calls(database),
        pictures=Pictures(database),
        browsers=Browsers(database, state),
        http=urllib3.PoolManager(maxsize=32, retries=False),
    )
