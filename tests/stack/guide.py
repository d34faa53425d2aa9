"""The operator guide as a newcomer reads it: its commands in order, each to be typed or left out for a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.e2e.product import ROOT

PAGE = ROOT / "docs" / "operator" / "README.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(make \w+ STAGE=[^`]+)`")


@dataclass
class Guide:
    """`left` are the commands that nobody has typed yet."""

    left: list[str] = field(default_factory=lambda: commands(PAGE.read_text(encoding="utf-8")))

    def command(self, begins: str) -> str:
        """The guide's own line that begins so, without its remark; fails where the guide has no such line."""
        found = [line for line in self.left if line.startswith(begins)]
        assert found, f"{PAGE.name} has no command that begins {begins!r}; left are {self.left}"
        self.left.remove(found[0])
        return found[0].partition("  #")[0].rstrip()


def commands(page: str) -> list[str]:
    """Every line of every block, and every whole command within a sentence; what is said twice counts once."""
    lines = [line for block in BLOCK.findall(page) for line in block.splitlines() if line]
    return list(dict.fromkeys([*lines, *INLINE.findall(page)]))
