"""The bucket of the dashboard's files, as CloudFormation resources: nobody reads it but CloudFront, over TLS."""

from __future__ import annotations

from typing import Any

Resource = dict[str, Any]

DASHBOARD = "DashboardFiles"
DISTRIBUTION = "Distribution"
DAYS_OF_OLD_FILES = 30
"""As long a dashboard that was replaced can be taken back."""


def buckets() -> dict[str, Resource]:
    """The bucket and who may do what with it."""
    return {DASHBOARD: _bucket(), f"{DASHBOARD}Policy": _policy()}


def _bucket() -> Resource:
    return {
        "Type": "AWS::S3::Bucket",
        # What is in it is made anew by each deployment.
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
            },
            "VersioningConfiguration": {"Status": "Enabled"},
            "LifecycleConfiguration": {
                "Rules": [
                    {
                        "Id": "old-files-go",
                        "Status": "Enabled",
                        "NoncurrentVersionExpiration": {"NoncurrentDays": DAYS_OF_OLD_FILES},
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
                    }
                ]
            },
        },
    }


def _policy() -> Resource:
    arn = {"Fn::GetAtt": [DASHBOARD, "Arn"]}
    files = {"Fn::Sub": f"${{{DASHBOARD}.Arn}}/*"}
    distribution = f"arn:${{AWS::Partition}}:cloudfront::${{AWS::AccountId}}:distribution/${{{DISTRIBUTION}}}"
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": DASHBOARD},
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "OnlyTls",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [arn, files],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    },
                    {
                        "Sid": "CloudFrontReads",
                        "Effect": "Allow",
                        "Principal": {"Service": "cloudfront.amazonaws.com"},
                        "Action": "s3:GetObject",
                        "Resource": files,
                        "Condition": {"StringEquals": {"AWS:SourceArn": {"Fn::Sub": distribution}}},
                    },
                ],
            },
        },
    }
