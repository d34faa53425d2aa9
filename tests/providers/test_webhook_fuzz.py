"""Bytes that nobody sends: refused in words, never accepted unsigned, never a crash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.errors import Forbidden, Invalid
from tests.providers.webhook import FORM, INBOUND, NOON, raw, signed, webhooks

ALWAYS, SWEEP = 2_000, 20_000
QUIET = list(HealthCheck)

_texts = st.text(alphabet=st.characters(), max_size=30)
_names = st.one_of(st.sampled_from(sorted(FORM)), st.sampled_from(["MessageStatus", "ErrorCode", "bodySHA256"]), _texts)
_pieces = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"%", b"%ff", b"%00", b"&", b"=", b"+", b";", b"\r\n", b"%ED%A0%80", b"[]", "ü".encode()]),
    st.sampled_from([raw({name: value}) for name, value in FORM.items()]),
)
_bodies = st.lists(_pieces, max_size=12).map(b"&".join)
_headers = st.one_of(st.none(), _texts, st.just(signed(FORM)), st.just("=" * 28))
_queries = st.lists(st.tuples(_texts, _texts), max_size=2)
_scalars = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


def never_accepted(query: list[tuple[str, str]], body: bytes, header: str | None) -> None:
    try:
        accepted = webhooks().form(INBOUND, query, body, header)
    except (Forbidden, Invalid):
        return
    assert not query
    assert accepted == FORM, "only the one signed form may pass"


def signed_is_read_or_refused(changes: dict[str, str]) -> None:
    """Even what the provider signs may be strange: it is read with its shapes right, or refused in words."""
    form = {**FORM, **changes}
    try:
        accepted = webhooks().form(INBOUND, [], raw(form), signed(form))
    except Invalid:
        return
    assert accepted == form
    assert webhooks().inbound(accepted, NOON).sender == form["From"]


@given(_queries, _bodies, _headers)
@settings(max_examples=ALWAYS, deadline=None, suppress_health_check=QUIET)
def test_fuzzed_webhooks_are_refused(query: list[tuple[str, str]], body: bytes, header: str | None) -> None:
    never_accepted(query, body, header)


@pytest.mark.sweep
@given(_queries, _bodies, _headers)
@settings(max_examples=SWEEP, deadline=None, suppress_health_check=QUIET)
def test_very_many_fuzzed_webhooks_are_refused(query: list[tuple[str, str]], body: bytes, header: str | None) -> None:
    never_accepted(query, body, header)


@given(st.dictionaries(st.one_of(st.sampled_from(sorted(FORM)), _scalars), _scalars, max_size=6))
@settings(max_examples=300, deadline=None, suppress_health_check=QUIET)
def test_strange_but_signed_webhooks_are_read_or_refused(changes: dict[str, str]) -> None:
    signed_is_read_or_refused(changes)


@pytest.mark.sweep
@given(st.dictionaries(_names.filter(lambda name: name.isascii()), _scalars, max_size=8))
@settings(max_examples=SWEEP // 4, deadline=None, suppress_health_check=QUIET)
def test_very_many_strange_but_signed_webhooks_are_read_or_refused(changes: dict[str, str]) -> None:
    signed_is_read_or_refused(changes)
