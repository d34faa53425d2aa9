"""The AWS account that the environment points to, or the emulator that AWS_ENDPOINT_URL names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import NoRegionError

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudfront import CloudFrontClient
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sts import STSClient


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account this is; `arn` is who we are in it."""

    number: str
    arn: str

    @property
    def root(self) -> bool:
        return self.arn.endswith(":root")


class Cloud:
    """Typed clients of one account and region, each made when it is first asked for."""

    def __init__(self) -> None:
        self._session = boto3.session.Session()

    @cached_property
    def region(self) -> str:
        found: str | None = self._session.region_name or os.environ.get("AWS_REGION")
        if not found:
            raise NoRegionError
        return found

    @property
    def endpoint(self) -> str:
        """The emulator's address; empty for AWS itself."""
        return os.environ.get("AWS_ENDPOINT_URL", "").rstrip("/")

    @cached_property
    def account(self) -> Account:
        found = self.sts.get_caller_identity()
        return Account(found["Account"], found["Arn"])

    @cached_property
    def sts(self) -> STSClient:
        return self._client("sts")  # type: ignore[no-any-return]

    @cached_property
    def apigateway(self) -> Any:
        """Without types: one call is all that is asked of it."""
        return self._client("apigateway")

    @cached_property
    def cloudformation(self) -> CloudFormationClient:
        return self._client("cloudformation")  # type: ignore[no-any-return]

    @cached_property
    def cloudfront(self) -> CloudFrontClient:
        return self._client("cloudfront")  # type: ignore[no-any-return]

    @cached_property
    def cloudwatch(self) -> CloudWatchClient:
        return self._client("cloudwatch")  # type: ignore[no-any-return]

    @cached_property
    def cognito(self) -> CognitoIdentityProviderClient:
        return self._client("cognito-idp")  # type: ignore[no-any-return]

    @cached_property
    def dynamodb(self) -> DynamoDBClient:
        return self._client("dynamodb")  # type: ignore[no-any-return]

    @cached_property
    def functions(self) -> LambdaClient:
        return self._client("lambda")  # type: ignore[no-any-return]

    @cached_property
    def s3(self) -> S3Client:
        return self._client("s3")  # type: ignore[no-any-return]

    @cached_property
    def secrets(self) -> SecretsManagerClient:
        return self._client("secretsmanager")  # type: ignore[no-any-return]

    @cached_property
    def ses(self) -> SESV2Client:
        return self._client("sesv2")  # type: ignore[no-any-return]

    @cached_property
    def sns(self) -> SNSClient:
        return self._client("sns")  # type: ignore[no-any-return]

    @cached_property
    def sqs(self) -> SQSClient:
        return self._client("sqs")  # type: ignore[no-any-return]

    def _client(self, service: str) -> Any:
        from botocore.config import Config

        # A deployment asks CloudFormation often: adaptive retries wait out its throttling.
        make: Any = self._session.client
        return make(service, region_name=self.region, config=Config(retries={"mode": "adaptive", "max_attempts": 8}))
