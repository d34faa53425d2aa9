"""Cursors lead on in the list that gave them, and in no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core.countries import Held
from chalicelib.core.optin import OptIn, Waiting
from chalicelib.routes.endpoint import OPERATIONS
from tests.harness.brand import GROUP, HANDSETS, LOCAL, SHARED, UNKNOWN_LINE, form, keep_waiting
from tests.harness.gateway import chalice_app
from tests.harness.world import World
from tests.routes.answers import good, wrong
from tests.routes.scene import successor

chalice_app()
PAGED = sorted(one.path for one in OPERATIONS if one.query and "cursor" in one.query.model_fields)


@pytest.fixture
def full(world: World) -> dict[str, str]:
    """Every paged list with several pages at a limit of one; its address by its pattern."""
    tomorrow = (world.now + timedelta(days=1)).isoformat()
    for phone in HANDSETS:
        world.api("admin", "POST", "/threads", {"line": SHARED, "to": phone, "body": "Hi", "send_at": tomorrow})
        world.handset_texts(phone, SHARED, "Hello")
        world.handset_texts(HANDSETS[0], SHARED, "Hello again")
        world.handset_texts(phone, UNKNOWN_LINE, "Hello")
    world.api("rep1", "POST", "/groups", {"name": "VIP"})
    for name in ("Hello", "Bye", "Yes"):
        world.api("admin", "POST", "/templates", {"name": name, "body": "Hi"})
    for _ in range(3):
        broadcast = world.api("admin", "POST", "/broadcasts", {"line": SHARED, "group": GROUP, "body": "Hi"}).json["id"]
    world.drain()
    form(world.wiring, world.now)
    for phone in HANDSETS:
        keep_waiting(world.wiring, phone, world.now)
    for contact in world.wiring.contacts.many(map(world.contact, HANDSETS)).values():
        world.wiring.contacts.update(contact, replace(contact, unreachable=30006, unreachable_since=world.now))
    for phone in HANDSETS:
        lead = world.api("manager", "POST", "/leads", {"line": SHARED, "phone": phone}).json
        world.api("manager", "POST", f"/leads/{lead['id']}/assign", {"owner": "admin", "version": lead["version"]})
    ids = {
        "thread_id": world.thread(SHARED, HANDSETS[0]),
        "broadcast_id": broadcast,
        "group_id": GROUP,
        "line_id": successor(world, LOCAL, SHARED),
    }
    asked = OptIn("0" * 26, UNKNOWN_LINE, world.now, "form", "I agree.", "YES?")
    for phone in HANDSETS:
        waiting = Waiting(world.thread(SHARED, phone), world.line(SHARED), Held.BUDGET, replace(asked, phone=phone))
        world.wiring.opt_ins.keep(waiting, world.now)
    return {pattern: pattern.format(**ids) for pattern in PAGED}


def cursor(world: World, path: str, query: str = "") -> str:
    found: str = good(world.api("admin", "GET", f"{path}?limit=1{query}"))["cursor"]
    assert found
    return found


def test_every_list_gives_everything_once_page_by_page(world: World, full: dict[str, str]) -> None:
    for path in full.values():
        whole = [item_key(item) for item in good(world.api("admin", "GET", f"{path}?limit=100"))["items"]]
        pages, onward = [], None
        while True:
            query = f"&cursor={onward}" if onward else ""
            page = good(world.api("admin", "GET", f"{path}?limit=2{query}"))
            pages += [item_key(item) for item in page["items"]]
            onward = page["cursor"]
            if onward is None:
                break
        assert len(whole) > 1, path
        assert sorted(pages) == sorted(whole), path


def item_key(item: dict[str, dict[str, str] | str]) -> str:
    contact = item.get("contact")
    found = contact["id"] if isinstance(contact, dict) else item["id"]
    assert isinstance(found, str)
    return found


def test_a_cursor_of_another_list_opens_nothing(world: World, full: dict[str, str]) -> None:
    cursors = {path: cursor(world, path) for path in full.values()}
    for path in cursors:
        for other, foreign in cursors.items():
            if other != path:
                wrong(world.api("admin", "GET", f"{path}?cursor={foreign}"), "cursor")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/threads", "&folder=archived"),
        ("/threads", "&tab=participating"),
        ("/threads", "&assignee=rep1"),
        ("/threads", "&line=%2B18005550101"),
        ("/contacts", "&q=a"),
        ("/templates", "&q=h"),
        ("/templates", "&scope=shared"),
    ],
)
def test_a_cursor_of_another_query_opens_nothing(world: World, full: dict[str, str], path: str, query: str) -> None:
    wrong(world.api("admin", "GET", f"{path}?cursor={cursor(world, path)}{query}"), "cursor")


def test_a_cursor_for_other_lines_opens_nothing(world: World, full: dict[str, str]) -> None:
    wrong(world.api("rep2", "GET", f"/threads?cursor={cursor(world, '/threads')}"), "cursor")


@pytest.mark.parametrize("garbage", ["x", "", "%00", "é", "eyJ9", "x" * 5000, "%F0%9F%8E%89", "a.b"])
def test_garbage_is_no_cursor(world: World, garbage: str) -> None:
    for path in PAGED:
        if "{" not in path:
            wrong(world.api("admin", "GET", f"{path}?cursor={garbage}"), "cursor")
    field = world.api("admin", "GET", f"/updates?since={garbage}").json["fields"]
    assert list(field) == ["since"]


def test_a_cursor_cannot_be_changed(world: World, full: dict[str, str]) -> None:
    sealed = cursor(world, "/threads")
    for place in range(0, len(sealed), 7):
        letter = "A" if sealed[place] != "A" else "B"
        wrong(world.api("admin", "GET", f"/threads?cursor={sealed[:place]}{letter}{sealed[place + 1 :]}"), "cursor")
