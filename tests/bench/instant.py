"""AWS, sign-in and provider that answer at once: what a caller spends is its own work.

`python -m tests.bench.instant RECORDINGS` prints its port. `GET /of/<function>` chooses whose answers are given: each
operation's as they were recorded, over and over. `GET /token/<person>` gives an ID token.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.bench.http import header, response, serve
from tests.bench.signing import JWKS, token

CHOICE, TOKEN, KEYS, PROVIDER, MAIL = "/of/", "/token/", "/jwks.json", "/2010-04-01/", "/v2/email/outbound-emails"
PLAIN = {
    "GetItem": json.dumps({"Item": {"pk": {"S": "a"}, "sk": {"S": "b"}, "number": {"N": "1"}}}),
    "TransactWriteItems": "{}",
}
"""What the yardstick asks for."""
TEXT = {
    "sid": "SM" + "0" * 32,
    "status": "queued",
    "direction": "outbound-api",
    "date_created": "Mon, 02 Mar 2026 15:00:00 +0000",
    "num_media": "0",
    "to": "+12025550110",
    "from": "+18005550100",
}


class Answers:
    """What is answered to an operation of the chosen function: what the same question got there, in turn where it was
    asked more than once (before a change and after it), or elsewhere, best in its story; else what the likest one got.
    """

    def __init__(self, recordings: dict[str, Any]) -> None:
        self.environment: dict[str, str] = recordings["environment"]
        self._functions = recordings["functions"]
        self._secret = json.dumps({"Name": "secret", "SecretString": json.dumps(recordings["secret"])})
        self._reads = recordings["reads"]
        self._elsewhere: dict[tuple[str, str], str] = {}
        self._own: dict[tuple[str, str], Iterator[str]] = {}
        self._answers: dict[str, list[tuple[frozenset[str], str]]] = {}
        self.choose("")

    def choose(self, function: str) -> None:
        found = self._functions.get(function, {"calls": [], "known": []})
        self._elsewhere = _by_question([*self._reads, *found["known"]])
        self._answers = defaultdict(list)
        asked: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, question, answered in found["calls"]:
            key = name.partition(".")[2], _question(question)
            asked[key].append(answered)
            self._answers[key[0]].append((_words(key[1]), answered))
        self._own = {question: cycle(answers) for question, answers in asked.items()}

    def of(self, operation: str, asked: bytes) -> str:
        if operation == "GetSecretValue":
            return self._secret
        question = _question(asked.decode())
        if (operation, question) in self._own:
            return next(self._own[operation, question])
        if (operation, question) in self._elsewhere:
            return self._elsewhere[operation, question]
        return self._likest(operation, _words(question)) if operation in self._answers else PLAIN[operation]

    def _likest(self, operation: str, words: frozenset[str]) -> str:
        """What was answered to the question that shares most with this one: ids made by chance differ at each run."""
        return max(self._answers[operation], key=lambda answer: len(words & answer[0]))[1]


def _words(question: str) -> frozenset[str]:
    return frozenset(question.split('"'))


def _by_question(calls: list[list[str]]) -> dict[tuple[str, str], str]:
    return {(name.partition(".")[2], _question(asked)): answered for name, asked, answered in calls}


def _question(asked: str) -> str:
    """The same for the same question at any time (numbers are times), and in any order: a batch's keys are a set's."""
    return json.dumps(_in_order(json.loads(asked)), sort_keys=True) if asked.startswith("{") else asked


def _in_order(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: "" if name == "N" else _in_order(inner) for name, inner in part.items()}
    return sorted(map(_in_order, part), key=json.dumps) if isinstance(part, list) else part


class Instant:
    """What is answered to a request, at once."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def answer(self, head: str, body: bytes) -> tuple[bytes, float]:
        return self._answer(head, body), 0

    def _answer(self, head: str, body: bytes) -> bytes:
        path = head.split(" ", 2)[1]
        if path.startswith(CHOICE):
            self._answers.choose(path.removeprefix(CHOICE))
            return response("{}")
        if path.startswith(TOKEN):
            return response(token(path.removeprefix(TOKEN), self._answers.environment))
        if path.startswith(KEYS):
            return response(JWKS)
        if path.startswith(PROVIDER):
            listed = head.startswith("GET") and "Messages.json" in path
            return response(json.dumps({"messages": []} if listed else TEXT), "201 Created")
        if path.startswith(MAIL):
            return response(self._answers.of("SendEmail", body))
        operation = header(head, "x-amz-target").rpartition(".")[2] or "Publish"
        return response(self._answers.of(operation, body))


if __name__ == "__main__":
    asyncio.run(serve(Instant(Answers(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))).answer))
