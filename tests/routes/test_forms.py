"""Forms as everybody sees them, and as admins make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.routes.public import FRONT
from tests.harness import aws, brand, gateway
from tests.harness.gateway import Answer
from tests.harness.opt_in_stories import MADE, SMALL_PRINT
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SAID = {"phone": brand.STRANGER, "agree": True, "first_name": "Gus"}


@pytest.fixture
def world() -> Iterator[World]:
    with World(brand.form) as built:
        yield built


def post(world: World, body: Any, **headers: str) -> Answer:
    return world.api(None, "POST", "/forms/club", body, headers=headers)


def form_encoded(body: bytes, **headers: str) -> Answer:
    return gateway.request("POST", "/forms/club", {"content-type": gateway.FORM, **headers}, body)


def test_the_page_is_a_plain_form_with_a_label_for_each_field(world: World) -> None:
    page = world.api(None, "GET", "/forms/club", headers=PAGE)
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    ids = re.findall(r'id="(f-\w+)"', page.body)
    assert sorted(ids) == sorted(re.findall(r'<label[^>]* for="(f-\w+)"', page.body))
    assert 'lang="en"' in page.body
    assert "checked" not in page.body
    assert 'method="post"' in page.body


def test_the_pages_policy_allows_no_inline_script_and_its_one_style(world: World) -> None:
    page = world.api(None, "GET", "/forms/club", headers=PAGE)
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert re.findall(r"<script(?![^>]* src=)", page.body) == []
    assert re.findall(r'\s(?:style|on\w+)="', page.body) == []


def test_what_the_brand_writes_is_text_on_the_page_and_in_scripts(world: World) -> None:
    odd = "</script><img src=x onerror=alert(1)>\"'&"
    changed = world.api("admin", "PATCH", "/forms/club", {"title": odd, "intro": odd, "done": odd})
    assert changed.status == 200
    shown = world.api(None, "GET", "/forms/club", headers=PAGE).body
    thanked = form_encoded(b"phone=%2B12025550170&agree=on", accept="text/html").body
    for page in (shown, thanked):
        assert "<img" not in page
        assert "&lt;img" in page


def test_a_script_gets_json_and_a_browser_a_page(world: World) -> None:
    assert good(world.api(None, "GET", "/forms/club"))["wording_version"] == 1
    taken = good(post(world, SAID), 202)
    assert taken["status"] == "accepted"
    assert "text START to (800) 555-0100" in taken["message"]
    thanked = form_encoded(b"phone=202-555-0170&agree=on", accept="text/html")
    assert (thanked.status, thanked.headers["Content-Type"]) == (202, "text/html; charset=utf-8")
    assert taken["message"].split("\n")[1] in thanked.body


def test_wrong_answers_are_named_and_on_the_page_kept(world: World) -> None:
    assert "Check its digits" in wrong(post(world, SAID | {"phone": "+1 202 555"}), "phone")["phone"]
    wrong(post(world, {"phone": brand.STRANGER}), "agree")
    page = form_encoded(b"phone=12&first_name=%3Cb%3EGus&size=large&agree=on", accept="text/html")
    assert page.status == 422
    assert 'value="12"' in page.body
    assert 'value="&lt;b&gt;Gus"' in page.body
    assert "<option selected>large</option>" in page.body
    assert 'id="f-agree" name="agree" required checked' in page.body
    assert 'href="#f-phone"' in page.body
    assert 'aria-describedby="f-phone-error"' in page.body
    assert world.drain() == 0


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"[1]", b'"x"', b'{"phone": {"a": 1}}', b"{", b'{"phone": 12}', b"x" * 17000]
)
@pytest.mark.parametrize("kind", ["application/json", gateway.FORM])
def test_what_is_no_form_is_refused_and_breaks_nothing(world: World, body: bytes, kind: str) -> None:
    answer = gateway.request("POST", "/forms/club", {"content-type": kind}, body)
    problem(answer, 422, "invalid")


@pytest.mark.parametrize("path", ["/forms/nothing", "/forms/nothing/embed.js", "/forms/nothing/widget.js"])
def test_what_is_not_there_says_so(world: World, path: str) -> None:
    problem(world.api(None, "GET", path), 404, "not_found")
    assert "not here" in world.api(None, "GET", "/forms/nothing", headers=PAGE).body


def test_a_form_that_is_switched_off_takes_nothing(world: World) -> None:
    assert world.api("admin", "PATCH", "/forms/club", {"active": False}).status == 200
    problem(post(world, SAID), 404, "not_found")
    world.handset_texts(brand.STRANGER, brand.SHARED, "JOIN")
    world.drain()
    assert [text for text in world.carrier.sent if text.to == brand.STRANGER] == []


def test_any_page_may_read_the_answer_and_none_with_credentials(world: World) -> None:
    for answer in (
        post(world, SAID),
        post(world, {}),
        world.api(None, "GET", "/forms/club"),
        world.api(None, "OPTIONS", "/forms/club", headers={"Origin": "https://shop.example.com"}),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_the_evidence_stands_in_the_ledger(world: World) -> None:
    """LD-5: words, version, page, address, browser."""
    via = {"X-Forwarded-For": "192.0.2.7, 203.0.113.9, 198.51.100.1", "User-Agent": "A browser"}
    post(world, SAID | {"page": "https://shop.example.com/join?token=abc#top"}, **via, **{FRONT: aws.FRONT})
    world.drain()
    (event,) = (row for row in world.items("consent") if row["act"]["S"] == "opt_in" and row["source"]["S"] == "form")
    told = {name: value["S"] for name, value in event["evidence"]["M"].items()}
    assert told == {
        "form": "club",
        "version": "1",
        "page": "https://shop.example.com/join",
        "ip": "203.0.113.9",
        "user_agent": "A browser",
    }


@pytest.mark.parametrize("said", [{}, {FRONT: ""}, {FRONT: "guessed"}])
def test_an_address_that_a_caller_only_claims_is_no_evidence(world: World, said: dict[str, str]) -> None:
    """Past CloudFront anybody can write an X-Forwarded-For."""
    post(world, SAID, **{"X-Forwarded-For": "192.0.2.7, 203.0.113.9, 198.51.100.1"}, **said)
    world.drain()
    (event,) = (row for row in world.items("consent") if row["act"]["S"] == "opt_in" and row["source"]["S"] == "form")
    assert "ip" not in event["evidence"]["M"]
    assert not [row for row in world.items("conversations") if "203.0.113.9" in row["pk"]["S"] + row["sk"]["S"]]


def test_the_script_tells_the_page_without_what_may_be_private(world: World) -> None:
    script = world.api(None, "GET", "/forms/club/embed.js").body
    assert 'told.set("page", location.origin + location.pathname)' in script
    assert 'told.set("page", location.href' not in script


def test_the_widget_is_there_only_when_it_is_switched_on(world: World) -> None:
    assert "var told = null" in world.api(None, "GET", "/forms/club/widget.js").body
    world.api("admin", "PATCH", "/forms/club", {"widget": True})
    script = world.api(None, "GET", "/forms/club/widget.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert '"sms:+18005550100?body=JOIN"' in script.body


def test_a_form_is_made_once_and_its_faults_are_named(world: World) -> None:
    bad = MADE | {"wording": "Text me.", "colours": {"text": "#cccccc"}, "keyword": "stop"}
    assert (
        "Msg & data rates may apply."
        in wrong(world.api("admin", "POST", "/forms", bad), "wording", "text", "keyword")["wording"]
    )
    made = [world.api("admin", "POST", "/forms", MADE, key="one key") for _ in range(2)]
    assert made[0].json["id"] == made[1].json["id"]
    assert len(world.api("admin", "GET", "/forms").json["items"]) == 3
    assert "Another form" in wrong(world.api("admin", "POST", "/forms", MADE), "keyword")["keyword"]
    assert f'/forms/{made[0].json["id"]}"' in made[0].json["snippet"]


def test_another_wording_is_a_new_version_that_new_opt_ins_prove(world: World) -> None:
    words = f"Brand may text me. {SMALL_PRINT}"
    changed = good(world.api("admin", "PATCH", "/forms/club", {"wording": words}))
    assert [version["version"] for version in changed["wordings"]] == [1, 2]
    post(world, SAID)
    world.drain()
    (event,) = (row for row in world.items("consent") if row["source"]["S"] == "form")
    assert (event["wording"]["S"], event["evidence"]["M"]["version"]["S"]) == (words, "2")


def test_evidence_leads_to_pending_at_most_and_takes_the_line(world: World) -> None:
    """C3: whoever brings it, only the contact itself says YES."""
    body = {"line": brand.SHARED, "phone": brand.STRANGER, "wording": "Text me.", "source": "paper form"}
    problem(world.api("limited", "POST", "/opt-ins", body), 403, "role_too_low")
    problem(world.api("rep2", "POST", "/opt-ins", body | {"line": brand.REP1_LINE}), 403, "line_not_yours")
    wrong(world.api("rep2", "POST", "/opt-ins", body | {"wording": " "}), "wording")
    wrong(world.api("rep2", "POST", "/opt-ins", body | {"phone": "1"}), "phone")
    ids = [good(world.api("rep2", "POST", "/opt-ins", body, key="k"), 202)["id"] for _ in range(2)]
    assert ids[0] == ids[1]
    world.drain()
    assert [text.to for text in world.carrier.sent] == [brand.STRANGER]
    head = next(
        row
        for row in world.items("conversations")
        if row["pk"]["S"] == world.contact(brand.STRANGER) and "consent" in row
    )
    assert head["consent"]["S"] == "pending"
