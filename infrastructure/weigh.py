"""`python -m infrastructure.weigh DIST KILOBYTES`: what the dashboard's first load weighs; 1 where it is too much.

Counted, gzipped, is all that the page asks for before it shows itself: its own HTML, its entry scripts, what these
preload, and its styles. What is loaded later (charts, settings) is not.
"""

from __future__ import annotations

import gzip
import sys
from html.parser import HTMLParser
from pathlib import Path

KILO = 1000
AT_ONCE = ("modulepreload", "preload", "stylesheet")


class FirstLoad(HTMLParser):
    """The addresses of scripts, preloads and styles that a page names, in `found`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        address = named.get("src") if tag == "script" else None
        if tag == "link" and named.get("rel") in AT_ONCE:
            address = named.get("href")
        if address:
            self.found.append(address)


def first_load(dist: Path) -> dict[str, int]:
    """Gzipped bytes of each file of the first load, by its name; FileNotFoundError where there is no build."""
    page = FirstLoad()
    page.feed((dist / "index.html").read_text(encoding="utf-8"))
    names = ["index.html", *(address.lstrip("./") for address in dict.fromkeys(page.found) if "//" not in address)]
    return {name: len(gzip.compress((dist / name).read_bytes(), mtime=0)) for name in names}


def main(dist: str, kilobytes: str) -> int:
    weights = first_load(Path(dist))
    total = sum(weights.values())
    if total <= int(kilobytes) * KILO:
        print(f"{total / KILO:.1f} kB gz in {len(weights)} files")
        return 0
    for name, weight in sorted(weights.items(), key=lambda entry: -entry[1]):
        print(f"{weight / KILO:8.1f} kB  {name}", file=sys.stderr)
    print(f"the first load is {total / KILO:.1f} kB gz, at most {kilobytes} are allowed", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
