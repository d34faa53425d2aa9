"""Groups: named lists of contacts."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import groups
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.contacts import ContactPage, GroupPage, GroupPatch, GroupShape, NewGroup

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/groups", query=PageQuery, answer=GroupPage)
def list_groups(call: Call, query: PageQuery) -> GroupPage:
    """Groups by name."""
    found = groups.page(call.house, call.caller, query.cursor, query.limit)
    return GroupPage(items=[present.group(known) for known in found.items], cursor=found.cursor)


@endpoint(bp, "POST", "/groups", body=NewGroup, answer=GroupShape, status=201)
def create_group(call: Call, body: NewGroup) -> GroupShape:
    """A new group with its first members."""
    return present.group(groups.create(call.house, call.caller, body.name, body.contacts, call.key, call.now))


@endpoint(bp, "GET", "/groups/{group_id}", answer=GroupShape)
def get_group(call: Call, group_id: str) -> GroupShape:
    """One group."""
    return present.group(groups.one(call.house, call.caller, group_id))


@endpoint(bp, "PATCH", "/groups/{group_id}", body=GroupPatch, answer=GroupShape)
def change_group(call: Call, group_id: str, body: GroupPatch) -> GroupShape:
    """Renames a group, adds members, removes members."""
    return present.group(groups.change(call.house, call.caller, group_id, body.name, body.add, body.remove))


@endpoint(bp, "DELETE", "/groups/{group_id}", answer=None, status=204)
def delete_group(call: Call, group_id: str) -> None:
    """Takes the list away; its contacts stay."""
    groups.delete(call.house, call.caller, group_id)


@endpoint(bp, "GET", "/groups/{group_id}/members", query=PageQuery, answer=ContactPage)
def list_members(call: Call, group_id: str, query: PageQuery) -> ContactPage:
    """Who is in a group."""
    found = groups.members(call.house, call.caller, group_id, query.cursor, query.limit)
    return ContactPage(items=[present.contact(known) for known in found.items], cursor=found.cursor)
