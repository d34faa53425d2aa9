from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import colours, form_answers, form_checks, forms, lint
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.forms import FieldKind, Form, FormField, FormId, Wording
from tests.core.builders import LOCAL, NOW, PHONE, later

TICKED = {"phone": PHONE, "agree": "on"}


def form(**fields: Any) -> Form:
    """A form that may be saved."""
    known: dict[str, Any] = {
        "fields": (
            FormField("phone", "Mobile", FieldKind.PHONE, required=True),
            FormField("first_name", "First name", required=True),
            FormField("email", "Email", FieldKind.EMAIL),
            FormField("size", "Size", FieldKind.CHOICE, options=("small", "large")),
            FormField("vip", "I am a regular", FieldKind.CHECKBOX),
            FormField("shoe", "Shoe size"),
        ),
        "wordings": (Wording(1, lint.standard_wording("Acme"), NOW),),
        "confirmation": lint.standard_confirmation("Acme"),
        "tags": frozenset({"spring"}),
        "tag_fields": ("size", "vip"),
        "keyword": "join",
    }
    named: dict[str, Any] = {"name": "Club", "title": "Join us"}
    return Form(FormId("club"), line=LOCAL.id, **(named | known | fields))


def faults(of: Form) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        form_checks.check(of, "Acme")
    return caught.value.fields


def test_a_form_as_it_is_suggested_may_be_saved() -> None:
    form_checks.check(form(), "Acme")
    form_checks.check(form(keyword=""), "Acme")


PHONE_FIELD = FormField("phone", "Mobile", FieldKind.PHONE, required=True)


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"fields": (), "tag_fields": ()}, "fields", "one required field of the kind phone"),
        ({"confirmation": lint.standard_confirmation("Acme") + " {{x}}"}, "confirmation", "not filled in here"),
        ({"fields": (replace(PHONE_FIELD, required=False),), "tag_fields": ()}, "fields", "one required"),
        ({"fields": (replace(PHONE_FIELD, name="mobile"),), "tag_fields": ()}, "fields", "named phone"),
        ({"fields": (PHONE_FIELD, replace(PHONE_FIELD, name="other")), "tag_fields": ()}, "fields", "one required"),
        ({"fields": (PHONE_FIELD, *[FormField(f"f{n}", "F") for n in range(20)]), "tag_fields": ()}, "fields", "20"),
        ({"fields": (PHONE_FIELD, FormField("a", "A"), FormField("a", "B")), "tag_fields": ()}, "fields", "same name"),
        ({"fields": (PHONE_FIELD, FormField("agree", "A")), "tag_fields": ()}, "fields.1", "are taken"),
        ({"fields": (PHONE_FIELD, FormField("Shoe size", "A")), "tag_fields": ()}, "fields.1", "small letters"),
        ({"fields": (PHONE_FIELD, FormField("a", " ")), "tag_fields": ()}, "fields.1", "label"),
        ({"fields": (PHONE_FIELD, FormField("a", "A", FieldKind.CHOICE)), "tag_fields": ()}, "fields.1", "options"),
        ({"fields": (PHONE_FIELD, FormField("a", "A", options=("x",))), "tag_fields": ()}, "fields.1", "options"),
        ({"tag_fields": ("nothing",)}, "tag_fields", "no field nothing"),
        ({"tag_fields": ("phone",)}, "tag_fields", "no field phone"),
        ({"title": " "}, "title", "Fill it in"),
        ({"name": ""}, "name", "Fill it in"),
        ({"confirmation": ""}, "confirmation", "empty"),
        ({"confirmation": "Acme: reply YES."}, "confirmation", "Msg & data rates may apply."),
        ({"wordings": (Wording(1, "Text me.", NOW),)}, "wording", "I agree to receive texts from Acme."),
        ({"keyword": "two words"}, "keyword", "one word"),
        ({"keyword": "stop"}, "keyword", "a meaning of its own"),
        ({"keyword": "help"}, "keyword", "a meaning of its own"),
        ({"keyword": "", "widget": True}, "keyword", "such as JOIN"),
        ({"accent": "blue"}, "accent", "#rrggbb"),
        ({"text": "#999999"}, "text", "at least 4.5"),
        ({"accent": "#ffff00"}, "accent", "at least 4.5"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(change: dict[str, Any], field: str, says: str) -> None:
    found = faults(form(**change))
    assert list(found) == [field]
    assert says in found[field]


def test_all_faults_are_told_at_once() -> None:
    assert faults(form(title="", accent="red", keyword="stop")).keys() == {"title", "accent", "keyword"}


PARTS = {
    "brand": "Acme",
    "frequency": "Message frequency varies.",
    "rates": "Msg & data rates may apply.",
    "help": "HELP",
    "stop": "STOP",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_wording_that_lacks_a_part_of_ctias_list_names_it(part: str) -> None:
    text = " ".join(said for name, said in PARTS.items() if name != part)
    assert [rule.part for rule in lint.missing("wording", text, "Acme")] == [part]
    assert part in lint.fault("wording", text, "Acme")


def test_adding_the_sentences_heals_any_text() -> None:
    for place in ("wording", "confirmation"):
        sentences = " ".join(rule.sentence for rule in lint.missing(place, "", "Acme"))
        assert lint.fault(place, sentences, "Acme") == ""


def test_terms_are_advised_and_not_demanded() -> None:
    advised = [rule.part for rule in lint.rules("Acme") if not rule.needed]
    assert advised == ["terms"]
    assert lint.fault("wording", lint.standard_wording("Acme"), "Acme") == ""


def test_other_words_are_a_new_version_and_old_ones_stay_readable() -> None:
    """CN-7: what somebody agreed to can be read for ever."""
    first = form()
    second = forms.reworded(first, "Other words", later(days=1))
    assert [wording.version for wording in second.wordings] == [1, 2]
    assert second.wording == Wording(2, "Other words", later(days=1))
    assert forms.reworded(second, "Other words", later(days=2)) == second
    assert forms.wording_of(second, 1) == first.wording
    assert forms.wording_of(second, 9) == second.wording
    assert forms.reworded(form(wordings=()), "First", NOW).wording.version == 1


@pytest.mark.parametrize("odd", ["", "x" * 41, "../x", "Club", "a b", "%00", "-a"])
def test_what_cannot_be_a_forms_id_names_none(odd: str) -> None:
    assert forms.named("club") == "club"
    with pytest.raises(NotFound):
        forms.named(odd)


@pytest.mark.parametrize(
    ("written", "details", "custom"),
    [
        (("texas", "33101"), {"region": "TX", "postcode": "33101"}, {}),
        (("fl", "k1a 0b1"), {"region": "FL", "postcode": "K1A 0B1"}, {}),
        (("", "7030"), {}, {"postcode": "7030"}),
        (("Kent", "SW1A 1AA"), {}, {"region": "Kent", "postcode": "SW1A 1AA"}),
    ],
)
def test_legal_hours_are_told_by_states_and_postal_codes_that_are_some(
    written: tuple[str, str], details: dict[str, str], custom: dict[str, str]
) -> None:
    asked = form(fields=(PHONE_FIELD, FormField("region", "State"), FormField("postcode", "ZIP")), tag_fields=())
    said = form_answers.read(asked, {**TICKED, "region": written[0], "postcode": written[1]})
    assert (said.details, said.custom) == (details, custom)


def test_answers_are_sorted_into_details_custom_fields_and_tags() -> None:
    """CT-2."""
    said = form_answers.read(
        form(),
        {"phone": "(202) 555-0123", "agree": "yes", "first_name": " Ann ", "size": "large", "vip": "1", "shoe": "38"}
        | {"email": "ann@example.com", "unknown": "left alone"},
    )
    assert said.phone == PHONE
    assert said.details == {"first_name": "Ann", "email": "ann@example.com"}
    assert said.custom == {"size": "large", "vip": "yes", "shoe": "38"}
    assert said.tags == {"spring", "large", "vip"}


def test_what_is_not_answered_leaves_nothing() -> None:
    said = form_answers.read(form(), TICKED | {"first_name": "Ann"})
    assert said == form_answers.Answers(PHONE, {"first_name": "Ann"}, {}, frozenset({"spring"}))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"agree": ""}, "agree"),
        ({"agree": "no"}, "agree"),
        ({"first_name": ""}, "first_name"),
        ({"first_name": "x" * 201}, "first_name"),
        ({"shoe": "\x00"}, "shoe"),
        ({"email": "nonsense"}, "email"),
        ({"size": "huge"}, "size"),
    ],
)
def test_a_wrong_answer_is_named(given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        form_answers.read(form(), TICKED | {"first_name": "Ann"} | given)
    assert list(caught.value.fields) == [field]


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#123456", "#123456") == 1
    assert not colours.is_colour("#12345g")
