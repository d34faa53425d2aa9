"""Rules of live groups: whom they mean, how they are written, what is wrong with them, and what they say in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import audience
from chalicelib.core.audience import Known, consent_of, matches, needs_line, ops_of
from chalicelib.core.audience_json import (
    DEEPEST,
    LONGEST_VALUE,
    MOST_CONDITIONS,
    MOST_DAYS,
    MOST_VALUES,
    dump,
    dumps,
    loads,
    read,
)
from chalicelib.core.audience_words import describe
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.leads import LeadStage
from tests.core.builders import CONTACT, NOW, PHONE, later, thread
from tests.core.test_leads import lead

ANN = Contact(
    CONTACT,
    PHONE,
    first_name="Ann",
    status="Customer",
    package="Gold Plus",
    location="Palm Springs",
    region="CA",
    postcode="92262-0003",
    tags=frozenset({"VIP", "golf"}),
    custom={"Shoe Size": "38"},
    owner=PersonId("rep1"),
    created=later(days=-30),
)
HEAD = thread(consent=Consent.YES, last_inbound=later(days=-3), last_outbound=later(days=-10))


def fits(told: dict[str, Any], known: Known = Known(ANN, HEAD)) -> bool:  # noqa: B008 - frozen
    return matches(read(told), known, NOW)


def asks(field: str, op: str, value: Any = None, days: int | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"field": field, "op": op}
    return told | ({} if value is None else {"value": value}) | ({} if days is None else {"days": days})


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        (asks("status", "is", "customer"), True),
        (asks("status", "is", ["lead", " CUSTOMER "]), True),
        (asks("status", "is", "custom"), False),
        (asks("package", "is", "gold  plus"), True),
        (asks("package", "contains", "plus"), True),
        (asks("package", "begins", "gold"), True),
        (asks("package", "begins", "plus"), False),
        (asks("location", "contains", ["oslo", "spring"]), True),
        (asks("location", "contains", "oslo"), False),
        (asks("email", "known"), False),
        (asks("email", "is", "ann@example.com"), False),
        (asks("first_name", "known"), True),
        (asks("postcode", "begins", "922"), True),
        (asks("postcode", "begins", "2"), False),
        (asks("region", "is", "ca"), True),
        (asks("region", "is", ["TX", "NV"]), False),
        (asks("region", "known"), True),
        (asks("tag", "is", "vip"), True),
        (asks("tag", "is", ["tennis", "golf"]), True),
        (asks("tag", "is", "vi"), False),
        (asks("tag", "known"), True),
        (asks("owner", "is", "rep1"), True),
        (asks("owner", "is", "rep2"), False),
        (asks("owner", "known"), True),
        (asks("custom.shoe  size", "is", "38"), True),
        (asks("custom.Shoe Size", "begins", "3"), True),
        (asks("custom.hat", "known"), False),
        (asks("consent", "is", "yes"), True),
        (asks("consent", "is", ["no", "none"]), False),
        (asks("last_inbound", "within", days=4), True),
        (asks("last_inbound", "within", days=3), False),
        (asks("last_inbound", "older", days=3), True),
        (asks("last_inbound", "older", days=4), False),
        (asks("last_outbound", "within", days=10), False),
        (asks("last_outbound", "within", days=11), True),
        (asks("last_outbound", "known"), True),
        (asks("created", "within", days=31), True),
        (asks("created", "older", days=31), False),
    ],
)
def test_a_condition_holds_or_not(told: dict[str, Any], holds: bool) -> None:
    assert fits(told) is holds
    assert fits({"not": told}) is not holds
    assert fits({"all": [told, told]}) is fits({"any": [told, told]}) is holds


@pytest.mark.parametrize("field", ["last_inbound", "last_outbound", "created"])
def test_what_never_happened_is_neither_recent_nor_long_ago(field: str) -> None:
    nothing = [Known(Contact(CONTACT, PHONE)), Known(Contact(CONTACT, PHONE), thread())]
    for known in nothing:
        assert not fits(asks(field, "within", days=5), known)
        assert not fits(asks(field, "older", days=5), known)
        assert not fits(asks(field, "known"), known)


def test_who_has_nothing_fits_nothing() -> None:
    for field in (*audience.TEXTS, "postcode", "region", "tag", "owner", "custom.x"):
        assert not fits(asks(field, "known"), Known(Contact(CONTACT, PHONE)))


def test_a_zip_tells_the_state_where_none_is_written() -> None:
    known = Known(replace(ANN, region=""))
    assert fits(asks("region", "is", "CA"), known)
    assert not fits(asks("region", "is", "CA"), Known(replace(ANN, region="NV")))


def test_a_stop_to_the_brand_is_a_no_on_every_line() -> None:
    assert consent_of(None) is Consent.NONE
    assert consent_of(HEAD) is Consent.YES
    assert consent_of(replace(HEAD, stopped=True)) is Consent.NO


def test_all_needs_every_part_and_any_needs_one() -> None:
    true, false = asks("tag", "is", "vip"), asks("tag", "is", "none such")
    assert not fits({"all": [true, false]})
    assert fits({"any": [false, true]})
    assert not fits({"any": [false, false]})
    assert fits({"all": [true, {"any": [false, {"not": false}]}]})


@pytest.mark.parametrize("stage", LeadStage)
def test_a_lead_counts_while_it_is_open(stage: LeadStage) -> None:
    known = Known(ANN, HEAD, lead(stage=stage))
    assert fits(asks("lead", "known"), known) is (stage not in (LeadStage.WON, LeadStage.LOST))
    assert not fits(asks("lead", "known"))


@pytest.mark.parametrize("field", ["consent", "last_inbound", "last_outbound", "lead"])
def test_what_differs_from_line_to_line_needs_one(field: str) -> None:
    asked = asks("consent", "is", "yes") if field == "consent" else asks(field, "known")
    assert needs_line(read(asked))
    for rule in ({"not": asked}, {"all": [asks("tag", "known"), asked]}, {"any": [asks("tag", "known"), asked]}):
        assert needs_line(read(rule))
    assert not needs_line(read({"all": [asks("tag", "known"), {"not": asks("created", "known")}]}))


# How it is written


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ("vip", {"rule"}),
        ({}, {"rule.field"}),
        ({"all": []}, {"rule.all"}),
        ({"any": {"field": "tag"}}, {"rule.any"}),
        ({"not": [asks("tag", "known")]}, {"rule.not"}),
        ({"all": [asks("tag", "known")], "any": [asks("tag", "known")]}, {"rule"}),
        ({"all": [asks("tag", "known")], "field": "tag"}, {"rule"}),
        ({"all": [asks("tag", "known"), asks("shoe", "is", "38")]}, {"rule.all[1].field"}),
        ({"any": [{"not": asks("custom. ", "known")}]}, {"rule.any[0].not.field"}),
        (asks("tag", "begins", "v"), {"rule.op"}),
        (asks("consent", "known"), {"rule.op"}),
        ({"field": "tag"}, {"rule.op"}),
        ({"field": "tag", "op": ["is"]}, {"rule.op"}),
        (asks("tag", "is"), {"rule.value"}),
        (asks("tag", "is", []), {"rule.value"}),
        (asks("tag", "is", 7), {"rule.value"}),
        (asks("tag", "is", ["vip", ""]), {"rule.value[1]"}),
        (asks("tag", "is", ["vip", 7]), {"rule.value[1]"}),
        (asks("tag", "is", "x" * (LONGEST_VALUE + 1)), {"rule.value[0]"}),
        (asks("tag", "is", ["x"] * (MOST_VALUES + 1)), {"rule.value"}),
        (asks("tag", "is", "vip", days=3), {"rule.days"}),
        (asks("tag", "known", "vip"), {"rule.value"}),
        (asks("created", "within", "vip", days=1), {"rule.value"}),
        (asks("created", "within"), {"rule.days"}),
        (asks("created", "within", days=0), {"rule.days"}),
        (asks("created", "within", days=MOST_DAYS + 1), {"rule.days"}),
        (asks("created", "within", days=True), {"rule.days"}),
        ({"field": "created", "op": "within", "days": 1.5}, {"rule.days"}),
        (asks("region", "is", "Texas"), {"rule.value[0]"}),
        (asks("consent", "is", ["yes", "maybe"]), {"rule.value[1]"}),
        (asks("tag", "known") | {"tags": 1, "vale": 2}, {"rule.tags", "rule.vale"}),
        ({"all": [asks("tag", "is"), asks("tags", "is")]}, {"rule.all[0].value", "rule.all[1].field"}),
        ({"all": [asks("tag", "known")] * (MOST_CONDITIONS + 1)}, {"rule"}),
    ],
)
def test_what_cannot_be_is_named_by_its_path(told: object, faults: set[str]) -> None:
    with pytest.raises(Invalid) as raised:
        read(told)
    assert set(raised.value.fields) == faults
    assert all(len(sentence) > 15 for sentence in raised.value.fields.values())


def nested(levels: int) -> dict[str, Any]:
    rule = asks("tag", "known")
    for _ in range(levels - 1):
        rule = {"not": rule}
    return rule


def test_what_just_fits_is_taken() -> None:
    read({"all": [asks("tag", "known")] * MOST_CONDITIONS})
    read(asks("tag", "is", ["x" * LONGEST_VALUE] * MOST_VALUES))
    read(asks("created", "within", days=MOST_DAYS))
    read(nested(DEEPEST))
    with pytest.raises(Invalid) as raised:
        read(nested(DEEPEST + 1))
    assert set(raised.value.fields) == {"rule" + ".not" * DEEPEST}


VALUES = {"region": st.sampled_from(["CA", "TX"]), "consent": st.sampled_from(list(Consent)).map(str)}


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    field = draw(st.sampled_from([*audience.OPS, "custom.size"]))
    op = draw(st.sampled_from(sorted(ops_of(field))))
    if op in ("within", "older"):
        return asks(field, op, days=draw(st.integers(1, MOST_DAYS)))
    texts = VALUES.get(field, st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=9))
    wanted = texts.map(str.strip).filter(bool)
    return asks(field, op) if op == "known" else asks(field, op, draw(st.lists(wanted, min_size=1, max_size=3)))


RULES = st.recursive(
    conditions(),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=6,
).filter(lambda told: depth(told) <= DEEPEST)


def depth(told: dict[str, Any]) -> int:
    inner = told.get("all", told.get("any", [told["not"]] if "not" in told else []))
    return 1 + max((depth(part) for part in inner), default=0)


@given(RULES)
def test_a_rule_is_the_same_after_it_was_written_down(told: dict[str, Any]) -> None:
    rule = read(told)
    assert dump(rule) == told
    assert loads(dumps(rule)) == rule
    assert describe(rule)


@given(RULES)
def test_a_rule_and_its_opposite_divide_everybody(told: dict[str, Any]) -> None:
    for known in (Known(ANN, HEAD), Known(ANN), Known(Contact(CONTACT, PHONE), thread(stopped=True))):
        assert fits(told, known) is not fits({"not": told}, known)
        assert fits({"not": {"not": told}}, known) is fits(told, known)


def test_only_what_a_rule_asks_for_need_be_read() -> None:
    rule = read({"any": [asks("lead", "known"), {"not": asks("tag", "known")}]})
    assert audience.asks(rule, audience.OF_THE_LEAD)
    assert not audience.asks(rule, audience.OF_THE_HEAD)


def test_a_single_value_is_a_list_of_one_and_tidied() -> None:
    assert dump(read(asks("region", "is", " ca "))) == asks("region", "is", ["CA"])


# What it says


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (asks("tag", "is", ["vip", "golf"]), "tagged vip or golf"),
        ({"not": asks("tag", "is", "vip")}, "not tagged vip"),
        ({"not": {"not": asks("tag", "is", "vip")}}, "tagged vip"),
        (asks("region", "is", ["CA"]), "in CA"),
        ({"not": asks("region", "is", ["CA"])}, "not in CA"),
        (asks("owner", "is", "rep1"), "with Rep One"),
        (asks("package", "is", "Gold"), "package is Gold"),
        ({"not": asks("package", "is", "Gold")}, "package is not Gold"),
        (asks("location", "contains", "Springs"), "location contains Springs"),
        ({"not": asks("location", "contains", "Springs")}, "location does not contain Springs"),
        (asks("postcode", "begins", "922"), "ZIP begins with 922"),
        ({"not": asks("postcode", "begins", "922")}, "ZIP does not begin with 922"),
        (asks("custom.shoe size", "known"), "has a shoe size"),
        (asks("email", "known"), "has an email address"),
        ({"not": asks("email", "known")}, "has no email address"),
        (asks("consent", "is", ["yes", "pending"]), "agreed to texts or has still to confirm with YES"),
        ({"not": asks("consent", "is", ["yes", "no"])}, "has not agreed to texts and has not opted out"),
        (asks("last_outbound", "within", days=7), "texted in the last 7 days"),
        ({"not": asks("last_outbound", "within", days=1)}, "not texted in the last day"),
        (asks("last_inbound", "older", days=30), "last wrote more than 30 days ago"),
        ({"not": asks("last_inbound", "known")}, "never wrote"),
        (asks("created", "known"), "added before"),
        (asks("lead", "known"), "has an open lead"),
        ({"not": asks("lead", "known")}, "has no open lead"),
        (
            {
                "all": [
                    asks("tag", "is", "vip"),
                    asks("region", "is", "CA"),
                    {"not": asks("last_outbound", "within", days=7)},
                ]
            },
            "tagged vip and in CA and not texted in the last 7 days",
        ),
        (
            {"any": [asks("tag", "is", "vip"), {"all": [asks("tag", "is", "golf"), asks("region", "is", "CA")]}]},
            "tagged vip or (tagged golf and in CA)",
        ),
        (
            {"not": {"any": [asks("tag", "is", "vip"), asks("region", "is", "CA")]}},
            "not tagged vip and not in CA",
        ),
        ({"not": {"all": [asks("tag", "is", "vip"), asks("region", "is", "CA")]}}, "not tagged vip or not in CA"),
        ({"all": [{"any": [asks("tag", "is", "vip")]}, asks("region", "is", "CA")]}, "tagged vip and in CA"),
        ({"all": [{"any": [asks("tag", "is", "vip"), asks("tag", "is", "golf")]}]}, "tagged vip or tagged golf"),
        (
            {
                "all": [
                    {"all": [{"any": [asks("tag", "is", "vip"), asks("tag", "is", "golf")]}]},
                    asks("region", "is", "CA"),
                ]
            },
            "(tagged vip or tagged golf) and in CA",
        ),
    ],
)
def test_a_rule_reads_as_a_sentence(told: dict[str, Any], words: str) -> None:
    assert describe(read(told), {"rep1": "Rep One"}) == words
