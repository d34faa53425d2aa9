"""By API and handsets alone: texts that a line's rules answer, and alerts that are answered from an own phone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.core.own_phone import AT_ONCE
from chalicelib.wiring import BRAND_SECONDS
from tests.e2e.product import Person, Product, eventually

SHARED, REP1_LINE, REP1_PHONE = "+18005550100", "+18005550101", "+12025550181"
PARKING = {"words": ["parking"], "reply": "Behind the house.", "tags": ["parking"], "alert": False}


@contextmanager
def changed(person: Person, path: str, change: dict[str, Any], back: dict[str, Any]) -> Iterator[None]:
    person.patch(path, change)
    try:
        yield
    finally:
        person.patch(path, back)


def test_a_rule_answers_a_word_and_leaves_the_rest_to_people(product: Product) -> None:
    handset, admin, rep2 = "+12025550176", product.person("admin"), product.person("rep2")
    line = next(line for line in admin.get("/lines")["items"] if line["number"] == SHARED)
    with changed(admin, f"/lines/{line['id']}", {"rules": [PARKING]}, {"rules": []}):
        product.text(handset, SHARED, "Parking?")
        eventually(lambda: any(text.startswith("Behind the house.") for text in product.got(handset, SHARED)))
        thread = eventually(lambda: rep2.thread_with(handset))
        assert (thread["tab"], thread["unread"], thread["tags"]) == ("participating", False, ["parking"])
        product.text(handset, SHARED, "And where is the door?")
        asking = eventually(lambda: rep2.thread_with(handset, "&tab=needs_attention"))
        assert asking["unread"] is True
    assert len(product.got(handset, SHARED)) == 1


def test_an_alert_is_answered_from_the_own_phone(product: Product) -> None:
    handset, admin, rep1 = "+12025550175", product.person("admin"), product.person("rep1")
    with changed(admin, "/settings", {"own_phone_answers": True}, {"own_phone_answers": False}):
        time.sleep(BRAND_SECONDS + 1)  # What decides keeps the brand's settings for so long.
        product.text(handset, REP1_LINE, "Is the blue one left?")
        alert = eventually(lambda: _alert(product, "Is the blue one left?"), 20)
        number = re.match(r"#\d+ ", alert)
        assert number is not None
        assert handset[-7:-4] not in alert.partition(":")[0], "it is masked"
        time.sleep(AT_ONCE.total_seconds() + 1)
        product.text(REP1_PHONE, REP1_LINE, f"{number[0]}The last one, come by")
        eventually(lambda: "The last one, come by" in product.got(handset, REP1_LINE), 20)
        thread = eventually(lambda: rep1.thread_with(handset, "&tab=participating"))
        (entry, *_) = rep1.get(f"/threads/{thread['id']}/messages")["items"]
        assert (entry["body"], entry["author"]["name"]) == ("The last one, come by", rep1.get("/me")["name"])


def _alert(product: Product, words: str) -> str | None:
    return next((text for text in product.got(REP1_PHONE, REP1_LINE) if words in text and "/t/" in text), None)
