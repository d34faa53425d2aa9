"""How commands end: help, words for every fault, and settings."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError

from infrastructure.commands import arguments
from infrastructure.commands.remedies import OTHERWISE, remedy
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import STOPPED, Stop, ended, meaning
from infrastructure.commands.terminal import Terminal, agrees, counted
from tests.guards.sources import ROOT
from tests.infrastructure.commands.scripted import Scripted

COMMANDS = ("deploy", "connect", "doctor", "redrive", "backup", "restore", "destroy")


def fault(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "CreateStack")


def raising(what: BaseException) -> Scripted:
    def work(_: Terminal) -> int:
        raise what

    terminal = Scripted()
    assert ended(work, terminal) == STOPPED
    return terminal


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_plain_words(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    module: Any = importlib.import_module(f"infrastructure.commands.{command}")
    with pytest.raises(SystemExit) as left:
        module.main(["--help"], Scripted())
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert f"make {command}" in told
    assert "STAGE=prod" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_target_with_its_words(command: str) -> None:
    targets = (ROOT / "infrastructure" / "operator.mk").read_text()
    assert re.search(rf"^{command}:.* ## .*STAGE=prod", targets, re.MULTILINE)
    assert f"$(COMMAND).{command} " in targets


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_guide(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    module: Any = importlib.import_module(f"infrastructure.commands.{command}")
    with pytest.raises(SystemExit):
        module.main(["--help"], Scripted())
    options = set(re.findall(r"--([a-z-]+)", capsys.readouterr().out)) - {"help", "package", "dashboard"}
    guide = (ROOT / "docs/operator/commands.md").read_text()
    assert {option for option in options if option.upper().replace("-", "_") not in guide} == set()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Stop("It is so.", "Do this."), "Do this."),
        (NoCredentialsError(), "Sign in first"),
        (EndpointConnectionError(endpoint_url="https://example.com"), "cannot be reached"),
        (fault("ExpiredToken"), "Sign in again"),
        (fault("AccessDenied"), "rights"),
        (fault("SomethingNew"), "Run the same command again"),
        (KeyboardInterrupt(), "goes on from what is there"),
        (EOFError(), "goes on from what is there"),
    ],
)
def test_every_end_says_what_to_do_next(what: BaseException, words: str) -> None:
    terminal = raising(what)
    assert terminal.lines[0].startswith("✗ ")
    assert terminal.lines[1].startswith("→ ")
    assert words in terminal.lines[1]


def test_a_fault_of_aws_keeps_its_sentence() -> None:
    assert meaning(fault("Odd", "the very reason")).what == "AWS refused CreateStack: the very reason"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Specified ReservedConcurrentExecutions for function decreases account's Unreserved…", "Service Quotas"),
        ("parley-prod-health already exists in stack", "left from an earlier try"),
        ("User is not authorized to perform: iam:CreateRole", "rights"),
        ("Rate exceeded", "busy"),
        ("Something unheard of", OTHERWISE),
    ],
)
def test_remedies_fit_the_reason(reason: str, words: str) -> None:
    assert words in remedy(reason)


@pytest.mark.parametrize("name", ["", "Prod", "a" * 21, "-a", "a b", "1st"])
def test_a_stages_name_that_cannot_be_is_refused(name: str) -> None:
    class NoCloud:
        """Is not asked."""

    with pytest.raises(Stop, match="cannot be a stage's name"):
        Stage(NoCloud(), name)  # type: ignore[arg-type]


@pytest.mark.parametrize(("pairs", "found"), [([], {}), (["A=b=c", "D="], {"A": "b=c", "D": ""})])
def test_settings_are_read(pairs: list[str], found: dict[str, str]) -> None:
    assert arguments.settings(pairs) == found


@pytest.mark.parametrize("pair", ["A", "=b"])
def test_a_setting_without_name_or_value_is_refused(pair: str) -> None:
    with pytest.raises(ValueError, match="Name=value"):
        arguments.settings([pair])


def test_only_a_yes_is_a_yes() -> None:
    answers = ("yes", "Y", "no", "", "ja", "yes please")
    assert [agrees(Scripted(answer), "?", yes=False) for answer in answers] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("number", "word", "told"),
    [(1, "job", "1 job"), (0, "job", "0 jobs"), (2, "policy", "2 policies"), (3, "key", "3 keys")],
)
def test_counts_are_words(number: int, word: str, told: str) -> None:
    assert counted(number, word) == told
