"""Cognito under the dashboard's own address, so that a browser needs no leave to call another one."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

import urllib3

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SERVICE = "AWSCognitoIdentityProviderService."
FOR_EVERYONE = frozenset(
    SERVICE + operation
    for operation in (
        "InitiateAuth",
        "RespondToAuthChallenge",
        "GetUser",
        "ChangePassword",
        "ForgotPassword",
        "ConfirmForgotPassword",
        "AssociateSoftwareToken",
        "VerifySoftwareToken",
        "SetUserMFAPreference",
        "UpdateUserAttributes",
        "RevokeToken",
        "GlobalSignOut",
    )
)
"""What Cognito lets a browser call without credentials of AWS. The embedded one asks for none at all."""


class Cognito:
    """Forwards to the embedded AWS at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = urllib3.PoolManager(maxsize=8, retries=False, timeout=10)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if environ["REQUEST_METHOD"] != "POST" or target not in FOR_EVERYONE:
            start_response("404 Not Found", [("Content-Length", "0")])
            return [b""]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
        answer = self._http.request("POST", self._url, body=body, headers=headers)
        sent = [
            ("Content-Type", "application/x-amz-json-1.1"),
            ("Cache-Control", "no-store"),
            ("Content-Length", str(len(answer.data))),
        ]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", sent)
        return [answer.data]
