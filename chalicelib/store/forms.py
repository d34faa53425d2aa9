"""The port Forms: opt-in forms, each with the keyword that its line knows it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.errors import Conflict
from chalicelib.core.forms import Form, FormId
from chalicelib.core.lines import Line
from chalicelib.flows.ports import Stale
from chalicelib.store import keys
from chalicelib.store.codec import Codec, Item, number
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.faults import Cancelled

_FORM = Codec(Form, keys=("id",))


class FormStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, form: FormId) -> Form | None:
        item = self._database.get("team", keys.form(form))
        return None if item is None else _decode(item)

    def all(self) -> list[Form]:
        """By id, which sorts by when they were made."""
        return [_decode(item) for item in self._database.every("team", Path("pk") == "forms")]

    def save(self, before: Form | None, form: Form, lines: Sequence[tuple[Line, Line]]) -> Form:
        """In one transaction with the keywords of the lines, each as it was and as it shall be."""
        saved = replace(form, version=1 if before is None else before.version + 1)
        when = ABSENT if before is None else Path("version") == number(before.version)
        item = keyed(keys.form(form.id), _FORM.encode(saved))
        writes = [self._database.putting("team", item, when)]
        writes += [_keywords(self._database, old, new) for old, new in lines]
        try:
            self._database.transact(writes)
        except Cancelled as fault:
            if self.get(form.id) == saved:
                return saved
            if before is None and 0 in fault.places:
                raise Conflict("form_known", "There is a form with this id already.") from fault
            raise Stale from fault
        return saved


def _keywords(database: Database, before: Line, after: Line) -> Write:
    """Only the keywords, so that what somebody else changes of the line meanwhile stays."""
    words = Path("keywords")
    same: Condition = words == _map(before) if before.keywords else words.does_not_exist()
    return database.updating(
        "team", keys.line(before.id), [words.set(_map(after))] if after.keywords else [words.remove()], same
    )


def _map(line: Line) -> dict[str, dict[str, dict[str, str]]]:
    return {"M": {word: {"S": form} for word, form in line.keywords.items()}}


def _decode(item: Item) -> Form:
    return _FORM.decode(item, id=FormId(item["sk"]["S"]))
