"""What can go wrong, by kind. Numbers for HTTP live in routes/problem.py, retries at the queue's edge.

ParleyError
├── NotFound      it is not there, or not for this caller: nobody can tell which
├── Unauthorized  the caller did not prove who it is
├── Forbidden     the caller is known and may not
├── Invalid       fields that cannot be; each with its remedy
├── Conflict      the state is another than the caller believed
├── Refused       a rule of messaging forbids the text; names the rule
└── Busy          not now; the same call may succeed later
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime


class ParleyError(Exception):
    """`code` is stable and for machines, `sentence` is for people."""

    kind = "error"

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class NotFound(ParleyError):
    kind = "not_found"

    def __init__(self, what: str) -> None:
        super().__init__("not_found", f"There is no such {what}.")


class Unauthorized(ParleyError):
    kind = "unauthorized"

    def __init__(self, code: str = "not_signed_in", sentence: str = "Sign in and try again.") -> None:
        super().__init__(code, sentence)


class Forbidden(ParleyError):
    kind = "forbidden"


class Invalid(ParleyError):
    """`fields` maps a field's name, as the caller wrote it, to what is wrong and what would be right."""

    kind = "invalid"

    def __init__(self, fields: Mapping[str, str], sentence: str = "Some fields need another value.") -> None:
        super().__init__("invalid", sentence)
        self.fields = dict(fields)


class Conflict(ParleyError):
    kind = "conflict"


class Refused(ParleyError):
    """`rule` names the rule in `docs/rules.md`; `until` is when the same text may go, if time alone heals it."""

    kind = "refused"

    def __init__(self, code: str, sentence: str, rule: str, until: datetime | None = None) -> None:
        super().__init__(code, sentence)
        self.rule = rule
        self.until = until


class Busy(ParleyError):
    """`retry_after` is in seconds."""

    kind = "busy"

    def __init__(self, code: str, sentence: str, retry_after: int = 1) -> None:
        super().__init__(code, sentence)
        self.retry_after = retry_after
