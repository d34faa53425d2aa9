"""Cognito as CloudFormation resources: one user pool, one client for the dashboard, a group per role."""

from __future__ import annotations

from typing import Any

from chalicelib.core.people import Role
from infrastructure.parameters import PRODUCTION, if_
from infrastructure.tables import kept

Resource = dict[str, Any]

POOL = "UserPool"
CLIENT = "UserPoolClient"
INVITATION = {
    "EmailSubject": "Your first password for Parley",
    "EmailMessage": "Another email tells you where to sign in. There your name is {username} "
    "and your first password is {####}",
}
"""Cognito fills in both. Nothing stands behind the password, so that no full stop is taken for a part of it."""


def sign_in(*, production: bool) -> dict[str, Resource]:
    """Nobody signs up alone: an admin invites. Roles are groups; of several the strongest counts first."""
    groups = {f"{role.capitalize()}Role": _group(role) for role in Role}
    return {POOL: _pool(production=production), CLIENT: _client(), **groups}


def issuer() -> Resource:
    """Who signs the pool's tokens."""
    return {"Fn::Sub": f"https://cognito-idp.${{AWS::Region}}.amazonaws.com/${{{POOL}}}"}


def jwks_url() -> Resource:
    """Where the keys are that sign them."""
    return {"Fn::Sub": f"https://cognito-idp.${{AWS::Region}}.amazonaws.com/${{{POOL}}}/.well-known/jwks.json"}


def _pool(*, production: bool) -> Resource:
    return {
        "Type": "AWS::Cognito::UserPool",
        **kept(production=production),
        "Properties": {
            "UserPoolName": {"Fn::Sub": "${AWS::StackName}-people"},
            "UsernameAttributes": ["email"],
            "UsernameConfiguration": {"CaseSensitive": False},
            "AutoVerifiedAttributes": ["email"],
            "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True, "InviteMessageTemplate": INVITATION},
            "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
            "Policies": {
                "PasswordPolicy": {
                    "MinimumLength": 12,
                    "RequireLowercase": True,
                    "RequireUppercase": True,
                    "RequireNumbers": True,
                    "RequireSymbols": True,
                    "TemporaryPasswordValidityDays": 7,
                }
            },
            "MfaConfiguration": "OPTIONAL",
            "EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
            "DeletionProtection": if_(PRODUCTION, "ACTIVE", "INACTIVE") if production else "INACTIVE",
        },
    }


def _client() -> Resource:
    return {
        "Type": "AWS::Cognito::UserPoolClient",
        "Properties": {
            "UserPoolId": {"Ref": POOL},
            "ClientName": "dashboard",
            "GenerateSecret": False,
            "ExplicitAuthFlows": [
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
            ],
            "PreventUserExistenceErrors": "ENABLED",
            "EnableTokenRevocation": True,
            "IdTokenValidity": 60,
            "AccessTokenValidity": 60,
            "RefreshTokenValidity": 30,
            "TokenValidityUnits": {"IdToken": "minutes", "AccessToken": "minutes", "RefreshToken": "days"},
        },
    }


def _group(role: Role) -> Resource:
    strongest_first = len(Role) - role.rank
    return {
        "Type": "AWS::Cognito::UserPoolGroup",
        "Properties": {"UserPoolId": {"Ref": POOL}, "GroupName": role.value, "Precedence": strongest_first},
    }
