"""A person at a screen: what it reads and what it presses, by the names that assistive technology hears."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.product import PASSWORD, Product

SOON = 10_000
"""Milliseconds; a new message must show within five seconds, a busy machine may take twice that."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def chromium() -> str:
    """Debian's Chromium, which `.ci/run` installs."""
    found = shutil.which("chromium")
    assert found, "install Chromium: apt-get install chromium"
    return found


@dataclass
class Screen:
    page: Page
    product: Product

    @classmethod
    def of(cls, browser: Browser, product: Product, width: int, height: int) -> Screen:
        page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.set_default_timeout(SOON)
        return cls(page, product)

    def sign_in(self, name: str, path: str = "/") -> None:
        self.page.goto(self.product.url + path)
        self.enter(name)
        expect(self.page.get_by_role("button", name="Sign in")).to_have_count(0)

    def enter(self, name: str) -> None:
        """On the page to sign in, once that is there: other pages have a field *Email*, too."""
        expect(self.page.get_by_role("heading", name="Sign in to Parley")).to_be_visible()
        self.page.get_by_label("Email").fill(f"{name}@example.com")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def open(self, name: str) -> None:
        """One of the main places."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()

    def tab(self, name: str) -> None:
        self.page.get_by_role("navigation", name="Tabs").get_by_role("link", name=name).click()

    def row(self, who: str) -> Locator:
        return self.page.get_by_test_id("thread-row").filter(has_text=re.compile(re.escape(who)))

    def messages(self) -> Locator:
        return self.page.get_by_test_id("message")

    def write(self, body: str) -> None:
        """Into the open conversation."""
        self.page.get_by_label("Message", exact=True).fill(body)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def shows(self, words: str, timeout: int = SOON) -> None:
        """Somewhere in sight: beside an open conversation the list stays on the page, on a phone hidden."""
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible(timeout=timeout)

    def fits(self) -> None:
        """Nothing is wider than the screen."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than the screen"
