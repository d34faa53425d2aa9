"""No table and no zone is read twice in a process: a function that is warm parses nothing."""

from __future__ import annotations

import pytest

from tests.bench import verdict

OF_EACH_KIND = ("quiet_hours.toml", "area_codes.toml", "keywords.toml", "zoneinfo/America/New_York")


def test_each_table_and_each_zone_is_read_once_in_a_process() -> None:
    """Three rounds over every state's clock, and of every keyword."""
    opened = verdict.reads()
    assert {name: times for name, times in opened.items() if times > 1} == {}
    for known in OF_EACH_KIND:
        assert any(name.endswith(known) for name in opened), f"{known}: not even read"


def test_a_second_read_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache of tables forgets between two rounds; what is made of one table asks for it again."""
    again = "    everywhere()\n    data.table.cache_clear()\n    keywords.standard.cache_clear()\n"
    forgetful = "from chalicelib import data\nfrom chalicelib.core import keywords\n" + verdict.READS
    monkeypatch.setattr(verdict, "READS", forgetful.replace("    everywhere()\n", again))
    (keywords,) = (times for name, times in verdict.reads().items() if name.endswith("keywords.toml"))
    assert keywords == 3
