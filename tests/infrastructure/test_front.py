from __future__ import annotations

import re
from typing import Any

from chalicelib.routes import form_page
from chalicelib.routes.public import FRONT
from infrastructure.headers import content_policy
from infrastructure.parameters import PARAMETERS
from tests.infrastructure.deployed import deployed, of_type


def distribution() -> dict[str, Any]:
    found: dict[str, Any] = of_type("AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"]
    return found


def test_dashboard_and_api_are_one_origin_to_a_browser() -> None:
    api, _ = distribution()["CacheBehaviors"]
    assert api["PathPattern"] == "/api/*"
    assert {"PUT", "POST", "PATCH", "DELETE"} <= set(api["AllowedMethods"])
    assert distribution()["DefaultCacheBehavior"]["TargetOriginId"] == "files"


def test_nothing_is_served_without_tls_and_headers() -> None:
    for behaviour in (distribution()["DefaultCacheBehavior"], *distribution()["CacheBehaviors"]):
        assert behaviour["ViewerProtocolPolicy"] in ("https-only", "redirect-to-https")
    named = [
        behaviour["ResponseHeadersPolicyId"]["Ref"]
        for behaviour in (distribution()["DefaultCacheBehavior"], *distribution()["CacheBehaviors"])
    ]
    assert named == ["SafeHeaders", "SafeAnswers", "SafeHeaders"]


def test_a_form_keeps_the_policy_that_allows_its_own_style_and_all_else_gets_ours() -> None:
    policies = of_type("AWS::CloudFront::ResponseHeadersPolicy")
    told = {
        name: found["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]["ContentSecurityPolicy"]
        for name, found in policies.items()
    }
    assert "sha256-" in form_page.policy(None)
    assert {name: policy["Override"] for name, policy in told.items()} == {"SafeHeaders": True, "SafeAnswers": False}
    assert told["SafeHeaders"]["ContentSecurityPolicy"] == told["SafeAnswers"]["ContentSecurityPolicy"]


def test_the_api_knows_what_came_through_here_by_a_word_that_both_are_told() -> None:
    (api,) = (origin for origin in distribution()["Origins"] if origin["Id"] == "api")
    (header,) = api["OriginCustomHeaders"]
    told = [
        found["Environment"]["Variables"]["PARLEY_FRONT"] for found in of_type("AWS::Serverless::Function").values()
    ]
    assert header["HeaderName"] == FRONT
    assert told
    assert all(word == header["HeaderValue"] for word in told)
    assert all("OriginCustomHeaders" not in origin for origin in distribution()["Origins"] if origin["Id"] != "api")


def test_answers_of_the_api_are_never_kept() -> None:
    api, loans = distribution()["CacheBehaviors"]
    assert api["CachePolicyId"] == loans["CachePolicyId"] != distribution()["DefaultCacheBehavior"]["CachePolicyId"]


def test_only_pictures_on_their_way_out_are_given_out_of_their_bucket() -> None:
    """By HEAD too, which a presigned link would refuse."""
    _, loans = distribution()["CacheBehaviors"]
    assert (loans["PathPattern"], loans["TargetOriginId"], loans["AllowedMethods"]) == (
        "/m/*",
        "media",
        ["GET", "HEAD"],
    )
    (reading,) = (
        statement
        for statement in deployed()["Resources"]["MediaFilesPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    )
    assert reading["Resource"] == {"Fn::Sub": "${MediaFiles.Arn}/m/*"}


def test_what_nobody_needs_leaves_the_bucket_of_pictures_by_itself_and_the_rest_outlives_the_stack() -> None:
    bucket = deployed()["Resources"]["MediaFiles"]
    rules = {rule.get("Prefix"): rule.get("ExpirationInDays") for rule in _rules(bucket)}
    assert rules == {None: None, "uploads/": 1, "m/": 1}
    assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"


def _rules(bucket: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
    return found


def test_pages_run_their_own_scripts_only_and_call_nobody_but_us() -> None:
    told = content_policy("https://sign-in.example.com", "https://pictures.example.com")
    policy = dict(part.split(" ", 1) for part in told.split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self' https://sign-in.example.com https://pictures.example.com"
    assert policy["img-src"] == "'self' data: blob: https://pictures.example.com"
    assert policy["frame-ancestors"] == "'none'"


def test_a_domain_of_ones_own_is_a_choice() -> None:
    for name in ("DomainName", "CertificateArn", "HostedZoneId"):
        assert PARAMETERS[name]["Default"] == ""
    assert deployed()["Resources"]["RecordA"]["Condition"] == "Zoned"


def test_a_stack_cannot_be_pointed_to_another_provider_than_the_real_one() -> None:
    for name in ("ProviderUrl", "SignInUrl"):
        pattern = PARAMETERS[name]["AllowedPattern"]
        assert re.fullmatch(pattern, "")
        assert re.fullmatch(pattern, "http://127.0.0.1:8001")
        assert not re.fullmatch(pattern, "https://example.com")
        assert not re.fullmatch(pattern, "http://127.0.0.1.example.com")


def test_the_same_app_makes_the_same_template() -> None:
    before = deployed()
    deployed.cache_clear()
    assert deployed() == before
