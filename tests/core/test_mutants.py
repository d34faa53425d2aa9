from __future__ import annotations

import pytest

from tests.core import mutants
from tests.core.mutants import ROOT, planted, watchers
from tests.core.mutants_table import MUTANTS, TESTS, Mutant


def test_there_are_mutants_of_every_decision() -> None:
    """G6: at least 40."""
    assert len(set(MUTANTS)) == len(MUTANTS) >= 40
    assert {mutant.file for mutant in MUTANTS} == set(TESTS)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_still_fits_the_core(mutant: Mutant) -> None:
    source = ROOT / "chalicelib" / "core" / f"{mutant.file}.py"
    compile(planted(mutant, source.read_text()), source, "exec")
    assert all((ROOT / test).is_file() for test in watchers(mutant))


def test_mutants_are_chosen_by_the_core_files_they_are_of() -> None:
    of_two = mutants.chosen(["devices", "chalicelib/core/alerting.py"])
    assert {mutant.file for mutant in of_two} == {"devices", "alerting"}
    assert set(of_two) == {mutant for mutant in MUTANTS if mutant.file in ("devices", "alerting")}
    assert mutants.chosen([]) == list(MUTANTS)
    with pytest.raises(ValueError, match="no mutant of gadgets"):
        mutants.chosen(["devices", "gadgets"])


@pytest.mark.sweep
def test_every_mutant_is_noticed() -> None:
    """G6."""
    assert list(mutants.survivors()) == []
