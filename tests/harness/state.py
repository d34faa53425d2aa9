"""What the tables of a world hold, read without a call."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.harness import aws
from tests.harness.commits import plain
from tests.harness.world import World

Row = dict[str, Any]


@dataclass
class State:
    """What the tables hold, as plain values, by kind."""

    world: World

    @cached_property
    def conversations(self) -> list[Row]:
        return [plain(item) for item in aws.items("conversations")]

    @cached_property
    def messages(self) -> list[Row]:
        return [row for row in self.conversations if row["sk"].startswith("m#")]

    @cached_property
    def heads(self) -> dict[str, Row]:
        heads = (row for row in self.conversations if row["sk"].startswith("thread#"))
        # A group conversation has no number of its own.
        return {f"{row['sk'].removeprefix('thread#')}-{row['pk']}": {"phone": "", **row} for row in heads}

    @cached_property
    def ledger(self) -> dict[str, list[Row]]:
        """Events by thread, in the order in which they were decided."""
        lines: dict[str, list[Row]] = defaultdict(list)
        for item in sorted((plain(item) for item in aws.items("consent")), key=lambda row: str(row["sk"])):
            lines[item["pk"]].append(item)
        return lines

    @cached_property
    def contacts(self) -> list[Row]:
        return [plain(item) for item in aws.items("contacts")]

    @cached_property
    def team(self) -> list[Row]:
        return [plain(item) for item in aws.items("team")]

    @property
    def people(self) -> dict[str, Row]:
        return {row["sk"]: row for row in self.team if row["pk"] == "people"}

    @cached_property
    def broadcasts(self) -> list[Row]:
        return [plain(item) for item in aws.items("broadcasts")]

    @property
    def recipients(self) -> list[Row]:
        return [row for row in self.broadcasts if row["sk"].startswith("r#")]

    @property
    def responses(self) -> list[Row]:
        return [row for row in self.broadcasts if row["sk"].startswith("a#")]

    @cached_property
    def handed_over(self) -> Counter[str]:
        """How often the carrier took each of our texts, by its reference."""
        return Counter(text.ref for text in self.world.carrier.sent)

    def chats_of(self, phone: str, number: str) -> set[str]:
        """The group conversations of a line in which a number is, or was, a member."""
        chats = {name: head for name, head in self.heads.items() if "party" in head and head["line_number"] == number}
        return {
            name for name, head in chats.items() if phone in {member["phone"] for member in head["party"]["members"]}
        }

    def of(self, origin: str) -> list[Row]:
        return [row for row in self.messages if row["origin"] == origin]

    @property
    def said(self) -> list[Row]:
        """What contacts said in threads."""
        return [row for row in self.of("one_to_one") if row["direction"] == "in" and row["pk"] in self.heads]
