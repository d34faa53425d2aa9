"""What `doctor` asks the API from the outside, as the provider and a browser would."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

import certifi
import urllib3
from twilio.request_validator import RequestValidator
from urllib3.exceptions import HTTPError

from infrastructure.commands.findings import Finding, broken, fine, note, risk
from infrastructure.commands.secret import Secret
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop
from infrastructure.commands.webhooks import HOOK

TIMEOUT = 15.0
SKEW_SECONDS = 60
SLOW_SECONDS = 5.0
"""The provider waits 15 s; a third of it is no longer comfortable."""

UNKNOWN_LINE, NOBODY = "+12025550198", "+12025550199"
TEST_ID = "SM" + "d0c" * 10 + "d0"
"""Always the same: however often the doctor comes, its test stands in the quarantine once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`date` is the server's clock in seconds, 0 where it told none; `took` in seconds."""

    status: int
    body: bytes
    date: float
    took: float


class Outside:
    """Calls the stage's public address as anybody can."""

    def __init__(self, stage: Stage) -> None:
        self._http = urllib3.PoolManager(retries=False, timeout=TIMEOUT, ca_certs=certifi.where())
        self._stage = stage
        self.base = stage.public_url

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: dict[str, str], signature: str) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if signature:
            headers["X-Twilio-Signature"] = signature
        return self._ask("POST", path, urlencode(form), headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        began = time.monotonic()
        try:
            got = self._http.request(method, self.base + path, body=body, headers=headers)
        except HTTPError as fault:
            raise Stop(
                f"{self.base} does not answer ({type(fault).__name__}).",
                f"Check the address (SET=PublicUrl=…), DNS and certificate; make deploy STAGE={self._stage.name}",
            ) from fault
        return Answer(got.status, got.data, _clock(got.headers.get("Date", "")), time.monotonic() - began)


def api(outside: Outside, secret: Secret, now: float) -> Iterator[Finding]:
    """Health, clock, and webhooks: a signed one is taken, an unsigned and a forged one are not."""
    yield from health(outside.get("/health"), now)
    form = _form(secret.account)
    for place, token in enumerate(secret.tokens):
        # While tokens are changed the provider signs with one of two, and nobody knows when it begins with the other.
        which = f" with token {place + 1} of {len(secret.tokens)}" if len(secret.tokens) > 1 else ""
        yield signed(outside.post(HOOK, form, signature(outside.base, token, form)), which)
    yield refused(outside.post(HOOK, form, ""), "without a signature")
    yield refused(outside.post(HOOK, form, "x" * 28), "with a forged signature")
    yield private(outside.get("/threads"))


def health(answer: Answer, now: float) -> Iterator[Finding]:
    if answer.status != 200:
        yield broken(
            f"The API answers {answer.status} when asked how it is.", "Look at the log of the function health."
        )
        return
    yield fine(f"The API answers ({answer.took * 1000:.0f} ms).")
    skew = abs(answer.date - now)
    if not answer.date:
        yield note("The API does not tell its time: clocks cannot be compared.")
    elif skew > SKEW_SECONDS:
        yield risk(
            f"This machine's clock and the API's differ by {skew:.0f} s.",
            "Set this machine's clock: sign-in and calls to AWS fail with a wrong one.",
        )
    else:
        yield fine(f"This machine's clock and the API's agree (within {skew:.0f} s).")


def signed(answer: Answer, which: str = "") -> Finding:
    """A signed webhook for a number that is no line is taken in and quarantined. `which` token signed it, in words."""
    if answer.status == 403:
        return broken(
            f"A signed webhook{which} is refused: texts that come in are lost after the provider's five tries.",
            "The token in the secret or PublicUrl is not what the provider signs with: make connect … NEW_TOKEN=1, or "
            'make deploy … SET="PublicUrl=https://…"',
        )
    if answer.status != 200:
        return broken(
            f"A signed webhook{which} is answered {answer.status}: texts that come in are not kept.",
            "Look at the log of the function hooks_inbound.",
        )
    if answer.took > SLOW_SECONDS:
        return risk(
            f"A signed webhook{which} takes {answer.took:.1f} s.", "The provider gives up at 15 s: give it more memory."
        )
    return fine(f"A signed webhook{which} is taken ({answer.took * 1000:.0f} ms).")


def refused(answer: Answer, what: str) -> Finding:
    if answer.status == 403:
        return fine(f"A webhook {what} is refused.")
    return broken(
        f"A webhook {what} is answered {answer.status}, not 403: anybody could write into threads.",
        "Deploy an unchanged version at once, and look who changed the hooks.",
    )


def private(answer: Answer) -> Finding:
    if answer.status in (401, 403):
        return fine("Threads are shown to nobody who is not signed in.")
    return broken(
        f"Threads asked for without a sign-in are answered {answer.status}, not 401.",
        "Deploy an unchanged version at once, and look who changed the API's authorizer.",
    )


def _form(account: str) -> dict[str, str]:
    return {
        "MessageSid": TEST_ID,
        "AccountSid": account,
        "From": NOBODY,
        "To": UNKNOWN_LINE,
        "Body": "A test of make doctor: it belongs to no line.",
        "NumMedia": "0",
    }


def signature(base: str, token: str, form: dict[str, str]) -> str:
    """As the provider signs a webhook of this form to the API at `base`."""
    made: str = RequestValidator(token).compute_signature(base + HOOK, form)
    return made


def _clock(header: str) -> float:
    try:
        return parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError):
        return 0.0
