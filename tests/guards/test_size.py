"""Small files, short functions, thin views."""

from __future__ import annotations

from statistics import median

from tests.guards.sources import functions, named, python

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, MEDIAN_FILE = 250, 40, 12, 80


def test_no_file_is_long() -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in python("chalicelib", "infrastructure")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
    assert median(length for length in lengths.values() if length) <= MEDIAN_FILE


def test_no_function_is_long() -> None:
    found = [one for path in python("chalicelib", "infrastructure") for one in functions(path)]
    assert [(one.place, one.lines) for one in found if one.lines > LONGEST_FUNCTION] == []
    assert len(found) > 500, "the walk has found the functions"


def test_views_do_nothing_themselves() -> None:
    files = [path for path in python("chalicelib") if path.parent.name in ("routes", "workers")]
    views = [one for path in files for one in functions(path) if any(is_entry(name) for name in one.decorators)]
    assert [(one.place, one.lines) for one in views if one.lines > LONGEST_VIEW] == []
    assert len(views) > 30, "the walk has found the views"


def is_entry(decorator: str) -> bool:
    return decorator.startswith(("endpoint(", "bp."))
