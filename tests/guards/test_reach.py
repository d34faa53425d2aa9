"""A function's rights cover every branch of its code, not only those that a story takes (reliability goal G10).

What `used.json` grants was seen in stories; what no story does would be denied in production, in the very moment that
is rare. So each call that the code can reach is seen in a story, or stands here with the reason why it is never made.
"""

from __future__ import annotations

import pytest

from infrastructure.functions import ROUTES, WORKERS, Function
from infrastructure.uses import Use, used
from tests.guards.reach import reachable

FUNCTIONS: tuple[Function, ...] = (*ROUTES, *WORKERS)

_LOSES = Use("dynamodb:DeleteItem", "contacts")
_SAME_NAME = "The mark of a number that takes no texts changes no word that the contact is found by."
_NO_NAME = "A text and a keyword bring tags and no name: the contact is found by the words it was found by."
_NO_PICTURES = "An answer from an own phone is words alone: `own_phone.meant` passes on nothing with a picture."
_SAME_CONTACT = "Only who makes a lead by hand or by the API tells more of its contact: here it stays as it is."
_LEAD_ALONE = "A stage moves neither the thread nor the standing, and tells nobody: `lead_intake.kept`."
_BY_HOLDER = "What somebody has who left is asked for by its holder alone: `leaving._all` names one."
NEVER = {
    ("hooks_status", _LOSES): _SAME_NAME,
    ("deliver", _LOSES): _SAME_NAME,
    ("hooks_inbound", _LOSES): _NO_NAME,
    ("inbound", _LOSES): _NO_NAME,
    ("reconcile", _LOSES): _NO_NAME,
    ("settle_quarantined", _LOSES): _NO_NAME,
    ("create_contact", _LOSES): "A contact that is new has no mark to lose: `marking` looks at its version.",
    ("create_group", _LOSES): "Members are added only: `Groups._count` takes away with a negative sign.",
    ("delete_contact", Use("dynamodb:PutItem", "contacts")): "Members are taken away only: see `Groups._count`.",
    (
        "settle_quarantined",
        Use("dynamodb:GetItem", "conversations"),
    ): "No receipt is left: `joining` takes it out of what it saves.",
    ("change_lead", _LOSES): _SAME_CONTACT,
    ("assign_lead", _LOSES): _SAME_CONTACT,
    ("alert", _LOSES): _SAME_CONTACT,
    ("alert", Use("s3:GetObject", "media/uploads")): _NO_PICTURES,
    ("alert", Use("s3:PutObject", "media/kept")): _NO_PICTURES,
    ("alert", Use("dynamodb:Query", "conversations/by_line")): _BY_HOLDER,
    ("alert", Use("dynamodb:Query", "conversations/by_tab")): _BY_HOLDER,
    ("change_lead", Use("dynamodb:UpdateItem", "conversations")): _LEAD_ALONE,
    ("tick", Use("dynamodb:PutItem", "conversations")): "A thread that is woken or archived stands, and says nothing.",
    ("change_me", Use("dynamodb:DeleteItem", "team")): "Nobody changes the own phone: another one is Stale.",
}
"""By function and call."""


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_each_call_that_the_code_can_make_is_granted(function: Function) -> None:
    excused = {use for name, use in NEVER if name == function.name}
    lacking = reachable(function) - used().get(function.name, frozenset()) - excused
    told = [f"{function.name} can come to {action} on {place}" for action, place in sorted(lacking)]
    assert told == [], "tell it in a story of tests/harness, then make grants; or say in NEVER why it cannot be"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_what_was_seen_is_found_in_the_code(function: Function) -> None:
    """Else this guard would be blind there."""
    assert used().get(function.name, frozenset()) - reachable(function) == frozenset()


def test_what_is_excused_is_reached_and_has_its_reason() -> None:
    rows = {function.name: function for function in FUNCTIONS}
    for (name, use), reason in NEVER.items():
        assert use in reachable(rows[name]) - used()[name], f"{name} needs no excuse for {use}"
        assert len(reason) > 40
        assert reason.endswith(".")
