"""People's own phone numbers as canaries: in every world of every test they are looked for where none may be (AL-4).

Those that people begin it with, and those that they give by code; but where such a one is a contact's as well, the
number is shown as any contact's."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.core.people import Person
from tests.harness import aws
from tests.harness.carrier import Text
from tests.harness.gateway import Answer

_PLAIN = logging.Formatter()


class Canary(logging.Handler):
    """Hears every log line while it is added to a logger. `found` tells where a number stood, and never which."""

    def __init__(self, people: Iterable[Person]) -> None:
        super().__init__()
        self._phones: dict[str, tuple[str, ...]] = {p.phone: _forms(p.phone) for p in people if p.phone}
        self._given: set[str] = set()
        self.found: list[str] = []

    def given_away(self, phone: str) -> None:
        """The number is its person's no more: it may be a contact's, and shows as any other."""
        self._phones.pop(phone, None)

    def given_by_code(self) -> None:
        """Somebody may have shown a phone to be its own: whatever people have from now on is looked for."""
        for phone in _own() - self._phones.keys():
            self._phones[phone] = _forms(phone)
            self._given.add(phone)

    def emit(self, record: logging.LogRecord) -> None:
        if self._bears(f"{_PLAIN.format(record)} {vars(record)}"):
            self.found.append(f"AL-4: a log line of {record.module} bears a person's own number")

    def answered(self, method: str, path: str, answer: Answer) -> None:
        """No answer bears one, not even to the person itself, who is shown its last digits."""
        if method == "POST" and path == "/me/phone/code" and answer.ok:
            self.given_by_code()
        if self._bears(f"{answer.body} {answer.headers}"):
            self.found.append(f"AL-4: the answer to {method} {path.partition('?')[0]} bears a person's own number")

    def left(
        self, texts: Iterable[Text], mails: Iterable[Mapping[str, str]], published: Iterable[Mapping[str, Any]]
    ) -> list[str]:
        """All that was found, and what is found in what went out."""
        return [*self.found, *self._went_out(texts, mails, published)]

    def _went_out(
        self, texts: Iterable[Text], mails: Iterable[Mapping[str, str]], published: Iterable[Mapping[str, Any]]
    ) -> Iterator[str]:
        for text in texts:
            if text.to not in self._phones and self._bears(f"{text.sender} {text.body}"):
                yield f"AL-4: {text.ref} shows a contact a person's own number"
        yield from ("AL-4: an email bears a person's own number" for mail in mails if self._bears(str(mail)))
        yield from ("AL-4: a topic bears a person's own number" for told in published if self._bears(str(told)))

    def _bears(self, told: str) -> bool:
        shown = [phone for phone, forms in self._phones.items() if any(form in told for form in forms)]
        return any(phone not in self._given or phone not in _contacts() for phone in shown)


def _own() -> set[str]:
    """The phones that people have by now."""
    people = (item for item in aws.items("team") if item["pk"]["S"] == "people")
    return {person["phone"]["S"] for person in people if "phone" in person}


def _contacts() -> set[str]:
    return {item["phone"]["S"] for item in aws.items("contacts") if item["sk"]["S"] == "contact"}


def _forms(phone: str) -> tuple[str, ...]:
    """As it is kept, and as people write it."""
    area, exchange, line = phone[-10:-7], phone[-7:-4], phone[-4:]
    return f"{area}{exchange}{line}", f"({area}) {exchange}-{line}", f"{area}-{exchange}-{line}"
