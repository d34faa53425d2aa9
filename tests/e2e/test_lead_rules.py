"""An admin writes rules for new leads, and a lead goes where they say, on a phone's screen and on a desk's."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

SHARED = "+18005550100"
SIZES = [pytest.param((360, 740), "+12025550195", id="phone"), pytest.param((1280, 800), "+12025550196", id="desk")]


@pytest.mark.parametrize(("size", "handset"), SIZES)
def test_rules_give_a_lead_to_a_person(
    product: Product, browser: Browser, size: tuple[int, int], handset: str, tmp_path: Path
) -> None:
    """LD-1. Screenshots of the open and the folded rules are left in pytest's folder."""
    tag = f"golf {uuid4().hex[:6]}"
    admin = Screen.of(browser, product, *size)
    admin.sign_in("admin", "/settings")
    page = admin.page
    page.get_by_role("link", name="Lead rules").click()
    page.get_by_role("button", name="Add a rule").click()
    expect(page.get_by_label("Places")).to_be_focused()
    page.keyboard.type("TX,")
    page.get_by_role("button", name="Add a rule").click()
    second = page.get_by_role("group", name="Rule 2")
    expect(second.get_by_label("Places")).to_be_focused()
    second.get_by_label("Tags").fill(tag)
    page.keyboard.press("Enter")
    second.get_by_label("Of several people").select_option(label="Who has fewest open leads")
    second.get_by_role("checkbox", name="Robin").check()
    admin.fits()
    page.screenshot(path=tmp_path / "1-open.png", full_page=True)
    second.get_by_role("button", name="Move up").click()
    first = page.get_by_role("group", name="Rule 1")
    expect(first.get_by_role("button", name="Move up")).to_be_focused()
    save = page.get_by_role("button", name="Save")
    save.click()
    folded = page.get_by_role("button", name=f"1. Tagged {tag} → Robin")
    expect(folded).to_have_attribute("aria-expanded", "false", timeout=SOON)
    expect(page.get_by_role("button", name="2. In TX → the line’s team, in turn")).to_be_visible()
    expect(save).to_be_disabled()
    expect(page.get_by_text("A lead that no rule fits waits unassigned")).to_be_visible()
    admin.fits()
    page.screenshot(path=tmp_path / "2-folded.png", full_page=True)

    manager = product.person("manager")
    manager.post("/contacts", {"phone": handset, "first_name": "Gil", "tags": [tag]})
    product.text(handset, SHARED, f"Do you teach {tag}?")
    thread = eventually(lambda: manager.thread_with(handset))
    lead = manager.post(f"/threads/{thread['id']}/lead", {"first_name": "Gil"})
    assert (lead["owner"] or {}).get("name", "").startswith("Robin"), lead

    for title in (f"1. Tagged {tag}", "1. In TX"):
        page.get_by_role("button", name=title).click()
        page.get_by_role("button", name="Remove", exact=True).click()
    save.click()
    expect(save).to_have_count(0, timeout=SOON)
    expect(page.get_by_text("No rules yet")).to_be_visible()
