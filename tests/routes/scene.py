"""A brand in the middle of its day: something on the shared line, and something on rep1's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from chalicelib.core.ids import LineId, chat_of
from chalicelib.core.phone import PhoneNumber
from chalicelib.routes.endpoint import OPERATIONS, Operation
from tests.harness import brand
from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER, UNKNOWN_LINE
from tests.harness.gateway import Answer, chalice_app
from tests.harness.opt_in_stories import MADE
from tests.harness.push import subscription
from tests.harness.world import World

chalice_app()
TABLE = {operation.name: operation for operation in OPERATIONS if not operation.public}
ADA, BEN, CLEO, DAN = HANDSETS[:4]
SECRET_TEXT, SECRET_ORDER, SECRET_REPLY = "the plum is ripe", "the pear is not", "the fig is for me alone"
SECRET_NOTE = "the date is set"

FRESH = count()
"""Names of templates are given once."""

BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "start_thread": lambda: {"line": SHARED, "to": BEN, "body": "Hi"},
    "change_thread": lambda: {"unread": False},
    "answer_doubt": lambda: {"meant_stop": True},
    "send_message": lambda: {"body": "Hi"},
    "note_viewing": dict,
    "change_scheduled": lambda: {"body": "Later still"},
    "write_note": lambda: {"body": "She asked about the price"},
    "send_multi": lambda: {"line": SHARED, "to": [ADA, BEN], "body": "Hi"},
    "preview_group_chat": lambda: {"line": SHARED, "to": [ADA, BEN]},
    "start_group_chat": lambda: {"line": SHARED, "to": [ADA, BEN], "body": "Hi"},
    "change_group_chat": lambda: {"ended": True},
    "create_contact": lambda: {"phone": "+12025550177"},
    "change_contact": lambda: {"first_name": "Ada"},
    "create_group": lambda: {"name": "VIP"},
    "change_group": lambda: {"name": "Spring list"},
    "preview_group": lambda: {"rule": {"field": "tag", "op": "is", "value": "vip"}},
    "preview_broadcast": lambda: {"line": SHARED, "group": GROUP, "body": "Hi"},
    "create_broadcast": lambda: {"line": SHARED, "group": GROUP, "body": "Hi"},
    "change_broadcast": lambda: {"body": "Hello"},
    "upload_media": lambda: {"type": "image/png", "size": 2000},
    "change_line": lambda: {"label": "Brand"},
    "change_number": lambda: {"number": "+18885550142"},
    "change_settings": lambda: {"remind_after": 12},
    "create_template": lambda: {"name": f"New {next(FRESH)}", "body": "Hi {{first_name|there}}", "scope": "shared"},
    "change_template": lambda: {"body": "Good morning"},
    "render_template": dict,
    "change_me": lambda: {"name": "Me"},
    "ask_own_phone": lambda: {"phone": f"+1202555{180 + next(FRESH) % 20:04}"},
    "confirm_own_phone": lambda: {"code": "000000"},
    "invite_person": lambda: {"name": "Nora New", "email": f"nora{next(FRESH)}@example.com", "role": "standard"},
    "change_person": lambda: {"name": "Rep Two"},
    "add_device": lambda: subscription("one"),
    "create_absence": lambda: {"ends": "2026-03-09T15:00:00Z"},
    "change_absence": lambda: {"message": "Back on Monday."},
    "create_form": lambda: MADE,
    "change_form": lambda: {"title": "Join"},
    "create_opt_in": lambda: {"line": SHARED, "phone": "+12025550177", "wording": "Text me.", "source": "paper"},
    "settle_opt_in": lambda: {"accept": True},
    "create_lead": lambda: {"line": SHARED, "phone": "+12025550177"},
    "import_leads": lambda: {"line": SHARED, "file": "fair.csv", "rows": [{"row": 2, "phone": "+12025550177"}]},
    "change_lead": lambda: {"stage": "qualified", "version": 2},
    "assign_lead": lambda: {"owner": "rep2", "version": 2},
    "create_lead_of_thread": dict,
    "settle_quarantined": lambda: {"take_in": False},
}


def successor(world: World, number: PhoneNumber, of: PhoneNumber) -> LineId:
    """Makes one line the heir of another's number, so that it can be asked whatever is asked of lines."""
    line = world.wiring.team.line(world.line(number))
    assert line is not None
    world.wiring.team.put_line(replace(line, replaces=world.line(of)))
    return line.id


class Scene:
    """A thread and a broadcast on the shared line, and one of each on rep1's own."""

    def __init__(self, world: World) -> None:
        self.world = world
        brand.waiting(world.wiring, world.now)
        self.renewed = successor(world, LOCAL, REP1_LINE)
        world.handset_texts(ADA, SHARED, "Hello")
        world.handset_texts(ADA, REP1_LINE, SECRET_TEXT)
        world.handset_texts(ADA, UNKNOWN_LINE, "Wrong number?")
        self.kept = world.api("manager", "GET", "/quarantine").json["items"][0]["id"]
        for number in (SHARED, REP1_LINE):
            made = world.api("rep1", "POST", "/leads", {"line": number, "phone": BEN}).json
            given = {"owner": "rep1", "note": SECRET_NOTE, "version": made["version"]}
            world.api("manager", "POST", f"/leads/{made['id']}/assign", given)
        everybody = ("limited", "rep1", "rep2", "manager", "admin")
        own = [world.api(who, "POST", "/me/push", subscription("one")).json["id"] for who in everybody]
        self.device = own[0]
        """One of everybody's: the same browser is by the same id."""
        self.open = self._ids(SHARED, "Hi") | self._template("manager", "shared", "Hello {{first_name|there}}")
        self.foreign = self._ids(REP1_LINE, SECRET_ORDER) | self._template("rep1", "personal", SECRET_REPLY)
        ahead = {"starts": "2026-05-01T15:00:00Z", "ends": "2026-05-02T15:00:00Z"}
        made = {who: world.api(who, "POST", "/absences", ahead).json["id"] for who in everybody}
        self.absences = {"None": made["admin"], **made}
        """One of each person: who calls asks for its own."""
        self.absent = {
            "thread_id": world.thread(REP1_LINE, STRANGER),
            "chat_id": chat_of(world.line(REP1_LINE), "of nobody"),
            "message_id": "0" * 26,
            "lead_id": world.thread(REP1_LINE, STRANGER),
            "broadcast_id": "0" * 26,
            "contact_id": world.contact(STRANGER),
            "group_id": "g" + "1" * 26,
            "form_id": "f" + "1" * 26,
            "opt_in_id": world.thread(REP1_LINE, STRANGER),
            "line_id": world.line(STRANGER),
            "template_id": "t" + "1" * 26,
            "text_id": "0" * 26,
            "absence_id": "a" + "1" * 26,
            "person_id": "nobody",
            "device_id": "0" * 32,
        }
        world.drain()

    def _ids(self, line: str, body: str) -> dict[str, str]:
        order = {"line": line, "group": GROUP, "body": body}
        broadcast = self.world.api("rep1", "POST", "/broadcasts", order).json["id"]
        thread = self.world.thread(line, ADA)
        chat = {"line": line, "to": [CLEO, DAN], "body": body}
        later = {"body": "Later", "send_at": (self.world.now + timedelta(days=1)).isoformat()}
        return {
            "thread_id": thread,
            "chat_id": self.world.api("rep1", "POST", "/group-chats", chat).json["thread"]["id"],
            "message_id": self.world.api("rep1", "GET", f"/threads/{thread}/messages").json["items"][0]["id"],
            "planned_id": self.world.api("rep1", "POST", f"/threads/{thread}/messages", later).json["id"],
            "lead_id": self.world.thread(line, BEN),
            "broadcast_id": broadcast,
            "contact_id": self.world.contact(ADA),
            "group_id": GROUP,
            "form_id": "club",
            "opt_in_id": self.world.thread(SHARED, STRANGER),
            "line_id": self.renewed,
            "person_id": "rep2",
            "text_id": self.kept,
            "device_id": self.device,
        }

    def _template(self, owner: str, scope: str, body: str) -> dict[str, str]:
        made = self.world.api(owner, "POST", "/templates", {"name": "Hello", "body": body, "scope": scope})
        return {"template_id": made.json["id"]}

    def call(self, caller: str | None, operation: Operation, ids: dict[str, str], **more: object) -> Answer:
        body = BODIES.get(operation.name, dict)()
        sent = {**body, **more} if operation.body else None
        if "/scheduled/" in operation.path and "planned_id" in ids:
            ids = {**ids, "message_id": ids["planned_id"]}
        if operation.path.startswith("/group-chats/"):
            ids = {**ids, "thread_id": ids["chat_id"]}
        if "{absence_id}" in operation.path and "absence_id" not in ids:
            ids = {**ids, "absence_id": self.absences[str(caller)]}
        return self.world.api(caller, operation.method, operation.path.format(**ids), sent)
