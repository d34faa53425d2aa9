"""The operator guide names what there is, and nothing that is not."""

from __future__ import annotations

import re

import pytest

from infrastructure.alarms import alarms
from infrastructure.parameters import PARAMETERS
from tests.guards.sources import ROOT

GUIDE = ROOT / "docs" / "operator"
PAGES = sorted(GUIDE.glob("*.md"))


def test_every_alarm_has_its_page_and_no_other_has_one() -> None:
    titles = re.findall(r"^## (\w+Alarm)$", (GUIDE / "alarms.md").read_text(), re.MULTILINE)
    assert sorted(titles) == sorted(name for name in alarms() if name.endswith("Alarm"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: object) -> None:
    text = (GUIDE / str(page)).read_text()
    linked = re.findall(r"\]\(([\w./-]+\.md)\)", text)
    assert [link for link in linked if not (GUIDE / link).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_a_page_names_exist(page: object) -> None:
    text = (GUIDE / str(page)).read_text()
    makefiles = (ROOT / "Makefile").read_text() + (ROOT / "infrastructure" / "operator.mk").read_text()
    targets = set(re.findall(r"^([\w/.-]+):", makefiles, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_that_a_page_names_exist(page: object) -> None:
    text = (GUIDE / str(page)).read_text()
    named = set(re.findall(r"(?:SET=\"|--set )([A-Z]\w+)=", text)) - {"A", "C", "Name"}
    assert named <= set(PARAMETERS)
