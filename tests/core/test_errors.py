from __future__ import annotations

from datetime import datetime

import pytest

from chalicelib.core.errors import (
    Busy,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    ParleyError,
    Refused,
    Unauthorized,
)
from tests.core.builders import NOW


@pytest.mark.parametrize(
    ("error", "kind", "code", "sentence"),
    [
        (ParleyError("any", "It broke."), "error", "any", "It broke."),
        (NotFound("group"), "not_found", "not_found", "There is no such group."),
        (Unauthorized(), "unauthorized", "not_signed_in", "Sign in and try again."),
        (Forbidden("role_too_low", "No."), "forbidden", "role_too_low", "No."),
        (Invalid({"to": "Wrong."}), "invalid", "invalid", "Some fields need another value."),
        (Conflict("key_reused", "Twice."), "conflict", "key_reused", "Twice."),
        (Refused("stopped", "No.", "CN-12"), "refused", "stopped", "No."),
        (Busy("store_busy", "Later."), "busy", "store_busy", "Later."),
    ],
)
def test_each_error_has_its_kind_a_stable_code_and_a_sentence(
    error: ParleyError, kind: str, code: str, sentence: str
) -> None:
    assert isinstance(error, ParleyError)
    assert (error.kind, error.code, error.sentence, str(error)) == (kind, code, sentence, sentence)


def test_kinds_are_told_apart() -> None:
    family = ParleyError.__subclasses__()
    assert len({error.kind for error in family}) == len(family) == 7


def test_invalid_keeps_the_fields_it_was_given() -> None:
    fields = {"to": "Wrong."}
    error = Invalid(fields)
    fields["body"] = "Added later."
    assert error.fields == {"to": "Wrong."}


@pytest.mark.parametrize("until", [None, NOW])
def test_a_refusal_names_its_rule_and_when_it_ends(until: datetime | None) -> None:
    """SD-13."""
    refused = Refused("quiet_hours", "Later.", "CN-10", until)
    assert (refused.rule, refused.until) == ("CN-10", until)


def test_busy_says_how_long_to_wait() -> None:
    assert Busy("a", "b").retry_after == 1
    assert Busy("a", "b", 30).retry_after == 30
