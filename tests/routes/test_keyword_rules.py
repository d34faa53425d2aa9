"""Keyword rules by the API: how an admin sets them, and what a handset gets (AU-1)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.flows.ports import ProviderRefused
from tests.harness import brand
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong
from tests.routes.failing import failing

ADA = HANDSETS[0]
UNKNOWN = "+13125550177"
HOURS: dict[str, Any] = {"words": ["Hours!", "opening times"], "reply": "We are open 9 to 5."}
WHOLE = {
    "words": ["hours", "opening times"],
    "anywhere": False,
    "reply": "We are open 9 to 5.",
    "tags": [],
    "group": None,
    "assignee": None,
    "alert": True,
}


def patch(world: World, *rules: dict[str, Any], caller: str = "admin", line: str = SHARED) -> Any:
    return world.api(caller, "PATCH", f"/lines/{world.line(line)}", {"rules": list(rules)})


def texts(world: World, sender: str, body: str) -> None:
    assert world.handset_texts(sender, SHARED, body).status == 200
    world.drain()


def row(world: World, sender: str, caller: str = "rep1") -> Any:
    return good(world.api(caller, "GET", f"/threads/{world.thread(SHARED, sender)}"))


def test_an_admin_sets_rules_and_takes_them_back(world: World) -> None:
    assert good(patch(world, HOURS))["rules"] == [WHOLE]
    shown = good(world.api("rep1", "GET", "/lines"))["items"]
    assert next(line for line in shown if line["number"] == SHARED)["rules"] == [WHOLE]
    assert good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"label": "Desk"}))["rules"] == [WHOLE]
    assert good(patch(world))["rules"] == []
    problem(patch(world, HOURS, caller="rep1"), 403, "role_too_low")


def test_all_that_a_rule_does_is_done_once(world: World) -> None:
    rule = HOURS | {"tags": ["asked"], "group": GROUP, "assignee": "rep2"}
    good(patch(world, rule))
    before = good(world.api("rep1", "GET", f"/groups/{GROUP}"))["size"]
    text = world.handset_texts(STRANGER, SHARED, "hours")
    assert text.status == 200
    world.drain()
    world.drain()
    assert world.carrier.got(STRANGER) == ["We are open 9 to 5. - Brand. Reply STOP to opt out."]
    found = row(world, STRANGER)
    assert (found["assignee"]["id"], found["tags"], found["tab"]) == ("rep2", ["asked"], "needs_attention")
    group = good(world.api("rep1", "GET", f"/groups/{GROUP}"))
    assert group["size"] == before + 1
    assert {mail["to"] for mail in world.mails} == {"rep2@example.com"}, "whoever has it now, and nobody else"
    entries = good(world.api("rep1", "GET", f"/threads/{found['id']}/messages"))["items"]
    assert [entry["body"] for entry in entries] == [
        "Assigned to Rep2",
        "We are open 9 to 5. - Brand. Reply STOP to opt out.",
        "hours",
    ]


def test_a_reply_that_is_all_there_is_to_it_alerts_nobody(world: World) -> None:
    good(patch(world, HOURS | {"alert": False}))
    texts(world, ADA, "Opening times?")
    assert len(world.carrier.got(ADA)) == 1
    assert world.mails == []
    assert row(world, ADA)["tab"] == "participating"
    texts(world, ADA, "hours")
    assert len(world.carrier.got(ADA)) == 1, "once a day (A2)"
    assert world.mails != []
    assert row(world, ADA)["tab"] == "needs_attention"


def test_a_reply_that_did_not_go_leaves_the_text_to_a_person(world: World) -> None:
    good(patch(world, HOURS | {"alert": False}))
    with failing(world, ProviderRefused(30007, "Filtered."), "provider"):
        texts(world, ADA, "hours")
    admins_know = len(world.mails)
    assert (row(world, ADA)["tab"], {mail["to"] for mail in world.mails}) == ("participating", {"admin@example.com"})
    for _ in range(11):
        world.advance(1)
        world.tick()
        world.drain()
    assert (row(world, ADA)["tab"], row(world, ADA)["unread"]) == ("needs_attention", True)
    assert len(world.mails) == admins_know + 3


def test_a_reply_that_went_is_looked_at_and_leaves_all_as_it_is(world: World) -> None:
    good(patch(world, HOURS | {"alert": False}))
    texts(world, ADA, "hours")
    for _ in range(11):
        world.advance(1)
        world.tick()
        world.drain()
    assert (row(world, ADA)["tab"], world.mails) == ("participating", [])


def test_a_stranger_that_a_rule_gave_to_somebody_is_that_ones_lead(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"lead_strangers": True}))
    good(patch(world, HOURS | {"assignee": "rep2"}, {"words": ["menu"], "reply": "Soup.", "alert": False}))
    texts(world, STRANGER, "hours")
    (lead,) = good(world.api("manager", "GET", "/leads?view=all"))["items"]
    assert lead["owner"]["id"] == "rep2"
    texts(world, UNKNOWN, "menu")
    assert len(good(world.api("manager", "GET", "/leads?view=all"))["items"]) == 1, "it was answered in full"


def test_the_contacts_other_conversations_show_its_tags_too(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    good(patch(world, {"words": ["price"], "anywhere": True, "tags": ["price"]}))
    texts(world, ADA, "What's the price?")
    assert row(world, ADA)["tags"] == ["price"]
    other = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}"))
    assert other["tags"] == ["price"]


def test_a_group_that_is_deleted_meanwhile_takes_nobody_in_and_the_rest_is_done(world: World) -> None:
    good(patch(world, HOURS | {"group": GROUP}))
    good(world.api("manager", "DELETE", f"/groups/{GROUP}"), 204)
    texts(world, ADA, "hours")
    assert len(world.carrier.got(ADA)) == 1
    assert world.mails != []


def test_a_form_cannot_take_a_rules_word_nor_a_rule_a_forms() -> None:
    with World(brand.form) as world:
        line = SHARED
        good(patch(world, HOURS, line=line))
        wrong(world.api("admin", "PATCH", "/forms/club", {"keyword": "hours"}), "keyword")
        good(world.api("admin", "PATCH", "/forms/club", {"keyword": "club"}))
        wrong(patch(world, HOURS, {"words": ["CLUB"], "reply": "x"}, line=line), "rules.1.words")


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"words": ["STOP"], "reply": "x"}, "rules.1.words"),
        ({"words": ["🙂"], "reply": "x"}, "rules.1.words"),
        ({"words": ["agent"]}, "rules.1"),
        ({"words": ["agent"], "group": "gone"}, "rules.1.group"),
        ({"words": ["agent"], "assignee": "nobody"}, "rules.1.assignee"),
        ({"words": ["agent"], "reply": "x" * 400}, "rules.1.reply"),
        ({"words": ["agent"], "tags": ["t"], "alert": False}, "rules.1.alert"),
        ({"words": ["agent"], "reply": 7}, "rules.1.reply"),
    ],
)
def test_a_rule_that_cannot_be_is_named(world: World, rule: dict[str, Any], field: str) -> None:
    wrong(patch(world, HOURS, rule), field)
    shown = good(world.api("admin", "GET", "/lines"))["items"]
    assert next(line for line in shown if line["number"] == SHARED)["rules"] == []


def test_a_word_stands_in_one_rule_alone(world: World) -> None:
    wrong(patch(world, HOURS, {"words": ["HOURS"], "reply": "x"}), "rules.0.words", "rules.1.words")


def test_a_live_group_takes_nobody_in_by_a_rule(world: World) -> None:
    live = good(
        world.api(
            "manager", "POST", "/groups", {"name": "Tagged", "rule": {"field": "tag", "op": "is", "value": "vip"}}
        ),
        201,
    )
    wrong(patch(world, HOURS | {"group": live["id"]}), "rules.0.group")


def test_a_personal_lines_conversations_are_its_owners(world: World) -> None:
    wrong(patch(world, HOURS | {"assignee": "rep2"}, line=REP1_LINE), "rules.0.assignee")
    good(patch(world, HOURS | {"assignee": "rep1"}, line=REP1_LINE))


def test_a_line_that_rules_back_hands_over_what_they_do_not_answer(world: World) -> None:
    """LN-5, TH-7."""
    path = f"/lines/{world.line(SHARED)}"
    bots = good(world.api("admin", "PATCH", path, {"backing": "bot", "rules": [HOURS | {"alert": False}]}))
    assert bots["backing"] == "bot"
    texts(world, ADA, "Hours?")
    assert (len(world.carrier.got(ADA)), row(world, ADA)["tab"], world.mails) == (1, "participating", [])
    texts(world, STRANGER, "Can I speak to a person?")
    assert (world.carrier.got(STRANGER), row(world, STRANGER)["tab"]) == ([], "needs_attention")
    assert len(world.mails) == 3
    problem(world.api("rep1", "PATCH", path, {"backing": "agent"}), 403, "role_too_low")
    wrong(world.api("admin", "PATCH", path, {"backing": "robot"}), "backing")


def test_a_line_that_rules_back_says_that_it_is_shut_in_its_own_words(world: World) -> None:
    """And nothing where it has none (docs/decisions/0024)."""
    path = f"/lines/{world.line(SHARED)}"
    shut = {"backing": "bot", "hours": [{"weekday": "sunday", "begins": "09:00", "ends": "10:00"}]}
    good(world.api("admin", "PATCH", path, shut))
    texts(world, ADA, "Are you open?")
    assert world.carrier.got(ADA) == []
    good(world.api("admin", "PATCH", path, {"away_message": "We are back on Sunday."}))
    texts(world, STRANGER, "Are you open?")
    (said,) = world.carrier.got(STRANGER)
    assert "We are back on Sunday." in said
