"""Short links from end to end: shortened in each text, opened, counted; and nothing leads where no text of ours led."""

from __future__ import annotations

import random
import re
from typing import Any
from urllib.parse import quote

import pytest

from tests.harness import gateway
from tests.harness.brand import GROUP, HANDSETS, SHARED
from tests.harness.faults import Mode, failed
from tests.harness.gateway import Answer
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN = HANDSETS[:2]
BASE = "https://parley.example.com/api/l/"
SHOP, BLOG = "https://shop.example.com/spring?id=7", "https://blog.example.org/a"
ORDER = {"line": SHARED, "group": GROUP, "body": f"Spring: {SHOP} or read {BLOG}.", "short_links": True}
BROWSER = {"accept": "text/html", "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1"}
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def sent(world: World, order: dict[str, Any] = ORDER) -> str:
    """The broadcast's id, once it has gone."""
    made = good(world.api("rep1", "POST", "/broadcasts", order), 202)
    world.drain()
    return str(made["id"])


def codes(world: World, phone: str) -> list[str]:
    """The links in the last text to a phone, without what all begin with."""
    return re.findall(rf"{re.escape(BASE)}(\w+)", world.carrier.got(phone)[-1])


def opened(code: str, method: str = "GET", **headers: str) -> Answer:
    return gateway.request(method, f"/l/{code}", BROWSER | headers, b"")


def told(world: World, broadcast: str) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep1", "GET", f"/broadcasts/{broadcast}"))["responses"]
    return found


def no_writes(call: Call, effect: Effect) -> Any:
    return failed(call, Mode.THROTTLE_HARD) if call.name == "dynamodb.UpdateItem" else effect()


def own(world: World, *hosts: str) -> None:
    good(world.api("admin", "PATCH", "/settings", {"link_hosts": list(hosts)}))
    world.advance(seconds=11)


def test_each_recipient_gets_links_of_its_own(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello")
    sent(world)
    texts = [world.carrier.got(phone)[-1] for phone in HANDSETS]
    assert all(re.search(rf"^Spring: {BASE}[0-9a-z]{{21}} or read {BASE}[0-9a-z]{{21}}1\.", text) for text in texts)
    found = [code for phone in HANDSETS for code in codes(world, phone)]
    assert len(set(found)) == 2 * len(HANDSETS)
    thread = world.thread(SHARED, ADA)
    shown = good(world.api("rep1", "GET", f"/threads/{thread}/messages"))["items"]
    assert world.carrier.got(ADA)[-1] in [item["body"] for item in shown]


def test_links_go_as_they_are_where_nobody_asked(world: World) -> None:
    made = sent(world, ORDER | {"short_links": False})
    assert f"Spring: {SHOP} or read {BLOG}." in world.carrier.got(ADA)[-1]
    assert good(world.api("rep1", "GET", f"/broadcasts/{made}"))["short_links"] is False


def test_the_brands_own_host_opens_at_once(world: World) -> None:
    own(world, "Shop.Example.com")
    sent(world)
    answer = opened(codes(world, ADA)[0])
    assert (answer.status, answer.headers["Location"], answer.body) == (302, SHOP, "")
    assert answer.headers["Cache-Control"] == "no-store"


def test_before_any_other_host_a_page_names_it(world: World) -> None:
    own(world, "shop.example.com", "example.org")
    sent(world)
    page = opened(codes(world, ADA)[1])
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Location" not in page.headers
    assert "<h1>This link leads to blog.example.org</h1>" in page.body
    assert re.findall(r'<a [^>]*href="([^"]*)"', page.body) == [BLOG]
    assert 'rel="noopener noreferrer"' in page.body
    assert 'lang="en"' in page.body
    assert re.findall(r"<script|<form|\son\w+=", page.body) == []
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_is_odd_in_a_link_is_text_on_the_page(world: World) -> None:
    url = "https://blog.example.org/?a='x'&b=%22%3E%3Cscript%3E"
    sent(world, ORDER | {"body": f"Read {url}"})
    page = opened(codes(world, ADA)[0])
    assert page.status == 200
    assert 'href="https://blog.example.org/?a=&#x27;x&#x27;&amp;b=%22%3E%3Cscript%3E"' in page.body


def test_who_opens_counts_once_and_each_opening_counts(world: World) -> None:
    made = sent(world)
    (first, second), (other, _) = codes(world, ADA), codes(world, BEN)
    for code in (first, second, first, other):
        assert opened(code).status == 200
    found = told(world, made)
    assert (found["clicks"], found["openings"]) == (2, 4)
    assert found["click_rate"] == 2 / 5
    path = f"/broadcasts/{made}/recipients"
    items = {item["contact"]["phone"]: item for item in good(world.api("rep1", "GET", path))["items"]}
    assert [items[phone]["clicks"] for phone in HANDSETS] == [3, 1, 0, 0, 0]
    assert [bool(items[phone]["clicked"]) for phone in HANDSETS] == [True, True, False, False, False]
    only = good(world.api("rep1", "GET", f"{path}?response=clicked"))["items"]
    assert sorted(item["contact"]["phone"] for item in only) == [ADA, BEN]
    assert (found["replies"], found["opt_outs"]) == (0, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0"},
        {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"},
        {"user-agent": ""},
        {"sec-purpose": "prefetch;anonymous-client-ip"},
        {"purpose": "prefetch"},
    ],
)
def test_machines_are_led_there_and_do_not_count(world: World, headers: dict[str, str]) -> None:
    own(world, "shop.example.com")
    made = sent(world)
    answer = opened(codes(world, ADA)[0], **headers)
    assert (answer.status, answer.headers["Location"]) == (302, SHOP)
    assert (told(world, made)["clicks"], told(world, made)["openings"]) == (0, 0)


@pytest.mark.parametrize("headers", [{}, {"accept": "*/*"}])
def test_a_head_is_answered_as_a_visit_is_and_is_none(world: World, headers: dict[str, str]) -> None:
    """Checkers of phones and carriers look so: to the brand's own host, to a foreign one, to nowhere."""
    own(world, "shop.example.com")
    made = sent(world)
    for code in (*codes(world, ADA), "0" * 21, "odd", "é"):
        head, get = (opened(quote(code, safe=""), method, **headers) for method in ("HEAD", "GET"))
        assert (head.status, head.headers, head.body) == (get.status, get.headers, "")
    found = [opened(code, "HEAD") for code in codes(world, ADA)]
    assert [(answer.status, answer.headers.get("Location")) for answer in found] == [(302, SHOP), (200, None)]
    assert opened("0" * 21, "HEAD").status == 404
    assert told(world, made)["openings"] == 2


def test_a_store_that_takes_no_count_stops_nobody(world: World) -> None:
    own(world, "shop.example.com")
    made = sent(world)
    with world.around(no_writes):
        assert opened(codes(world, ADA)[0]).status == 302
    assert told(world, made)["clicks"] == 0


ODD = [
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "x\r\nLocation: https://evil.example",
    "\x00",
    "..",
    "0" * 21 + "%00",
    "0" * 21 + "/evil",
    "0" * 500,
    "é" * 21,
]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_code_leads_nowhere(world: World, odd: str) -> None:
    """As it is, and as a browser would write it into an address."""
    sent(world)
    for code in {quote(odd, safe=""), quote(codes(world, ADA)[0] + odd, safe="")}:
        answer = opened(code)
        assert (answer.status, "Location" in answer.headers) == (404, False)
        assert "evil" not in answer.body


@pytest.mark.parametrize("query", ["url=https://evil.example", "to=//evil.example", "next=javascript:alert(1)"])
def test_nothing_in_the_address_changes_where_a_link_leads(world: World, query: str) -> None:
    own(world, "shop.example.com")
    sent(world)
    assert opened(f"{codes(world, ADA)[0]}?{query}").headers["Location"] == SHOP


def test_guesses_hit_nothing(world: World) -> None:
    """Neither at random, nor by somebody who has a link and changes it."""
    sent(world)
    code, dice = codes(world, ADA)[0], random.Random(7)
    for _ in range(300):
        kept = dice.choice((0, 4, 8))
        guess = code[:kept] + "".join(dice.choices(LETTERS, k=21 - kept))
        assert guess == code or opened(guess).status == 404
    for place in range(21):
        changed = code[:place] + LETTERS[(LETTERS.index(code[place]) + 1) % 32] + code[place + 1 :]
        assert opened(changed).status == 404
    assert [opened(code + letter).status for letter in "01"] == [200, 200]
    assert {opened(code + letter).status for letter in LETTERS[2:]} == {404}


def test_no_link_says_whose_it_is(world: World) -> None:
    made = sent(world)
    for phone in HANDSETS:
        for code in codes(world, phone):
            assert phone[2:] not in code
            assert world.contact(phone)[1:5] not in code
            assert made.lower()[:6] not in code


def test_a_script_is_told_as_a_problem_and_a_browser_by_a_page(world: World) -> None:
    problem(gateway.request("GET", f"/l/{'0' * 21}", {"accept": "*/*"}, b""), 404, "not_found")
    assert "leads nowhere" in opened("0" * 21).body


def test_a_preview_counts_short_links_and_tells_where_they_lead(world: World) -> None:
    own(world, "shop.example.com")
    long = ORDER | {"body": f"Spring: {SHOP}&{'x' * 150} {BLOG} http://bit.ly/a https://{{{{first_name}}}}.example.com"}
    seen = good(world.api("rep1", "POST", "/broadcasts/preview", long))
    plain = good(world.api("rep1", "POST", "/broadcasts/preview", long | {"short_links": False}))
    assert (seen["segments"], plain["segments"]) == (1, 2)
    assert f"Spring: {BASE}{'x' * 21} {BASE}{'x' * 21}1 http://bit.ly/a" in seen["sample"]
    assert [(link["host"], link["own"]) for link in seen["links"]] == [
        ("shop.example.com", True),
        ("blog.example.org", False),
    ]
    assert [one["code"] for one in seen["warnings"]] == ["public_shortener", "link_left", "link_left"]
    assert plain["links"] == []
    assert [one["code"] for one in plain["warnings"]] == ["public_shortener"]


def test_a_preview_is_as_long_as_what_goes(world: World) -> None:
    seen = good(world.api("rep1", "POST", "/broadcasts/preview", ORDER))
    sent(world)
    assert {len(text) for text in world.carrier.got(ADA)[-1:]} == {len(seen["sample"])}


def test_too_many_links_are_refused_before_anything_is_sent(world: World) -> None:
    many = " ".join(f"https://example.com/{place}" for place in range(11))
    for path in ("/broadcasts", "/broadcasts/preview"):
        assert "11" in wrong(world.api("rep1", "POST", path, ORDER | {"body": many}), "body")["body"]
    assert good(world.api("rep1", "POST", "/broadcasts/preview", ORDER | {"body": many, "short_links": False}))


def test_a_scheduled_broadcast_may_still_be_given_short_links(world: World) -> None:
    at = "2026-03-20T15:00:00Z"
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER | {"short_links": False, "send_at": at}), 202)
    path = f"/broadcasts/{made['id']}"
    assert good(world.api("rep1", "PATCH", path, {"short_links": True}))["short_links"] is True
    many = " ".join(f"https://example.com/{place}" for place in range(11))
    wrong(world.api("rep1", "PATCH", path, {"body": many}), "body")
    assert good(world.api("rep1", "PATCH", path, {"body": "Hi"}))["short_links"] is True
    assert good(world.api("rep1", "PATCH", path, {"short_links": False}))["short_links"] is False


def test_an_admin_names_the_brands_hosts(world: World) -> None:
    assert good(world.api("rep1", "GET", "/settings"))["link_hosts"] == []
    wrong(world.api("admin", "PATCH", "/settings", {"link_hosts": ["https://example.com"]}), "link_hosts")
    named = good(world.api("admin", "PATCH", "/settings", {"link_hosts": [" B.example.com ", "a.example.com"]}))
    assert named["link_hosts"] == ["a.example.com", "b.example.com"]
