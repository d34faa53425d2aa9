"""Whose address counts: API Gateway's own word, and that of X-Forwarded-For only from our own CloudFront."""

from __future__ import annotations

import pytest
from chalice.app import Request

from chalicelib.routes.public import FRONT, visitor

WORD = "arn:of:the:stack"
PEER, VISITOR, FORGED = "198.51.100.1", "203.0.113.9", "192.0.2.7"


def request(**headers: str) -> Request:
    context = {"resourcePath": "/forms/{form_id}", "httpMethod": "POST", "identity": {"sourceIp": PEER}}
    return Request(
        {
            "requestContext": context,
            "headers": {name.replace("_", "-"): value for name, value in headers.items()},
            "multiValueQueryStringParameters": None,
            "pathParameters": None,
            "body": None,
            "isBase64Encoded": False,
            "stageVariables": None,
        }
    )


NAME = FRONT.replace("-", "_")


@pytest.mark.parametrize(
    ("front", "headers", "address"),
    [
        (WORD, {NAME: WORD, "X_Forwarded_For": f"{FORGED}, {VISITOR}, {PEER}"}, VISITOR),
        (WORD, {NAME: WORD, "X_Forwarded_For": f"{VISITOR},{PEER}"}, VISITOR),
        (WORD, {NAME: WORD, "X_Forwarded_For": PEER}, PEER),
        (WORD, {NAME: WORD}, PEER),
        (WORD, {"X_Forwarded_For": f"{FORGED}, {PEER}"}, PEER),
        (WORD, {NAME: "", "X_Forwarded_For": f"{FORGED}, {PEER}"}, PEER),
        (WORD, {NAME: "wörd", "X_Forwarded_For": f"{FORGED}, {PEER}"}, PEER),
        ("", {NAME: "", "X_Forwarded_For": f"{FORGED}, {PEER}"}, PEER),
        ("", {"X_Forwarded_For": f"{FORGED}, {PEER}"}, PEER),
    ],
)
def test_only_our_own_front_is_believed(front: str, headers: dict[str, str], address: str) -> None:
    found = visitor(request(**headers), front)
    assert (found.address, found.peer) == (address, PEER)
