"""A mail as a person reads it."""

from __future__ import annotations

from html.parser import HTMLParser


class Reader(HTMLParser):
    """`words` are those of an HTML mail but for its button, in its lines; `tags` and `links` all that it holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags, self.links = "", list[str](), list[str]()
        self._inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        known = dict(attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag == "br" and "role" not in known:
            self.words += "\n"
        elif tag == "p" and self.tags.count("p") > 1:
            self.words += "\n\n"
        elif tag in ("a", "title"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "title"):
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words += data
