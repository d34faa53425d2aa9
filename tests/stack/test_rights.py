"""Named so that it comes after the flows: what they needed, they were granted."""

from __future__ import annotations

from tests.stack.brand import Stack


def test_no_function_was_refused_a_call(stack: Stack) -> None:
    assert stack.denied() == []


def test_no_function_broke(stack: Stack) -> None:
    assert stack.troubles() == []
