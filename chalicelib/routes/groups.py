"""Groups: lists of contacts, and rules that say who belongs to them."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import groups, members
from chalicelib.routes import present
from chalicelib.routes import present_groups as shown
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.contacts import ContactPage
from chalicelib.routes.shapes.groups import (
    GroupPage,
    GroupPatch,
    GroupShape,
    MembersQuery,
    NewGroup,
    RuleFit,
    RulePreview,
)

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/groups", query=PageQuery, answer=GroupPage)
def list_groups(call: Call, query: PageQuery) -> GroupPage:
    """Groups by name."""
    found = groups.page(call.house, call.caller, query.cursor, query.limit)
    names = members.named_in(call.house, found.items)
    return GroupPage(items=[shown.group(known, names) for known in found.items], cursor=found.cursor)


@endpoint(bp, "POST", "/groups", body=NewGroup, answer=GroupShape, status=201)
def create_group(call: Call, body: NewGroup) -> GroupShape:
    """A new group: a list with its first members, or a rule that says who belongs to it."""
    made = groups.create(call.house, call.caller, body.name, body.contacts, call.key, call.now, body.rule)
    return shown.group(made, members.named_in(call.house, [made]))


@endpoint(bp, "POST", "/groups/preview", body=RulePreview, answer=RuleFit)
def preview_group(call: Call, body: RulePreview) -> RuleFit:
    """How many contacts a rule means, and ten of them, before it is saved."""
    found = members.preview(call.house, call.caller, body.rule, body.line, call.now)
    return shown.fit(found, members.named_by(call.house, [found.rule]))


@endpoint(bp, "GET", "/groups/{group_id}", answer=GroupShape)
def get_group(call: Call, group_id: str) -> GroupShape:
    """One group."""
    found = groups.one(call.house, call.caller, group_id)
    return shown.group(found, members.named_in(call.house, [found]))


@endpoint(bp, "PATCH", "/groups/{group_id}", body=GroupPatch, answer=GroupShape)
def change_group(call: Call, group_id: str, body: GroupPatch) -> GroupShape:
    """Renames a group, adds members, removes members; gives a live group another rule."""
    changed = groups.change(call.house, call.caller, group_id, body.name, body.add, body.remove, body.rule)
    return shown.group(changed, members.named_in(call.house, [changed]))


@endpoint(bp, "DELETE", "/groups/{group_id}", answer=None, status=204)
def delete_group(call: Call, group_id: str) -> None:
    """Takes the list away; its contacts stay."""
    groups.delete(call.house, call.caller, group_id)


@endpoint(bp, "GET", "/groups/{group_id}/members", query=MembersQuery, answer=ContactPage)
def list_members(call: Call, group_id: str, query: MembersQuery) -> ContactPage:
    """Who is in a group. A page of a live one may hold few, though there are more: go on while there is a cursor."""
    found = members.page(call.house, call.caller, group_id, query.line, query.cursor, query.limit, call.now)
    return ContactPage(items=[present.contact(known) for known in found.items], cursor=found.cursor)
