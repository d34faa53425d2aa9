"""Whom a broadcast leaves in peace, what its audience is called, and how one concludes from some to all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, ContactId, GroupId
from chalicelib.core.outbound import Facts, Refuse, Send, Wait
from chalicelib.core.selection import (
    ACTIVE,
    NO_SKIP,
    NOBODY,
    RECENT,
    SKIPPED,
    TALKING,
    Audience,
    Skip,
    judge,
    share,
    skipped,
    titled,
)
from chalicelib.core.threads import Folder, Tab
from tests.core.builders import IDS, LOCAL, NOW, PHONE, REP1, later, thread

OWN = BroadcastId("01OWN")
TALKS = Skip(active_conversation=True)
WEEK = Skip(texted_within=7)


def code(skip: Skip, **fields: Any) -> str | None:
    found = skipped(thread(**fields), skip, OWN, NOW)
    return found.code if found else None


@pytest.mark.parametrize(
    ("fields", "skips"),
    [
        ({"folder": Folder.INBOX, "tab": Tab.NEEDS_ATTENTION, "last_inbound": later(days=-90)}, True),
        ({"folder": Folder.ARCHIVED, "tab": Tab.NEEDS_ATTENTION, "last_inbound": later(days=-90)}, False),
        ({"folder": Folder.INBOX, "tab": Tab.PARTICIPATING, "last_inbound": later(days=-90)}, False),
        ({"last_inbound": NOW - TALKING + timedelta(seconds=1)}, True),
        ({"last_inbound": NOW - TALKING}, False),
        ({}, False),
    ],
)
def test_who_is_in_a_conversation_is_skipped_if_one_wishes(fields: dict[str, Any], skips: bool) -> None:
    """SD-14."""
    assert code(TALKS, **fields) == (ACTIVE if skips else None)
    assert code(NO_SKIP, **fields) is None
    assert code(WEEK, **fields) is None


@pytest.mark.parametrize(("last", "skips"), [(later(days=-7), False), (later(days=-6, hours=-23), True), (None, False)])
def test_who_was_texted_so_recently_is_skipped_if_one_wishes(last: object, skips: bool) -> None:
    """SD-14."""
    assert code(WEEK, last_outbound=last) == (RECENT if skips else None)
    assert code(TALKS, last_outbound=last) is None


def test_the_reason_tells_how_long() -> None:
    head = thread(last_outbound=later(hours=-1))
    told = [skipped(head, Skip(texted_within=days), None, NOW) for days in (1, 2)]
    assert [one.sentence.rpartition("the last ")[2] for one in told if one] == ["day.", "2 days."]
    assert {one.code for one in told if one} <= SKIPPED


def test_who_has_no_thread_was_never_texted() -> None:
    assert skipped(None, Skip(True, 7), OWN, NOW) is None


def test_its_own_text_is_no_reason_to_skip() -> None:
    """A page of the audience that is listed once more comes to the same."""
    assert code(WEEK, last_outbound=NOW, claims={OWN: NOW}) is None
    assert code(WEEK, last_outbound=NOW, claims={BroadcastId("01OTHER"): NOW}) == RECENT
    assert skipped(thread(last_outbound=NOW, claims={OWN: NOW}), WEEK, None, NOW) is not None


def test_the_law_speaks_before_the_choice() -> None:
    def judged(skip: Skip, consent: Consent, at: object = NOW) -> object:
        facts = Facts(LOCAL, thread(consent=consent, last_outbound=NOW))
        return judge("Hi", facts, skip, OWN, at)  # type: ignore[arg-type]

    refused = judged(WEEK, Consent.NO)
    assert isinstance(refused, Refuse)
    assert refused.code == "consent_no"
    chosen = judged(WEEK, Consent.YES)
    assert isinstance(chosen, Refuse)
    assert chosen.code == RECENT
    assert isinstance(judged(NO_SKIP, Consent.YES), Send)
    assert isinstance(judged(NO_SKIP, Consent.YES, later(hours=14)), Wait)


@pytest.mark.parametrize(
    ("names", "contacts", "title"),
    [
        (["Spring list"], 0, "Spring list"),
        (["Spring list", "VIP"], 0, "Spring list and 1 more group"),
        (["Spring list", "VIP", "Golf"], 0, "Spring list and 2 more groups"),
        (["Spring list"], 1, "Spring list, 1 contact"),
        ([], 1, "1 contact"),
        ([], 1200, "1,200 contacts"),
    ],
)
def test_an_audience_has_a_name(names: list[str], contacts: int, title: str) -> None:
    assert titled(names, contacts) == title


def test_a_share_is_how_much_stands_before() -> None:
    assert share(ContactId("c" + "0" * 24)) == 1 / 32**5
    assert share(ContactId("c" + "z" * 24)) == 1
    assert share(ContactId("cg" + "0" * 23)) == pytest.approx(0.5, abs=1e-6)
    ids = sorted(IDS.contact(type(PHONE)(f"+1202555{place:04}")) for place in range(4000))
    assert share(ids[999]) == pytest.approx(0.25, abs=0.03)


def test_a_broadcast_from_before_goes_to_its_group() -> None:
    group = GroupId("g1")
    old = Broadcast(OWN, LOCAL.id, LOCAL.number, group, "Spring list", 3, "Hi", REP1, NOW)
    assert old.audience == NOBODY
    assert old.goes_to == Audience(groups=(group,))
    wanted = Audience(contacts=(IDS.contact(PHONE),))
    new = Broadcast(OWN, LOCAL.id, LOCAL.number, GroupId(""), "", 0, "Hi", REP1, NOW, audience=wanted)
    assert new.goes_to == wanted
