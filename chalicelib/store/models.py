"""The tables: their keys, and the indexes that give every list one Query.

A table is an access boundary, so that a grant is a table. Every key is a text named pk or sk. The other attributes
of an item are its codec's matter (codec.py), which converts each value once; Model instances would do so twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection
from pynamodb.models import Model

ROW = (
    "line_number",
    "phone",
    "name",
    "consent",
    "stopped",
    "frozen",
    "doubt",
    "doubted",
    "folder",
    "tab",
    "unread",
    "assignee",
    "preview",
    "activity",
    "last_inbound",
    "tags",
    "zone",
    "region",
    "postcode",
    "changed",
)
"""What a row of the inbox shows. A broadcast's claim writes none of it, and so costs no index a write."""


def _row(*keys: str) -> IncludeProjection:
    """A row without `keys`: an index holds its own keys anyway, and may not name them twice."""
    return IncludeProjection([name for name in ROW if name not in keys])


class ByLine(GlobalSecondaryIndex[Any]):
    """Threads of a line and folder in order of activity."""

    class Meta:
        index_name = "by_line"
        projection = _row()

    line_folder = UnicodeAttribute(hash_key=True)
    recency = UnicodeAttribute(range_key=True)


class ByTab(GlobalSecondaryIndex[Any]):
    """Threads of a line's inbox by tab, in order of activity."""

    class Meta:
        index_name = "by_tab"
        projection = _row()

    line_tab = UnicodeAttribute(hash_key=True)
    recency = UnicodeAttribute(range_key=True)


class ByAssignee(GlobalSecondaryIndex[Any]):
    """Threads in one person's hands, by tab in the inbox and by folder elsewhere, in order of activity."""

    class Meta:
        index_name = "by_assignee"
        projection = _row()

    assignee_place = UnicodeAttribute(hash_key=True)
    recency = UnicodeAttribute(range_key=True)


class ByChange(GlobalSecondaryIndex[Any]):
    """Threads of a line in the order they changed."""

    class Meta:
        index_name = "by_change"
        projection = _row("changed")

    changed_line = UnicodeAttribute(hash_key=True)
    changed = NumberAttribute(range_key=True)


class ByConsent(GlobalSecondaryIndex[Any]):
    """Contacts of a line by consent; who never was asked stands in none of its lists."""

    class Meta:
        index_name = "by_consent"
        projection = IncludeProjection(["phone", "name", "consent", "stopped", "frozen"])

    line_consent = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class Due(GlobalSecondaryIndex[Any]):
    """What the schedule looks at next; only what is open stands here."""

    class Meta:
        index_name = "due"
        projection = AllProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due = NumberAttribute(range_key=True)


class Lists(GlobalSecondaryIndex[Any]):
    """Contacts by name, groups by name, the groups a contact is in, and templates by name."""

    class Meta:
        index_name = "lists"
        projection = AllProjection()

    list = UnicodeAttribute(hash_key=True)
    rank = UnicodeAttribute(range_key=True)


class BroadcastsByLine(GlobalSecondaryIndex[Any]):
    """Broadcasts of a line in order of time, as their ids sort by it."""

    class Meta:
        index_name = "by_line"
        projection = AllProjection()

    line = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class BroadcastsDue(GlobalSecondaryIndex[Any]):
    """Broadcasts that are not done, by when the schedule looks at them."""

    class Meta:
        index_name = "due"
        projection = AllProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due = NumberAttribute(range_key=True)


class Conversations(Model):
    """Standings, heads, messages, markers and receipts of what was seen, saved effects, bursts of alerts."""

    class Meta:
        table_name = "conversations"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    expires = TTLAttribute(null=True)
    by_line = ByLine()
    by_tab = ByTab()
    by_assignee = ByAssignee()
    by_change = ByChange()
    by_consent = ByConsent()
    due_index = Due()


class Contacts(Model):
    """Contacts, the words they are found by, groups and their members, templates."""

    class Meta:
        table_name = "contacts"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    lists = Lists()


class Consents(Model):
    """The consent ledger: appended to, never changed."""

    class Meta:
        table_name = "consent"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class Broadcasts(Model):
    """Broadcasts and their recipients."""

    class Meta:
        table_name = "broadcasts"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    by_line = BroadcastsByLine()
    due_index = BroadcastsDue()


class Team(Model):
    """People, lines, and whose phone a number is."""

    class Meta:
        table_name = "team"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


MODELS: dict[str, type[Model]] = {
    "conversations": Conversations,
    "contacts": Contacts,
    "consent": Consents,
    "broadcasts": Broadcasts,
    "team": Team,
}


def bind(names: Mapping[str, str]) -> None:
    """Gives each model its table's name in this stack."""
    for noun, model in MODELS.items():
        model.Meta.table_name = names[noun]
