"""The HTML part of a mail says what its text says, and leads nowhere but to the brand's own site (AL-1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.mail_page import page
from tests.core.letters import Reader

SITE = "https://app.example.com"
LINK = f"{SITE}/t/l1-c1"
TAGS = {"html", "head", "meta", "title", "body", "div", "p", "br", "a", "span"}


def read(text: str, subject: str = "Ann wrote to Brand", site: str = SITE) -> Reader:
    return Reader(page(subject, text, site))


def test_the_link_is_a_button_that_says_what_it_does_and_stands_below_it() -> None:
    text = f"Ann wrote to Brand:\n\nIs it <b>open</b>?\nAnn & Bo\n\nRead and answer: {LINK}\n"
    shown = page("Ann wrote", text, SITE)
    assert f'<a role="button" href="{LINK}"' in shown
    assert ">Read and answer</a>" in shown
    assert read(text).words == text
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (LINK, "Open"),
        (f"It waits.\n{LINK}\n", "Open"),
        (f"It waits {LINK}", "Open"),
        (f"{'long ' * 9}: {LINK}", "Open"),
        (f"See it: {LINK}", "See it"),
        (f"A <b> & c: {LINK}", "A &lt;b&gt; &amp; c"),
        (f"Done.\n\n{SITE}\n", "Open"),
    ],
)
def test_a_button_has_a_name_in_any_case(text: str, label: str) -> None:
    assert f">{label}</a>" in page("Hi", text, SITE)
    assert read(text).words == text


@pytest.mark.parametrize(
    "text",
    [
        "Pay here: https://evil.example/pay",
        "See https://app.example.com.evil.example/t/1",
        "See https://app.example.community/t/1",
        "See https://app-example.com/t/1",
        f'See {SITE}/"onclick="x',
        "No link at all.",
        "",
    ],
)
def test_what_a_contact_wrote_leads_nowhere(text: str) -> None:
    assert (read(text).links, read(text).words) == ([], text)
    assert read(f"Hi {LINK}", site="").links == []


def test_of_two_links_the_last_is_the_button() -> None:
    assert read(f"Look at {SITE}/t/other\n\nRead and answer: {LINK}\n").links == [LINK]


def test_a_subject_is_one_line_and_no_markup() -> None:
    assert "<title>A &lt;b&gt; c</title>" in page("A\r\n<b>  c", "x", SITE)


@given(
    st.text(alphabet=st.sampled_from("ab<>&\"'/: \n\\{}") | st.characters(codec="utf-8", exclude_characters="\r\x00"))
)
def test_whatever_is_written_is_shown_as_it_is(said: str) -> None:
    text = f"{said}\n\nRead and answer: {LINK}\n"
    shown = read(text, subject=said)
    assert (shown.words, shown.links) == (text, [LINK])
    assert set(shown.tags) <= TAGS
