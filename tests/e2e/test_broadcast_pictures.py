"""A picture goes to a group from a phone's screen and from a desk's: looked at, priced, sent, shown, and fetched."""

from __future__ import annotations

from uuid import uuid4

import pytest
import requests
from playwright.sync_api import Browser, FilePayload, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import Screen
from tests.e2e.test_browser import MEMBERS, PHONE_ANSWERS, REP1_LINE
from tests.harness.pictures import png

pytestmark = pytest.mark.browser

PICTURE: FilePayload = {"name": "tulips.png", "mimeType": "image/png", "buffer": png(320, 200)}


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_a_picture_goes_to_a_group(product: Product, browser: Browser, size: tuple[int, int]) -> None:
    tail = uuid4().hex[:6]
    rep1 = Screen.of(browser, product, *size)
    rep1.sign_in("rep1", "/broadcasts/new")
    page = rep1.page
    page.get_by_label("From").select_option(label="Riley's line, (800) 555-0101")
    page.get_by_label("To", exact=True).select_option(label=f"Spring list ({MEMBERS})")
    page.get_by_label("Message", exact=True).fill(f"Tulips, {{{{first_name|friend}}}} {tail}")
    page.get_by_label("Pictures to attach").set_input_files([PICTURE])
    expect(page.get_by_text("1 picture message each")).to_be_visible()
    rep1.fits()
    page.get_by_role("button", name="Review").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text(f"One picture message each, {MEMBERS} in all")
    expect(sheet).to_contain_text("a picture message with carriers’ fees")
    expect(sheet.get_by_role("img", name="Picture 1")).to_be_visible()
    rep1.fits()
    sheet.get_by_role("button", name="Send").click()

    text = page.get_by_role("region", name="Text")
    expect(text.get_by_role("img", name="Picture of this broadcast")).to_be_visible()
    page.wait_for_function("document.querySelector('section[aria-label=Text] img').naturalWidth === 320")
    expect(text.get_by_test_id("field")).to_contain_text("First name")
    expect(page.get_by_role("button", name=f"{MEMBERS} Delivered")).to_be_visible(timeout=60_000)
    rep1.fits()

    handset = PHONE_ANSWERS[0]
    (got,) = eventually(lambda: [one for one in product.handset(handset, REP1_LINE) if tail in one["body"]])
    (address,) = got["media"]
    assert requests.get(address, timeout=10).content[:4] == b"\x89PNG"
    product.text(handset, REP1_LINE, f"Lovely {tail}")
    thread = eventually(
        lambda: [one for one in product.person("rep1").get("/threads")["items"] if tail in one["preview"]]
    )
    page.goto(f"{product.url}/t/{thread[0]['id']}")
    entry = page.locator('[data-testid="message"][data-origin="broadcast"]').last
    expect(entry.get_by_role("img")).to_be_visible()
    rep1.fits()
