"""The doctor on a stage whose API is a stub and whose provider is the simulated carrier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from twilio.request_validator import RequestValidator

from infrastructure.commands import doctor, queue_state, secret
from infrastructure.commands.checks_api import TEST_ID, Answer, health, private, refused, signed
from infrastructure.commands.checks_lines import Told, strays, verified, wired
from infrastructure.commands.checks_stack import queue
from infrastructure.commands.findings import Severity, broken, exit_code, fine, lines, note, risk, summary
from infrastructure.commands.numbers import Number, Pool
from infrastructure.commands.queue_state import QueueState
from infrastructure.commands.webhooks import Wiring, faults, wanted
from infrastructure.local.carrier.server import Server
from tests.infrastructure.carrier.brand import Brand, Reply
from tests.infrastructure.carrier.world import TOKEN
from tests.infrastructure.commands.brand import template
from tests.infrastructure.commands.conftest import Operator
from tests.infrastructure.commands.lines_given import given_line
from tests.infrastructure.commands.shop import carrier, connected

__all__ = ["carrier"]

RIGHT = wanted("https://api.example.com/api")
HOOK = "/api/hooks/twilio/inbound"


@dataclass
class Api(Brand):
    """Answers as the product's API does: webhooks by their signature, threads to nobody."""

    def take(self, request: object, form: dict[str, str]) -> None:
        self.replies.setdefault("/api/health", []).append(Reply(body=json.dumps({"status": "ok"})))
        self.replies.setdefault("/api/threads", []).append(Reply(status=401))
        given = request.headers.get("X-Twilio-Signature", "")  # type: ignore[attr-defined]
        valid = RequestValidator(TOKEN).validate(f"{self.address}{HOOK}", form, given)
        self.replies[HOOK] = [Reply(status=200 if valid else 403)]
        super().take(request, form)  # type: ignore[arg-type]


@pytest.fixture
def api() -> Iterator[Api]:
    running = Api()
    with running:
        yield running


@pytest.fixture
def patient(operator: Operator, carrier: Server, api: Api) -> Operator:
    """A stage with one line, all well."""
    operator.template = template(f"{api.address}/api")
    topic = {
        "TopicArn": {"Ref": "OperatorsTopic"},
        "Protocol": "sqs",
        "Endpoint": {"Fn::GetAtt": ["AlertQueue", "Arn"]},
    }
    operator.template["Resources"]["Heard"] = {"Type": "AWS::SNS::Subscription", "Properties": topic}
    return connected(operator.deployed(), "+18335550100", "--label", "Front desk")


@pytest.mark.stack
@pytest.mark.xdist_group("operator")
class TestOnAStage:
    def test_all_well_is_told_and_exits_with_0(self, patient: Operator, api: Api) -> None:
        code, terminal = patient.run(doctor.main, "--all")
        assert code == 0, terminal.text
        assert terminal.said("✓", "signed webhook is taken")
        assert terminal.said("✓", "“Front desk” (833) •••-0100", "wired")
        assert {hit.form["MessageSid"] for hit in api.at(HOOK)} == {TEST_ID}
        for kept in (TOKEN, "8335550100", secret.read(patient.stage).id_key):
            assert kept not in terminal.text

    def test_without_findings_little_is_said(self, patient: Operator) -> None:
        _, terminal = patient.run(doctor.main)
        assert "✓" not in terminal.text

    def test_a_wrong_token_is_found_by_the_signed_webhook(self, patient: Operator) -> None:
        found = secret.read(patient.stage)
        secret.write(patient.stage, secret.Secret(found.account, ("another",), found.id_key, found.cursor_key))
        code, terminal = patient.run(doctor.main)
        assert code == 1
        assert terminal.said("✗", "signed webhook is refused")
        assert terminal.said("→", "NEW_TOKEN=1")

    def test_jobs_given_up_are_found(self, patient: Operator) -> None:
        state = queue_state.state(patient.stage, "deliver")
        patient.cloud.sqs.send_message(QueueUrl=state.dead_url, MessageBody="{}")
        code, terminal = patient.run(doctor.main)
        assert code == 1
        assert terminal.said("→", "make redrive", "QUEUE=deliver")

    def test_an_alarm_that_rings_is_found(self, patient: Operator) -> None:
        name = patient.stage.part("DeliverAlarm").id
        patient.cloud.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="test")
        code, terminal = patient.run(doctor.main)
        assert code == 1
        assert terminal.said("✗", "Alarm DeliverAlarm", "The function deliver breaks.")

    def test_an_api_that_does_not_answer_keeps_no_other_check_from_being_made(self, patient: Operator) -> None:
        patient.template = template("http://127.0.0.1:9/api")
        patient.deploy("--yes")
        code, terminal = patient.run(doctor.main, "--all")
        assert code == 1
        assert terminal.said("✗", "does not answer")
        assert terminal.said("Lines …")

    def test_a_line_wired_elsewhere_is_found(self, patient: Operator, carrier: Server) -> None:
        carrier.carrier.numbers.change("+18335550100", {"sms_url": "https://other.example.com/x"})
        code, terminal = patient.run(doctor.main)
        assert code == 1
        assert terminal.said("✗", "other.example.com")

    def test_an_unfilled_secret_is_found(self, operator: Operator) -> None:
        code, terminal = operator.deployed().run(doctor.main)
        assert code == 1
        assert terminal.said("✗", "secret lacks", "twilio_auth_tokens")

    def test_a_round_trip_needs_two_lines(self, patient: Operator) -> None:
        _, terminal = patient.run(doctor.main, "--round-trip")
        assert terminal.said("round trip needs two lines")


NOW = 1_780_000_000.0


def answer(status: int, *, took: float = 0.1, date: float = NOW) -> Answer:
    return Answer(status, b"", date, took)


def number(wiring: Wiring = RIGHT, name: str = "+18335550100") -> Number:
    return Number("PN1", name, "Front desk", wiring)


@pytest.mark.parametrize(
    ("status", "took", "severity"),
    [(200, 0.1, "fine"), (200, 9.0, "risk"), (403, 0.1, "broken"), (500, 0.1, "broken"), (404, 0.1, "broken")],
)
def test_a_signed_webhook_must_be_taken_soon(status: int, took: float, severity: str) -> None:
    assert signed(answer(status, took=took)).severity == severity


@pytest.mark.parametrize(("status", "severity"), [(403, "fine"), (200, "broken"), (500, "broken")])
def test_a_forged_webhook_must_be_refused(status: int, severity: str) -> None:
    assert refused(answer(status), "with a forged signature").severity == severity


@pytest.mark.parametrize(("status", "severity"), [(401, "fine"), (403, "fine"), (200, "broken"), (404, "broken")])
def test_threads_are_private(status: int, severity: str) -> None:
    assert private(answer(status)).severity == severity


def test_clocks_that_differ_are_told() -> None:
    assert [one.severity for one in health(answer(200), NOW + 30)] == [Severity.FINE, Severity.FINE]
    assert [one.severity for one in health(answer(200), NOW + 90)] == [Severity.FINE, Severity.RISK]
    assert [one.severity for one in health(answer(200, date=0), NOW)] == [Severity.FINE, Severity.NOTE]


@pytest.mark.parametrize(
    ("wiring", "words"),
    [
        (Wiring(), "nowhere"),
        (Wiring("https://user:hidden@other.example.com/x?key=hidden"), "other.example.com/x"),
        (Wiring(RIGHT.sms_url.partition("#")[0], "POST", RIGHT.sms_fallback_url, "POST"), "not repeated"),
        (Wiring(RIGHT.sms_url, "GET", RIGHT.sms_fallback_url, "POST"), "GET"),
        (Wiring(RIGHT.sms_url, "POST", "", "POST"), "fallback"),
    ],
)
def test_each_fault_of_wiring_is_told_without_secrets(wiring: Wiring, words: str) -> None:
    told = faults(wiring, RIGHT)
    assert any(words in one for one in told)
    assert "hidden" not in str(told)


def test_a_right_wiring_has_no_fault() -> None:
    assert faults(RIGHT, RIGHT) == []


def test_a_line_without_a_number_is_broken_unless_it_is_off() -> None:
    none = Told([], {})
    assert [one.severity for one in wired(given_line(), None, none, RIGHT, "prod")] == [Severity.BROKEN]
    assert list(wired(given_line(active=False), None, none, RIGHT, "prod")) == []


def test_a_messaging_service_that_takes_the_texts_is_broken() -> None:
    told = Told([number()], {"PN1": Pool("Old campaign", own_webhook=True)})
    first, *_ = wired(given_line(), number(), told, RIGHT, "prod")
    assert (first.severity, "Old campaign" in first.what) == (Severity.BROKEN, True)


@pytest.mark.parametrize(
    ("state", "severity"),
    [
        ("TWILIO_APPROVED", "fine"),
        ("IN_REVIEW", "note"),
        ("TWILIO_REJECTED", "broken"),
        ("", "broken"),
        ("NEW", "broken"),
    ],
)
def test_what_verification_means_for_a_line(state: str, severity: str) -> None:
    assert verified(given_line(), state).severity == severity


def test_a_number_that_sends_texts_here_and_is_no_line_is_told() -> None:
    other = number(name="+18335550199")
    found = list(strays([given_line()], [number(), other], RIGHT, "prod"))
    assert [one.severity for one in found] == [Severity.RISK]
    assert "0199" in found[0].what


@pytest.mark.parametrize(("waiting", "dead", "severity"), [(0, 0, "fine"), (6000, 0, "risk"), (0, 1, "broken")])
def test_what_the_depth_of_a_queue_means(waiting: int, dead: int, severity: str) -> None:
    assert queue(QueueState("deliver", "u", "d", waiting, dead), "prod").severity == severity


def test_only_something_broken_makes_the_exit_code_1() -> None:
    mild = [fine("a"), note("b"), risk("c", "do")]
    assert exit_code(mild) == 0
    assert exit_code([*mild, broken("d", "do")]) == 1
    assert summary([*mild, broken("d", "do")]) == "1 broken, 1 at risk, 1 to be known, 1 fine"
    assert lines(broken("d", "do")) == ["✗ d", "    → do"]
