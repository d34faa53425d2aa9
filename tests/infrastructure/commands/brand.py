"""A small stage: every resource that holds data, as the product declares it, and what the commands look for besides."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from chalicelib.store.models import MODELS
from infrastructure.resources import outputs, resources

HERE = "http://127.0.0.1:1/api"
PAGE = b"<!doctype html><title>Parley</title>"


def template(public_url: str = "https://api.example.com/api") -> dict[str, Any]:
    """Without functions; the stack itself tells its address, as the real one does."""
    return copy.deepcopy(
        {
            "AWSTemplateFormatVersion": "2010-09-09",
            "Parameters": {
                "PublicUrl": {"Type": "String"},
                "DashboardUrl": {"Type": "String"},
                "MailFrom": {"Type": "String", "AllowedPattern": ".+@.+", "Description": "The sender of alerts"},
                "Brand": {"Type": "String", "Default": "Your brand"},
            },
            "Resources": {
                **resources(MODELS, production=False),
                "DashboardFiles": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Delete", "Properties": {}},
                "OperatorsTopic": {"Type": "AWS::SNS::Topic", "Properties": {}},
                # Stands for the functions, which are told the addresses.
                "Told": {
                    "Type": "AWS::SNS::Topic",
                    "Properties": {"DisplayName": {"Fn::Sub": "${PublicUrl} ${DashboardUrl} ${Brand}"}},
                },
                "DeliverAlarm": {
                    "Type": "AWS::CloudWatch::Alarm",
                    "Properties": {
                        "AlarmDescription": "The function deliver breaks.",
                        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
                        "Threshold": 1,
                        "EvaluationPeriods": 1,
                        "Period": 300,
                        "Statistic": "Sum",
                        "Namespace": "AWS/Lambda",
                        "MetricName": "Errors",
                    },
                },
            },
            "Outputs": {
                **outputs(),
                "PublicUrl": {"Value": public_url},
                "DashboardUrl": {"Value": "https://dashboard.example.com"},
                "DashboardBucket": {"Value": {"Ref": "DashboardFiles"}},
            },
        }
    )


def package(folder: Path, made: dict[str, Any]) -> Path:
    """As `make package` leaves it."""
    folder.mkdir(exist_ok=True)
    (folder / "template.json").write_text(json.dumps(made))
    return folder


def dashboard(folder: Path, page: bytes = PAGE) -> Path:
    """As the dashboard's build leaves it."""
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets" / "main-abc123.js").write_text("start()")
    (folder / "index.html").write_bytes(page)
    (folder / "sw.js").write_text("")
    (folder / "manifest.webmanifest").write_text("{}")
    return folder
