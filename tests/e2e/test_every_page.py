"""Every page of the dashboard has room on a phone's screen, and so have the sheets of a conversation and of a lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

PHONE, SHARED = (360, 740), "+18005550100"
ROUTER = Path(__file__).parents[2] / "dashboard" / "src" / "app" / "router.tsx"
ELSEWHERE = {"/sign-in", "/contacts/$contactId/proof"}
"""Shown before one is signed in; and for printing, of a contact that was asked."""


def places() -> set[str]:
    """The paths that the router knows, but those under another."""
    return set(re.findall(r'path: "(/[^"]*)"', ROUTER.read_text())) - ELSEWHERE


def known(product: Product, handset: str) -> dict[str, str]:
    """One of each that a path can name: of conversations and leads the handset's."""
    admin = product.person("admin")
    firsts = {"lineId": "/lines", "formId": "/forms", "contactId": "/contacts", "groupId": "/groups"}
    found = {name: str(admin.get(path)["items"][0]["id"]) for name, path in firsts.items()}
    thread = eventually(lambda: admin.thread_with(handset))
    admin.post(f"/threads/{thread['id']}/lead", {"first_name": "Mo"})
    return found | {"threadId": thread["id"], "leadId": thread["id"]}


def settled(page: Page) -> None:
    """It shows what it is about."""
    expect(page.get_by_role("heading").filter(visible=True).first).to_be_visible(timeout=SOON)
    expect(page.locator(".animate-pulse")).to_have_count(0)


def test_every_page_is_as_wide_as_the_phone(product: Product, browser: Browser, tmp_path: Path) -> None:
    handset = "+12025550115"
    product.text(handset, SHARED, "Is it still there?")
    names = known(product, handset)
    screen = Screen.of(browser, product, *PHONE)
    screen.sign_in("admin")
    under = {"/contacts/$contactId", "/groups/$groupId", "/broadcasts/new"}
    for number, path in enumerate(sorted(places() | under)):
        screen.page.goto(product.url + re.sub(r"\$(\w+)", lambda name: names[name[1]], path))
        settled(screen.page)
        screen.page.screenshot(path=tmp_path / f"{number:02}{path.replace('/', '-').replace('$', '')}.png")
        screen.fits()


def test_the_sheets_of_a_conversation_have_room(product: Product, browser: Browser, tmp_path: Path) -> None:
    """TH-13: its lead is made, and its details found, from the conversation."""
    handset = "+12025550116"
    product.text(handset, SHARED, "What does it cost?")
    thread = eventually(lambda: product.person("manager").thread_with(handset))["id"]
    screen = Screen.of(browser, product, *PHONE)
    screen.sign_in("manager", f"/t/{thread}")
    screen.shows("What does it cost?")

    def chosen(what: str) -> None:
        screen.page.get_by_role("button", name="More actions").click()
        screen.page.get_by_role("menuitem", name=what).click()

    for what in ("Snooze", "Assign to…", "Create lead"):
        chosen(what)
        sheet = screen.page.get_by_role("dialog")
        expect(sheet).to_be_visible()
        settled(screen.page)
        screen.page.screenshot(path=tmp_path / f"{what[:6].strip().lower()}.png")
        box = sheet.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        screen.fits()
        if what != "Create lead":
            screen.page.keyboard.press("Escape")
            expect(sheet).to_have_count(0)
    sheet = screen.page.get_by_role("dialog")
    sheet.get_by_label("First name").fill("Ida")
    sheet.get_by_role("button", name="Create lead").click()
    screen.page.wait_for_url(f"{product.url}/leads/{thread}")
    screen.page.goto(f"{product.url}/t/{thread}")
    screen.shows("What does it cost?")
    chosen("Lead details")
    screen.page.wait_for_url(f"{product.url}/leads/{thread}")
    screen.shows("What does it cost?")
    screen.fits()
