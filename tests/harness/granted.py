"""`python -m tests.harness.granted`: what each function was seen to do in AWS, into infrastructure/used.json."""

from __future__ import annotations

import sys

from infrastructure.uses import PLACE, written
from tests.harness.sweep import seen


def main() -> None:
    """Tells which functions' rights are others than before: each is to be looked at."""
    before = PLACE.read_text(encoding="utf-8")
    after = written(seen())
    PLACE.write_text(after, encoding="utf-8")
    told = "as before" if after == before else "changed; look at each line of the difference"
    sys.stdout.write(f"{PLACE.name}: {told}\n")


if __name__ == "__main__":
    main()
