"""The provider's credentials: asked for, tried, and put into the stage's secret; never shown."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace

from infrastructure.commands import secret
from infrastructure.commands.numbers import Provider
from infrastructure.commands.secret import Secret
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop
from infrastructure.commands.terminal import Terminal, counted

ACCOUNT, TOKEN = "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"
RESTARTED = "SECRET_READ_SINCE"
"""A variable that nothing reads; the next deployment takes it away."""
_SID = re.compile(r"AC[0-9a-f]{32}")


def ready(stage: Stage, provider_url: str, terminal: Terminal) -> Secret:
    """The stage's secret with credentials that work; what is missing is asked for and stored."""
    secret.ensure_keys(stage)
    found = secret.read(stage)
    if not found.missing:
        return found
    terminal.say("The provider's console shows an Account SID and an Auth Token. They go into the stage's secret only.")
    asked = replace(found, account=found.account or _account(terminal), tokens=(_token(terminal),))
    return _tried(stage, asked, provider_url, terminal)


def rotated(stage: Stage, provider_url: str, terminal: Terminal) -> Secret:
    """The secret with a new token first and the one before still believed, and functions that have read it."""
    new = secret.filled(stage).rotated(_token(terminal))
    found = _tried(stage, new, provider_url, terminal)
    restart(stage)
    terminal.say(f"Both tokens are believed now, by {counted(len(_functions(stage)), 'function')} started anew.")
    terminal.say("Next: promote the new token in the provider's console. Webhooks are then signed with it.")
    return found


def restart(stage: Stage) -> None:
    """Makes every function begin anew, as each reads the secret once in its life. Another environment does so."""
    client = stage.cloud.functions
    for name in _functions(stage):
        told = client.get_function_configuration(FunctionName=name).get("Environment", {}).get("Variables", {})
        client.update_function_configuration(
            FunctionName=name, Environment={"Variables": {**told, RESTARTED: str(int(time.time()))}}
        )


def _functions(stage: Stage) -> list[str]:
    return [part.id for part in stage.of_kind("AWS::Lambda::Function")]


def _tried(stage: Stage, new: Secret, provider_url: str, terminal: Terminal) -> Secret:
    kind = Provider(new, provider_url).kind()
    if kind == "Trial":
        terminal.say("! This is a trial account: it texts verified numbers only. Upgrade it in the provider's console.")
    secret.write(stage, new)
    terminal.say("The provider takes the credentials; they are in the secret.")
    return new


def _account(terminal: Terminal) -> str:
    found = os.environ.get(ACCOUNT) or _answer(terminal, "Account SID:", hidden=False)
    if not _SID.fullmatch(found):
        raise Stop("An Account SID is AC and 32 digits or letters a to f.", "Copy it from the provider's console.")
    return found


def _token(terminal: Terminal) -> str:
    found = os.environ.get(TOKEN) or _answer(terminal, "Auth Token", hidden=True)
    if not found:
        raise Stop("An Auth Token cannot be empty.", "Copy it from the provider's console.")
    return found


def _answer(terminal: Terminal, question: str, *, hidden: bool) -> str:
    if not terminal.interactive:
        raise Stop("The provider's credentials are missing.", f"Run it at a terminal, or set {ACCOUNT} and {TOKEN}.")
    return terminal.hidden(question) if hidden else terminal.type_in(question)
