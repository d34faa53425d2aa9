"""What an adapter raises that a flow must tell apart."""

from __future__ import annotations

from chalicelib.core.changes import Receipt


class Stale(Exception):
    """The state a decision was made from has moved on: load it again and decide again."""


class SeenBefore(Exception):
    """This provider's message, or this Idempotency-Key, was taken in before: nothing was changed.

    `receipt` is what the first request left, where a key was repeated.
    """

    def __init__(self, receipt: Receipt | None = None) -> None:
        super().__init__("seen before")
        self.receipt = receipt


class ProviderRefused(Exception):
    """The provider said no, for good. `code` is its error code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class ProviderBusy(Exception):
    """The provider surely did not take it and may later (429, 5xx before it accepted)."""


class ProviderUnclear(Exception):
    """No answer came: it may have taken it or not. Ask before anything else (SD-9)."""


class MailFailed(Exception):
    """The mail was not taken; another channel may do."""


class MailRefused(MailFailed):
    """The mail will never be taken, as the address, or the sender, is refused: to try again is no use."""


class PushFailed(Exception):
    """The push service did not take it, or did not say so; another channel may do."""


class PushGone(Exception):
    """There is no such device any more, and there never will be again."""
