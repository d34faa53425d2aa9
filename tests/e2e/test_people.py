"""An admin invites somebody, who signs in with the first password, texts, and is switched off, in Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Person, Product, eventually
from tests.e2e.screen import Screen

pytestmark = pytest.mark.browser

SHARED = "+18005550100"
CHOSEN = "Chosen-by-myself-1"
SIZES = [pytest.param((360, 740), "+12025550151", id="phone"), pytest.param((1280, 800), "+12025550152", id="desk")]


def mails(product: Product, to: str) -> list[str]:
    answer = product.session.get(f"{product.carrier}/mail", params={"to": to}, timeout=10).json()
    return [mail["text"] or mail["html"] for mail in answer["items"]]


def first_password(product: Product, to: str) -> str:
    """As it stands in the mail; what the mail says of where to sign in is checked, too."""
    eventually(lambda: any(product.url in text for text in mails(product, to)))
    found = [re.search(r"first password is (\S+)", text) for text in mails(product, to)]
    (match,) = [one for one in found if one]
    return match[1]


def holder(person: Person, handset: str) -> str:
    """Who has the conversation with this handset, as `person` sees it."""
    thread = person.thread_with(handset)
    assert thread is not None
    return str((thread["assignee"] or {}).get("name"))


@pytest.mark.parametrize(("size", "handset"), SIZES)
def test_somebody_comes_works_and_leaves(
    product: Product, browser: Browser, size: tuple[int, int], handset: str, tmp_path: Path
) -> None:
    """AD-1. Screenshots are left in pytest's folder."""
    name = f"Nora {uuid4().hex[:6]}"
    email = f"{name.lower().replace(' ', '.')}@example.com"
    admin = Screen.of(browser, product, *size)
    admin.sign_in("admin", "/settings")
    page = admin.page
    page.get_by_role("link", name="People").click()
    page.get_by_role("button", name="Invite").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Name").fill(name)
    sheet.get_by_label("Email").fill("nora")
    sheet.get_by_role("button", name="Invite").click()
    expect(sheet.get_by_text("This is no email address.")).to_be_visible()
    sheet.get_by_label("Email").fill(email)
    sheet.get_by_label("Line to work on").select_option(label="Brand")
    admin.fits()
    page.screenshot(path=tmp_path / "1-invite.png")
    sheet.get_by_role("button", name="Invite").click()
    row = page.get_by_role("button", name=re.compile(name))
    expect(row).to_be_visible()
    admin.fits()
    page.screenshot(path=tmp_path / "2-people.png")

    new = Screen.of(browser, product, *size)
    new.page.goto(f"{product.url}/")
    new.page.get_by_label("Email").fill(email)
    new.page.get_by_label("Password", exact=True).fill(first_password(product, email))
    new.page.get_by_role("button", name="Sign in").click()
    expect(new.page.get_by_role("heading", name="Choose a new password")).to_be_visible()
    new.page.get_by_label("New password").fill(CHOSEN)
    new.page.get_by_role("button", name="Save and sign in").click()
    expect(new.page.get_by_role("navigation", name="Main")).to_be_visible()
    product.text(handset, SHARED, f"Is {name} there?")
    new.row(f"Is {name} there?").click()
    new.write(f"I am, says {name}.")
    eventually(lambda: any(name in text for text in product.got(handset, SHARED)))

    row.click()
    page.screenshot(path=tmp_path / "3-person.png")
    sheet.get_by_role("button", name="Switch off").click()
    sheet.get_by_label("Who takes over").select_option(label="Robin Two")
    admin.fits()
    page.screenshot(path=tmp_path / "4-switch-off.png")
    sheet.get_by_role("button", name="Switch off").click()
    expect(row.get_by_text("Switched off")).to_be_visible()

    new.page.reload()
    new.shows("Texting is not switched on for you.")
    new.page.screenshot(path=tmp_path / "5-off.png")
    heir = product.person("rep2")
    eventually(lambda: holder(heir, handset) == "Robin Two")
