"""The port Templates: each by its id and in its owner's list, and its name once per owner.

They stand in the table of contacts: whoever serves them reads contacts anyway, and must not be able to write the
team's table, which says who may do what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId, TemplateId
from chalicelib.core.templates import TAKEN, Template, folded
from chalicelib.flows.ports import Page, Stale
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, number, text
from chalicelib.store.database import Write, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.faults import Cancelled
from chalicelib.store.pages import Index, bounded, merged

_TEMPLATE = Codec(Template, keys=("id",))
BY_NAME = Index("contacts", "lists", "list", "rank")


class TemplateStore(Adapter):
    """Canned replies, of persons and shared."""

    def get(self, template: TemplateId) -> Template | None:
        item = self._database.get("contacts", keys.template(template))
        return None if item is None else _decode(item)

    def page(self, owners: Sequence[PersonId | None], query: str, cursor: str | None, limit: int) -> Page[Template]:
        """One Query per owner, merged into one order."""
        begins = folded(query)
        scope = f"templates|{list(owners)}|{begins}"
        lists = [keys.template_list(owner) for owner in owners]
        items, last = merged(self._database, BY_NAME, lists, self._cursors.open(scope, cursor), bounded(limit), begins)
        return Page([_decode(item) for item in items], None if last is None else self._cursors.seal(scope, last))

    def create(self, template: Template) -> Template:
        """One that stands there already may have been made by the same call before, whose answer was lost."""
        try:
            self._database.transact([self._putting(template, ABSENT), self._naming(template)])
        except Cancelled as fault:
            known = self.get(template.id)
            if known is None:
                raise Invalid({"name": TAKEN}) from fault
            return known
        return template

    def update(self, before: Template, after: Template) -> Template:
        """A template that stands just so was saved by the same call before, whose answer was lost."""
        saved = replace(after, version=before.version + 1)
        writes = [self._putting(saved, _at(before))]
        if folded(before.name) != folded(after.name):
            writes += [self._naming(saved), self._unnaming(before)]
        try:
            self._database.transact(writes)
        except Cancelled as fault:
            if 0 not in fault.places:
                raise Invalid({"name": TAKEN}) from fault
            if self.get(before.id) != saved:
                raise Stale from fault
        return saved

    def delete(self, template: Template) -> None:
        """Guarded, as a name given meanwhile would else stay taken for good."""
        item = self._database.deleting("contacts", keys.template(template.id), _at(template))
        try:
            self._database.transact([item, self._unnaming(template)])
        except Cancelled as fault:
            if self.get(template.id) is not None:
                raise Stale from fault

    def _putting(self, template: Template, when: Condition) -> Write:
        rank = folded(template.name) + keys.END + template.id
        listed = {"list": text(keys.template_list(template.owner)), "rank": text(rank)}
        item = keyed(keys.template(template.id), {**_TEMPLATE.encode(template), **listed})
        return self._database.putting("contacts", item, when)

    def _naming(self, template: Template) -> Write:
        key = keys.template_name(template.owner, folded(template.name))
        return self._database.putting("contacts", keyed(key, {"template": text(template.id)}), ABSENT)

    def _unnaming(self, template: Template) -> Write:
        return self._database.deleting("contacts", keys.template_name(template.owner, folded(template.name)))


def _decode(item: Item) -> Template:
    return _TEMPLATE.decode(item, id=TemplateId(item["pk"]["S"]))


def _at(template: Template) -> Condition:
    same: Condition = Path("version") == number(template.version)
    return same
