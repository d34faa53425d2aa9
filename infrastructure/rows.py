"""What a row of the table of functions is made of, and the grants that many rows share."""

from __future__ import annotations

from dataclasses import dataclass

SECRET = "secret:read"  # noqa: S105 - the name of a grant


@dataclass(frozen=True, slots=True)
class Function:
    """`memory` in MB (it buys CPU too), `timeout` in seconds, `concurrency` None: the account's."""

    name: str
    grants: tuple[str, ...] = ()
    memory: int = 512
    timeout: int = 10
    concurrency: int | None = None
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Function):
    """`noun` is the blueprint to serve. `path` is as the blueprint declares it, without the stage.

    `rate` requests a second, and `burst` at once, are let through from all callers together.
    """

    method: str
    path: str
    noun: str
    public: bool = False
    rate: int = 50
    burst: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker(Function):
    """Driven by `queue`, `batch` jobs at a time, or each so many `minutes`."""

    queue: str = ""
    batch: int = 1
    minutes: int = 0


def dashboard(
    method: str,
    path: str,
    name: str,
    *grants: str,
    timeout: int = 10,
    noun: str = "",
    secret: bool = True,
    memory: int = 512,
) -> Route:
    """A dashboard route: its caller's team entry is looked up. `secret`: it makes ids or cursors, or calls the
    provider; what works on the team's table alone does not."""
    known = ("team:read", SECRET) if secret else ("team:read",)
    served = noun or path.split("/")[1].replace("-", "_")
    return Route(
        method=method, path=path, name=name, noun=served, grants=(*known, *grants), timeout=timeout, memory=memory
    )


FORM = "/forms/{form_id}"
MEDIA = "/threads/{thread_id}/messages/{message_id}/media"
SCHEDULED = "/threads/{thread_id}/scheduled/{message_id}"
LINK = "/l/{code}"
SHOW = ("team:read",)
LOOK = (*SHOW, "broadcasts:read")
COUNT = (*LOOK, "broadcasts:write")
READ = ("conversations:read",)
ANSWERED = ("consent:write", "broadcasts:write")
STEER = ("broadcasts:read", "broadcasts:write", "media:show")
CHANGE = ("conversations:read", "conversations:write")
TEXT = (*CHANGE, "contacts:read", "contacts:write", "queue:deliver:send", "queue:alert:send")
LEAD = (*CHANGE, "contacts:read", "contacts:write", "queue:alert:send")
TELL = ("team:write", "conversations:write", "queue:alert:send")
ATTACH = ("media:take", "media:keep", "media:show")
SETTLE = (
    *CHANGE,
    "consent:write",
    "broadcasts:read",
    "broadcasts:write",
    # What the provider's word shows to be wrong is repaired: a contact's number, a line.
    "contacts:read",
    "contacts:write",
    "team:write",
    "queue:alert:send",
    # Of a member of a group conversation who has opted out the others are told.
    "queue:deliver:send",
)
HAND_OVER = (SECRET, "team:read", *SETTLE, "media:show", "media:lend", "media:lent")
FETCH = (SECRET, "team:read", *CHANGE, "media:keep")
TAKE_IN = (
    SECRET,
    "team:read",
    *CHANGE,
    "contacts:read",
    "contacts:write",
    "consent:write",
    # What it is an answer to (AN-1).
    "broadcasts:write",
    "queue:alert:send",
    "queue:deliver:send",
    "queue:media:send",
)
