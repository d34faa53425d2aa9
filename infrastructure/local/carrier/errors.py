"""Twilio's error codes as this carrier uses them: code → HTTP status and sentence.

Source: the provider's error dictionary, read 2026-11.
"""

from __future__ import annotations

from typing import Any

ERRORS: dict[int, tuple[int, str]] = {
    20003: (401, "Authenticate: the account or its token is wrong"),
    20004: (405, "This method is not allowed here"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too many requests"),
    20500: (500, "Internal server error"),
    21211: (400, "The 'To' number is not a valid phone number"),
    21266: (400, "'To' and 'From' must not be the same number"),
    21421: (400, "The phone number is not valid"),
    21602: (400, "A message needs a body or media"),
    21603: (400, "A 'From' number or a messaging service is required"),
    21604: (400, "A 'To' number is required"),
    21606: (400, "The 'From' number does not belong to this account"),
    21610: (400, "The recipient has opted out of texts from this number"),
    21611: (400, "The queue of the 'From' number is full"),
    21612: (400, "The 'To' number cannot be reached from this 'From' number"),
    21614: (400, "The 'To' number is no mobile number"),
    21617: (400, "The body is longer than 1600 characters"),
    21623: (400, "A message takes at most 10 media"),
    21703: (400, "The messaging service has no number"),
}
FAILURES: dict[int, str] = {
    30003: "Unreachable destination handset",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Carrier violation: the message was filtered",
}


class RefusedError(Exception):
    """A request that Twilio would refuse with this code."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.status, self.sentence = ERRORS.get(code, (400, "The request was refused"))
        super().__init__(f"{code}: {self.sentence}")

    def body(self) -> dict[str, Any]:
        """The JSON that Twilio answers with."""
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": self.sentence, "more_info": more, "status": self.status}


def failure_text(code: int | None) -> str | None:
    """What `error_message` says of a text that failed or was not delivered."""
    return None if code is None else FAILURES.get(code, f"Message failed with error {code}")
