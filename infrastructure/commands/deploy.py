"""`make deploy`: the stack as the template says it, the dashboard, and somebody who can sign in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from infrastructure.commands import arguments, artefacts, first_admin, package, secret, site
from infrastructure.commands.applying import Plan, apply
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.package import Package
from infrastructure.commands.parameters import PENDING, addresses, chosen
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop, ended
from infrastructure.commands.terminal import Terminal

DOES = """\
Brings a stage of Parley to your AWS account, or brings it up to date: shows in words
what would be new, changed, replaced or deleted, asks, does it, uploads the dashboard
and prints where to sign in. Refuses to lose data unless --yes-delete is said."""


def main(arguments_given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    """The exit code: 0 when the stage stands as the template says, 1 when the answer was no."""
    asked = _parser().parse_args(arguments_given)
    try:
        given = arguments.settings(asked.set)
    except ValueError as fault:
        raise Stop(f"{fault}.", 'Write settings as SET="Brand=Acme"') from None
    stage = Stage(cloud or Cloud(), asked.stage)
    packaged = package.read(Path(asked.package))
    _introduce(stage, terminal)
    _demand_rest(stage)
    if not _brought_up(stage, packaged, given, asked, terminal):
        return 1
    site.publish(stage, Path(asked.dashboard), terminal)
    _let_somebody_in(stage, asked.admin, terminal)
    _conclude(stage, terminal)
    return 0


def _brought_up(
    stage: Stage, packaged: Package, given: Mapping[str, str], asked: argparse.Namespace, terminal: Terminal
) -> bool:
    """Applies the template, then the addresses that only the finished stack knows; False where the answer was no."""
    values = chosen(packaged.parameters, given, stage.parameters if stage.stands else {}, terminal)
    bucket = artefacts.ensure_bucket(stage.cloud)
    places = artefacts.upload(stage.cloud, packaged, bucket, terminal)
    template = packaged.uploaded(places, artefacts.upload_inner(stage.cloud, packaged, bucket))
    source = {"TemplateURL": artefacts.upload_template(stage.cloud, template, bucket)}
    plan = Plan(source, values, packaged.resources, yes=asked.yes, yes_delete=asked.yes_delete)
    before = stage.outputs if stage.stands else {}
    if before:
        # A function reads the secret once in its life: a key that a version wants is there before that version.
        _make_keys(stage, terminal)
    if not apply(stage, plan, terminal):
        return False
    stage.cloud.cloudformation.update_termination_protection(StackName=stage.stack, EnableTerminationProtection=True)
    _make_keys(stage, terminal)
    own = addresses(stage.outputs, before, stage.parameters, given)
    if own:
        terminal.say("Now that the addresses are known, the functions are told:")
        first = all(stage.parameters[name].startswith(PENDING) for name in own)
        plan = Plan(source, {**values, **own}, packaged.resources, yes=asked.yes or first, yes_delete=False)
        return apply(stage, plan, terminal)
    return True


def _make_keys(stage: Stage, terminal: Terminal) -> None:
    if secret.ensure_keys(stage):
        terminal.say("Made the keys that the secret lacked. Keep a copy of it: docs/operator/backup.md")


def _introduce(stage: Stage, terminal: Terminal) -> None:
    cloud = stage.cloud
    where = f"account {cloud.account.number}, region {cloud.region}"
    terminal.say(f"Stage {stage.name} ({stage.stack}) in {where}{' at ' + cloud.endpoint if cloud.endpoint else ''}.")
    if cloud.account.root and not cloud.endpoint:
        terminal.say("! You are the account's root user. A user or role with administrator rights is safer.")
    if not stage.stands:
        terminal.say("It is not there yet: this makes it.")


def _demand_rest(stage: Stage) -> None:
    """Passes for a stack that takes a change; what an earlier failure left empty is cleared away."""
    status = stage.status
    if status == "ROLLBACK_COMPLETE":
        client = stage.cloud.cloudformation
        client.delete_stack(StackName=stage.stack)
        client.get_waiter("stack_delete_complete").wait(StackName=stage.stack)
        stage.forget()
    elif status.endswith("IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
        raise Stop(
            f"The stack is busy ({status}).", "Somebody deploys already. Wait until it is done, then deploy again."
        )
    elif status in ("DELETE_FAILED", "ROLLBACK_FAILED", "CREATE_FAILED"):
        raise Stop(
            f"The stack is stuck ({status}).",
            f"It cannot be mended: make destroy STAGE={stage.name}, then deploy again. What holds data stays, and "
            "docs/operator/commands.md, “A stack that is stuck”, tells how to go on with it.",
        )
    elif status.endswith("_FAILED"):
        raise Stop(
            f"The stack is stuck ({status}).",
            f"aws cloudformation continue-update-rollback --stack-name {stage.stack}, then deploy again. "
            "docs/operator/commands.md, “A stack that is stuck”, tells more.",
        )


def _let_somebody_in(stage: Stage, email: str, terminal: Terminal) -> None:
    if not first_admin.missing(stage) and not (email and first_admin.never_came(stage, email)):
        return
    if not email and terminal.interactive:
        email = terminal.type_in("Nobody can sign in yet. Email address of the first admin:")
    if not email:
        terminal.say(f"! Nobody can sign in yet: make deploy STAGE={stage.name} ADMIN=you@example.com")
        return
    invitation = first_admin.invite(stage, email)
    terminal.say(f"First sign-in: {invitation.email}, temporary password {invitation.password}")
    terminal.say("  It is shown this once, works for 7 days and is changed at the first sign-in.")


def _conclude(stage: Stage, terminal: Terminal) -> None:
    terminal.say(f"Dashboard: {stage.parameters.get('DashboardUrl', '(none)')}")
    terminal.say(f"API:       {stage.public_url}")
    lacking = secret.read(stage).missing
    if lacking:
        terminal.say(f"Next: make connect STAGE={stage.name} (the provider's credentials, and a number)")
    else:
        terminal.say(f"Next: make doctor STAGE={stage.name} (looks at everything from the outside)")


def _parser() -> argparse.ArgumentParser:
    made = arguments.with_yes(arguments.parser("deploy", DOES))
    made.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help='a setting (make: SET="A=b")')
    made.add_argument("--admin", default="", help="email of the first admin, asked for otherwise (make: ADMIN=…)")
    made.add_argument(
        "--yes-delete", action="store_true", help="agree to lose the data that the plan names (make: YES_DELETE=1)"
    )
    made.add_argument("--package", default="build", help="the folder of make package")
    made.add_argument("--dashboard", default="dashboard/dist", help="the folder of the built dashboard")
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
