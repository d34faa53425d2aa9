"""A person's devices: each an item of its own, so that one that is switched on and one that is gone do not meet."""

from __future__ import annotations

from pynamodb.expressions.operand import Path

from chalicelib.core.devices import Device
from chalicelib.core.ids import PersonId
from chalicelib.store import person_keys, team_items
from chalicelib.store.database import Database


class Devices:
    _database: Database

    def devices(self, person: PersonId) -> list[Device]:
        """By id."""
        theirs = Path("pk") == person_keys.device(person, "")[0]
        return [team_items.decode_device(item) for item in self._database.every("team", theirs)]

    def put_device(self, person: PersonId, device: Device) -> None:
        self._database.put("team", team_items.encode_device(person, device))

    def drop_device(self, person: PersonId, device: str) -> None:
        self._database.delete("team", person_keys.device(person, device))
