"""A file of leads, from the browser to the queue, the managers and the contact's handset (CT-4, LD-1, LD-5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product, eventually
from tests.e2e.screen import SOON, Screen

pytestmark = pytest.mark.browser

SHARED = "+18005550100"
PHONE, DESK = (360, 740), (1280, 800)
PROVEN, CLAIMED = "+12025550171", "+12025550172"
FILE = (
    "\ufeffMobile;Name;Town;Tags;Consent wording;Consent date\r\n"
    '(202) 555-0171;Ines;Salem;"fair, vip";"I agree; text me";2026-11-20 14:00\r\n'
    "202.555.0172;Otto;;fair;;\r\n"
    "12;Nobody;;;;\r\n"
    "202-555-0171;Ines;;;;\r\n"
    "555 0101;Nor he;;;;03/01/2026\r\n"
)


def mailed(product: Product, to: str) -> list[dict[str, Any]]:
    mails: list[dict[str, Any]] = product.session.get(
        f"{product.carrier}/mail", params={"to": f"{to}@example.com"}, timeout=10
    ).json()["items"]
    return [mail for mail in mails if "from a file" in mail["subject"]]


def chosen(screen: Screen, file: Path) -> None:
    """The file chosen on the line that everybody texts from."""
    page = screen.page
    page.get_by_label("Line", exact=True).select_option(label="Brand, (800) 555-0100")
    page.get_by_label("File", exact=True).set_input_files(file)
    expect(page.get_by_label("Phone number")).to_have_value("0")
    expect(page.get_by_label("The words they agreed to")).to_have_value("4")


def consent(product: Product, phone: str) -> str:
    """On the shared line, as its contact's page has it."""
    manager = product.person("manager")
    (contact,) = manager.get(f"/contacts?q=%2B{phone[1:]}")["items"]
    consents = manager.get(f"/contacts/{contact['id']}")["consents"]
    return str(next(one["state"] for one in consents if one["line"]["number"] == SHARED))


def counts(screen: Screen) -> dict[str, str]:
    terms, said = screen.page.locator("dl dt"), screen.page.locator("dl dd")
    return dict(zip(terms.all_inner_texts(), said.all_inner_texts(), strict=True))


def test_a_file_comes_in_once_however_often_it_is_uploaded(product: Product, browser: Browser, tmp_path: Path) -> None:
    """Screenshots of each screen are left in pytest's folder."""
    file = tmp_path / "fair.csv"
    file.write_text(FILE, encoding="utf-8")
    desk = Screen.of(browser, product, *DESK)
    desk.sign_in("manager", "/leads")
    link = desk.page.get_by_role("link", name="Import")
    expect(link).to_be_visible()
    desk.page.screenshot(path=tmp_path / "1-leads.png")
    link.click()
    chosen(desk, file)
    desk.page.screenshot(path=tmp_path / "2-columns.png", full_page=True)
    desk.page.get_by_role("button", name="Bring in 5 rows").click()
    desk.shows("All rows are done.")
    desk.page.screenshot(path=tmp_path / "3-report.png")
    assert counts(desk) == {
        "New leads": "2",
        "Leads already, or twice in the file": "1",
        "Asked to confirm by YES": "1",
        "Not taken in": "2",
    }
    refused = desk.page.get_by_role("list", name="Rows not taken in")
    expect(refused.get_by_text("Row 4: 12, Nobody")).to_be_visible()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "refused-fair.csv"
    kept = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in kept] == ['"Mobile"', '"12"', '"555 0101"']

    desk.page.get_by_role("link", name="See the leads").click()
    queue = desk.page.get_by_role("list", name="Unassigned leads")
    for name in ("Ines", "Otto"):
        expect(queue.get_by_text(name)).to_be_visible(timeout=SOON * 2)
    (mail,) = eventually(lambda: mailed(product, "admin"), 30)
    assert mail["subject"].startswith("2 new leads from a file, nobody has them")
    # Whether it is day where they live or night: at night the text that asks for YES waits.
    eventually(lambda: consent(product, PROVEN) == "pending", 30)
    assert consent(product, CLAIMED) == "none", "nothing proves that it agreed"

    phone = Screen.of(browser, product, *PHONE)
    phone.sign_in("manager", "/leads/import")
    chosen(phone, file)
    phone.fits()
    phone.page.screenshot(path=tmp_path / "4-columns-phone.png")
    phone.page.get_by_role("radio", name="The file does not prove it").scroll_into_view_if_needed()
    phone.page.screenshot(path=tmp_path / "5-proof-phone.png")
    phone.page.get_by_role("button", name="Bring in 5 rows").scroll_into_view_if_needed()
    phone.page.screenshot(path=tmp_path / "6-rows-phone.png")
    phone.page.get_by_role("button", name="Bring in 5 rows").click()
    phone.shows("All rows are done.")
    phone.fits()
    phone.page.screenshot(path=tmp_path / "7-report-phone.png")
    leads = product.person("manager").get("/leads?view=unassigned&limit=100")["items"]
    assert [lead["contact"]["phone"] for lead in leads].count(PROVEN) == 1
    known = next(one["id"] for one in leads if one["contact"]["phone"] == CLAIMED)
    lead = product.person("manager").get(f"/leads/{known}")
    assert ([event["what"] for event in lead["history"]], lead["evidence"]) == (["came"], {"file": "fair.csv"})
    assert len(mailed(product, "admin")) == 1
