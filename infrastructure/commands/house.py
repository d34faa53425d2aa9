"""The stage's own people, lines and threads, through the product's store."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.core.ids import Ids
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database
from chalicelib.store.models import MODELS
from chalicelib.store.team import TeamStore
from infrastructure.commands import secret
from infrastructure.commands.stage import Stage
from infrastructure.tables import table_id


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the commands read and write of the product's data."""

    ids: Ids
    team: TeamStore
    conversations: ConversationStore


def rooms(stage: Stage) -> Rooms:
    """Opens the stage's tables; the secret must have its keys."""
    keys = secret.read(stage)
    names = {noun: stage.part(table_id(noun)).id for noun in MODELS}
    database = Database(names, region=stage.cloud.region, host=stage.cloud.endpoint or None)
    cursors = Cursors(keys.cursor_key.encode())
    return Rooms(Ids(keys.id_key.encode()), TeamStore(database), ConversationStore(database, cursors))
