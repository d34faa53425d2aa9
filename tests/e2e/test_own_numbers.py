"""A rep gives its own phone and is texted there, on a phone's screen and on a desk's, in Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

REP2_LINE = "+18005550102"
SIZES = [
    pytest.param((360, 740), "+12025550187", "+12025550127", id="phone"),
    pytest.param((1280, 800), "+12025550188", "+12025550128", id="desk"),
]


@pytest.mark.parametrize(("size", "handset", "contact"), SIZES)
def test_a_phone_is_given_by_its_code_and_then_alerted(
    product: Product, browser: Browser, size: tuple[int, int], handset: str, contact: str, tmp_path: Path
) -> None:
    """AL-1. Screenshots of each step are left in pytest's folder."""
    rep2 = Screen.of(browser, product, *size)
    rep2.sign_in("rep2", "/me")
    page = rep2.page
    phone = page.get_by_role("region", name="Your phone")
    phone.get_by_role("button", name=re.compile("Add your phone|Change")).click()
    expect(phone.get_by_label("Your mobile number")).to_be_focused()
    page.keyboard.type(f"(202) 555-{handset[-4:]}")
    rep2.fits()
    page.screenshot(path=tmp_path / "1-number.png", full_page=True)
    page.keyboard.press("Enter")
    field = phone.get_by_label(f"Code that we texted to ••• {handset[-4:]}")
    expect(field).to_be_visible(timeout=SOON)

    (text,) = eventually(lambda: product.got(handset, REP2_LINE))
    found = re.search(r"\b\d{6}\b", text)
    assert found
    page.reload()
    field.fill("000000" if found[0] != "000000" else "111111")
    phone.get_by_role("button", name="Confirm").click()
    expect(phone.get_by_role("alert")).to_contain_text("4 tries are left")
    rep2.fits()
    page.screenshot(path=tmp_path / "2-code.png", full_page=True)
    field.fill(found[0])
    page.keyboard.press("Enter")
    expect(phone.get_by_text(f"••• {handset[-4:]}")).to_be_visible(timeout=SOON)

    texted = page.get_by_role("checkbox", name="New answers: Text")
    if not texted.is_checked():
        texted.click()
    expect(texted).to_be_checked(timeout=SOON)
    quiet = page.get_by_role("checkbox", name="At night alerts come by email only")
    quiet.click()
    expect(quiet).to_be_checked(timeout=SOON)
    rep2.fits()
    page.screenshot(path=tmp_path / "3-given.png", full_page=True)
    quiet.click()
    expect(quiet).not_to_be_checked(timeout=SOON)

    said = f"Is it still there? {uuid4().hex[:6]}"
    product.text(contact, REP2_LINE, said)
    eventually(lambda: any(said in alert and "/t/" in alert for alert in product.got(handset, REP2_LINE)))
