"""One consent from the form to STOP and back, as its handset and a rep's phone see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen
from tests.e2e.test_opt_in import PHONE, SHARED, SURE, asked, fill, visitor

pytestmark = pytest.mark.browser

WREN = "+12025550164"


def test_from_the_form_to_stop_and_back(product: Product, browser: Browser, tmp_path: Path) -> None:
    """CN-2, CN-4, CN-5, SD-13. Screenshots of each state are left in pytest's folder."""
    form = visitor(browser, product, scripts=True)
    fill(form, "(202) 555-0164", "Wren")
    expect(form.get_by_role("status")).to_contain_text("reply YES", timeout=SOON)
    form.screenshot(path=tmp_path / "1-form.png")
    (confirmation,) = eventually(lambda: asked(product, WREN))
    assert "STOP" in confirmation

    rep = Screen.of(browser, product, PHONE["width"], PHONE["height"])
    composer = rep.page.get_by_label("Message", exact=True)
    rep.sign_in("rep1", "/contacts")
    rep.page.get_by_label("Search by name or number").fill("Wren")
    rep.page.get_by_role("link", name="Wren").click()
    rep.shows("Pending")
    rep.page.screenshot(path=tmp_path / "2-pending.png")
    product.text(WREN, SHARED, "YES")
    rep.page.goto(product.url + "/?tab=all")
    rep.row("Wren").click(timeout=SURE)
    rep.shows("Opted in", SURE)
    rep.write("Welcome, Wren!")
    eventually(lambda: "Welcome, Wren!" in product.got(WREN, SHARED))
    rep.page.screenshot(path=tmp_path / "3-yes.png")
    rep.fits()

    product.text(WREN, SHARED, "STOP")
    expect(composer).to_have_count(0, timeout=SURE)
    rep.shows("opted out")
    expect(rep.page.get_by_role("button", name="Consent: Opted in")).to_have_count(0)
    expect(rep.row("Wren")).not_to_contain_text("Opted in", timeout=SURE)
    rep.page.screenshot(path=tmp_path / "4-stopped.png")
    rep.fits()
    before = len(product.got(WREN, SHARED))

    product.text(WREN, SHARED, "START")
    expect(composer).to_be_visible(timeout=SURE)
    assert all("Wren" not in text for text in product.got(WREN, SHARED)[before:])
    rep.write("Good to have you back.")
    eventually(lambda: "Good to have you back." in product.got(WREN, SHARED))
    rep.page.screenshot(path=tmp_path / "5-back.png")
    assert len(asked(product, WREN)) == 1, "the form asked once"
