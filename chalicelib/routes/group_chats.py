"""Group conversations: each member's texts reach the others by the line, under first names only."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import group_chats
from chalicelib.flows.chat_wishes import Wish
from chalicelib.flows.group_chats import Order
from chalicelib.routes import present_group_chats
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.group_chats import GroupChat, GroupChatPatch, GroupChatPreview, NewGroupChat

bp = Blueprint(__name__)


@endpoint(bp, "POST", "/group-chats/preview", body=NewGroupChat, answer=GroupChatPreview)
def preview_group_chat(call: Call, body: NewGroupChat) -> GroupChatPreview:
    """Who would take part, what each is told first, and what that costs; nothing is sent."""
    found = group_chats.preview(call.house, Order(call.caller, body.line, body.to, body.body), call.now)
    return present_group_chats.preview(found)


@endpoint(bp, "POST", "/group-chats", body=NewGroupChat, answer=GroupChat, status=201)
def start_group_chat(call: Call, body: NewGroupChat) -> GroupChat:
    """Begins a group conversation: each member is told who takes part, that all read what it writes, how to leave."""
    order = Order(call.caller, body.line, body.to, body.body, call.key)
    return present_group_chats.chat(group_chats.start(call.house, order, call.now))


@endpoint(bp, "GET", "/group-chats/{thread_id}", answer=GroupChat)
def get_group_chat(call: Call, thread_id: str) -> GroupChat:
    """A group conversation with its members."""
    return present_group_chats.chat(group_chats.one(call.house, call.caller, thread_id, call.now))


@endpoint(bp, "PATCH", "/group-chats/{thread_id}", body=GroupChatPatch, answer=GroupChat)
def change_group_chat(call: Call, thread_id: str, body: GroupChatPatch) -> GroupChat:
    """Lets somebody in, takes somebody out, or ends it. 409 `group_chat_ended` once it has ended."""
    wish = Wish(**body.model_dump())
    return present_group_chats.chat(group_chats.change(call.house, call.caller, thread_id, wish, call.now))
