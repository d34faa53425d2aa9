"""An admin writes a keyword rule, and a handset is answered by it, on a phone's screen and on a desk's, in Chromium."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

SHARED = "+18005550100"
SIZES = [pytest.param((360, 740), "+12025550193", id="phone"), pytest.param((1280, 800), "+12025550194", id="desk")]


@pytest.mark.parametrize(("size", "handset"), SIZES)
def test_a_rule_answers_a_word(
    product: Product, browser: Browser, size: tuple[int, int], handset: str, tmp_path: Path
) -> None:
    """AU-1. Screenshots of the open and the folded rule are left in pytest's folder."""
    reply = f"We are open 9 to 5. {uuid4().hex[:6]}"
    admin = Screen.of(browser, product, *size)
    admin.sign_in("admin", "/settings/lines")
    page = admin.page
    page.get_by_role("link", name="Brand").click()
    page.get_by_role("link", name="Keyword rules").click()
    page.get_by_role("button", name="Add a rule").click()
    expect(page.get_by_label("Words")).to_be_focused()
    page.keyboard.type("Hours,")
    page.get_by_label("Reply").fill(reply)
    page.get_by_label("Tell somebody").uncheck()
    admin.fits()
    page.screenshot(path=tmp_path / "1-open.png")
    save = page.get_by_role("button", name="Save")
    save.click()
    folded = page.get_by_role("button", name="1. hours → reply, nobody is told")
    expect(folded).to_have_attribute("aria-expanded", "false", timeout=SOON)
    expect(save).to_be_disabled()
    admin.fits()
    page.screenshot(path=tmp_path / "2-folded.png")

    product.text(handset, SHARED, "Hours?")
    eventually(lambda: any(reply in text for text in product.got(handset, SHARED)))

    folded.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    save.click()
    expect(save).to_have_count(0, timeout=SOON)
    expect(page.get_by_text("No rules yet")).to_be_visible()
