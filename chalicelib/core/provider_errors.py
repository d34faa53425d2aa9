"""Provider errors: what a code means, what the product does about it, and what the rep reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from chalicelib import data


class ErrorKind(StrEnum):
    BAD_NUMBER = "bad_number"
    PAIR = "pair"
    BODY = "body"
    OPTED_OUT = "opted_out"
    REGION = "region"
    CONFIGURATION = "configuration"
    QUEUE_FULL = "queue_full"
    LANDLINE = "landline"
    TOO_FAST = "too_fast"
    ACCOUNT = "account"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    UNKNOWN_HANDSET = "unknown_handset"
    CARRIER = "carrier"
    UNREGISTERED = "unregistered"
    CAP = "cap"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """What is done with the text, and with what it shows to be wrong."""

    FAIL = "fail"
    MARK_BAD = "mark_bad"
    """The text fails; the contact's number is marked as wrong, and no line texts it any more."""
    SUPPRESS = "suppress"
    """The text fails; the number takes none, and no line texts it any more."""
    OPT_OUT = "opt_out"
    """The text fails; consent becomes No, by the provider's word (C6)."""
    TELL_ADMIN = "tell_admin"
    """The text fails; the admins are told, as one of them must change a setting."""
    FLAG = "flag"
    """The text fails; the admins are told, as carriers block what the line says."""
    ALARM = "alarm"
    """The text fails; the admins are told and an operators' alarm rings, as the code is new to us."""
    HOLD_LINE = "hold_line"
    """The line sends nothing until an admin has settled it."""
    STOP_ALL = "stop_all"
    """No line sends anything until an admin has settled it."""
    REQUEUE = "requeue"
    """A refused text goes back into our queue, and the line's broadcasts rest; the provider holds enough of it."""
    BACK_OFF = "back_off"
    """A refused text is sent again after a moment, in which the line's broadcasts rest."""
    PAUSE = "pause"
    """A refused text waits, and the admins are told; it is sent again each hour until the provider's limit is reset."""

    @property
    def closes_number(self) -> bool:
        """Whether no line may text the number any more: never for what concerns a pair of line and number."""
        return self in (Action.SUPPRESS, Action.MARK_BAD)

    @property
    def ends_texts(self) -> bool:
        """Whether the next text to this number fails as this one did."""
        return self.closes_number or self is Action.OPT_OUT

    @property
    def tells_admins(self) -> bool:
        """Whether they are told of such texts, once for each line, code and day; of a held line they are anyway."""
        return self in (Action.TELL_ADMIN, Action.FLAG, Action.ALARM, Action.PAUSE)


@dataclass(frozen=True, slots=True)
class ProviderError:
    """`plain` tells a rep what happened to a text that has failed, `remedy` what to do; `admin` tells admins what they
    are to do, and is empty where they are not told of it so. `code` is None when the provider gave none."""

    code: int | None
    kind: ErrorKind
    action: Action
    title: str
    plain: str
    remedy: str
    admin: str = ""


@cache
def standard() -> Mapping[int | None, ProviderError]:
    """The codes we know (chalicelib/data/provider_errors.toml); the row for all others is under None."""
    rows = {name: row for name, row in data.table("provider_errors").items() if isinstance(row, dict)}
    codes = {name: None if name == "unknown" else int(name) for name in rows}
    return {
        codes[name]: ProviderError(
            codes[name],
            ErrorKind(row["kind"]),
            Action(row["action"]),
            row["title"],
            row["plain"],
            row["remedy"],
            row.get("admin", ""),
        )
        for name, row in rows.items()
    }


def explain(code: int | None, table: Mapping[int | None, ProviderError] | None = None) -> ProviderError:
    """The meaning of a provider's code; one we do not know keeps its code and is of the kind `UNKNOWN`."""
    table = table or standard()
    return table.get(code) or replace(table[None], code=code)
