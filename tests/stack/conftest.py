"""One stack for all its tests: an older one is filled, the deployed template comes over it, then all flows run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.product import Product
from tests.stack.brand import Stack, raised

collect_ignore_glob = [] if os.environ.get("PARLEY_E2E") == "stack" else ["test_*.py"]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The stack as it is deployed over its older self."""
    with raised(Path(tmp_path_factory.mktemp("stack"))) as found:
        yield found
        assert found.denied() == []


@pytest.fixture(scope="session")
def product(stack: Stack) -> Product:
    """The public contract of that stack, for the tests that know nothing else."""
    return stack.product
