"""A new lead from the form to the first text, in Chromium and on handsets, with the seconds that each step took."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import PASSWORD, Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

SHARED, ROBINS_LINE, ROBINS_PHONE = "+18005550100", "+18005550102", "+12025550182"
PHONE, DESK = (360, 740), (1280, 800)
SLOWEST = 30.0
"""Seconds on a busy machine; in virtual time tests/flows/test_in_time.py holds each to 5 or 10."""


@dataclass
class Watch:
    """How long each step took, from the one before it."""

    steps: list[tuple[str, float]] = field(default_factory=list)
    _last: float = field(default_factory=time.monotonic)

    def go(self) -> None:
        self._last = time.monotonic()

    def note(self, step: str) -> None:
        now = time.monotonic()
        self.steps.append((step, now - self._last))
        self._last = now

    def tell(self, capsys: pytest.CaptureFixture[str]) -> None:
        """On the terminal, whether the test passes or not."""
        with capsys.disabled():
            sys.stdout.write("\n" + "".join(f"{seconds:6.2f} s  {step}\n" for step, seconds in self.steps))


def alert(product: Product, about: str, after: int) -> str:
    """The link of the next text that Robin's own phone gets from Robin's line."""

    def found() -> str | None:
        for body in product.got(ROBINS_PHONE, ROBINS_LINE)[after:]:
            link = re.search(rf"{re.escape(product.url)}/{about}/\S+", body)
            if link:
                return link.group()
        return None

    return eventually(found, SLOWEST)


def follow(browser: Browser, product: Product, link: str) -> Screen:
    """Somebody taps the link of an alert on a phone that is not signed in, and signs in."""
    screen = Screen.of(browser, product, *PHONE)
    screen.page.goto(link)
    screen.page.get_by_label("Email").fill("rep2@example.com")
    screen.page.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.page.get_by_role("button", name="Sign in").click()
    screen.page.wait_for_url(link, timeout=SOON)
    return screen


def mailed(product: Product, to: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = product.session.get(
        f"{product.carrier}/mail", params={"to": f"{to}@example.com"}, timeout=10
    ).json()["items"]
    return found


def fill_in(browser: Browser, product: Product, number: str, name: str) -> Callable[[], None]:
    """A visitor who has filled in the form; what is given back signs up."""
    visitor = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}).new_page()
    visitor.goto(f"{product.url}/api/forms/demo")
    visitor.get_by_label("Mobile number").fill(number)
    visitor.get_by_label("First name").fill(name)
    visitor.get_by_label("Town").fill("Salem")
    visitor.get_by_label("I agree to receive").check()
    return visitor.get_by_role("button", name="Sign up").click


def test_from_the_form_to_the_first_text(
    product: Product, browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LD-1 to LD-5, AL-1, TH-13. Screenshots of each screen are left in pytest's folder."""
    handset, name = "+12025550186", "Nora"
    product.person("admin").patch("/forms/demo", {"lead": True})
    manager = Screen.of(browser, product, *DESK)
    manager.sign_in("manager", "/leads")
    mails, alerts = len(mailed(product, "manager")), len(product.got(ROBINS_PHONE, ROBINS_LINE))
    sign_up = fill_in(browser, product, handset, name)
    watch = Watch()
    sign_up()

    expect(manager.page.get_by_role("list", name="Unassigned leads").get_by_text(name)).to_be_visible(timeout=SOON * 3)
    watch.note("form sent to lead in the manager's list")
    eventually(lambda: any(name in mail["subject"] for mail in mailed(product, "manager")[mails:]), SLOWEST)
    watch.note("and the manager mailed")
    eventually(lambda: any("YES" in text for text in product.got(handset, SHARED)), SLOWEST)
    product.text(handset, SHARED, "YES")

    manager.page.get_by_text(name).first.click()
    # What the YES changes moves the buttons: nobody presses one of them just then.
    expect(manager.page.get_by_role("link", name="Open conversation")).to_be_visible(timeout=SOON * 3)
    manager.page.get_by_role("button", name="Assign").click()
    sheet = manager.page.get_by_role("dialog", name="Who gets this lead?")
    sheet.get_by_role("radio", name=re.compile("^Robin Two")).check()
    manager.page.screenshot(path=tmp_path / "1-assign.png")
    watch.go()
    sheet.get_by_role("button", name="Give it").click()
    manager.shows("Robin Two has it")
    watch.note("assigned")
    link = alert(product, "leads", alerts)
    watch.note("assigned to alert on Robin's own phone")

    robin = follow(browser, product, link)
    robin.shows("Salem")
    robin.fits()
    watch.note("link, sign-in and details on Robin's phone")
    robin.page.screenshot(path=tmp_path / "2-details.png")
    robin.page.get_by_role("link", name=re.compile("Open conversation|Write first text")).click()
    watch.go()
    robin.write(f"Hello {name}, this is Robin.")
    eventually(lambda: any("this is Robin" in text for text in product.got(handset, SHARED)), SLOWEST)
    watch.note("first text on the contact's handset")
    robin.page.goto(product.url + "/?tab=all")
    expect(robin.row(name)).to_be_visible()
    watch.note("conversation in Robin's inbox")
    robin.page.goto(link)
    robin.shows("Written to after")
    watch.note("clock stopped")
    robin.page.screenshot(path=tmp_path / "3-stopped.png")

    watch.tell(capsys)
    assert all(seconds < SLOWEST for _, seconds in watch.steps)
    (lead,) = [one for one in product.person("rep2").get("/leads?view=mine")["items"] if one["contact"]["name"] == name]
    assert (lead["stage"], lead["waits"], lead["source"]) == ("contacted", False, "form")


def test_the_link_of_an_alert_lands_on_the_conversation_after_the_sign_in(
    product: Product, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    """AL-1: a contact of Robin's own line writes; the alert's link leads there, past the sign-in."""
    handset = "+12025550187"
    before = len(product.got(ROBINS_PHONE, ROBINS_LINE))
    watch = Watch()
    product.text(handset, ROBINS_LINE, "Is the blue one left?")
    link = alert(product, "t", before)
    watch.note("text to alert on Robin's own phone")
    robin = follow(browser, product, link)
    expect(robin.messages().filter(has_text="Is the blue one left?")).to_be_visible()
    watch.note("link, sign-in and conversation")
    robin.fits()
    watch.tell(capsys)
    assert watch.steps[0][1] < SLOWEST
