from __future__ import annotations

from typing import Any

import pytest

from infrastructure.commands.parameters import ADDRESSES, addresses, chosen
from infrastructure.commands.stop import Stop
from tests.infrastructure.commands.scripted import Scripted

DECLARED: dict[str, dict[str, Any]] = {
    "PublicUrl": {"Type": "String"},
    "MailFrom": {"Type": "String", "AllowedPattern": ".+@.+", "Description": "The sender"},
    "StopScope": {"Type": "String", "Default": "brand", "AllowedValues": ["brand", "line"]},
}
OUTPUTS = {"PublicUrl": "https://d1.example.com/api", "DashboardUrl": "https://d1.example.com/"}


def test_given_wins_over_before_and_before_over_default() -> None:
    before = {"MailFrom": "old@example.com", "StopScope": "line"}
    found = chosen(DECLARED, {"MailFrom": "new@example.com"}, before, Scripted())
    assert found == {"PublicUrl": ADDRESSES["PublicUrl"], "MailFrom": "new@example.com", "StopScope": "line"}


def test_what_nobody_knows_is_asked_for_by_its_description() -> None:
    terminal = Scripted("me@example.com")
    assert chosen(DECLARED, {}, {}, terminal)["MailFrom"] == "me@example.com"
    assert terminal.asked == ["The sender (MailFrom):"]


@pytest.mark.parametrize(
    ("given", "words"),
    [({"Brnad": "x"}, "Brnad"), ({"MailFrom": "x"}, "MailFrom"), ({"StopScope": "all"}, "one of brand, line")],
)
def test_what_cannot_be_is_named(given: dict[str, str], words: str) -> None:
    with pytest.raises(Stop, match=words):
        chosen(DECLARED, {"MailFrom": "a@example.com", **given}, {}, Scripted())


def test_addresses_follow_the_stack_at_first() -> None:
    assert addresses(OUTPUTS, {}, ADDRESSES, {}) == {
        "PublicUrl": "https://d1.example.com/api",
        "DashboardUrl": "https://d1.example.com",
    }


def test_addresses_that_were_the_stacks_own_follow_it_to_a_new_domain() -> None:
    now = {"PublicUrl": "https://d1.example.com/api", "DashboardUrl": "https://d1.example.com"}
    after = {"PublicUrl": "https://text.example.com/api", "DashboardUrl": "https://text.example.com"}
    assert addresses(after, OUTPUTS, now, {}) == after


def test_an_address_of_somebodys_choice_stays() -> None:
    now = {"PublicUrl": "https://mine.example.com/api", "DashboardUrl": "https://d1.example.com"}
    assert addresses({**OUTPUTS, "DashboardUrl": "https://d1.example.com"}, OUTPUTS, now, {}) == {}


def test_what_is_given_now_is_not_overruled() -> None:
    given = {"PublicUrl": ADDRESSES["PublicUrl"], "DashboardUrl": ADDRESSES["DashboardUrl"]}
    assert addresses(OUTPUTS, {}, ADDRESSES, given) == {}


def test_a_stack_without_a_front_is_called_at_its_api() -> None:
    found = addresses({"ApiUrl": "https://api.example.com/api/"}, {}, ADDRESSES, {})
    assert found == {"PublicUrl": "https://api.example.com/api"}
