"""What `doctor` asks AWS: the stack, its secret, queues, alarms and who hears them."""

from __future__ import annotations

from collections.abc import Iterator

from infrastructure.commands import queue_state, secret
from infrastructure.commands.findings import Finding, broken, fine, note, risk
from infrastructure.commands.queue_state import QueueState
from infrastructure.commands.stage import ALARM, Stage
from infrastructure.commands.terminal import counted

SETTLED = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")
MANY_WAITING = 5_000
ALARMS_ASKED = 100
TOPIC = "OperatorsTopic"


def stack(stage: Stage) -> Iterator[Finding]:
    """How the last deployment ended, and whether the addresses are known."""
    if stage.status == "UPDATE_ROLLBACK_COMPLETE":
        yield risk("The last deployment failed and was taken back.", f"make deploy STAGE={stage.name} tells why.")
    elif stage.status in SETTLED:
        yield fine(f"The stack stands ({stage.status}).")
    else:
        yield broken(f"The stack does not rest ({stage.status}).", f"make deploy STAGE={stage.name} says what to do.")
    for name in ("PublicUrl", "DashboardUrl"):
        if ".invalid" in stage.parameters.get(name, ""):
            yield broken(f"{name} is not set.", f'make deploy STAGE={stage.name}, or SET="{name}=https://…"')


def secrets(stage: Stage) -> Iterator[Finding]:
    found = secret.read(stage)
    if found.missing:
        yield broken(f"The secret lacks {', '.join(found.missing)}.", f"make connect STAGE={stage.name} fills it.")
    else:
        yield fine(f"The secret is filled (key of ids {found.fingerprint}).")
    if len(found.tokens) > 1:
        yield note("Two provider tokens are believed, as during a rotation.", "Promote the new one at the provider.")


def queues(stage: Stage) -> Iterator[Finding]:
    for noun in queue_state.nouns():
        yield queue(queue_state.state(stage, noun), stage.name)


def queue(state: QueueState, stage: str) -> Finding:
    """What the depths of one queue mean."""
    if state.dead:
        return broken(
            f"{counted(state.dead, 'job')} of {state.noun} could not be done and wait in the dead-letter queue.",
            f"make redrive STAGE={stage} QUEUE={state.noun} shows them; docs/operator/alarms.md tells why.",
        )
    if state.waiting > MANY_WAITING:
        return risk(f"{counted(state.waiting, 'job')} wait in {state.noun}.", "Look at its worker's alarm and its log.")
    return fine(f"Queue {state.noun}: {state.waiting} waiting, none given up.")


def alarms(stage: Stage) -> Iterator[Finding]:
    names = [part.id for part in stage.of_kind(ALARM)]
    ringing = []
    for start in range(0, len(names), ALARMS_ASKED):
        found = stage.cloud.cloudwatch.describe_alarms(AlarmNames=names[start : start + ALARMS_ASKED])
        ringing += [alarm for alarm in found["MetricAlarms"] if alarm["StateValue"] == "ALARM"]
    for alarm in ringing:
        name = next((part.name for part in stage.of_kind(ALARM) if part.id == alarm["AlarmName"]), alarm["AlarmName"])
        yield broken(f"Alarm {name}: {alarm.get('AlarmDescription', '')}", "docs/operator/alarms.md has its page.")
    if not ringing:
        yield fine(f"None of {counted(len(names), 'alarm')} rings.")
    yield from _heard(stage)


def _heard(stage: Stage) -> Iterator[Finding]:
    topic = next((part.id for part in stage.parts if part.name == TOPIC), "")
    if not topic:
        return
    found = stage.cloud.sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    if not any(one["SubscriptionArn"].startswith("arn:") for one in found):
        yield risk(
            "Nobody hears the alarms.",
            f'make deploy STAGE={stage.name} SET="OperatorsEmail=you@example.com", then confirm the email that comes.',
        )
    else:
        yield fine("Somebody hears the alarms.")
