"""What DynamoDB says when it does not do as asked, in words that the adapters decide by."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

_CONFLICTS = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "None"})
_PASSING = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


class Cancelled(Exception):
    """A transaction was not done: the conditions of the writes at these places failed."""

    def __init__(self, places: frozenset[int]) -> None:
        super().__init__(f"conditions failed at {sorted(places)}")
        self.places = places


def condition_failed(fault: ClientError) -> bool:
    """Whether a single write was refused by its own condition."""
    return _code(fault) == "ConditionalCheckFailedException"


def cancelled(fault: ClientError) -> frozenset[int]:
    """The places in a transaction whose conditions failed; none for every other fault."""
    codes = _reasons(fault)
    return frozenset(place for place, code in enumerate(codes) if code == "ConditionalCheckFailed")


def passing(fault: ClientError) -> bool:
    """Whether the same call may well succeed in a moment."""
    if _code(fault) == "TransactionCanceledException":
        return set(_reasons(fault)) <= _CONFLICTS
    return _code(fault) in _PASSING


def _reasons(fault: ClientError) -> list[str]:
    """PynamoDB wraps the client's own fault, which alone carries the reasons in order."""
    response: Any = getattr(fault.__cause__, "response", fault.response)
    return [reason.get("Code", "None") for reason in response.get("CancellationReasons", [])]


def _code(fault: ClientError) -> str:
    code: str = fault.response.get("Error", {}).get("Code", "")
    return code
