"""What stands side by side has room on a phone's screen, and on a desk's."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product
from tests.e2e.screen import Screen

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desk"])
ONE_LINE = 40
"""Pixels; a heading that takes two lines is higher."""


@SIZES
def test_every_tab_of_the_inbox_is_in_sight(
    product: Product, browser: Browser, size: tuple[int, int], tmp_path: Path
) -> None:
    screen = Screen.of(browser, product, *size)
    screen.sign_in("manager")
    tabs = screen.page.get_by_role("navigation", name="Tabs")
    expect(tabs.get_by_role("link", name="Nobody’s")).to_be_visible()
    screen.page.screenshot(path=tmp_path / "inbox.png")
    assert tabs.evaluate("tabs => tabs.scrollWidth <= tabs.clientWidth")
    screen.fits()


@SIZES
def test_the_columns_of_the_board_have_names_of_one_line(
    product: Product, browser: Browser, size: tuple[int, int], tmp_path: Path
) -> None:
    screen = Screen.of(browser, product, *size)
    screen.sign_in("manager", "/leads/board")
    expect(screen.page.get_by_role("heading", name="Unassigned")).to_be_visible()
    screen.page.screenshot(path=tmp_path / "board.png")
    heights = screen.page.get_by_role("heading", level=2).evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) == 6
    assert max(heights) <= ONE_LINE
    screen.fits()
