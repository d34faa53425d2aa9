"""Lets one text come in for real and keeps what was said to AWS and answered: `python -m tests.bench.record FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE
from tests.harness.wire import WIRE, Call, Effect
from tests.harness.world import World


def record() -> dict[str, Any]:
    """`environment`, `secret`, and the `calls` of one text of a known contact: name, what was asked, what came back."""
    calls: list[dict[str, Any]] = []

    def listen(call: Call, effect: Effect) -> Any:
        answer = effect()
        asked = json.loads(call.body) if call.body.startswith(b"{") else None
        calls.append({"name": call.name, "asked": asked, "answered": json.loads(answer.content)})
        return answer

    with World() as world:
        world.handset_texts(HANDSETS[0], REP1_LINE, "Are you open today?")
        WIRE.around.append(listen)
        world.handset_texts(HANDSETS[0], REP1_LINE, "Yes that works for me, see you at 3pm!")
        WIRE.around.remove(listen)
        return {"environment": aws.environment(), "secret": aws.SECRET, "calls": calls}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(record()), encoding="utf-8")
