"""Going away, being stood in for, and coming back, on a phone's screen and on a desk's, in Chromium."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

LINE = "+18005550102"
"""rep2's own, so that nobody else's stories see it shut or stood in for."""
SIZES = [pytest.param((360, 740), "+12025550191", id="phone"), pytest.param((1280, 800), "+12025550192", id="desk")]


@pytest.mark.parametrize(("size", "handset"), SIZES)
def test_a_rep_goes_away_and_comes_back(
    product: Product, browser: Browser, size: tuple[int, int], handset: str
) -> None:
    tail = uuid4().hex[:6]
    rep2 = Screen.of(browser, product, *size)
    rep2.sign_in("rep2", "/away")
    page = rep2.page
    page.locator("summary").click()
    page.get_by_label("What contacts are told").fill(f"Back tomorrow {tail}")
    for name in page.get_by_role("button", name="Take").all():
        name.click()
    page.get_by_label("Who stands in", exact=True).select_option(label="Riley One")
    page.get_by_role("button", name="Until tomorrow morning").click()
    banner = page.get_by_text("You are away until")
    expect(banner).to_be_visible(timeout=SOON)
    expect(page.get_by_text("Riley One stands in").first).to_be_visible()
    rep2.fits()

    product.text(handset, LINE, f"Is it still there? {tail}")
    eventually(lambda: any(f"Back tomorrow {tail}" in text for text in product.got(handset, LINE)))
    rep1 = Screen.of(browser, product, *size)
    rep1.sign_in("rep1")
    expect(rep1.page.get_by_text("You stand in for")).to_be_visible(timeout=SOON)
    row = rep1.row(f"(202) 555-{handset[-4:]}")
    expect(row).to_contain_text(f"Is it still there? {tail}", timeout=SOON)
    rep1.fits()

    page.get_by_role("button", name="I am back").first.click()
    expect(banner).to_have_count(0, timeout=SOON)
    rep1.page.reload()
    expect(rep1.page.get_by_role("link", name="Needs attention")).to_be_visible()
    expect(rep1.page.get_by_text("You stand in for")).to_have_count(0)
    expect(row).to_have_count(0)
