"""Pictures and other files: the brand's own bucket, and what the provider keeps of texts that came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Link:
    """Leads to one file until then, without a sign-in."""

    url: str
    until: datetime


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Where a browser posts one file as multipart/form-data: these fields first, then `file`."""

    url: str
    fields: Mapping[str, str]
    until: datetime


@dataclass(frozen=True, slots=True)
class Peek:
    """The first bytes of a file, and how many it has."""

    head: bytes
    size: int


class Bucket(Protocol):
    """The brand's private files. Each call raises Busy where the bucket does not answer."""

    def put(self, key: str, data: bytes, kind: str) -> None: ...
    def peek(self, key: str) -> Peek | None:
        """None where there is no such file."""

    def copy(self, source: str, target: str, kind: str) -> bool:
        """Whether it was copied, as a file of type `kind`; False where there is no such file."""

    def link(self, key: str, kind: str, name: str, now: datetime, *, drawn: bool) -> Link:
        """For one browser: shown in a page if it is to be `drawn`, else saved under `name`."""

    def upload(self, key: str, kind: str, size: int, now: datetime) -> UploadForm:
        """Takes one file of exactly this type and of at most `size` bytes."""


class MediaRefused(Exception):
    """This file will never be had from the provider. The text is a sentence for people."""


class Attachments(Protocol):
    """What the provider keeps of texts that came in, by the addresses it told."""

    def fetch(self, source: str) -> bytes:
        """Raises MediaRefused for good, ProviderBusy where it may be had later."""

    def delete(self, source: str) -> None:
        """Nothing where it is gone already. Raises ProviderBusy."""
