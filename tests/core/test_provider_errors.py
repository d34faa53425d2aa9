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
    (ErrorKind.CONFIGURATION, Action.HOLD_LINE): [21606, 21608, 21621],
    (ErrorKind.QUEUE_FULL, Action.REQUEUE): [21611, 30001],
    (ErrorKind.LANDLINE, Action.SUPPRESS): [21635, 30006],
    (ErrorKind.TOO_FAST, Action.BACK_OFF): [20429, 63017, 30022],
    (ErrorKind.ACCOUNT, Action.STOP_ALL): [20003, 30002],
    (ErrorKind.UNREACHABLE, Action.RETRY_LATER): [30003],
    (ErrorKind.BLOCKED, Action.FLAG): [30004, 30007],
    (ErrorKind.UNKNOWN_HANDSET, Action.SUPPRESS): [30005],
    (ErrorKind.CARRIER, Action.RETRY_ONCE): [30008],
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


def test_every_kind_is_in_use() -> None:
    assert {row.kind for row in provider_errors.standard().values()} == set(ErrorKind)


def test_a_table_can_be_given() -> None:
    table = {None: explain(None), 7: explain(21610)}
    assert explain(7, table).kind is ErrorKind.OPTED_OUT
    assert explain(21610, table).kind is ErrorKind.UNKNOWN
