"""Alerts on a device: from a contact's text to the push service, and from a push to the open conversation."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

REP2_LINE, ASKING = "+18005550102", "+12025550119"
PRESS = """async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
}"""


def test_a_text_comes_to_the_device_and_tells_no_word_of_it(product: Product) -> None:
    rep2, words = product.person("rep2"), f"Are you open {uuid4().hex[:6]}"
    key = product.session.get(f"{product.url}/config.json", timeout=10).json()["pushKey"]
    subscription = product.session.post(f"{product.carrier}/push", json={"key": key}, timeout=10).json()
    device = rep2.post("/me/push", {"endpoint": subscription["endpoint"], "keys": subscription["keys"]})
    try:
        product.text(ASKING, REP2_LINE, words)
        found = eventually(
            lambda: product.session.get(f"{product.carrier}/push/{subscription['id']}", timeout=10).json()["items"]
        )
        thread = eventually(lambda: rep2.thread_with(ASKING))
        assert json.loads(found[0]["payload"])["path"] == f"/t/{thread['id']}"
        assert words not in str(found)
        assert ASKING not in str(found)
    finally:
        assert rep2.call("DELETE", f"/me/push/{device['id']}").status_code == 204


def test_a_push_is_shown_and_leads_to_its_conversation(product: Product, browser: Browser) -> None:
    product.text(ASKING, REP2_LINE, "Is anybody there?")
    thread = eventually(lambda: product.person("rep2").thread_with(ASKING))["id"]
    rep2 = Screen.of(browser, product, 360, 740)
    rep2.page.context.grant_permissions(["notifications"], origin=product.url)
    rep2.sign_in("rep2", "/me")
    expect(rep2.page.get_by_role("checkbox", name="Notify me on this device")).to_be_enabled()
    payload = {"title": "New message", "body": "Robin's line", "path": f"/t/{thread}", "tag": thread, "id": "alert:1"}
    deliver(rep2.page, product.url, json.dumps(payload))
    assert eventually(lambda: rep2.page.evaluate(SHOWN)) == [
        {"title": "New message", "body": "Robin's line", "tag": thread}
    ]
    rep2.page.context.service_workers[0].evaluate(PRESS)
    rep2.page.wait_for_url(f"**/t/{thread}")
    rep2.shows("Is anybody there?")


def deliver(page: Page, origin: str, data: str) -> None:
    """What a push service does with what a vendor hands over; this machine reaches no vendor."""
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    tools: CDPSession = page.context.new_cdp_session(page)
    seen: list[dict[str, Any]] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: seen.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")
    for _ in range(SOON // 50):
        if not seen:
            page.wait_for_timeout(50)  # events come while the page waits
    assert seen
    registration = seen[0]["registrationId"]
    tools.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": registration, "data": data})
