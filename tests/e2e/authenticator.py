"""An authenticator app, and the user pool's own calls as the dashboard makes them."""

from __future__ import annotations

import base64
import hmac
import json
import struct
import time
from dataclasses import dataclass
from typing import Any

from tests.e2e.product import PASSWORD, Product

STEP_SECONDS = 30


def code(key: str, now: float) -> str:
    """The six digits that an app with this key shows (RFC 6238)."""
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", int(now) // STEP_SECONDS), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def another(right: str) -> str:
    """Six digits that are not these."""
    return f"{(int(right) + 500_000) % 1_000_000:06d}"


@dataclass(frozen=True, slots=True)
class Pool:
    """The calls that a browser may make."""

    product: Product

    def ask(self, action: str, wish: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The status, and what was answered."""
        settings = self.product.session.get(f"{self.product.url}/config.json", timeout=10).json()
        headers = {
            "X-Amz-Target": f"AWSCognitoIdentityProviderService.{action}",
            "Content-Type": "application/x-amz-json-1.1",
        }
        if action in ("InitiateAuth", "RespondToAuthChallenge"):
            wish = {**wish, "ClientId": settings["userPoolClientId"]}
        answer = self.product.session.post(
            settings["cognitoEndpoint"], headers=headers, data=json.dumps(wish), timeout=20
        )
        return answer.status_code, answer.json()

    def good(self, action: str, wish: dict[str, Any]) -> dict[str, Any]:
        status, answer = self.ask(action, wish)
        assert status == 200, answer
        return answer

    def sign_in(self, email: str) -> dict[str, Any]:
        known = {"USERNAME": email, "PASSWORD": PASSWORD}
        return self.good("InitiateAuth", {"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": known})

    def answer_code(self, email: str, session: str, digits: str) -> tuple[int, dict[str, Any]]:
        responses = {"USERNAME": email, "SOFTWARE_TOKEN_MFA_CODE": digits}
        wish = {"ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": session, "ChallengeResponses": responses}
        return self.ask("RespondToAuthChallenge", wish)

    def enrol(self, access: str) -> str:
        """The key of an app that was enrolled by a code of its own."""
        key: str = self.good("AssociateSoftwareToken", {"AccessToken": access})["SecretCode"]
        self.good("VerifySoftwareToken", {"AccessToken": access, "UserCode": code(key, time.time())})
        self.prefer(access, on=True)
        return key

    def prefer(self, access: str, *, on: bool) -> None:
        wanted = {"Enabled": on, "PreferredMfa": on}
        self.good("SetUserMFAPreference", {"AccessToken": access, "SoftwareTokenMfaSettings": wanted})
