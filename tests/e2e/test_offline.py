"""The shell of the dashboard stands in the browser: it opens without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/me"])
def test_the_dashboard_opens_without_a_network(product: Product, browser: Browser, path: str) -> None:
    rep1 = Screen.of(browser, product, 360, 740)
    rep1.sign_in("rep1")
    expect(rep1.page.get_by_role("navigation", name="Main")).to_be_visible(timeout=SOON)
    rep1.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    # The settings are kept from the visit after the sign-in on, which forgets what others left.
    rep1.page.reload()
    expect(rep1.page.get_by_role("navigation", name="Main")).to_be_visible(timeout=SOON)
    rep1.page.context.set_offline(True)
    rep1.page.goto(product.url + path)
    expect(rep1.page.get_by_role("navigation", name="Main")).to_be_visible(timeout=SOON)


def test_what_is_of_the_server_is_asked_of_the_server(product: Product, browser: Browser) -> None:
    """No address of the API, of the sign-in or of the settings is answered by the shell."""
    rep1 = Screen.of(browser, product, 360, 740)
    rep1.sign_in("rep1")
    rep1.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    for path in ("/api/health", "/config.json"):
        rep1.page.goto(product.url + path)
        assert "<div id=" not in rep1.page.content()
