"""The two flows of the main job on a phone's screen and on a desk's, in Chromium."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

SHARED, REP1_LINE, REP1_PHONE = "+18005550100", "+18005550101", "+12025550181"
PHONE_ANSWERS = ["+12025550121", "+12025550122", "+12025550123"]
DESK_ANSWERS = ["+12025550124", "+12025550125", "+12025550126"]
"""Not the same ones: a second alert of the same thread within five minutes would be folded into the first."""
SIZES = [pytest.param((360, 740), id="phone"), pytest.param((1280, 800), id="desk")]
MEMBERS = 25


@pytest.mark.parametrize(("size", "answering"), [((360, 740), PHONE_ANSWERS), ((1280, 800), DESK_ANSWERS)])
def test_group_message_individual_answers(
    product: Product, browser: Browser, size: tuple[int, int], answering: list[str]
) -> None:
    tail = uuid4().hex[:6]
    rep1 = Screen.of(browser, product, *size)
    rep1.sign_in("rep1")
    _send_to_group(rep1, f"Tulips are in, {{{{first_name|friend}}}} {tail}")
    expect(rep1.page.get_by_role("button", name=f"{MEMBERS} Delivered")).to_be_visible(timeout=60_000)
    rep1.fits()

    names = _names(product, answering)
    for number in names:
        product.text(number, REP1_LINE, f"Yes please {tail}")

    rep1.open("Inbox")
    rep1.tab("Needs attention")
    for name in names.values():
        expect(rep1.row(name)).to_contain_text(f"Yes please {tail}", timeout=SOON)
        expect(rep1.row(name)).to_have_attribute("data-unread", "true")
    rep2 = Screen.of(browser, product, *size)
    rep2.sign_in("rep2")
    rep2.tab("All")
    for name in names.values():
        expect(rep2.row(name)).to_have_count(0)

    alerts = eventually(lambda: [text for text in product.got(REP1_PHONE, REP1_LINE) if tail in text and "/t/" in text])
    link = alerts[0].rsplit(" ", 1)[1]
    number, name = next(iter(names.items()))
    rep1.row(name).click()
    expect(rep1.messages().filter(has_text=f"{tail}")).to_have_count(2)
    expect(rep1.page.locator('[data-testid="message"][data-origin="broadcast"]').last).to_contain_text("Tulips are in")
    rep1.fits()
    rep1.write(f"Kept for you {tail}")
    sent = rep1.messages().filter(has_text=f"Kept for you {tail}")
    expect(sent).to_have_count(1)
    expect(sent).to_have_attribute("data-status", "delivered", timeout=SOON)
    assert product.got(number, REP1_LINE).count(f"Kept for you {tail}") == 1

    rep1.page.goto(product.url)
    rep1.tab("Participating")
    expect(rep1.row(name)).to_be_visible()
    rep1.page.goto(link)
    expect(rep1.messages().first).to_be_visible()


def _send_to_group(screen: Screen, body: str) -> None:
    screen.open("Broadcasts")
    screen.page.get_by_role("link", name="New broadcast").first.click()
    screen.page.get_by_label("From").select_option(label="Riley's line, (800) 555-0101")
    screen.page.get_by_label("To", exact=True).select_option(label=f"Spring list ({MEMBERS})")
    screen.page.get_by_label("Message", exact=True).fill(body)
    screen.page.get_by_role("button", name="Review").click()
    confirmation = screen.page.get_by_role("dialog")
    expect(confirmation).to_contain_text(str(MEMBERS))
    confirmation.get_by_role("button", name="Send").click()


def _names(product: Product, numbers: list[str]) -> dict[str, str]:
    people = product.person("rep1").get("/contacts?limit=100")["items"]
    return {item["phone"]: item["name"] for item in people if item["phone"] in numbers}


@pytest.mark.parametrize(("size", "handset"), [((360, 740), "+12025550197"), ((1280, 800), "+12025550198")])
def test_unknown_texter_stops_and_comes_back(
    product: Product, browser: Browser, size: tuple[int, int], handset: str
) -> None:
    pretty = f"(202) 555-{handset[-4:]}"
    people = [Screen.of(browser, product, *size) for _ in range(2)]
    for screen, name in zip(people, ("rep2", "limited"), strict=True):
        screen.sign_in(name)
    product.text(handset, SHARED, "Do you open on Sunday?")
    for screen in people:
        expect(screen.row(pretty)).to_contain_text("Do you open on Sunday?", timeout=SOON)
    rep2 = people[0]
    rep2.row(pretty).click()
    rep2.write("Yes, from nine to five.")
    expect(rep2.messages().filter(has_text="nine to five")).to_have_attribute("data-status", "delivered", timeout=SOON)
    eventually(lambda: "Yes, from nine to five." in product.got(handset, SHARED))

    product.text(handset, SHARED, "STOP")
    composer = rep2.page.get_by_label("Message", exact=True)
    expect(composer).to_have_count(0, timeout=SOON)
    rep2.shows("opted out")
    rep2.fits()
    before = len(product.got(handset, SHARED))

    product.text(handset, SHARED, "START")
    expect(composer).to_be_visible(timeout=SOON)
    texts = product.got(handset, SHARED)[before:]
    assert not [text for text in texts if "nine to five" in text]
    rep2.write("Good to have you back.")
    eventually(lambda: "Good to have you back." in product.got(handset, SHARED))


@pytest.mark.parametrize("size", SIZES)
def test_a_new_conversation_lands_in_its_thread(product: Product, browser: Browser, size: tuple[int, int]) -> None:
    body = f"Your order is ready {uuid4().hex[:6]}"
    screen = Screen.of(browser, product, *size)
    screen.sign_in("rep1", "/new")
    screen.page.get_by_label("From").select_option(label="Riley's line · (800) 555-0101")
    screen.page.get_by_label("To", exact=True).fill("202-555-0130")
    screen.page.get_by_role("listbox").get_by_role("option").first.click()
    screen.page.get_by_label("Message", exact=True).fill(body)
    screen.page.get_by_role("button", name="Send", exact=True).click()
    expect(screen.messages().filter(has_text=body)).to_have_count(1)
    assert "/t/" in screen.page.url
    eventually(lambda: body in product.got("+12025550130", REP1_LINE))
    screen.page.get_by_role("button", name="Archive", exact=True).click()
    screen.page.goto(product.url + "/?folder=archived")
    name = _names(product, ["+12025550130"])["+12025550130"]
    expect(screen.row(name)).to_contain_text(body)
    product.text("+12025550130", REP1_LINE, "Thank you!")
    screen.page.goto(product.url + "/?tab=all")
    expect(screen.row(name)).to_have_attribute("data-unread", "true", timeout=SOON)


@pytest.mark.parametrize("size", SIZES)
def test_a_template_is_written_once_and_inserted_in_a_conversation(
    product: Product, browser: Browser, size: tuple[int, int]
) -> None:
    tail, handset = uuid4().hex[:6], "+12025550127"
    name = _names(product, [handset])[handset]
    screen = Screen.of(browser, product, *size)
    screen.sign_in("rep1", "/me")
    page = screen.page
    page.get_by_role("link", name="Templates").click()
    page.get_by_role("button", name="New template").click()
    page.get_by_label("Name").fill(f"Hours {tail}")
    page.get_by_label("Text").fill("Hi")
    page.get_by_role("button", name="First name", exact=True).click()
    page.get_by_label("Text").press_sequentially(f", open till {{{{custom.closing|six}}}} {tail}")
    page.get_by_role("button", name="Save").click()
    row = page.get_by_test_id("template-row").filter(has_text=f"Hours {tail}")
    expect(row).to_contain_text(f"Hi {{{{first_name|there}}}}, open till {{{{custom.closing|six}}}} {tail}")
    screen.fits()

    product.text(handset, REP1_LINE, f"When do you close? {tail}")
    page.goto(product.url)
    screen.row(name).click()
    message = page.get_by_label("Message", exact=True)
    message.fill("Hello!")
    page.get_by_role("button", name="Insert template").click()
    expect(page.get_by_label("Find a template")).to_be_focused()
    page.keyboard.type(f"hours {tail}")
    expect(page.get_by_role("listbox", name="Templates").get_by_role("option")).to_have_count(1)
    screen.fits()
    page.keyboard.press("Enter")
    text = f"Hello! Hi {name.split()[0]}, open till six {tail}"
    expect(message).to_have_value(text)
    expect(message).to_be_focused()
    expect(page.get_by_text("No closing known, so “six”.")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(message).to_have_value("Hello!")
    page.keyboard.press("Control+Shift+z")
    expect(message).to_have_value(text)
    page.get_by_role("button", name="Send", exact=True).click()
    eventually(lambda: text in product.got(handset, REP1_LINE))

    page.goto(product.url + "/templates")
    row.get_by_role("button").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete template").click()
    expect(row).to_have_count(0)


@pytest.mark.parametrize(("size", "handset"), [((360, 740), "+12025550131"), ((1280, 800), "+12025550132")])
def test_a_first_text_is_planned_with_a_picture_seen_in_the_inbox_and_cancelled(
    product: Product, browser: Browser, size: tuple[int, int], handset: str, tmp_path: Path
) -> None:
    name = _names(product, [handset])[handset]
    tail = uuid4().hex[:6]
    screen = Screen.of(browser, product, *size)
    screen.sign_in("rep1", "/new")
    page = screen.page
    page.get_by_label("From").select_option(label="Riley's line · (800) 555-0101")
    page.get_by_label("To", exact=True).fill(handset[2:])
    page.get_by_role("listbox").get_by_role("option", name=name).click()
    page.get_by_label("Message", exact=True).fill("Hi {{first_name|there}}")
    left = 160 - len(f"Hi {name.split()[0]}")
    expect(page.get_by_test_id("segments")).to_have_text(f"1 segment · {left} left")
    page.get_by_label("Message", exact=True).fill(f"Your order is ready {tail}")
    picture = tmp_path / "order.png"
    picture.write_bytes(page.screenshot(clip={"x": 0, "y": 0, "width": 90, "height": 60}))
    page.get_by_label("Pictures to attach").set_input_files(picture)
    expect(page.get_by_role("img", name="Attached picture 1")).to_be_visible(timeout=SOON)
    screen.fits()
    page.get_by_role("button", name="Send later…").click()
    page.get_by_role("button", name="Tomorrow morning").click()
    bubble = page.get_by_test_id("scheduled").filter(has_text=tail)
    expect(bubble).to_be_visible(timeout=SOON)
    expect(bubble.get_by_role("img")).to_be_visible(timeout=SOON)
    screen.fits()

    page.goto(product.url + "/?tab=participating")
    row = screen.row(name)
    expect(row).to_contain_text(f"Scheduled: Your order is ready {tail}", timeout=SOON)
    expect(row.get_by_title("Scheduled for")).to_be_visible(timeout=SOON)
    screen.fits()
    screen.tab("Scheduled")
    planned = page.get_by_test_id("scheduled-row").filter(has_text=tail)
    expect(planned).to_contain_text("Unless they reply")
    screen.fits()
    planned.click()
    bubble.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Cancel the text").click()
    expect(bubble).to_have_count(0, timeout=SOON)
    expect(screen.messages().filter(has_text=tail)).to_have_count(1)
    page.goto(product.url + "/?tab=participating")
    expect(row).to_contain_text(f"Cancelled: Your order is ready {tail}", timeout=SOON)
    expect(row.get_by_title("Scheduled for")).to_have_count(0)
