"""What recipients of broadcasts did about them: an item each, beside the recipient's own, once there is something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.core.broadcasts import Recipient, spread
from chalicelib.core.ids import BroadcastId
from chalicelib.core.responses import Kind, Response
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Item, moment
from chalicelib.store.database import Database, Write
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.pages import side_by_side
from chalicelib.store.times import from_ms


def noting(database: Database, response: Response) -> Write:
    """The write that notes the first response of its kind, or that it is one no more. No condition: it must not stop
    what it goes along with from being saved."""
    at = Path(response.kind.value)
    key = keys.response(response.broadcast, response.contact)
    action: Action = at.remove() if response.undone else at.set(at | moment(response.at))
    return database.updating("broadcasts", key, [action], ABSENT | PRESENT)


def only(kind: Kind) -> Condition:
    condition: Condition = Path(kind.value).exists()
    return condition


def joined(database: Database, rows: Iterable[Recipient]) -> list[Recipient]:
    """The rows with what is noted of them."""
    wanted: list[tuple[Recipient, tuple[keys.Table, keys.Key]]] = [
        (row, ("broadcasts", keys.response(row.broadcast, row.contact))) for row in rows
    ]
    found = database.many(place for _, place in wanted)
    return [noted(row, found.get(place, {})) for row, place in wanted]


def noted(row: Recipient, item: Item) -> Recipient:
    """The row with what its item says; an empty item says nothing."""
    at = {kind: from_ms(int(item[kind.value]["N"])) for kind in Kind if kind.value in item}
    opened = int(item.get("clicks", {"N": "0"})["N"])
    return replace(
        row,
        replied=at.get(Kind.REPLY),
        opted_out=at.get(Kind.OPT_OUT),
        clicked=at.get(Kind.CLICK),
        converted=at.get(Kind.CONVERSION),
        clicks=opened,
    )


class ResponseStore(Adapter):
    def responses(self, broadcast: BroadcastId) -> tuple[Mapping[Kind, int], int]:
        """One Query a partition, of those only who responded: few, whatever the size of the broadcast."""

        def ask(place: int) -> list[Item]:
            where = (Path("pk") == keys.recipients_in(broadcast, place)) & Path("sk").startswith(keys.RESPONSE)
            return list(self._database.every("broadcasts", where))

        items = list(chain(*side_by_side(ask, range(spread(broadcast)))))
        openings = sum(int(item["clicks"]["N"]) for item in items if "clicks" in item)
        return {kind: sum(kind.value in item for item in items) for kind in Kind}, openings
