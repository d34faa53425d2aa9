"""Adapters of which everything fails, for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest

from tests.harness.world import World


class Down:
    """Every method of it raises the fault."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object, **__: object) -> NoReturn:
            raise self._fault

        return fail


@contextmanager
def failing(world: World, fault: Exception, *nouns: str) -> Iterator[None]:
    """Within it these adapters of the composition root raise `fault`, whatever is asked of them."""
    with pytest.MonkeyPatch.context() as patch:
        for noun in nouns:
            patch.setitem(world.wiring.__dict__, noun, Down(fault))
        yield
