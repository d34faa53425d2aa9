"""A live group is made of conditions and a group of them, with owners and leads, on a phone's screen and a desk's."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desk"])
def test_a_rule_with_a_group_is_written_counted_and_changed(
    product: Product, browser: Browser, size: tuple[int, int], tmp_path: Path
) -> None:
    """CT-3. Screenshots of the editor are left in pytest's folder."""
    name = f"No lead yet {uuid4().hex[:6]}"
    manager = Screen.of(browser, product, *size)
    manager.sign_in("manager", "/groups")
    page = manager.page
    page.get_by_role("button", name="New group").click()
    sheet = page.get_by_role("dialog", name="New group")
    sheet.get_by_label("Name", exact=True).fill(name)
    sheet.get_by_role("radio", name="A live rule").check()
    sheet.get_by_label("Condition 1", exact=True).select_option(label="Agreed to texts")
    sheet.get_by_role("button", name="Add a group").click()
    inner = sheet.get_by_role("group", name="Group 2")
    inner.get_by_label("Condition 2.1", exact=True).select_option(label="Owner")
    inner.get_by_role("checkbox", name="Robin").check()
    page.screenshot(path=tmp_path / "1-owner.png")
    inner.get_by_role("button", name="Add to group 2").click()
    inner.get_by_label("Condition 2.2", exact=True).select_option(label="Lead")
    inner.get_by_label("How", exact=True).last.select_option(label="has no open one")
    sheet.get_by_label("Counted for the line").select_option(label="Riley's line")
    expect(sheet.get_by_test_id("fit")).to_contain_text("contacts fit now", timeout=SOON)
    manager.fits()
    sheet.get_by_test_id("fit").scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / "2-written.png")
    sheet.get_by_role("button", name="Create group").click()
    expect(page.get_by_text("A live group:")).to_contain_text("Robin")
    expect(page.get_by_role("list", name="Members").get_by_test_id("member-row").first).to_be_visible()
    manager.fits()
    page.screenshot(path=tmp_path / "3-made.png")

    page.get_by_role("button", name="Group actions").click()
    page.get_by_role("menuitem", name="Change").click()
    sheet = page.get_by_role("dialog", name=f"Who belongs to {name}")
    expect(sheet.get_by_role("checkbox", name="Robin")).to_be_checked()
    sheet.get_by_label("How conditions of group 2 go together").select_option(label="None of them may hold")
    sheet.get_by_role("button", name="Remove condition 1").click()
    page.screenshot(path=tmp_path / "4-changed.png")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_have_count(0)
    manager.fits()
    page.screenshot(path=tmp_path / "5-saved.png")
