from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import phone
from chalicelib.core.errors import Invalid
from chalicelib.core.lines import LineKind


@pytest.mark.parametrize(
    "text",
    [
        "2025550110",
        " 202 555 0110 ",
        "202-555-0110",
        "202.555.0110",
        "(202) 555-0110",
        "(202)5550110",
        "[202] 555-0110",
        "202/555-0110",
        "12025550110",
        "1-202-555-0110",
        "1 (202) 555-0110",
        "+12025550110",
        "+1 202 555 0110",
        "+1 (202) 555-0110",
        "(+1) 202 555 0110",
        "001 202 555 0110",
        "0012025550110",
        "011 1 202 555 0110",
        "tel:+1-202-555-0110",
        "TEL: (202) 555-0110",
        "tel:(+1) 202 555 0110",
        "202–555–0110",
        "202‑555‑0110",
        "202\u00a0555\u00a00110",
        "202·555·0110",
        "２０２５５５０１１０",
        "＋１ ２０２ ５５５ ０１１０",
        "\u202a+1 202 555 0110\u202c",
        "202\n555\n0110",
    ],
)
def test_every_usual_way_to_write_a_number_is_understood(text: str) -> None:
    assert phone.parse(text) == "+12025550110"


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("800 555 0100", "US", "+18005550100"),
        ("(416) 555-0123", "CA", "+14165550123"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("+44 20 7946 0018", "US", "+442079460018"),
        ("+44 (0)20 7946 0018", "US", "+442079460018"),
        ("011 44 20 7946 0018", "US", "+442079460018"),
        ("0044 20 7946 0018", "US", "+442079460018"),
        ("00 1 202 555 0110", "GB", "+12025550110"),
        ("+1 202 555 0110", "GB", "+12025550110"),
    ],
)
def test_numbers_of_other_regions(text: str, region: str, number: str) -> None:
    assert phone.parse(text, region) == number


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "Enter a phone number"),
        (" \u200b\n", "Enter a phone number"),
        ("202 555 0110 x5", "extension"),
        ("202 555 0110 ext. 12", "extension"),
        ("+1 202 555 0110;ext=7", "extension"),
        ("202-555-0110 #4", "extension"),
        ("1 800 FLOWERS", "digits only"),
        ("call 202 555 0110", "digits only"),
        ("name@example.com", "digits only"),
        ("+1+2025550110", "digits only"),
        ("++12025550110", "digits only"),
        ("202 555 0110, 202 555 0111", "digits only"),
        ("+", "Check its digits"),
        ("911", "Check its digits"),
        ("12345", "Check its digits"),
        ("555 0110", "Check its digits"),
        ("202 555 011", "Check its digits"),
        ("+1 202 555 01101", "Check its digits"),
        ("123 456 7890", "Check its digits"),
        ("911 555 0110", "Check its digits"),
        ("202 155 0110", "Check its digits"),
        ("+4420", "Check its digits"),
        ("+999 12345678", "Check its digits"),
        ("+2125550110", "Check its digits"),
        ("0" * 500, "Check its digits"),
    ],
)
def test_what_can_be_no_number_is_refused_with_a_remedy(text: str, hint: str) -> None:
    with pytest.raises(Invalid) as refused:
        phone.parse(text, field="phone")
    assert list(refused.value.fields) == ["phone"]
    assert hint in refused.value.fields["phone"]


def test_a_national_number_of_an_unknown_region_is_refused() -> None:
    with pytest.raises(Invalid):
        phone.parse("202 555 0110", "XX")


def test_north_american_numbers_load_no_numbering_tables() -> None:
    script = (
        "import sys; from chalicelib.core import phone;"
        "assert phone.pretty(phone.parse('202 555 0110')) == '(202) 555-0110';"
        "assert 'phonenumbers' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("text", ["+12025550110", "+18005550100", "+442079460018", "+12345678", "+123456789012345"])
def test_e164(text: str) -> None:
    assert phone.is_e164(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "12025550110",
        "+02025550110",
        "+1234567",
        "+1234567890123456",
        "+1202555011a",
        "+12025550110\n",
        "+１２０２５５５０１１０",
    ],
)
def test_not_e164(text: str) -> None:
    assert not phone.is_e164(text)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+12025550110", "+1••••••0110"),
        ("+442079460018", "+••••••••0018"),
        ("+12345678", "+1•••••78"),
        ("+4512345678", "+••••••5678"),
        ("12345", "•••"),
        ("not a number", "•••"),
    ],
)
def test_a_log_line_shows_the_last_digits_only(number: str, shown: str) -> None:
    assert phone.mask(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+12025550110", "(202) 555-0110"),
        ("+18005550100", "(800) 555-0100"),
        ("+442079460018", "+44 20 7946 0018"),
        ("+99912345678", "+99912345678"),
        ("12345", "12345"),
    ],
)
def test_people_read_numbers_as_they_write_them(number: str, shown: str) -> None:
    assert phone.pretty(number) == shown


@pytest.mark.parametrize(
    ("number", "kind"),
    [(f"+1{code}5550100", LineKind.TOLL_FREE) for code in (800, 833, 844, 855, 866, 877, 888)]
    + [("+12025550110", LineKind.LOCAL), ("+18225550100", LineKind.LOCAL), ("+442079460018", LineKind.LOCAL)]
    + [("12345", LineKind.SHORT_CODE), ("123456", LineKind.SHORT_CODE)],
)
def test_the_kind_of_a_line_follows_from_its_number(number: str, kind: LineKind) -> None:
    assert LineKind(phone.kind_of(number)) is kind


NANP = st.from_regex(r"[2-9](?!11)[0-9]{2}[2-9][0-9]{6}", fullmatch=True)
FORMATS = st.sampled_from(
    ["{0}{1}{2}", "({0}) {1}-{2}", "1-{0}-{1}-{2}", "+1 {0}.{1}.{2}", "001{0}{1}{2}", "tel:+1{0}{1}{2}"]
)


@given(NANP, FORMATS)
def test_all_formats_of_a_number_mean_the_same(digits: str, form: str) -> None:
    assert phone.parse(form.format(digits[:3], digits[3:6], digits[6:])) == f"+1{digits}"


@given(NANP)
def test_what_people_read_can_be_typed_again(digits: str) -> None:
    number = phone.parse(digits)
    assert phone.parse(phone.pretty(number)) == number == phone.parse(number)


@given(st.text(max_size=40) | st.text(st.sampled_from("+0123456789 ()-.x#;"), max_size=24))
def test_any_text_is_a_number_in_e164_or_invalid(text: str) -> None:
    try:
        number = phone.parse(text)
    except Invalid:
        return
    assert phone.is_e164(number)


@given(st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True))
def test_a_mask_hides_most_of_every_number(number: str) -> None:
    masked = phone.mask(number)
    assert len(masked) == len(number)
    assert sum(letter.isdigit() for letter in masked.removeprefix("+1")) <= 4
