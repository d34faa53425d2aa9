"""What tests say of answers."""

from __future__ import annotations

from typing import Any

from tests.harness.gateway import REQUEST_ID, Answer

MEMBERS = {"type", "title", "status", "code", "detail", "request_id"}


def good(answer: Answer, status: int = 200) -> Any:
    """The JSON of a good answer, with the headers that every one has."""
    assert answer.status == status, answer.body
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return answer.json if answer.body else None


def problem(answer: Answer, status: int, code: str) -> dict[str, Any]:
    """The problem that the answer is: named by code, told in a sentence, found in the log by the request's id."""
    assert (answer.status, answer.json.get("code")) == (status, code), answer.body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    told: dict[str, Any] = answer.json
    assert told.keys() >= MEMBERS
    assert (told["status"], told["request_id"], told["type"]) == (status, REQUEST_ID, "about:blank")
    assert told["detail"].endswith((".", "!"))
    return told


def wrong(answer: Answer, *fields: str) -> dict[str, str]:
    """The sentences of an answer that names exactly these fields as wrong, each with its remedy."""
    told: dict[str, str] = problem(answer, 422, "invalid")["fields"]
    assert sorted(told) == sorted(fields)
    assert all(sentence.endswith(".") for sentence in told.values())
    return told
