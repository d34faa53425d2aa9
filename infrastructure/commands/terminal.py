"""What a command says to the person at the terminal, and what it asks."""

from __future__ import annotations

import getpass
import sys
from typing import Protocol


class Terminal(Protocol):
    """Where a command's words go and answers come from. `interactive` is False where nobody can answer."""

    @property
    def interactive(self) -> bool: ...
    def say(self, text: str = "") -> None: ...
    def type_in(self, question: str) -> str: ...
    def hidden(self, question: str) -> str: ...


class Console:
    """The terminal that the command was started in."""

    @property
    def interactive(self) -> bool:
        return sys.stdin.isatty()

    def say(self, text: str = "") -> None:
        print(text, flush=True)

    def type_in(self, question: str) -> str:
        return input(f"{question} ").strip()

    def hidden(self, question: str) -> str:
        return getpass.getpass(f"{question} (does not show) ").strip()


def agrees(terminal: Terminal, question: str, *, yes: bool) -> bool:
    """Whether to go on: `yes` was said beforehand, or is said now. Where nobody can answer, it is no."""
    if yes:
        terminal.say(f"{question} yes (agreed beforehand)")
        return True
    if not terminal.interactive:
        terminal.say(f"{question} Nobody is here to answer; say --yes (make: YES=1) to agree beforehand.")
        return False
    return terminal.type_in(f"{question} [yes/no]").lower() in ("y", "yes")


def counted(number: int, noun: str) -> str:
    """ "1 table", "3 tables"."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{number} {noun[:-1]}ies"
    return f"{number} {noun}{'es' if noun.endswith('s') else 's'}"
