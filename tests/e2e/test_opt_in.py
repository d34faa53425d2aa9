"""Somebody opts in by the demo form, on a phone: with our script, without any, and by a word."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

SHARED = "+18005550100"
PHONE = {"width": 360, "height": 740}
WITH_SCRIPT, WITHOUT, BY_WORD, BY_API = "+12025550160", "+12025550161", "+12025550162", "+12025550163"
SURE = 20_000
"""Milliseconds: a text goes through two queues before it is there."""


def visitor(browser: Browser, product: Product, *, scripts: bool) -> Page:
    page = browser.new_context(viewport=PHONE, java_script_enabled=scripts).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(SOON)
    page.goto(f"{product.url}/api/forms/demo")
    return page


def fill(page: Page, number: str, name: str) -> None:
    page.get_by_label("Mobile number").fill(number)
    page.get_by_label("First name").fill(name)
    page.get_by_label("I agree to receive").check()
    page.get_by_role("button", name="Sign up").click()


def asked(product: Product, number: str) -> list[str]:
    return [text for text in product.got(number, SHARED) if "YES" in text]


def test_form_to_confirmation_to_yes(product: Product, browser: Browser) -> None:
    """CN-2, IN-2, CT-2: the page, the handset, YES, and the badge on the rep's phone."""
    faults: list[str] = []
    page = visitor(browser, product, scripts=True)
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    expect(page.get_by_label("I agree to receive")).not_to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    before = page.url
    fill(page, "12", "Willa")
    expect(page.locator(".errors")).to_be_focused()
    expect(page.get_by_label("Mobile number")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("First name")).to_have_value("Willa")
    faults.clear()  # the browser reports the refusal itself
    page.get_by_label("Town").fill("Salem")
    fill(page, "(202) 555-0160", "Willa")
    expect(page.get_by_role("status")).to_contain_text("reply YES", timeout=SOON)
    assert page.url == before
    assert faults == []

    eventually(lambda: asked(product, WITH_SCRIPT))
    rep = Screen.of(browser, product, PHONE["width"], PHONE["height"])
    rep.sign_in("rep1", "/contacts")
    rep.page.get_by_label("Search by name or number").fill("Willa")
    rep.page.get_by_role("link", name="Willa").click()
    rep.shows("Pending")
    rep.fits()
    product.text(WITH_SCRIPT, SHARED, "Yes")
    rep.page.goto(product.url + "/?tab=all")
    rep.row("Willa").click(timeout=SURE)
    rep.shows("Opted in", SURE)
    expect(rep.messages().filter(has_text="Reply YES")).to_have_count(1)
    rep.write("Welcome!")
    eventually(lambda: "Welcome!" in product.got(WITH_SCRIPT, SHARED))
    assert len(asked(product, WITH_SCRIPT)) == 1
    person = product.person("rep1").thread_with(WITH_SCRIPT)
    assert person is not None
    assert person["tags"] == ["Salem", "web form"]


def test_the_form_works_without_scripts(product: Product, browser: Browser) -> None:
    """Faults and thanks come as pages, what was said is kept, and a second form asks nothing again."""
    page = visitor(browser, product, scripts=False)
    fill(page, "12", "Wendel")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page.get_by_label("First name")).to_have_value("Wendel")
    expect(page.get_by_label("I agree to receive")).to_be_checked()
    fill(page, WITHOUT, "Wendel")
    expect(page.get_by_role("status")).to_contain_text("reply YES")
    eventually(lambda: asked(product, WITHOUT))
    again = visitor(browser, product, scripts=False)
    fill(again, WITHOUT, "Wendel")
    expect(again.get_by_role("status")).to_contain_text("reply YES")
    product.text(WITHOUT, SHARED, "YES")
    rep = product.person("rep1")
    eventually(lambda: (rep.thread_with(WITHOUT) or {}).get("consent") == "yes")
    assert len(asked(product, WITHOUT)) == 1


def test_a_word_opts_in_too(product: Product) -> None:
    product.text(BY_WORD, SHARED, "Join")
    eventually(lambda: asked(product, BY_WORD))
    product.text(BY_WORD, SHARED, "yes")
    rep = product.person("rep1")
    eventually(lambda: (rep.thread_with(BY_WORD) or {}).get("consent") == "yes")


def test_the_forms_address_answers_alike_whatever_is_known(product: Product) -> None:
    """The local contract: JSON or form-encoded, 202."""
    address = f"{product.url}/api/forms/demo"
    known: dict[str, Any] = {"phone": "+12025550110", "first_name": "Alma", "agree": True}
    fresh: dict[str, Any] = {
        "phone": BY_API,
        "first_name": "Xavi",
        "last_name": "Xu",
        "email": "x@example.com",
        "location": "Salem",
    }
    answers = [
        product.session.post(address, json=known, timeout=10),
        product.session.post(address, json={**fresh, "agree": True}, timeout=10),
        product.session.post(address, data=fresh | {"agree": "on"}, timeout=10),
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, answers[0].text)}
    assert answers[0].headers["Access-Control-Allow-Origin"] == "*"
    wrong = product.session.post(address, json={"phone": "12", "agree": "on"}, timeout=10)
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["phone"])
    eventually(lambda: asked(product, BY_API))
    assert asked(product, "+12025550110") == []


def test_an_admin_makes_a_form_on_a_phone(product: Product, browser: Browser) -> None:
    screen = Screen.of(browser, product, PHONE["width"], PHONE["height"])
    screen.sign_in("admin", "/settings/forms/new")
    screen.page.get_by_label("Name", exact=True).fill("Spring fair")
    screen.page.get_by_label("Title", exact=True).fill("Meet us at the fair")
    screen.page.get_by_label("Line", exact=True).select_option(label="Brand, (800) 555-0100")
    screen.page.get_by_role("textbox", name="Keyword").fill("fair")
    screen.page.get_by_role("button", name="Create form").click()
    expect(screen.page.get_by_role("heading", name="Bring people here")).to_be_visible()
    screen.fits()
    link = screen.page.get_by_role("link", name="/forms/").get_attribute("href")
    assert link
    screen.page.get_by_role("button", name="Show QR codes").click()
    expect(screen.page.get_by_role("img", name="Code to text FAIR")).to_be_visible()
    screen.page.goto(link)
    expect(screen.page.get_by_role("heading", name="Meet us at the fair")).to_be_visible()
    screen.page.goto(product.url + "/settings/forms")
    expect(screen.page.get_by_role("link", name="Spring fair")).to_be_visible()
    screen.fits()
