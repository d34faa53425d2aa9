"""Webhooks: only what the provider signed for this very URL is read, and it is read as it was meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.core.errors import Forbidden, Invalid
from chalicelib.core.keywords import Keyword
from chalicelib.providers.webhooks import Webhooks, parse
from tests.providers.webhook import BASE, FORM, INBOUND, NOON, TOKEN, raw, signed, webhooks

EXECUTE = "https://abc123.execute-api.us-east-1.amazonaws.com/api"
PORTED = "http://127.0.0.1:8000/api"
URLS = [
    ("as configured", BASE, BASE + INBOUND, True),
    ("the default port said aloud", BASE, BASE.replace(".com/", ".com:443/") + INBOUND, True),
    ("http for https", BASE, BASE.replace("https", "http") + INBOUND, False),
    ("another port", BASE, BASE.replace(".com/", ".com:8443/") + INBOUND, False),
    ("port 80 for https", BASE, BASE.replace(".com/", ".com:80/") + INBOUND, False),
    ("without the stage", BASE, BASE.removesuffix("/api") + INBOUND, False),
    ("another stage", BASE, BASE.removesuffix("/api") + "/prod" + INBOUND, False),
    ("the stage twice", BASE, BASE + "/api" + INBOUND, False),
    ("a slash at the end", BASE, BASE + INBOUND + "/", False),
    ("a slash twice", BASE, BASE + "/" + INBOUND, False),
    ("a query that was not called", BASE, BASE + INBOUND + "?m=1", False),
    ("the fragment", BASE, BASE + INBOUND + "#rc=5", False),
    ("the other hook", BASE, BASE + "/hooks/twilio/status", False),
    ("another host", BASE, BASE.replace("text.", "evil.") + INBOUND, False),
    ("upper-case host", BASE, BASE.replace("text.", "TEXT.") + INBOUND, False),
    ("the gateway's own host", EXECUTE, EXECUTE + INBOUND, True),
    ("custom domain where the gateway's is configured", EXECUTE, BASE + INBOUND, False),
    ("this machine with its port", PORTED, PORTED + INBOUND, True),
    ("this machine without its port", PORTED, PORTED.replace(":8000", "") + INBOUND, True),
    ("this machine by https", PORTED, PORTED.replace("http", "https") + INBOUND, False),
    ("this machine with another port", PORTED, PORTED.replace("8000", "8001") + INBOUND, False),
]


@pytest.mark.parametrize(("base", "url", "good"), [pytest.param(*case[1:], id=case[0]) for case in URLS])
def test_only_the_public_url_as_it_is_called_is_signed_for(base: str, url: str, good: bool) -> None:
    gate = webhooks(base=base)
    header = signed(FORM, url)
    if good:
        assert gate.form(INBOUND, [], raw(FORM), header) == FORM
        return
    with pytest.raises(Forbidden):
        gate.form(INBOUND, [], raw(FORM), header)


QUERIES = [
    ("none", "", [], True),
    ("one", "?m=m.l1-c1.01", [("m", "m.l1-c1.01")], True),
    ("percent signs", "?m=a%20b%2F%26%C3%BC", [("m", "a b/&ü")], True),
    ("empty value", "?m=", [("m", "")], True),
    ("dropped", "?m=1", [], False),
    ("added", "", [("m", "1")], False),
    ("other value", "?m=1", [("m", "2")], False),
    ("a line end in its name", "?m=1", [("m\n", "1")], False),
    ("two in one", "?m=1", [("m", "1"), ("n", "2")], False),
]


@pytest.mark.parametrize(("called", "given", "good"), [pytest.param(*case[1:], id=case[0]) for case in QUERIES])
def test_the_query_is_signed_too(called: str, given: list[tuple[str, str]], good: bool) -> None:
    header = signed(FORM, BASE + INBOUND + called)
    if good:
        assert webhooks().form(INBOUND, given, raw(FORM), header) == FORM
        return
    with pytest.raises(Forbidden):
        webhooks().form(INBOUND, given, raw(FORM), header)


def test_a_query_that_is_no_text_is_garbled() -> None:
    with pytest.raises(Invalid):
        webhooks().form(INBOUND, [("m", "\ud800")], raw(FORM), signed(FORM))


@pytest.mark.parametrize("header", [None, "", "x", "=" * 28, signed(FORM, token="another"), signed({})])
def test_no_signature_or_anothers_opens_nothing(header: str | None) -> None:
    with pytest.raises(Forbidden):
        webhooks().form(INBOUND, [], raw(FORM), header)


@pytest.mark.parametrize(
    "changed",
    [
        {**FORM, "Body": "STOP"},
        {**FORM, "X": "1"},
        {name: value for name, value in FORM.items() if value},
        {name: value for name, value in FORM.items() if name != "ToCity"},
    ],
    ids=["changed", "added", "blanks dropped", "left out"],
)
def test_every_field_is_signed_even_an_empty_one(changed: dict[str, str]) -> None:
    with pytest.raises(Forbidden):
        webhooks().form(INBOUND, [], raw(changed), signed(FORM))


@pytest.mark.parametrize("tokens", [(), ("",), (TOKEN, "")])
def test_an_empty_token_is_refused_at_the_start(tokens: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="auth token is empty"):
        Webhooks(tokens, "AC1", BASE)


@pytest.mark.parametrize("token", [TOKEN, "the-next-token"])
def test_both_tokens_are_good_during_a_rotation(token: str) -> None:
    gate = webhooks(TOKEN, "the-next-token")
    assert gate.form(INBOUND, [], raw(FORM), signed(FORM, token=token)) == FORM


def test_a_field_that_stands_twice_is_refused() -> None:
    with pytest.raises(Invalid):
        webhooks().form(INBOUND, [], raw(FORM) + b"&Body=STOP", signed(FORM))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MessageSid", "SM1"),
        ("MessageSid", "SM" + "G" * 32),
        ("MessageSid", "sid#x"),
        ("From", "Ann"),
        ("From", "+0123"),
        ("From", "whatsapp:+12025550111"),
        ("To", ""),
        ("To", "+1800555010０"),
        ("AccountSid", "AC" + "1" * 32),
    ],
)
def test_what_is_signed_must_have_the_shape_that_was_meant(name: str, value: str) -> None:
    form = {**FORM, name: value}
    with pytest.raises(Invalid) as refusal:
        webhooks().form(INBOUND, [], raw(form), signed(form))
    assert name in refusal.value.fields


def resplit(form: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every form of as many or fewer fields that has the same signature as `form`."""
    pairs = sorted(form.items())
    for place, (name, value) in enumerate(pairs):
        others = [*pairs[:place], *pairs[place + 1 :]]
        joined = name + value
        for cut in range(1, len(joined) + 1):
            if cut != len(name):
                yield dict([*others, (joined[:cut], joined[cut:])])
        for at in range(len(value)):
            yield dict([*others, (name, value[:at]), (value[at:], "")])
        if place:
            before, early = pairs[place - 1]
            yield dict([pair for pair in others if pair[0] != before] + [(before, early + joined)])


def test_a_signed_form_cut_at_another_boundary_never_says_something_else() -> None:
    gate, header, meant = webhooks(), signed(FORM), webhooks().inbound(FORM, NOON)
    same_signature = 0
    for form in resplit(FORM):
        same_signature += signed(form) == header
        try:
            accepted = gate.form(INBOUND, [], raw(form), header)
        except (Forbidden, Invalid):
            continue
        said = gate.inbound(accepted, NOON)
        assert (said.provider_id, said.sender, said.to, said.body) == (
            meant.provider_id,
            meant.sender,
            meant.to,
            meant.body,
        )
    assert same_signature > 50


@pytest.mark.parametrize(
    "garbled",
    [
        b"\xff\xfe",
        b"Body=%ff%fe",
        b"Body=%ED%A0%80",
        "Body=ü".encode(),
        b"a=1&" * 10_000,
        b"&".join(b"F%d=x" % place for place in range(10_000)),
        b"Body=" + b"x" * 1_000_000,
        b"Body=" + b"%" * 70_000,
    ],
    ids=["bytes", "percent bytes", "surrogate", "raw utf-8", "repeated", "10,000 fields", "1 MB", "percent signs"],
)
def test_garbled_bytes_are_refused_as_such(garbled: bytes) -> None:
    with pytest.raises(Invalid):
        parse(garbled)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", {}),
        (b"Body=", {"Body": ""}),
        (b"Body=a+b%20c%00", {"Body": "a b c\x00"}),
        (b"Body=a;To=b", {"Body": "a;To=b"}),
        (b"Body", {"Body": ""}),
        (b"=x", {"": "x"}),
        (b"Body=%zz", {"Body": "%zz"}),
        (b"Body=a=b", {"Body": "a=b"}),
    ],
)
def test_a_form_is_read_in_one_way_only(body: bytes, fields: dict[str, str]) -> None:
    assert parse(body) == fields


def test_a_text_is_read_with_its_media_and_segments() -> None:
    text = webhooks().inbound(FORM, NOON)
    assert (text.sender, text.to, text.body) == ("+12025550111", "+18005550100", FORM["Body"])
    assert (text.media, text.segments, text.at) == (("https://example.com/1",), 2, NOON)


@pytest.mark.parametrize(("said", "read"), [("", 0), ("-1", 0), ("x", 0), ("٣", 0), ("99999", 10), ("2", 2)])
def test_the_number_of_media_is_taken_with_care(said: str, read: int) -> None:
    form = {**FORM, "NumMedia": said, **{f"MediaUrl{place}": f"https://example.com/{place}" for place in range(12)}}
    assert len(webhooks().inbound(form, NOON).media) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("STOP", Keyword.STOP),
        ("START", Keyword.START),
        ("HELP", Keyword.HELP),
        ("", None),
        ("stop", None),
        ("DOUBT", None),
        ("YES", None),
        ("NONE", None),
    ],
)
def test_what_advanced_opt_out_took_it_for_is_read(said: str, read: Keyword | None) -> None:
    form = {**FORM, "OptOutType": said}
    found = webhooks().inbound(webhooks().form(INBOUND, [], raw(form), signed(form)), NOON)
    assert found.opt_out is read
    assert webhooks().inbound(FORM, NOON).opt_out is None


def test_a_callback_tells_status_and_code() -> None:
    form = {**FORM, "MessageStatus": "undelivered", "ErrorCode": "30003"}
    found = webhooks().report(form)
    assert (found.provider_id, found.status, found.error) == (FORM["MessageSid"], "undelivered", 30003)
    assert webhooks().report({**FORM, "ErrorCode": "x"}).error is None
