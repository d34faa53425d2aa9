"""Every finding of the doctor: what makes it appear, and that it is gone when that is mended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infrastructure.commands import checks_api, checks_limits, checks_lines, checks_stack
from infrastructure.commands.checks_api import Answer, Outside
from infrastructure.commands.checks_lines import Told
from infrastructure.commands.findings import Finding, Severity
from infrastructure.commands.numbers import Number, Provider
from infrastructure.commands.secret import Secret
from infrastructure.commands.stage import ALARM, Part, Stage
from infrastructure.commands.webhooks import HOOK, Wiring, wanted
from infrastructure.sizes import LIMIT
from tests.infrastructure.commands.lines_given import given_line

RIGHT = wanted("https://api.example.com/api")
SECRET = {"twilio_account_sid": "AC1", "twilio_auth_tokens": ["t1"], "id_key": "i", "cursor_key": "c"}
NOW = 1_780_000_000.0
Case = tuple[Severity, str, Iterable[Finding], Iterable[Finding]]


def stage(
    status: str = "UPDATE_COMPLETE",
    url: str = "https://api.example.com/api",
    secret: dict[str, Any] | None = None,
    ringing: bool = False,
    heard: str = "arn:one",
) -> Stage:
    """A stage whose AWS answers so."""
    kept = json.dumps({**SECRET, **(secret or {})})
    state = [{"AlarmName": "a-1", "StateValue": "ALARM" if ringing else "OK", "AlarmDescription": "It breaks."}]
    cloud = SimpleNamespace(
        secrets=SimpleNamespace(get_secret_value=lambda **_: {"SecretString": kept}),
        cloudwatch=SimpleNamespace(describe_alarms=lambda **_: {"MetricAlarms": state}),
        sns=SimpleNamespace(
            list_subscriptions_by_topic=lambda **_: {"Subscriptions": [{"SubscriptionArn": heard}] if heard else []}
        ),
    )
    parts = [Part("DeliverAlarm", ALARM, "a-1"), Part(checks_stack.TOPIC, "AWS::SNS::Topic", "arn:topic")]
    made = SimpleNamespace(
        name="prod",
        status=status,
        parameters={"PublicUrl": url, "DashboardUrl": "https://example.com"},
        cloud=cloud,
        parts=parts,
        of_kind=lambda kind: [part for part in parts if part.kind == kind],
        output=lambda _: "secret",
    )
    return cast("Stage", made)


def answer(status: int = 200, *, took: float = 0.1, date: float = NOW) -> Answer:
    return Answer(status, b"", date, took)


def provider(kind: str = "Full", numbers: tuple[Number, ...] = ()) -> Provider:
    made = SimpleNamespace(
        kind=lambda: kind, numbers=lambda: numbers, pools=dict, verification=lambda _: "TWILIO_APPROVED"
    )
    return cast("Provider", made)


NUMBER = Number("PN1", "+18335550100", "Front desk", RIGHT)
STRAY = Number("PN2", "+18335550199", "Old", RIGHT)
CASES: dict[str, Case] = {
    "taken back": (
        Severity.RISK,
        "was taken back",
        checks_stack.stack(stage("UPDATE_ROLLBACK_COMPLETE")),
        checks_stack.stack(stage()),
    ),
    "no rest": (
        Severity.BROKEN,
        "does not rest",
        checks_stack.stack(stage("UPDATE_ROLLBACK_FAILED")),
        checks_stack.stack(stage()),
    ),
    "no address": (
        Severity.BROKEN,
        "PublicUrl is not set",
        checks_stack.stack(stage(url="https://unknown.invalid")),
        checks_stack.stack(stage()),
    ),
    "secret": (
        Severity.BROKEN,
        "The secret lacks id_key",
        checks_stack.secrets(stage(secret={"id_key": ""})),
        checks_stack.secrets(stage()),
    ),
    "two tokens": (
        Severity.NOTE,
        "Two provider tokens",
        checks_stack.secrets(stage(secret={"twilio_auth_tokens": ["t2", "t1"]})),
        checks_stack.secrets(stage()),
    ),
    "alarm": (
        Severity.BROKEN,
        "Alarm DeliverAlarm: It breaks.",
        checks_stack.alarms(stage(ringing=True)),
        checks_stack.alarms(stage()),
    ),
    "unheard": (
        Severity.RISK,
        "Nobody hears",
        checks_stack.alarms(stage(heard="PendingConfirmation")),
        checks_stack.alarms(stage()),
    ),
    "at once": (Severity.RISK, "10 functions at once", [checks_limits.at_once(10)], [checks_limits.at_once(100)]),
    "requests": (
        Severity.RISK,
        "take 500 requests",
        [checks_limits.requests(500)],
        [checks_limits.requests(checks_limits.BUSIEST), checks_limits.requests(0)],
    ),
    "sandbox": (Severity.RISK, "sandbox", [checks_limits.sandbox(False)], [checks_limits.sandbox(True)]),
    "no mail": (
        Severity.BROKEN,
        "sends no mail",
        [checks_limits.sending(True, "SHUTDOWN")],
        [checks_limits.sending(True, "HEALTHY")],
    ),
    "mail off": (
        Severity.BROKEN,
        "sends no mail",
        [checks_limits.sending(False, "HEALTHY")],
        [checks_limits.sending(True, "HEALTHY")],
    ),
    "probation": (
        Severity.RISK,
        "under review",
        [checks_limits.sending(True, "PROBATION")],
        [checks_limits.sending(True, "HEALTHY")],
    ),
    "quota": (
        Severity.RISK,
        "180 of 200 mails",
        [checks_limits.quota(180, 200)],
        [checks_limits.quota(179, 200), checks_limits.quota(10_000, -1)],
    ),
    "sender": (Severity.BROKEN, "not verified", [checks_limits.sender(False)], [checks_limits.sender(True)]),
    "tables": (Severity.RISK, "2300 of 2500 tables", [checks_limits.tables(2300)], [checks_limits.tables(12)]),
    "table": (
        Severity.BROKEN,
        "TeamTable does not answer",
        [checks_limits.table("TeamTable", "INACCESSIBLE_ENCRYPTION_CREDENTIALS")],
        [checks_limits.table("TeamTable", "ACTIVE"), checks_limits.table("TeamTable", "UPDATING")],
    ),
    "resources": (
        Severity.RISK,
        f"{LIMIT - 1} of {LIMIT} resources",
        [checks_limits.resources(LIMIT - 1)],
        [checks_limits.resources(300)],
    ),
    "health": (
        Severity.BROKEN,
        "The API answers 500",
        checks_api.health(answer(500), NOW),
        checks_api.health(answer(), NOW),
    ),
    "clock": (
        Severity.RISK,
        "clock and the API's differ by 90 s",
        checks_api.health(answer(), NOW + 90),
        checks_api.health(answer(), NOW + 60),
    ),
    "no clock": (
        Severity.NOTE,
        "does not tell its time",
        checks_api.health(answer(date=0), NOW),
        checks_api.health(answer(), NOW),
    ),
    "trial": (
        Severity.RISK,
        "is a trial",
        checks_lines.lines([given_line()], provider("Trial", (NUMBER,)), RIGHT, "prod"),
        checks_lines.lines([given_line()], provider(numbers=(NUMBER,)), RIGHT, "prod"),
    ),
    "no line": (
        Severity.BROKEN,
        "no line yet",
        checks_lines.lines([], provider(), RIGHT, "prod"),
        checks_lines.lines([given_line()], provider(numbers=(NUMBER,)), RIGHT, "prod"),
    ),
    "no number": (
        Severity.BROKEN,
        "not among the provider's numbers",
        checks_lines.lines([given_line()], provider(), RIGHT, "prod"),
        checks_lines.lines([given_line()], provider(numbers=(NUMBER,)), RIGHT, "prod"),
    ),
    "wired elsewhere": (
        Severity.BROKEN,
        "its texts go to nowhere",
        checks_lines.wired(given_line(), Number("PN1", "+18335550100", "x", Wiring()), Told([], {}), RIGHT, "prod"),
        checks_lines.wired(given_line(), NUMBER, Told([], {}), RIGHT, "prod"),
    ),
    "stray": (
        Severity.RISK,
        "is no line: they wait",
        checks_lines.strays([given_line()], [NUMBER, STRAY], RIGHT, "prod"),
        checks_lines.strays([given_line()], [NUMBER], RIGHT, "prod"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_finding_appears_with_its_remedy_and_is_gone_when_mended(name: str) -> None:
    severity, words, ill, well = CASES[name]
    (found,) = (one for one in ill if words in one.what)
    assert found.severity is severity
    assert found.do or severity is Severity.NOTE
    after = list(well)
    assert not any(words in one.what for one in after)
    assert {one.severity for one in after} <= {Severity.FINE}


class Api:
    """An API that believes these tokens; what it was sent is kept."""

    base = "https://api.example.com/api"

    def __init__(self, *believed: str) -> None:
        self._believed = believed

    def get(self, path: str) -> Answer:
        return answer(200 if path == "/health" else 401)

    def post(self, path: str, form: dict[str, str], signature: str) -> Answer:
        good = {checks_api.signature(self.base, token, form) for token in self._believed}
        assert path == HOOK
        return answer(200 if signature in good else 403)


@pytest.mark.parametrize(
    ("tokens", "believed", "refused"),
    [
        (("new", "old"), ("new", "old"), []),
        (("new", "old"), ("old",), ["with token 1 of 2"]),
        (("new", "old"), ("new",), ["with token 2 of 2"]),
        (("new",), ("new",), []),
        (("new",), (), ["A signed webhook is refused"]),
    ],
)
def test_while_tokens_change_each_of_them_is_tried(
    tokens: tuple[str, ...], believed: tuple[str, ...], refused: list[str]
) -> None:
    outside = cast("Outside", Api(*believed))
    found = list(checks_api.api(outside, Secret("AC1", tokens, "i", "c"), NOW))
    broken = [one.what for one in found if one.severity is Severity.BROKEN]
    assert len(broken) == len(refused)
    assert all(words in what for words, what in zip(refused, broken, strict=True))
