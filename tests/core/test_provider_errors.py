from __future__ import annotations

import pytest

from chalicelib.core import provider_errors
from chalicelib.core.provider_errors import Action, ErrorKind, explain

RULES = {
    (ErrorKind.BAD_NUMBER, Action.MARK_BAD): [21211, 21614],
    (ErrorKind.PAIR, Action.FAIL): [21612],
    (ErrorKind.OPTED_OUT, Action.OPT_OUT): [21610],
    (ErrorKind.REGION, Action.TELL_ADMIN): [21408],
    (ErrorKind.BODY, Action.FAIL): [11200, 21602, 21617],
    (ErrorKind.CONFIGURATION, Action.HOLD_LINE): [21606, 21608],
    (ErrorKind.CONFIGURATION, Action.TELL_ADMIN): [21621],
    (ErrorKind.QUEUE_FULL, Action.REQUEUE): [21611, 30001],
    (ErrorKind.LANDLINE, Action.SUPPRESS): [21635, 30006],
    (ErrorKind.TOO_FAST, Action.BACK_OFF): [20429, 63017, 30022],
    (ErrorKind.ACCOUNT, Action.STOP_ALL): [20003, 30002],
    (ErrorKind.UNREACHABLE, Action.FAIL): [30003],
    (ErrorKind.BLOCKED, Action.FLAG): [30004, 30007],
    (ErrorKind.UNKNOWN_HANDSET, Action.SUPPRESS): [30005],
    (ErrorKind.CARRIER, Action.FAIL): [30008],
    (ErrorKind.UNREGISTERED, Action.HOLD_LINE): [30032, 30034, 30479],
    (ErrorKind.CAP, Action.PAUSE): [60728, 63038],
}
CASES = [(code, kind, action) for (kind, action), codes in RULES.items() for code in codes]


@pytest.mark.parametrize(("code", "kind", "action"), CASES)
def test_each_code_has_its_kind_and_what_is_done(code: int, kind: ErrorKind, action: Action) -> None:
    known = explain(code)
    assert (known.code, known.kind, known.action) == (code, kind, action)


def test_the_table_holds_no_code_that_is_not_tested() -> None:
    assert set(provider_errors.standard()) == {code for code, _, _ in CASES} | {None}


def test_what_ends_texts_closes_the_number_or_is_an_opt_out() -> None:
    ends = {row.code for row in provider_errors.standard().values() if row.action.ends_texts}
    assert {21610, 21614, 30006} <= ends
    assert not ends & {30003, 30007, 21612}


def test_only_what_is_wrong_with_the_number_itself_closes_it_for_every_line() -> None:
    """CT-6: there is no such number, it is a landline, or its carrier takes no texts for it. No line is named in it."""
    closing = {row.code for row in provider_errors.standard().values() if row.action.closes_number}
    assert closing == {21211, 21614, 21635, 30005, 30006}


@pytest.mark.parametrize("code", [99999, 0, -1, None])
def test_an_unknown_code_keeps_its_code_and_wants_eyes(code: int | None) -> None:
    unknown = explain(code)
    assert (unknown.code, unknown.kind, unknown.action) == (code, ErrorKind.UNKNOWN, Action.ALARM)


def test_every_row_tells_the_rep_in_whole_sentences() -> None:
    for row in provider_errors.standard().values():
        assert row.title
        assert row.plain.endswith(".")
        assert row.remedy.endswith(".")
        assert not row.title.endswith(".")


def test_admins_read_what_to_do_where_they_are_told_and_only_there() -> None:
    for row in provider_errors.standard().values():
        assert bool(row.admin) == row.action.tells_admins, row.code
        assert row.admin.endswith(".") or not row.admin


def test_admins_are_told_of_what_only_they_can_mend_and_of_what_nobody_knows() -> None:
    told = {row.code for row in provider_errors.standard().values() if row.action.tells_admins}
    assert told == {None, 21408, 21621, 30004, 30007, 60728, 63038}


def test_nobody_is_promised_what_does_not_happen_to_a_text_that_has_failed() -> None:
    """A text that shows its code has failed for good: nothing sends it again by itself."""
    for row in provider_errors.standard().values():
        words = f"{row.plain} {row.remedy}".lower()
        assert not any(claim in words for claim in ("by itself", "tried", "waits", "texts wait")), row.code
        telling = row.action.tells_admins or row.action in (Action.HOLD_LINE, Action.STOP_ALL)
        assert telling or "has been told" not in words, row.code


def test_every_kind_is_in_use() -> None:
    assert {row.kind for row in provider_errors.standard().values()} == set(ErrorKind)


def test_a_table_can_be_given() -> None:
    table = {None: explain(None), 7: explain(21610)}
    assert explain(7, table).kind is ErrorKind.OPTED_OUT
    assert explain(21610, table).kind is ErrorKind.UNKNOWN
