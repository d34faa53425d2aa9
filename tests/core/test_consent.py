from __future__ import annotations

from itertools import product

import pytest

from chalicelib.core.consent import Act, Consent, after

NONE, PENDING, YES, NO = Consent.NONE, Consent.PENDING, Consent.YES, Consent.NO
TABLE = {
    Act.OPT_IN: {NONE: PENDING, PENDING: PENDING, YES: YES, NO: NO},
    Act.CONFIRM: {NONE: NONE, PENDING: YES, YES: YES, NO: NO},
    Act.STOP: {NONE: NO, PENDING: NO, YES: NO, NO: NO},
    Act.PROVIDER_STOP: {NONE: NO, PENDING: NO, YES: NO, NO: NO},
    Act.START: {NONE: YES, PENDING: YES, YES: YES, NO: YES},
    Act.EXPIRE: {NONE: NONE, PENDING: NONE, YES: YES, NO: NO},
    Act.DOUBT: {NONE: NONE, PENDING: PENDING, YES: YES, NO: NO},
    Act.CLEAR: {NONE: NONE, PENDING: PENDING, YES: YES, NO: NO},
}
CASES = [(act, before, then) for act, row in TABLE.items() for before, then in row.items()]


@pytest.mark.parametrize(("act", "before", "then"), CASES)
def test_where_each_act_leads(act: Act, before: Consent, then: Consent) -> None:
    """C3, CN-1 to CN-5, CN-13."""
    assert after(before, act) is then


def test_the_table_is_whole() -> None:
    assert {(act, before) for act, before, _ in CASES} == set(product(Act, Consent))


def test_a_stop_is_undone_by_start_alone() -> None:
    assert {act for act in Act if after(NO, act) is not NO} == {Act.START}


def test_nothing_but_the_contact_s_own_yes_or_start_leads_to_yes() -> None:
    ways = {(before, act) for before, act in product(Consent, Act) if after(before, act) is YES and before is not YES}
    assert ways == {(PENDING, Act.CONFIRM), (NONE, Act.START), (PENDING, Act.START), (NO, Act.START)}


@pytest.mark.parametrize("act", Act)
def test_an_act_said_twice_is_said_once(act: Act) -> None:
    assert all(after(after(state, act), act) is after(state, act) for state in Consent)
