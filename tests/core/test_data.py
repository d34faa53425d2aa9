from __future__ import annotations

from pathlib import Path

import pytest

from chalicelib import data

TABLES = sorted(path.stem for path in Path(data.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_source_and_its_month(name: str) -> None:
    table = data.table(name)
    assert table["source"]
    year, month = table["date"].split("-")
    assert (2026, 1) <= (int(year), int(month)) <= (2100, 12)
