from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import merge, templates
from chalicelib.core.access import demand_template, demand_template_change
from chalicelib.core.brand import Brand
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Forbidden, Invalid, NotFound
from chalicelib.core.ids import PersonId, TemplateId
from chalicelib.core.people import Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.templates import Template
from tests.core import builders
from tests.core.builders import CONTACT, NOW, PHONE, REP1, REP2, person

BRAND = Brand(name="Acme")
REP = person("rep1", phone=PhoneNumber("+12025550191"))
ALL = " ".join(f"{{{{{name}}}}}" for name in (*templates.FIELDS[:-1], "custom.Size"))


def template(owner: PersonId | None = REP1, name: str = "Hello", body: str = "Hi {{first_name|there}}") -> Template:
    return Template(TemplateId("t1"), name, body, owner, NOW)


def ann(**fields: object) -> Contact:
    known = {
        "first_name": "Ann",
        "last_name": "Lee",
        "email": "ann@example.com",
        "location": "Rome",
        "status": "customer",
        "package": "Gold",
    }
    return Contact(CONTACT, PHONE, **(known | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hello", " hELLO ", True),
        ("Good  morning", "good morning", True),
        ("Straße", "STRASSE", True),
        ("Caf\u00e9", "Cafe\u0301", True),
        ("Hello", "Hello!", False),
        ("Good morning", "Goodmorning", False),
    ],
)
def test_when_two_names_are_the_same(one: str, other: str, same: bool) -> None:
    assert (templates.folded(one) == templates.folded(other)) is same


def test_a_name_is_kept_on_one_line() -> None:
    assert templates.tidy("  Good\n morning\t all ") == "Good morning all"


@pytest.mark.parametrize("name", ["x", "x" * 80])
def test_a_template_of_known_fields_can_be_kept(name: str) -> None:
    templates.check(template(name=name, body=ALL))
    assert set(merge.fields(ALL)) == {*templates.FIELDS[:-1], "custom.size"}


@pytest.mark.parametrize(
    ("name", "body", "fields"),
    [
        ("", "Hi", {"name"}),
        ("x" * 81, "Hi", {"name"}),
        ("x", "", {"body"}),
        ("x", "x" * 1601, {"body"}),
        ("x", "a\x00", {"body"}),
        ("x", "{{phone}}", {"body"}),
        ("x", "{{rep_phone}}", {"body"}),
        ("x", "{{first_name", {"body"}),
        ("", "{{nickname}}", {"name", "body"}),
    ],
)
def test_everything_that_is_wrong_is_named(name: str, body: str, fields: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        templates.check(template(name=name, body=body))
    assert set(refused.value.fields) == fields


def test_every_field_stands_for_what_it_says() -> None:
    known = templates.values(ann(custom={"Size": "9"}), person("Rep One Smith"), BRAND)
    found = templates.rendered(
        "{{first_name}}|{{last_name}}|{{name}}|{{email}}|{{location}}|{{status}}|{{package}}", known
    )
    assert found == templates.Rendered("Ann|Lee|Ann Lee|ann@example.com|Rome|customer|Gold", ())
    found = templates.rendered("{{rep_first_name}}|{{rep_name}}|{{brand}}|{{custom.size}}", known)
    assert found == templates.Rendered("Rep|Rep One Smith|Acme|9", ())


def test_without_a_contact_only_its_fields_fall_back() -> None:
    found = templates.rendered("Hi {{first_name|there}}, {{rep_name|we}} of {{custom.shop}}", _nobody())
    assert found.body == "Hi there, rep1 of"
    assert found.empty == (("first_name", "there"), ("custom.shop", ""))


def _nobody() -> dict[str, str]:
    return templates.values(None, REP, BRAND)


def test_a_person_without_a_name_leaves_the_fields_empty() -> None:
    known = templates.values(None, builders.person(" "), BRAND)
    assert templates.rendered("{{rep_first_name|We}} {{rep_name|We}}", known).body == "We We"


def test_of_two_fields_that_differ_by_case_the_first_counts() -> None:
    for custom in ({"size": "2", "Size": "1"}, {"Size": "1", "size": "2"}):
        assert templates.values(ann(custom=custom), REP, BRAND)["custom.size"] == "1"


def test_a_field_of_the_brands_own_hides_none_of_the_products() -> None:
    known = templates.values(ann(custom={"first_name": "Eve", "brand": "Evil"}), REP, BRAND)
    assert templates.rendered("{{first_name}} {{brand}} {{custom.brand}}", known).body == "Ann Acme Evil"


def test_no_value_bears_anybodys_phone() -> None:
    """AL-4: and with it no template can, whatever it names."""
    known = templates.values(ann(), REP, BRAND)
    assert REP.phone is not None
    assert not [value for value in known.values() if REP.phone[2:] in value or PHONE[2:] in value]


SYNTAX = st.text(st.sampled_from("ab{}|_. "), max_size=20) | st.sampled_from(
    ["{{phone}}", "{{brand}}", "{{rep_name|x}}"]
)


@given(SYNTAX, SYNTAX, SYNTAX, SYNTAX)
def test_values_are_filled_in_in_one_pass(first: str, rep: str, brand: str, size: str) -> None:
    """A contact, a rep or a brand named like a field is not expanded twice."""
    known = templates.values(ann(first_name=first, custom={"size": size}), person(rep), Brand(name=brand))
    found = templates.rendered("<{{first_name|-}}><{{rep_name|-}}><{{brand|-}}><{{custom.size|-}}>", known)
    assert found.body == "".join(f"<{value if value.strip() else '-'}>" for value in (first, rep, brand, size))
    assert len(found.empty) == [bool(value.strip()) for value in (first, rep, brand, size)].count(False)


@pytest.mark.parametrize("role", list(Role))
def test_ones_own_templates_are_for_oneself_alone(role: Role) -> None:
    mine = template(REP1)
    assert demand_template_change(person("rep1", role), mine) is demand_template(person("rep1", role), mine) is mine
    for demand in (demand_template, demand_template_change):
        with pytest.raises(NotFound) as foreign:
            demand(person("rep2", role), mine)
        with pytest.raises(NotFound) as absent:
            demand(person("rep2", role), None)
        assert foreign.value.sentence == absent.value.sentence


@pytest.mark.parametrize("role", list(Role))
def test_shared_templates_are_seen_by_all_and_changed_from_managers_up(role: Role) -> None:
    shared, who = template(None), person(REP2, role)
    assert demand_template(who, shared) is shared
    if role.rank >= Role.MANAGER.rank:
        assert demand_template_change(who, shared) is shared
    else:
        with pytest.raises(Forbidden):
            demand_template_change(who, shared)
