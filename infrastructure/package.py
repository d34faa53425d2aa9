"""`make package`: writes build/template.json beside the code that it names."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from chalicelib.store.models import MODELS
from infrastructure.template import template


def main(folder: Path) -> None:
    """Reads Chalice's sam.json in `folder` and writes template.json there."""
    packaged = json.loads((folder / "sam.json").read_text(encoding="utf-8"))
    made = template(packaged, MODELS)
    (folder / "template.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"{folder / 'template.json'}: {len(made['Resources'])} resources")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
