"""Who may call what: every actor on every route of the table, and what they can learn of what is not theirs (G9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core.ids import PersonId
from tests.harness.brand import SHARED
from tests.harness.world import World
from tests.routes.answers import problem
from tests.routes.scene import BODIES, TABLE, Scene

ACTORS = ("limited", "rep2", "manager", "admin")
"""One of each role, all of whom see the shared line."""

LEAST = {
    "list_threads": "limited",
    "start_thread": "rep2",
    "get_thread": "limited",
    "change_thread": "limited",
    "answer_doubt": "limited",
    "list_messages": "limited",
    "send_message": "limited",
    "list_scheduled": "limited",
    "change_scheduled": "limited",
    "cancel_scheduled": "limited",
    "list_colleagues": "limited",
    "write_note": "limited",
    "note_viewing": "limited",
    "send_multi": "rep2",
    "preview_group_chat": "rep2",
    "start_group_chat": "rep2",
    "get_group_chat": "limited",
    "change_group_chat": "limited",
    "list_contacts": "limited",
    "create_contact": "rep2",
    "get_contact": "limited",
    "change_contact": "rep2",
    "delete_contact": "manager",
    "get_consent": "limited",
    "list_leads": "limited",
    "show_league": "limited",
    "create_lead": "rep2",
    "import_leads": "rep2",
    "get_lead": "limited",
    "change_lead": "limited",
    "assign_lead": "manager",
    "create_lead_of_thread": "rep2",
    "list_groups": "limited",
    "create_group": "rep2",
    "get_group": "limited",
    "change_group": "rep2",
    "delete_group": "rep2",
    "list_members": "limited",
    "preview_group": "rep2",
    "preview_broadcast": "rep2",
    "create_broadcast": "rep2",
    "list_broadcasts": "limited",
    "get_broadcast": "limited",
    "list_recipients": "limited",
    "change_broadcast": "manager",
    "cancel_broadcast": "manager",
    "pause_broadcast": "manager",
    "resume_broadcast": "manager",
    "upload_media": "limited",
    "fetch_media": "limited",
    "list_lines": "limited",
    "change_line": "admin",
    "change_number": "admin",
    "get_recapture": "admin",
    "start_recapture": "admin",
    "get_settings": "limited",
    "change_settings": "admin",
    "list_suppressed": "limited",
    "lift_suppression": "manager",
    "get_hours": "limited",
    "list_templates": "limited",
    "create_template": "manager",
    "get_template": "limited",
    "change_template": "manager",
    "delete_template": "manager",
    "render_template": "limited",
    "list_quarantine": "manager",
    "settle_quarantined": "manager",
    "list_updates": "limited",
    "list_forms": "admin",
    "create_form": "admin",
    "change_form": "admin",
    "create_opt_in": "rep2",
    "list_waiting_opt_ins": "admin",
    "settle_opt_in": "admin",
    "get_me": "limited",
    "change_me": "limited",
    "ask_own_phone": "limited",
    "confirm_own_phone": "limited",
    "forget_own_phone": "limited",
    "list_team": "manager",
    "invite_person": "admin",
    "change_person": "admin",
    "add_device": "limited",
    "remove_device": "limited",
    "list_absences": "limited",
    "create_absence": "limited",
    "change_absence": "limited",
    "delete_absence": "limited",
}
"""Written by hand, so that a grant that grows is seen in a review. Templates are here the shared ones."""


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def test_the_written_matrix_has_every_operation() -> None:
    assert LEAST.keys() == TABLE.keys()
    assert {name for name, operation in TABLE.items() if operation.body} == BODIES.keys()


def test_each_role_reads_what_is_written_and_no_more(scene: Scene) -> None:
    for name in LEAST:
        if TABLE[name].method == "GET":
            demanded(scene, name)


@pytest.mark.parametrize("name", [name for name in LEAST if TABLE[name].method != "GET"])
def test_each_role_does_what_is_written_and_no_more(scene: Scene, name: str) -> None:
    demanded(scene, name)


def demanded(scene: Scene, name: str) -> None:
    """Those below the least role are refused with it; those from it on are served."""
    operation, least = TABLE[name], ACTORS.index(LEAST[name])
    for actor in ACTORS[:least]:
        problem(scene.call(actor, operation, scene.open), 403, NOT_OWN.get((name, actor), "role_too_low"))
    for actor in ACTORS[least : least + 1] if operation.method == "DELETE" else ACTORS[least:]:
        answer = scene.call(actor, operation, scene.open)
        expected = KNOWN_ALREADY.get((name, actor), operation.status)
        assert answer.status == expected, (actor, answer.body)


STEER = ("change_broadcast", "pause_broadcast", "resume_broadcast", "cancel_broadcast")
NOT_OWN = {(name, actor): "not_your_broadcast" for name in STEER for actor in ("limited", "rep2")}
KNOWN_ALREADY = {("create_contact", actor): 409 for actor in ("manager", "admin")}
KNOWN_ALREADY |= {("confirm_own_phone", actor): 409 for actor in ACTORS}
KNOWN_ALREADY |= {("answer_doubt", actor): 409 for actor in ACTORS}
KNOWN_ALREADY |= {("change_lead", actor): 409 for actor in ACTORS[1:]} | {("assign_lead", "admin"): 409}
KNOWN_ALREADY |= {("create_lead_of_thread", actor): 409 for actor in ACTORS[2:]}
KNOWN_ALREADY |= {("change_broadcast", actor): 409 for actor in ACTORS}
KNOWN_ALREADY |= {("start_group_chat", actor): 422 for actor in ACTORS[2:]}
"""No number waits for its code; the number was made a contact, or a member, by the actor before; nothing is asked in
the thread; the broadcast has begun."""


@pytest.mark.parametrize("actor", ["rep2", "admin"])
def test_who_was_switched_off_may_do_nothing_at_once(scene: Scene, actor: str) -> None:
    world = scene.world
    person = world.wiring.team.person(PersonId(actor))
    assert person is not None
    world.wiring.team.put_person(replace(person, active=False), None)
    for operation in TABLE.values():
        problem(scene.call(actor, operation, scene.open), 403, "no_texting")


def test_who_loses_a_line_loses_its_threads_at_the_next_request(scene: Scene) -> None:
    world = scene.world
    path = f"/threads/{scene.open['thread_id']}"
    assert world.api("rep2", "GET", path).status == 200
    line = world.wiring.team.line(world.line(SHARED))
    assert line is not None
    world.wiring.team.put_line(replace(line, members=line.members - {PersonId("rep2")}))
    problem(world.api("rep2", "GET", path), 404, "not_found")
    assert world.api("rep2", "GET", "/threads").json["items"] == []
