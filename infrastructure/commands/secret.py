"""The stage's secret: what is in it is looked at, filled and never shown."""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, field, replace
from typing import Any

from infrastructure import push_keys
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret's JSON. `tokens`: the first signs our calls, all of them are believed on webhooks. Without `push_key`
    nobody is alerted on devices; all else works."""

    account: str = ""
    tokens: tuple[str, ...] = field(default=(), repr=False)
    id_key: str = field(default="", repr=False)
    cursor_key: str = field(default="", repr=False)
    push_key: str = field(default="", repr=False)

    @property
    def missing(self) -> list[str]:
        """The keys that are empty, by their names in the secret."""
        empty = {
            "twilio_account_sid": not self.account,
            "twilio_auth_tokens": not self.tokens or not all(self.tokens),
            "id_key": not self.id_key,
            "cursor_key": not self.cursor_key,
        }
        return [name for name, lacks in empty.items() if lacks]

    @property
    def fingerprint(self) -> str:
        """Eight letters that tell two keys of ids apart and give neither away."""
        return hmac.digest(self.id_key.encode(), b"parley fingerprint", "sha256").hex()[:8] if self.id_key else ""

    def rotated(self, token: str) -> Secret:
        """With this token first; the one before stays believed until the next rotation."""
        return replace(self, tokens=(token, *(old for old in self.tokens[:1] if old != token)))


def read(stage: Stage) -> Secret:
    """The stage's secret as it is now."""
    return _parsed(_raw(stage))


def filled(stage: Stage) -> Secret:
    """The secret, if it holds the provider's credentials and both keys."""
    found = read(stage)
    if found.missing:
        raise Stop(
            f"The secret lacks {', '.join(found.missing)}.",
            f"make connect STAGE={stage.name} asks for the provider's credentials and fills it.",
        )
    return found


def write(stage: Stage, new: Secret) -> None:
    """Stores the provider's credentials and the keys, and leaves whatever else is in the secret alone, as is its key of
    push where `new` has none."""
    before = _raw(stage)
    if before.get("id_key") and before["id_key"] != new.id_key:
        raise Stop(
            "The key of all ids must never change.", "Nothing was written. Keep the id_key that is in the secret."
        )
    after = before | {
        "twilio_account_sid": new.account,
        "twilio_auth_tokens": list(new.tokens),
        "id_key": new.id_key,
        "cursor_key": new.cursor_key,
        **({"push_key": new.push_key} if new.push_key else {}),
    }
    if after != before:
        stage.cloud.secrets.put_secret_value(SecretId=stage.output("SecretId"), SecretString=json.dumps(after))


def ensure_keys(stage: Stage) -> bool:
    """Makes the keys that are missing; whether it had to. An empty key would let anybody sign a cursor."""
    found = read(stage)
    complete = replace(
        found,
        id_key=found.id_key or secrets.token_hex(24),
        cursor_key=found.cursor_key or secrets.token_urlsafe(32),
        push_key=found.push_key or push_keys.fresh(),
    )
    write(stage, complete)
    return complete != found


def _raw(stage: Stage) -> dict[str, Any]:
    text = stage.cloud.secrets.get_secret_value(SecretId=stage.output("SecretId"))["SecretString"]
    found: dict[str, Any] = json.loads(text)
    return found


def _parsed(raw: dict[str, Any]) -> Secret:
    return Secret(
        account=raw.get("twilio_account_sid", ""),
        tokens=tuple(raw.get("twilio_auth_tokens", [])),
        id_key=raw.get("id_key", ""),
        cursor_key=raw.get("cursor_key", ""),
        push_key=raw.get("push_key", ""),
    )
