"""The price list, what is made of it, and that the use it tells of is what is measured."""

from __future__ import annotations

import pytest

from infrastructure import prices
from infrastructure.cost_tables import PAGE, page, team
from infrastructure.costs import Parts, bill, billed, idle_use, listed, parts, together, units
from infrastructure.prices import Price, Use
from tests.harness import metering
from tests.infrastructure.deployed import deployed

LIST = prices.read()
PARTS = Parts(alarms=20, dashboards=1, secrets=1, queue_readers=4)
ROUNDING = 0.05


@pytest.mark.parametrize("event", list(metering.EVENTS))
def test_what_an_event_uses_is_what_was_measured(event: str) -> None:
    measured, told = metering.EVENTS[event](), LIST.events[event]
    differing = {
        name: (value, getattr(told, name))
        for name, value in measured.items()
        if abs(value - getattr(told, name)) > ROUNDING * max(1, value)
    }
    assert differing == {}, "put what was measured into infrastructure/prices.toml, then make costs"


def test_every_event_is_measured_and_told() -> None:
    assert set(LIST.events) == set(metering.EVENTS) == set(LIST.labels)


def test_every_price_has_a_source_and_is_above_nothing() -> None:
    for price in LIST.aws.values():
        assert price.source.startswith("https://")
        assert price.price > 0
        assert price.per > 0
        assert price.free >= 0


def test_what_is_free_is_taken_off_once() -> None:
    price = Price("calls", 2.0, 10, "https://example.com", free=30)
    assert price.cost(50) == 10
    assert price.cost(50, with_free=True) == 4
    assert price.cost(20, with_free=True) == 0


def test_idle_month_pays_for_storage_alarms_the_schedule_and_the_look_into_queues_only() -> None:
    use = {name for name, quantity in idle_use(LIST, PARTS).items() if quantity}
    standing = {"stored", "recovery", "files", "secrets", "secret_reads", "alarms", "metrics", "dashboards"}
    assert use - standing == {"calls", "compute", "reads", "logs", "queue"}


def test_idle_month_stays_below_five_dollars_on_aws() -> None:
    assert billed(bill(idle_use(LIST, PARTS), LIST.aws)) < 5


def test_a_bill_names_what_is_used_the_dearest_first() -> None:
    items = bill(units(Use(requests=1000, writes=24_000), LIST), LIST.aws)
    assert [item.label for item in items][:2] == [LIST.aws["writes"].label, LIST.aws["api"].label]
    assert listed(items) == pytest.approx(0.0035 + 0.015 + 0.001)


def test_a_job_on_a_queue_is_three_requests() -> None:
    assert units(Use(queue=2), LIST)["queue"] == 6


def test_quantities_of_the_same_price_are_added() -> None:
    assert together({"calls": 1, "reads": 2}, {"calls": 3}) == {"calls": 4, "reads": 2}


def test_uses_add_and_multiply() -> None:
    assert Use(reads=1, texts=1) * 3 + Use(reads=2) == Use(reads=5, texts=3)


def test_parts_are_counted_in_the_template() -> None:
    queue, clock = {"Type": "SQS"}, {"Type": "Schedule"}
    resources: list[dict[str, object]] = [
        {"Type": "AWS::CloudWatch::Alarm"},
        {"Type": "AWS::CloudWatch::Dashboard"},
        {"Type": "AWS::SecretsManager::Secret"},
        {"Type": "AWS::Serverless::Function", "Properties": {"Events": {"Jobs": queue}}},
        {"Type": "AWS::Serverless::Function", "Properties": {"Events": {"Clock": clock}}},
        {"Type": "AWS::Lambda::EventSourceMapping"},
    ]
    assert parts(resources) == Parts(1, 1, 1, 2)


def test_a_team_pays_less_than_by_seat() -> None:
    for reps in (5, 50):
        own, texts = team(LIST, PARTS, reps)
        assert own < LIST.seats.low * reps
        assert texts > 0


def test_page_tells_the_date_every_table_and_every_source() -> None:
    told = page(LIST, PARTS)
    assert str(LIST.date) in told
    for title in ("nobody texts", "1,000 texts come in", "1,000 texts of a broadcast", "by seat"):
        assert title in told
    assert all(price.source in told for price in LIST.aws.values())
    assert "| 5 | $" in told
    assert "| 50 | $" in told


def test_the_page_is_what_the_price_list_makes() -> None:
    made = page(LIST, parts(list(deployed()["Resources"].values())))
    assert PAGE.read_text(encoding="utf-8") == made, "make costs"
