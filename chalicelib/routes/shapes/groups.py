"""Groups: lists, and rules that say who belongs to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints, WithJsonSchema

from chalicelib.core.audience import OPS, Op
from chalicelib.routes.shapes.common import Asked, ContactRef, LineName, PageQuery, Shape, To

GroupName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Members = Annotated[list[To], Field(max_length=500)]

_ANY: dict[str, Any] = {"type": "object", "additionalProperties": True}
RULE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": (
        "Who belongs to a live group. Either one of `all`, `any` (lists of rules) and `not` (a rule), at most six "
        "levels deep, or a condition: `field`, `op`, and for is, contains and begins a `value` (a text or a list, of "
        "which one must fit), for within and older `days`. A brand's own field is `custom.` and its name. consent, "
        "last_inbound, last_outbound and lead (known: it has one that is open) are asked of the sending line."
    ),
    "properties": {
        "all": {"type": "array", "items": _ANY},
        "any": {"type": "array", "items": _ANY},
        "not": _ANY,
        "field": {"type": "string", "description": f"One of {', '.join(OPS)}, or custom. and a name."},
        "op": {"type": "string", "enum": [op.value for op in Op]},
        "value": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "days": {"type": "integer", "minimum": 1, "maximum": 3660},
    },
}
Rule = Annotated[dict[str, Any], WithJsonSchema(RULE_SCHEMA)]
"""The core reads it, so that a fault is named by its path whatever it is: `rule.all[1].field`."""


class GroupShape(Shape):
    """`live`: its `rule` says who belongs to it, `description` tells it in words, and `size` is not known (null)."""

    id: str
    name: str
    live: bool
    size: int | None
    rule: Rule | None = None
    description: str = ""
    created_at: datetime


class GroupPage(Shape):
    items: list[GroupShape]
    cursor: str | None = None


class NewGroup(Asked):
    """A list of `contacts`, or a live group by its `rule`."""

    name: GroupName
    contacts: Members = []
    rule: Rule | None = None


class GroupPatch(Asked):
    """`add` and `remove` name contacts by id or number, of a list; `rule` replaces that of a live group."""

    name: GroupName | None = None
    add: Members = []
    remove: Members = []
    rule: Rule | None = None


class MembersQuery(PageQuery):
    line: LineName | None = None


class RulePreview(Asked):
    """`line` is for rules that ask for consent, conversations or leads."""

    rule: Rule
    line: LineName | None = None


class RuleFit(Shape):
    """How many a rule means now, ten of them, and the rule in words. `exact` false: there may be more than `count`."""

    count: int
    exact: bool
    sample: list[ContactRef]
    description: str
