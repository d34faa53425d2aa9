"""Turning the code at sign-in on and off, in Chromium, at 360 and 1280 px."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.authenticator import Pool, code
from tests.e2e.product import Product
from tests.e2e.screen import Screen

PERSON = "rep2"
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_code_is_turned_on_asked_and_turned_off(product: Product, browser: Browser, size: tuple[int, int]) -> None:
    screen = Screen.of(browser, product, *size)
    screen.sign_in(PERSON, "/me")
    page = screen.page
    part = page.get_by_role("region", name="Code at sign-in")
    try:
        part.get_by_role("button", name="Turn on").click()
        expect(part.get_by_role("img", name="Code to scan with the app")).to_be_visible()
        link = part.get_by_role("link").get_attribute("href") or ""
        key = re.findall(r"secret=(\w+)", link)[0]
        screen.fits()
        part.get_by_label("Code from your app").fill(code(key, time.time()))
        part.get_by_role("button", name="Turn on").click()
        expect(part.get_by_text("On", exact=True)).to_be_visible()
        page.get_by_role("button", name="Sign out").click()

        screen.enter(PERSON)
        expect(page.get_by_role("heading", name="Type your code")).to_be_visible()
        screen.fits()
        page.get_by_label("Code from your app").fill(code(key, time.time()))
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Type your code")).to_have_count(0)
        page.goto(f"{product.url}/me")
        part.get_by_role("button", name="Turn off").click()
        page.get_by_role("dialog").get_by_role("button", name="Turn off").click()
        expect(part.get_by_text("Off", exact=True)).to_be_visible()
    finally:
        # Who comes after this test signs in by the password alone.
        pool = Pool(product)
        entered = pool.sign_in(f"{PERSON}@example.com")
        if "AuthenticationResult" not in entered:
            _, entered = pool.answer_code(f"{PERSON}@example.com", entered["Session"], code(key, time.time()))
            pool.prefer(entered["AuthenticationResult"]["AccessToken"], on=False)
