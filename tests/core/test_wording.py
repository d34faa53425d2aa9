from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import merge, segments, wording
from chalicelib.core.errors import Invalid
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.segments import MAX_BODY, Encoding

LINK = "https://parley.example.com/t/l0123456789ab-c0123456789abcdefghjkmnpq"


@pytest.mark.parametrize("body", ["a", "a" * MAX_BODY, "😀" * (MAX_BODY // 2), "line\nbreak\ttab", " padded "])
def test_a_body_that_can_be_sent_passes(body: str) -> None:
    wording.check_body(body)
    assert len(body) <= MAX_BODY


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("", "empty"),
        (" \n\u00a0", "empty"),
        ("a" * 1601, "1,601"),
        ("😀" * 801, "1,602"),
        ("nul\x00", "Remove it"),
        ("half \ud83d", "Remove it"),
    ],
)
def test_a_body_that_cannot_be_sent_is_refused_with_the_remedy(body: str, hint: str) -> None:
    with pytest.raises(Invalid) as refused:
        wording.check_body(body, "text")
    assert hint in refused.value.fields["text"]


def test_with_a_picture_a_text_needs_no_words() -> None:
    wording.check_body(" ", files=1)
    with pytest.raises(Invalid):
        wording.check_body("a" * (MAX_BODY + 1), files=1)


def test_the_stop_answer_names_the_brand_and_the_way_back() -> None:
    answer = wording.stop_answer("Acme Fitness")
    assert answer.startswith("Acme Fitness: ")
    assert "Reply START" in answer
    assert "from this number" not in answer


def test_the_stop_answer_of_one_line_promises_no_more_than_that() -> None:
    assert "from this number" in wording.stop_answer("Acme Fitness", everywhere=False)


def test_the_start_answer_names_costs_and_the_way_out() -> None:
    answer = wording.start_answer("Acme Fitness")
    assert answer.startswith("Acme Fitness: ")
    for duty in ("Msg & data rates may apply", "HELP", "STOP to opt out", "Frequency"):
        assert duty in answer


def test_a_brand_without_a_name_leaves_no_colon() -> None:
    assert wording.stop_answer("").startswith("You are")


@pytest.mark.parametrize("brand", ["Acme Fitness", "x" * 30])
def test_answers_cost_one_segment(brand: str) -> None:
    for answer in (wording.stop_answer(brand, everywhere=False), wording.start_answer(brand)):
        assert segments.count(answer).segments == 1
        assert segments.count(answer).encoding is Encoding.GSM_7


def test_an_alert_says_who_wrote_to_which_line_what_and_where_to_answer() -> None:
    assert wording.alert_text("Ann Lee", "Brand", "Is it open?", LINK) == f"Ann Lee to Brand: Is it open? {LINK}"


def test_a_burst_is_one_alert_with_its_size() -> None:
    assert wording.alert_text("Ann", "Brand", "Hi", LINK, 3) == f"Ann to Brand (3 new): Hi {LINK}"


@pytest.mark.parametrize("preview", ["word " * 100, "{}" * 100])
def test_a_long_preview_is_cut_to_one_segment(preview: str) -> None:
    alert = wording.alert_text("Ann", "Brand", preview, LINK)
    assert segments.count(alert).segments == 1
    assert "..." in alert
    assert alert.endswith(" " + LINK)


def test_a_picture_or_a_foreign_script_is_a_new_message() -> None:
    for preview in ("", "🎉🎉", "你好"):
        assert wording.alert_text("Ann", "Brand", preview, LINK) == f"Ann to Brand: new message {LINK}"


def test_a_link_that_fills_the_segment_leaves_no_room_for_a_preview() -> None:
    link = "https://example.com/" + "x" * 125
    assert wording.alert_text("Ann", "Brand", "Hello there", link) == f"Ann to Brand: {link}"


def test_long_names_share_what_the_link_leaves() -> None:
    alert = wording.alert_text("A" * 60, "B" * 60, "Hello", LINK, 12)
    assert segments.count(alert).segments == 1
    assert alert.startswith("AAAAAAAAAA")
    assert "A... to BBBBBBBBBB" in alert
    assert " (12 new): Hello " in alert


def test_a_name_of_emoji_only_is_someone() -> None:
    assert wording.alert_text("🎉", "🎉", "Hi", LINK).startswith("Someone to your line: Hi ")


def test_line_breaks_in_a_text_or_a_name_cannot_forge_lines() -> None:
    assert "\n" not in wording.alert_text("Ann\r\nBcc: x", "Li\nne", "a\r\n\r\nb", LINK)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“it’s” – so… `ok`", "\"it's\" - so... 'ok'"),
        ("Žofia Świątek", "Zofia Swiatek"),
        ("Łódź", "Lodz"),
        ("José é à ñ", "José é à ñ"),
        ("a\u00a0b\u200bc 🎉 d", "a bc d"),
        ("½ ﬁ ²", "1/2 fi 2"),
    ],
)
def test_gsm_safe_keeps_what_can_be_read(text: str, plain: str) -> None:
    assert wording.gsm_safe(text) == plain


def test_a_copy_names_the_group_and_how_many_got_it() -> None:
    assert wording.copy_text("Spring list", "Hi", 25) == "Copy of your text to Spring list (25 people): Hi"
    assert wording.copy_text("Spring list", "Hi") == "Copy of your text to Spring list: Hi"
    assert wording.copy_text("Spring list", "Hi", files=1) == "Copy of your text with 1 file to Spring list: Hi"
    known = {"rep_first_name": "Riley"}
    told = wording.copy_text("Spring list", "Hi {{first_name}}, {{rep_first_name|we}} here", known=known)
    assert told == "Copy of your text to Spring list: Hi [first_name], Riley here"
    assert wording.copy_text("Spring list", "", 2, 3) == "Copy of your text with 3 files to Spring list (2 people): "


@pytest.mark.parametrize("body", ["a" * MAX_BODY, "😀" * (MAX_BODY // 2), "a" + "😀" * 799])
def test_a_copy_of_a_very_long_text_can_be_sent(body: str) -> None:
    copy = wording.copy_text("Spring list", body, 1200)
    wording.check_body(copy)
    assert copy.endswith("...")
    assert "1,200 people" in copy


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=300), st.integers(1, 99))
def test_an_alert_is_one_segment_of_gsm7_whatever_it_tells(who: str, line: str, preview: str, count: int) -> None:
    counted = segments.count(wording.alert_text(who, line, preview, LINK, count))
    assert (counted.encoding, counted.segments) == (Encoding.GSM_7, 1)


@given(st.text(max_size=400))
def test_gsm_safe_is_gsm7_and_stable(text: str) -> None:
    plain = wording.gsm_safe(text)
    assert segments.count(plain).encoding is Encoding.GSM_7
    assert wording.gsm_safe(plain) == plain


def test_the_answer_to_yes_says_what_an_opt_in_confirmation_must() -> None:
    """CTIA 5.1; in one segment."""
    said = wording.welcome_answer("Acme")
    for part in ("Acme: ", "Frequency varies", "Msg & data rates may apply", "HELP for help", "STOP to opt out"):
        assert part in said
    assert segments.count(said).segments == 1


@given(st.text("{}a ｛｝", max_size=20), st.text("{}a ｛", max_size=20), st.text("{}｝b ", max_size=200))
def test_what_a_contact_writes_never_looks_like_a_field_on_a_reps_phone(who: str, line: str, preview: str) -> None:
    """O8."""
    assert merge.unfilled(wording.alert_text(who, line, preview, LINK)) == ""


def test_a_copy_names_the_fields_of_the_text() -> None:
    copy = wording.copy_text("Spring {{list}}", "Hi {{first_name|there}}, {{custom.size}}?", 2)
    assert copy == "Copy of your text to Spring {list} (2 people): Hi [first_name], [custom.size]?"


def test_what_is_told_of_a_lead_names_it_and_its_line() -> None:
    assert wording.lead_subject("assigned", "Ann Lee", "Brand") == "New lead for you: Ann Lee, Brand"
    assert wording.lead_subject("late", "Ann", "", call=True) == "A lead waits, and may be called but not texted: Ann"
    assert wording.lead_subject("new", "Ann", "", call=True) == wording.lead_subject("new", "Ann", "")
    assert wording.lead_subject("new", "", "") == "New lead, nobody has it: Unknown"
    long = wording.lead_subject("late", "{{" * 40, "\N{SNOWMAN}" * 90)
    assert long == "A lead waits for its first text: {"
    assert len(wording.lead_subject("escalated", "A" * 90, "B" * 90)) < 130


def test_what_is_told_of_an_import_says_how_many_it_brought() -> None:
    assert wording.imported_subject("new", 1200, "Brand") == "1,200 new leads from a file, nobody has them: Brand"
    assert wording.imported_subject("new", 1, "", more=True) == "1 or more new leads from a file, nobody has them"
    assert wording.imported_subject("new", 1, "") == "1 new lead from a file, nobody has it"
    assert wording.imported_subject("assigned", 1, "Brand") == "1 new lead for you from a file: Brand"
    assert wording.imported_subject("assigned", 2, "Brand") == "2 new leads for you from a file: Brand"
    assert wording.imported_subject("late", 0, "{{Brand") == "Leads from a file wait for their first text: {Brand"
    assert wording.imported_glance("assigned") == "New leads for you from a file"
    assert wording.imported_glance("escalated") == "Still nobody has written to leads from a file"


def test_what_the_team_has_for_a_person_is_told_without_its_words() -> None:
    assert wording.team_text("Ann Lee", "mentioned you", "Bo Ash", LINK) == f"Ann Lee mentioned you (Bo Ash): {LINK}"
    assert wording.team_text("", "gave you a conversation", "{{name}}", LINK).startswith(
        "Somebody gave you a conversation ("
    )
    assert "(a contact)" in wording.team_text("Ann", "mentioned you", "\U0001f389", LINK)


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_told_of_the_team_is_one_segment_of_gsm7(author: str, who: str) -> None:
    told = wording.team_text(author, "gave you a conversation", who, LINK)
    counted = segments.count(told)
    assert (counted.encoding, counted.segments) == (Encoding.GSM_7, 1)
    assert merge.unfilled(told) == ""
    assert told.endswith(LINK)


@pytest.mark.parametrize("what", LeadNews)
def test_a_screen_that_anybody_may_see_tells_of_a_lead_what_its_subject_begins_with(what: LeadNews) -> None:
    """AL-6: neither whose nor on which line."""
    assert wording.lead_subject(what, "Ann", "Spring").removeprefix(wording.lead_glance(what)) == ": Ann, Spring"


@pytest.mark.parametrize("what", [LeadNews.ASSIGNED, LeadNews.RETURNED])
def test_who_stands_in_reads_that_the_lead_is_of_somebody_who_is_away(what: LeadNews) -> None:
    glance = wording.lead_glance(what, away=True)
    assert glance.endswith("its owner is away")
    assert wording.lead_subject(what, "Ann", "Spring", away=True) == f"{glance}: Ann, Spring"


def test_a_text_that_did_not_arrive_is_told_in_one_segment_with_its_link() -> None:
    link = "https://app.example.com/t/lsshbe4bnxadz-cqvr155pd5twzhaxvsg9n9b56"
    assert wording.undelivered("Ann", "Brand") == "A text from Brand did not reach Ann"
    long = "{{" + "Ann\N{SNOWMAN}" * 40
    told = f"{wording.undelivered(long, 'Brand ' * 20)}. {link}"
    assert segments.count(told).segments == 1
    assert merge.unfilled(told) == ""
