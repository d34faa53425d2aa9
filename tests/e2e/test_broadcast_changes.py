"""What has not begun is given another end, other words and other pictures, on a phone's screen and on a desk's."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.e2e.product import Person, Product
from tests.e2e.screen import SOON, Screen
from tests.harness.pictures import png

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desk"])


def picture(name: str, width: int) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": png(width, 200)}


def ordered(rep1: Person, **more: Any) -> dict[str, Any]:
    """A broadcast of Riley's; in an hour, where nothing else is said."""
    (line,) = [one for one in rep1.get("/lines")["items"] if one["number"] == "+18005550101"]
    (group,) = [one for one in rep1.get("/groups")["items"] if one["name"] == "Spring list"]
    order = {"line": line["id"], "group": group["id"], "body": "Spring is here.", "send_at": ahead(hours=1)}
    made: dict[str, Any] = rep1.post("/broadcasts", order | more)
    return made


def ahead(**much: float) -> str:
    return (datetime.now(UTC) + timedelta(**much)).isoformat()


def typed(**much: float) -> str:
    """As a field takes it, by the clock of the browser, which is this machine's."""
    return datetime.fromisoformat(ahead(**much)).astimezone().strftime("%Y-%m-%dT%H:%M")


@SIZES
def test_its_end_is_set_told_and_comes(
    product: Product, browser: Browser, size: tuple[int, int], tmp_path: Path
) -> None:
    """SD-7."""
    rep1 = product.person("rep1")
    made = ordered(rep1)
    screen = Screen.of(browser, product, *size)
    screen.sign_in("rep1", f"/broadcasts/{made['id']}")
    page = screen.page
    page.get_by_role("button", name="Set an end").click()
    sheet = page.get_by_role("dialog", name="When shall it end?")
    field = sheet.get_by_label("Not after (optional)")
    field.fill(typed(minutes=5))
    page.screenshot(path=tmp_path / "1-end.png")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_text("Choose a time after the broadcast begins.")).to_be_visible()
    expect(field).to_be_focused()
    field.fill(typed(hours=3))
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nothing more of it goes after")).to_be_visible(timeout=SOON)
    screen.fits()
    page.screenshot(path=tmp_path / "2-set.png")
    page.get_by_role("button", name="Change the end").click()
    sheet.get_by_role("button", name="No end").click()
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Set an end")).to_be_visible(timeout=SOON)

    ended = ordered(rep1, send_at=ahead(seconds=2), not_after=ahead(seconds=3))
    time.sleep(3)
    page.goto(f"{product.url}/broadcasts/{ended['id']}")
    expect(page.get_by_role("status").filter(has_text="Expired")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("Its time ended on")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel the rest")).to_have_count(0)
    screen.fits()
    page.screenshot(path=tmp_path / "3-ended.png")
    rep1.post(f"/broadcasts/{made['id']}/cancel", {})


@SIZES
def test_a_paused_one_gets_other_words_and_another_picture(
    product: Product, browser: Browser, size: tuple[int, int], tmp_path: Path
) -> None:
    """SD-7, SD-12."""
    tail = uuid4().hex[:6]
    rep1 = product.person("rep1")
    made = ordered(rep1)
    rep1.post(f"/broadcasts/{made['id']}/pause", {})
    screen = Screen.of(browser, product, *size)
    screen.sign_in("rep1", f"/broadcasts/{made['id']}")
    page = screen.page
    change = page.get_by_role("button", name="Change the text")
    change.click()
    sheet = page.get_by_role("dialog", name="What shall it say?")
    sheet.get_by_label("Message", exact=True).fill(f"Summer is here. {tail}")
    attach = sheet.get_by_label("Pictures to attach")
    # One after the other: of two at once the smaller may arrive first.
    for number, width in enumerate((320, 240), start=1):
        attach.set_input_files([picture("tulips.png", width)])
        expect(sheet.get_by_role("img", name=f"Attached picture {number}")).to_be_visible(timeout=SOON)
    expect(sheet.get_by_text("1 picture message each")).to_be_visible()
    page.screenshot(path=tmp_path / "1-attached.png")
    sheet.get_by_role("button", name="Save").click()
    text = page.get_by_role("region", name="Text")
    expect(text).to_contain_text(tail)
    expect(text.get_by_role("img")).to_have_count(2)
    screen.fits()
    page.screenshot(path=tmp_path / "2-saved.png", full_page=True)

    expect(change).to_be_focused()
    change.click()
    sheet.get_by_role("button", name="Remove picture 1").click()
    expect(sheet.get_by_role("button", name="Remove picture 1")).to_be_focused()
    page.keyboard.press("Escape")
    question = page.get_by_role("dialog", name="Leave without saving?")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Cancel").click()
    page.screenshot(path=tmp_path / "3-taken-off.png")
    sheet.get_by_role("button", name="Save").click()
    expect(text.get_by_role("img")).to_have_count(1)
    page.wait_for_function("document.querySelector('section[aria-label=Text] img').naturalWidth === 240")
    (kept,) = rep1.get(f"/broadcasts/{made['id']}")["media"]
    assert (kept["width"], kept["state"]) == (240, "kept")
    rep1.post(f"/broadcasts/{made['id']}/cancel", {})
