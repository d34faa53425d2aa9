"""A terminal whose answers were written beforehand, and which remembers what it was told."""

from __future__ import annotations


class Scripted:
    """`answers` are given in turn; without any, nobody is there to answer."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.interactive = bool(answers)
        self.lines: list[str] = []
        self.asked: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def say(self, text: str = "") -> None:
        self.lines.append(text)

    def type_in(self, question: str) -> str:
        self.asked.append(question)
        return self._answers.pop(0)

    def hidden(self, question: str) -> str:
        return self.type_in(question)

    def said(self, *words: str) -> bool:
        """Whether one line has all of these words."""
        return any(all(word in line for word in words) for line in self.lines)
