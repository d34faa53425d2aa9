"""THE table: every route and every worker, with what its own function gets and may do.

A grant is a symbol that `grants.py` turns into IAM: `<table>:read`, `<table>:write`, `queue:<noun>:send`,
`secret:read`, `topic:publish`, `mail:send`. Whatever is not granted here, the function cannot do.
"""

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


def _route(method: str, path: str, name: str, *grants: str, timeout: int = 10) -> Route:
    """A dashboard route: its caller's team entry is looked up, and the store's cursors are signed with the secret."""
    known = ("team:read", SECRET)
    noun = path.split("/")[1]
    return Route(method=method, path=path, name=name, noun=noun, grants=(*known, *grants), timeout=timeout)


_READ = ("conversations:read",)
_CHANGE = ("conversations:read", "conversations:write")
_TEXT = (*_CHANGE, "contacts:read", "contacts:write", "queue:deliver:send")
_SETTLE = (*_CHANGE, "consent:write", "broadcasts:read", "broadcasts:write")
_TAKE_IN = (
    SECRET,
    "team:read",
    *_CHANGE,
    "contacts:read",
    "contacts:write",
    "consent:write",
    "queue:alert:send",
    "queue:deliver:send",
)

ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="/hooks/twilio/inbound",
        name="hooks_inbound",
        noun="hooks",
        public=True,
        memory=1024,
        timeout=12,
        rate=500,
        burst=1000,
        alarm=True,
        grants=(*_TAKE_IN, "queue:inbound:send"),
    ),
    Route(
        method="POST",
        path="/hooks/twilio/status",
        name="hooks_status",
        noun="hooks",
        public=True,
        # Each text of a broadcast reports twice or three times.
        rate=1000,
        burst=2000,
        alarm=True,
        grants=(SECRET, "team:read", *_SETTLE),
    ),
    _route("GET", "/threads", "list_threads", *_READ),
    _route("POST", "/threads", "start_thread", *_TEXT),
    _route("GET", "/threads/{thread_id}", "get_thread", *_READ),
    _route("PATCH", "/threads/{thread_id}", "change_thread", *_CHANGE),
    _route("GET", "/threads/{thread_id}/messages", "list_messages", *_READ, "broadcasts:read"),
    _route("POST", "/threads/{thread_id}/messages", "send_message", *_TEXT),
    _route("POST", "/multi", "send_multi", *_TEXT, timeout=25),
    _route("GET", "/updates", "list_updates", *_READ),
    _route("GET", "/contacts", "list_contacts", "contacts:read"),
    _route("POST", "/contacts", "create_contact", "contacts:read", "contacts:write", *_CHANGE),
    _route("GET", "/contacts/{contact_id}", "get_contact", "contacts:read", *_READ),
    _route("PATCH", "/contacts/{contact_id}", "change_contact", "contacts:read", "contacts:write", *_CHANGE),
    _route("DELETE", "/contacts/{contact_id}", "delete_contact", "contacts:read", "contacts:write", timeout=25),
    _route("GET", "/groups", "list_groups", "contacts:read"),
    _route("POST", "/groups", "create_group", "contacts:read", "contacts:write", timeout=25),
    _route("GET", "/groups/{group_id}", "get_group", "contacts:read"),
    _route("PATCH", "/groups/{group_id}", "change_group", "contacts:read", "contacts:write", timeout=25),
    _route("DELETE", "/groups/{group_id}", "delete_group", "contacts:read", "contacts:write", timeout=25),
    _route("GET", "/groups/{group_id}/members", "list_members", "contacts:read"),
    _route("POST", "/broadcasts/preview", "preview_broadcast", "contacts:read", *_READ, timeout=25),
    _route(
        "POST",
        "/broadcasts",
        "create_broadcast",
        "contacts:read",
        *_CHANGE,
        "broadcasts:read",
        "broadcasts:write",
        "queue:fan_out:send",
        timeout=25,
    ),
    _route("GET", "/broadcasts", "list_broadcasts", "broadcasts:read"),
    _route("GET", "/broadcasts/{broadcast_id}", "get_broadcast", "broadcasts:read", timeout=25),
    _route("GET", "/broadcasts/{broadcast_id}/recipients", "list_recipients", "broadcasts:read"),
    _route("GET", "/lines", "list_lines"),
    _route("GET", "/templates", "list_templates", "contacts:read"),
    _route("POST", "/templates", "create_template", "contacts:read", "contacts:write"),
    _route("GET", "/templates/{template_id}", "get_template", "contacts:read"),
    _route("PATCH", "/templates/{template_id}", "change_template", "contacts:read", "contacts:write"),
    _route("DELETE", "/templates/{template_id}", "delete_template", "contacts:read", "contacts:write"),
    _route("POST", "/templates/{template_id}/render", "render_template", "contacts:read", *_READ),
    _route("GET", "/quarantine", "list_quarantine", *_READ),
    _route("GET", "/me", "get_me"),
    _route("PATCH", "/me", "change_me", "team:write"),
    Route(method="GET", path="/health", name="health", noun="health", public=True, memory=256, timeout=3),
    Route(method="GET", path="/openapi.json", name="openapi", noun="openapi", public=True, memory=256, timeout=3),
)

WORKERS: tuple[Worker, ...] = (
    Worker(name="inbound", queue="inbound", batch=10, timeout=60, grants=_TAKE_IN, concurrency=2, alarm=True),
    Worker(
        name="alert",
        queue="alert",
        batch=10,
        timeout=60,
        concurrency=5,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *_CHANGE,
            "broadcasts:read",
            "queue:deliver:send",
            "mail:send",
            "topic:publish",
        ),
    ),
    Worker(
        name="deliver",
        queue="deliver",
        batch=5,
        timeout=60,
        memory=1024,
        concurrency=10,
        alarm=True,
        grants=(SECRET, "team:read", *_SETTLE),
    ),
    Worker(
        name="fan_out",
        queue="fan_out",
        batch=1,
        timeout=60,
        concurrency=2,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *_READ,
            "contacts:read",
            "broadcasts:read",
            "broadcasts:write",
            "queue:fan_out:send",
            "queue:deliver:send",
            "queue:alert:send",
        ),
    ),
    Worker(
        name="tick",
        minutes=1,
        timeout=55,
        memory=1024,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *_SETTLE,
            "queue:alert:send",
            "queue:deliver:send",
            "queue:fan_out:send",
        ),
    ),
    Worker(name="reconcile", minutes=10, timeout=300, alarm=True, grants=_TAKE_IN),
)
