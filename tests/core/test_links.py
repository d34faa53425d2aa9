"""Short links: what of a text is one, what stands there instead, and how a code is known again."""

from __future__ import annotations

import random
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import links
from chalicelib.core.broadcasts import Broadcast, Recipient, body_of, text_of
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, base32, number_of
from chalicelib.core.links import SAMPLE, Code, Link
from tests.core.builders import CONTACT, IDS, LOCAL, NOW, PHONE, REP1

BASE = "https://t.example.com/api/l/"
ID = BroadcastId("01ARZ3NDEKTSV4RRFFQ69G5FAV")
CODE = "0123456789abcdefghjkm"
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
CODES = st.text(LETTERS, min_size=len(SAMPLE), max_size=len(SAMPLE))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Look: https://example.com", ["https://example.com"]),
        ("https://example.com/a?b=c&d=%20#e.", ["https://example.com/a?b=c&d=%20#e"]),
        ("(see https://example.com/sale)", ["https://example.com/sale"]),
        ("https://example.com/w_(rose)", ["https://example.com/w_(rose)"]),
        ("HTTPS://Shop.Example.COM:8443/A", ["HTTPS://Shop.Example.COM:8443/A"]),
        ("https://example.com/a, https://example.com/b! https://example.com/a?", ["https://example.com/a", "https://example.com/b"]),
        ("https://medium.example/@brand/post", ["https://medium.example/@brand/post"]),
        ("https://münchen.example/x https://xn--mnchen-3ya.example", ["https://xn--mnchen-3ya.example"]),
        ("nothing here", []),
    ],
)  # fmt: skip
def test_plain_links_by_https_are_targets_without_the_sentence_around_them(body: str, found: list[str]) -> None:
    assert links.targets(body) == found


@pytest.mark.parametrize(
    "odd",
    [
        "http://example.com",
        "javascript:alert(1)",
        "https:javascript:alert(1)",
        "//evil.example",
        "https:///evil.example",
        "https://\\evil.example",
        "https://example.com\\@evil.example",
        "https://example.com@evil.example",
        "https://example.com:80@evil.example",
        "https://user:pass@evil.example/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://localhost/",
        "https://example.com./x",
        "https://-example.com",
        "https://example.com:999999/",
        "https://example.com/ä",
        "https://example.com/\x00",
        "https://example.com/{{first_name}}",
        "https://example.com/{{ first_name }}",
        "https://{{custom.shop}}.example.com",
        "https://example.com{{first_name}}",
        "https://example.com/a|b",
    ],
)
def test_nothing_else_is_a_target(odd: str) -> None:
    assert links.targets(odd) == []
    assert links.shortened(odd, BASE, CODE) == odd


def test_a_line_break_ends_a_link() -> None:
    assert links.targets("https://example.com/\r\nLocation: https://evil.example\r\n") == [
        "https://example.com/",
        "https://evil.example",
    ]


@given(st.text(max_size=60).map("https://example.com".__add__) | st.text(max_size=80))
def test_a_target_is_what_every_reader_takes_for_the_same_host(text: str) -> None:
    for url in links.targets(text):
        parts = urlsplit(url)
        assert (parts.scheme, parts.hostname, parts.username) == ("https", links.host(url), None)
        assert url.isascii()
        assert url.isprintable()
        assert not set(url) & set('\\ <>"{}|^`')


def test_each_link_is_replaced_by_the_recipients_own_one() -> None:
    body = "A https://example.com/a, b (https://example.com/b). Again: https://example.com/a"
    assert links.shortened(body, BASE, CODE) == f"A {BASE}{CODE}, b ({BASE}{CODE}1). Again: {BASE}{CODE}"
    assert links.shortened(body, "", CODE) == body
    assert links.shortened(body, BASE, "") == body


def test_a_link_that_stands_in_for_a_field_is_replaced_too() -> None:
    body = "Book: {{custom.site|https://example.com/book}}"
    assert links.shortened(body, BASE, CODE) == f"Book: {{{{custom.site|{BASE}{CODE}}}}}"


def test_a_recipients_text_bears_its_own_link_and_values() -> None:
    broadcast = Broadcast(
        ID, LOCAL.id, LOCAL.number, GroupId("g"), "All", 1, "Hi {{first_name}}: https://example.com", REP1, NOW
    )
    row = Recipient(ID, CONTACT, PHONE, values={"first_name": "Ada"}, introduction=" STOP to end", link=CODE)
    assert body_of(broadcast, row) == "Hi Ada: https://example.com"
    short = replace(broadcast, links_at=BASE)
    assert text_of(short, row) == f"Hi Ada: {BASE}{CODE} STOP to end"
    assert len(SAMPLE) == len(CODE)


def test_more_links_than_codes_tell_apart_are_refused() -> None:
    many = [f"https://example.com/{place}" for place in range(links.MOST)]
    links.check(" ".join(many))
    with pytest.raises(Invalid) as refused:
        links.check(" ".join([*many, "https://example.com/last"]))
    assert "11 different links" in refused.value.fields["body"]


@given(st.binary(min_size=1, max_size=8), st.integers(0, 15))
def test_a_code_says_where_its_recipient_is_listed_and_which_link_is_meant(seed: bytes, place: int) -> None:
    contact = ContactId("c" + base32(int.from_bytes(seed, "big"), 24))
    secret = IDS.link(ID, contact, links.SECRET)
    code = links.code(ID, contact, place, secret)
    assert links.read(code) == Code(code, links.token(ID), code[4:8], 0)
    assert links.read(f"{code}3").place == 3
    assert links.sought(links.read(code), ID) == (place, contact[:4])


def test_a_code_ends_with_65_bits_that_only_the_key_tells() -> None:
    other = BroadcastId("01ARZ3NDEKTSV4RRFFQ69G5FAX")
    first, second = (links.code(one, CONTACT, 0, IDS.link(one, CONTACT, links.SECRET)) for one in (ID, other))
    assert len(first) == 21
    assert 5 * links.SECRET >= 64
    assert first[8:] == IDS.link(ID, CONTACT, links.SECRET)
    assert first[8:] != second[8:]


def test_a_million_guesses_hit_nothing() -> None:
    """By somebody who knows all the rest of a code, of any of a thousand recipients."""
    contacts = [ContactId("c" + base32(place, 24)) for place in range(1000)]
    secrets = {number_of(IDS.link(ID, contact, links.SECRET)) for contact in contacts}
    dice = random.Random(1)
    assert len(secrets) == 1000
    assert not any(dice.getrandbits(5 * links.SECRET) in secrets for _ in range(1_000_000))


def test_codes_do_not_know_a_contact_again_in_another_broadcast() -> None:
    """Nothing of the contact's id, which is the same in every broadcast, stands in them as it is."""
    codes = [links.code(BroadcastId(f"01B{place}"), CONTACT, 0, "0" * 13)[4:8] for place in range(200)]
    assert len(set(codes)) > 190


@pytest.mark.parametrize(
    "odd", ["", "abc", CODE[:-1], CODE + "12", CODE + "-", CODE.upper(), CODE[:-1] + "u", "%00" * 7, CODE[:-2] + "%2"]
)
def test_what_can_be_no_code_is_not_found(odd: str) -> None:
    with pytest.raises(NotFound):
        links.read(odd)


@given(CODES, st.sampled_from(["", *LETTERS]))
def test_every_code_that_can_be_is_read(code: str, last: str) -> None:
    assert links.read(code + last) == Code(code, code[:4], code[4:8], LETTERS.index(last) if last else 0)


@given(st.integers(0, 32**4 - 1))
def test_digits_are_read_as_they_are_written(value: int) -> None:
    assert number_of(base32(value, 4)) == value


def test_the_brands_own_hosts_are_told_apart_exactly() -> None:
    body = "https://Shop.example.com/a https://example.com https://evil-example.com"
    assert links.of(body, {"shop.example.com"}) == [
        Link("https://Shop.example.com/a", "shop.example.com", own=True),
        Link("https://example.com", "example.com", own=False),
        Link("https://evil-example.com", "evil-example.com", own=False),
    ]


@pytest.mark.parametrize(
    ("body", "warned"),
    [
        ("https://bit.ly/x", True),
        ("Go to bit.ly/x now", True),
        ("See BIT.LY/x.", True),
        ("http://www.tinyurl.com/abc", True),
        ("Mail us at ann@bit.ly", False),
        ("https://bit.ly.example.com/x", False),
        ("https://rabbit.ly/x", False),
        ("https://example.com/bit.ly", False),
        ("https://example.com", False),
    ],
)
@pytest.mark.parametrize("short", [True, False])
def test_shorteners_that_many_share_are_warned_of(body: str, *, warned: bool, short: bool) -> None:
    found = [(code, sentence) for code, sentence in links.warnings(body, short=short) if code == "public_shortener"]
    assert bool(found) is warned
    assert all(("under your own" in sentence) is not short for _, sentence in found)


def test_links_that_stay_as_they_are_are_told_of_where_they_were_to_be_shortened() -> None:
    body = "https://example.com/{{first_name}}, https://127.0.0.1/, https://example.com/a."
    told = list(links.warnings(body, short=True))
    assert [code for code, _ in told] == ["link_left", "link_left"]
    assert told[0][1].startswith("https://example.com/{{first_name}}, stays")
    assert told[1][1].startswith("https://127.0.0.1/ stays")
    assert list(links.warnings(body, short=False)) == []


PHONE_BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "purpose", "person"),
    [
        (PHONE_BROWSER, "", True),
        ("Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "", True),
        (PHONE_BROWSER, "prefetch;prerender", False),
        (PHONE_BROWSER, "Preview", False),
        ("", "", False),
        ("  ", "", False),
        ("facebookexternalhit/1.1 Facebot Twitterbot/1.0", "", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", False),
        ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "", False),
        ("TelegramBot (like TwitterBot)", "", False),
        ("WhatsApp/2.23.20.0", "", False),
        ("curl/8.5.0", "", False),
        ("python-requests/2.32", "", False),
    ],
)
def test_only_people_count(agent: str, purpose: str, *, person: bool) -> None:
    assert links.counts(agent, purpose) is person


@pytest.mark.parametrize("end", ["”", "’", "…", "，", "\u200b", "—", ".”", "?…"])
def test_what_ends_a_sentence_in_any_type_is_no_part_of_a_link(end: str) -> None:
    body = f"See https://example.com/a{end}"
    assert links.targets(body) == ["https://example.com/a"]
    assert links.shortened(body, BASE, CODE) == f"See {BASE}{CODE}{end}"
    assert links.left(body) == []


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("See http://example.com/a.", ["http://example.com/a"]),
        ("See example.com, or WWW.example.museum/x”", ["example.com", "WWW.example.museum"]),
        ("See example.com and example.com", ["example.com"]),
        ("Write to ann@example.com or bob.co@example.net", []),
        ("It is over.Come on, {{custom.site|https://example.com}}", []),
        ("https://example.com/a.com?b=c.com", []),
    ],
)
def test_links_that_stay_long_are_told_of(body: str, left: list[str]) -> None:
    assert links.left(body) == left
    told = [sentence for code, sentence in links.warnings(body, short=True) if code == "link_left"]
    assert [sentence.partition(" ")[0] for sentence in told] == left
