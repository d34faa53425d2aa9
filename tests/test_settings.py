"""Settings: read once, typed, and every fault told at once without a value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from chalicelib.settings import QUEUES, TABLES, BadSettings, read

GOOD = {
    "PARLEY_STAGE": "test",
    "PARLEY_PUBLIC_URL": "https://text.example.com/api/",
    "PARLEY_DASHBOARD_URL": "https://text.example.com/",
    **{f"PARLEY_TABLE_{noun.upper()}": f"parley-{noun}" for noun in TABLES},
    **{f"PARLEY_QUEUE_{noun.upper()}": f"https://queue.example.com/{noun}" for noun in QUEUES},
    "PARLEY_BUCKET_MEDIA": "parley-media",
    "PARLEY_TOPIC_ALERTS": "arn:aws:sns:us-east-1:123456789012:alerts",
    "PARLEY_USER_POOL_ID": "us-east-1_example",
    "PARLEY_USER_POOL_CLIENT_ID": "client",
    "PARLEY_TOKEN_ISSUER": "https://pool.example.com/one",
    "PARLEY_JWKS_URL": "https://pool.example.com/one/.well-known/jwks.json",
    "PARLEY_SECRET_ID": "parley/secret",
    "PARLEY_MAIL_FROM": "texts@example.com",
}


def test_good_settings_are_read_without_slashes_at_their_ends() -> None:
    found = read({**GOOD, "PARLEY_ROUTES": "hooks,health", "PARLEY_PROVIDER_URL": "http://127.0.0.1:9/"})
    assert found.public_url == "https://text.example.com/api"
    assert found.dashboard_url == "https://text.example.com"
    assert found.provider_url == "http://127.0.0.1:9"
    assert found.routes == ("hooks", "health")
    assert found.tables["team"] == "parley-team"
    assert found.brand_stop


@pytest.mark.parametrize("name", sorted(GOOD.keys() - {"PARLEY_STAGE"}))
def test_each_missing_setting_is_named(name: str) -> None:
    with pytest.raises(BadSettings, match=f"{name} is missing"):
        read({**GOOD, name: ""})


def test_all_faults_are_told_at_once_and_no_value() -> None:
    with pytest.raises(BadSettings) as fault:
        read({"PARLEY_PUBLIC_URL": "http://text.example.com", "PARLEY_STOP_SCOPE": "none-of-it"})
    told = str(fault.value)
    assert all(f"{name} is missing" in told for name in GOOD if name not in ("PARLEY_STAGE", "PARLEY_PUBLIC_URL"))
    assert "PARLEY_PUBLIC_URL must begin with https://" in told
    assert "PARLEY_STOP_SCOPE must be brand or line" in told
    assert "text.example.com" not in told
    assert "none-of-it" not in told


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/api", "https://text.example.com/api"])
def test_webhooks_are_signed_over_https_or_on_this_machine(url: str) -> None:
    assert read({**GOOD, "PARLEY_PUBLIC_URL": url}).public_url == url


def test_what_the_front_says_is_read_and_not_shown() -> None:
    assert read(GOOD).front == ""
    found = read({**GOOD, "PARLEY_FRONT": "the-word"})
    assert found.front == "the-word"
    assert "the-word" not in repr(found)


def test_a_brand_may_stop_by_line_only() -> None:
    assert not read({**GOOD, "PARLEY_STOP_SCOPE": "line"}).brand_stop


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        read(GOOD).brand = "Another"  # type: ignore[misc]
