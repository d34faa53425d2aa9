"""Short links: what stands in a recipient's text instead of a link, and how one that is opened is known again (AN-1).

A code names its broadcast and roughly where its recipient is listed, and ends with a keyed hash that nobody guesses;
the recipient's own row bears the whole code. So nothing is written for a link before somebody opens it, and nothing
but a text of ours leads anywhere (docs/decisions/0027).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib import data
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import BroadcastId, ContactId, base32, number_of

MOST = 10
"""So many different links of a text are shortened."""
PATH = "/l/"
SECRET = 13
"""Characters of the keyed hash: 65 bits."""
_TOKEN, _WHERE, _PREFIX = 4, 4, 3
_ONE = "[0-9a-hjkmnp-tv-z]"
_CODE = re.compile(rf"({_ONE}{{{_TOKEN}}})({_ONE}{{{_WHERE}}}){_ONE}{{{SECRET}}}")
SAMPLE = "x" * (_TOKEN + _WHERE + SECRET)
"""As long as a code is, for what is counted before there is one."""

_RUN = re.compile(r"https://[^\s<>\"]+", re.IGNORECASE)
_ANY = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_FIELD = re.compile(r"\{\{[^|}]*")
_NOT_ITS_END = tuple(".,;:!?)]}'*”“’‘»…—–，。、；：！？）\u200b")
_COMMON = ("com", "net", "org", "info", "biz", "gov", "edu", "co", "io", "ai", "app", "dev", "shop", "store", "site")
"""What a name ends with that phones take for a link; of other ends most are a sentence without its blank."""
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])"
_TARGET = re.compile(rf"https://({_HOST})(?::[0-9]{{1,5}})?(?:[/?#][\w\-.~:/?#\[\]@!$&'()*+,;=%]*)?", re.I | re.ASCII)
_NAMED = re.compile(rf"(?<![\w.@-])(?<![^/]/)({_HOST})(?![\w-]|\.\w)", re.I | re.ASCII)
HOST = re.compile(_HOST)


@dataclass(frozen=True, slots=True)
class Code:
    """What an address says. `whole` is the recipient's code, `place` which of the text's links is meant."""

    whole: str
    token: str
    where: str
    place: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a text. `own`: its host is the brand's, so that it opens at once; else a page names the host first."""

    url: str
    host: str
    own: bool


def targets(body: str) -> list[str]:
    """The links of a text that can be shortened, each once, in order.

    Only what leads to a named host by https, without a name and password in it, and is written out: a link with a merge
    field in it differs from contact to contact, and stays as it is.
    """
    found = (_trimmed(run[0]) for run in _RUN.finditer(body))
    return list(dict.fromkeys(url for url in found if host(url)))


def left(body: str) -> list[str]:
    """The links that stay as they are: those that are no plain https, and names that phones make a link of."""
    found = (run[0] for run in _ANY.finditer(body) if not host(_trimmed(run[0])))
    runs = [run if "{" in run else _trimmed(run) for run in found]
    return list(dict.fromkeys([*runs, *_bare(_FIELD.sub(" ", _ANY.sub(" ", body)))]))


def _bare(text: str) -> Iterator[str]:
    for name in _NAMED.finditer(text):
        common = name[1].lower().startswith("www.") or name[1].lower().rpartition(".")[2] in _COMMON
        if common and not text.startswith("@", name.end()):
            yield name[1]


def host(url: str) -> str:
    """The host that a link leads to, in lower case; empty for what may be no target."""
    found = _TARGET.fullmatch(url)
    return found[1].lower() if found else ""


def check(body: str, field: str = "body") -> None:
    """Return if all links of `body` can be told apart by their codes; else Invalid."""
    many = len(targets(body))
    if many > MOST:
        raise Invalid({field: f"The text has {many} different links; at most {MOST} can be shortened."})


def shortened(body: str, base: str, code: str) -> str:
    """`body` with the recipient's own links instead of those that can be shortened; as it is where `base` is empty.

    `base` is what short links begin with, `code` the recipient's.
    """
    if not base or not code:
        return body
    known = {url: place for place, url in enumerate(targets(body))}

    def short(run: re.Match[str]) -> str:
        url = _trimmed(run[0])
        if url not in known:
            return run[0]
        return base + code + (base32(known[url], 1) if known[url] else "") + run[0][len(url) :]

    return _RUN.sub(short, body)


def token(broadcast: BroadcastId) -> str:
    """How a broadcast's links begin. Several may have the same one."""
    return base32(_hashed(broadcast) >> 5 * _WHERE, _TOKEN)


def code(broadcast: BroadcastId, contact: ContactId, place: int, secret: str) -> str:
    """The code of one recipient. `place` is the partition of its row, `secret` a keyed hash of both ids.

    Where it is listed is told by the first characters of the contact's id, which would know a contact again in another
    broadcast: so they are mixed with what only the broadcast's id tells.
    """
    told = place << 5 * _PREFIX | number_of(contact[1 : 1 + _PREFIX])
    return token(broadcast) + base32(told ^ _mask(broadcast), _WHERE) + secret[:SECRET]


def read(text: str) -> Code:
    """What an address says; NotFound for what can be no code."""
    whole, last = text[: len(SAMPLE)], text[len(SAMPLE) :]
    found = _CODE.fullmatch(whole)
    if found is None or not re.fullmatch(f"{_ONE}?", last):
        raise NotFound("link")
    return Code(whole, found[1], found[2], number_of(last) if last else 0)


def sought(known: Code, broadcast: BroadcastId) -> tuple[int, str]:
    """In which partition of this broadcast the recipient is listed, and how its contact's id begins."""
    told = number_of(known.where) ^ _mask(broadcast)
    return told >> 5 * _PREFIX, "c" + base32(told & (1 << 5 * _PREFIX) - 1, _PREFIX)


def of(body: str, own: Iterable[str]) -> list[Link]:
    """The links of a text that are shortened; `own` are the brand's hosts."""
    hosts = set(own)
    return [Link(url, host(url), host(url) in hosts) for url in targets(body)]


def warnings(body: str, *, short: bool) -> Iterator[tuple[str, str]]:
    """What a writer should know of the text's links: a code and a sentence each."""
    shared = _table()["shorteners"]
    for name in dict.fromkeys(found[1].lower() for found in _NAMED.finditer(body)):
        if name.removeprefix("www.") in shared:
            yield (
                "public_shortener",
                f"Carriers filter texts with links of {name}, which many senders share. Write the real address"
                + ("." if short else ", and let Parley shorten it under your own."),
            )
    for url in left(body) if short else ():
        yield "link_left", f"{url} stays as it is: only plain https links without fields in them are shortened."


def counts(agent: str, purpose: str = "") -> bool:
    """Whether a visit by this User-Agent is a person's; `purpose` is what the browser says that it fetches for."""
    named = agent.strip().lower()
    machine = not named or any(word in named for word in _table()["machines"])
    return not machine and "prefetch" not in purpose.lower() and "preview" not in purpose.lower()


def _trimmed(run: str) -> str:
    """A link without what ends the sentence around it. A bracket that it opens itself is its own."""
    while run.endswith(_NOT_ITS_END) and not (run.endswith(")") and run.count("(") >= run.count(")")):
        run = run[:-1]
    return run


def _mask(broadcast: BroadcastId) -> int:
    return _hashed(broadcast) & (1 << 5 * _WHERE) - 1


def _hashed(broadcast: BroadcastId) -> int:
    return int.from_bytes(hashlib.sha256(f"link:{broadcast}".encode()).digest()[:5], "big")


def _table() -> Mapping[str, Any]:
    return data.table("links")
