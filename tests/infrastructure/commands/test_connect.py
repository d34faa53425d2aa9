from __future__ import annotations

import pytest

from chalicelib.core.lines import LineKind, LineUse
from infrastructure.commands import connect, secret
from infrastructure.commands.house import rooms
from infrastructure.local.carrier.server import Server
from tests.infrastructure.carrier.world import SID, TOKEN
from tests.infrastructure.commands.conftest import Operator
from tests.infrastructure.commands.shop import ELSEWHERE, WIRED, carrier, connected

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("operator")]
__all__ = ["carrier"]

TOLL_FREE, LOCAL = "+18335550100", "+12025550100"


def test_asks_for_credentials_tries_them_and_keeps_them_to_itself(
    operator: Operator, carrier: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TWILIO_ACCOUNT_SID")
    monkeypatch.delenv("TWILIO_AUTH_TOKEN")
    code, terminal = operator.deployed().run(connect.main, answers=(SID, TOKEN, "1", "yes"))
    assert code == 0, terminal.text
    assert TOKEN not in terminal.text
    found = secret.read(operator.stage)
    assert (found.account, found.tokens, found.missing) == (SID, (TOKEN,), [])


def test_wrong_credentials_are_told_and_not_stored(
    operator: Operator, carrier: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "wrong")
    code, terminal = operator.deployed().run(connect.main, "--yes", "--number", TOLL_FREE)
    assert code == 2
    assert terminal.said("→", "Auth Token")
    assert secret.read(operator.stage).account == ""


def test_buys_the_chosen_number_after_telling_its_price(operator: Operator, carrier: Server) -> None:
    code, terminal = operator.deployed().run(connect.main, "--label", "Front desk", answers=("2", "yes"))
    assert code == 0, terminal.text
    assert any("$2.15 a month" in question for question in terminal.asked)
    (bought,) = carrier.carrier.numbers.all()
    assert (bought.sms_url, bought.sms_fallback_url, bought.sms_method) == (WIRED, WIRED, "POST")
    (line,) = rooms(operator.stage).team.lines()
    assert (line.number, line.label, line.kind, line.use) == (
        bought.number,
        "Front desk",
        LineKind.TOLL_FREE,
        LineUse.SHARED,
    )
    assert len(line.members) == 1
    assert terminal.said("verification", "approved")


def test_a_no_buys_nothing(operator: Operator, carrier: Server) -> None:
    code, _ = operator.deployed().run(connect.main, answers=("1", "no"))
    assert code == 1
    assert carrier.carrier.numbers.all() == []


def test_without_anybody_to_choose_nothing_is_bought(operator: Operator, carrier: Server) -> None:
    code, terminal = operator.deployed().run(connect.main, "--yes")
    assert code == 2
    assert terminal.said("→", "NUMBER=")
    assert carrier.carrier.numbers.all() == []


def test_numbers_show_in_full_only_when_asked(operator: Operator, carrier: Server) -> None:
    connected(operator.deployed(), TOLL_FREE)
    _, terminal = operator.run(connect.main, "--list")
    assert terminal.said("(833) •••-0100", "wired to this stage")
    assert "555" not in terminal.text
    _, terminal = operator.run(connect.main, "--list", "--show")
    assert terminal.said("(833) 555-0100")


def test_again_changes_nothing_and_buys_nothing(operator: Operator, carrier: Server) -> None:
    connected(operator.deployed(), TOLL_FREE, "--label", "One")
    _, terminal = operator.run(connect.main, "--yes", "--number", TOLL_FREE, "--label", "Two")
    assert terminal.said("wired as it should be")
    assert len(carrier.carrier.numbers.all()) == 1
    assert [line.label for line in rooms(operator.stage).team.lines()] == ["One"]


def test_a_personal_line_belongs_to_its_owner(operator: Operator, carrier: Server) -> None:
    connected(operator.deployed(), LOCAL, "--owner", "ADA@example.com")
    house = rooms(operator.stage)
    (line,), (ada,) = house.team.lines(), house.team.people()
    assert (line.use, line.owner, line.members) == (LineUse.PERSONAL, ada.id, frozenset({ada.id}))


def test_an_unknown_owner_is_told_before_anything_is_bought(operator: Operator, carrier: Server) -> None:
    code, terminal = operator.deployed().run(connect.main, "--yes", "--number", LOCAL, "--owner", "nobody@example.com")
    assert code == 2
    assert terminal.said("✗", "nobody@example.com")
    assert carrier.carrier.numbers.all() == []


def test_taking_a_number_from_another_place_is_warned_of(operator: Operator, carrier: Server) -> None:
    carrier.carrier.numbers.add(TOLL_FREE)
    carrier.carrier.numbers.change(TOLL_FREE, {"sms_url": f"{ELSEWHERE}?key=hidden"})
    operator.deployed()
    code, terminal = operator.run(connect.main, "--number", TOLL_FREE, answers=("no",))
    assert code == 1
    assert terminal.said("!", "other.example.com")
    assert "hidden" not in terminal.text
    code, _ = operator.run(connect.main, "--number", TOLL_FREE, answers=("yes",))
    assert code == 0
    (number,) = carrier.carrier.numbers.all()
    assert number.sms_url == WIRED


def test_a_new_token_is_believed_beside_the_old_one(
    operator: Operator, carrier: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(operator.deployed(), TOLL_FREE)
    old = secret.read(operator.stage)
    secret.write(operator.stage, secret.Secret(old.account, ("older",), old.id_key, old.cursor_key))
    code, terminal = operator.run(connect.main, "--new-token")
    assert code == 0, terminal.text
    assert secret.read(operator.stage).tokens == (TOKEN, "older")


def test_a_stage_that_is_not_there_says_where_it_looked(operator: Operator) -> None:
    code, terminal = operator.run(connect.main)
    assert code == 2
    assert terminal.said("✗", operator.name, "us-east-1")
    assert terminal.said("→", "make deploy")


@pytest.mark.parametrize(("told", "words"), [("--area-code=12", "area code"), ("--number=12", "NUMBER")])
def test_what_cannot_be_is_named(operator: Operator, carrier: Server, told: str, words: str) -> None:
    code, terminal = operator.deployed().run(connect.main, told)
    assert code == 2
    assert terminal.said("✗", words)
