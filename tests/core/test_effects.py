from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from chalicelib.core import effects, lead_effects
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import BroadcastId, ContactId, LineId, MessageId, PersonId
from chalicelib.core.pacing import Batch, Slot
from chalicelib.core.people import Event
from tests.core.builders import NOW, thread

THREAD = thread().id
MESSAGE, BROADCAST = MessageId("01M"), BroadcastId("01B")
LINE = LineId("l" + "1" * 12)
ANN, BOB = ContactId("cann"), ContactId("cbob")


def slot(name: str = "000001.000", due: datetime | None = NOW, wait: float = 0) -> Slot:
    return Slot(Batch(BROADCAST, name, (ANN, BOB), 3, due), NOW + timedelta(seconds=wait))


ALL = [
    effects.alert(THREAD, MESSAGE, NOW),
    effects.copy(BROADCAST),
    effects.paused(BROADCAST),
    effects.deliver(THREAD, MESSAGE),
    effects.deliver_recipients(slot(), NOW),
    effects.count(BROADCAST, 3),
    effects.fan_out(BROADCAST, 0),
]


@pytest.mark.parametrize(
    ("effect", "name", "queue", "job"),
    list(
        zip(
            ALL,
            [
                "alert.01M",
                "copy.01B",
                "paused.01B",
                "deliver.01M",
                "deliver.01B.000001.000",
                "count.01B.3",
                "fan_out.01B.0",
            ],
            [Queue.ALERT, Queue.ALERT, Queue.ALERT, Queue.DELIVER, Queue.DELIVER, Queue.DELIVER, Queue.FAN_OUT],
            [
                {"kind": "inbound", "thread": THREAD, "message": "01M", "at": NOW.isoformat(), "effect": "alert.01M"},
                {"kind": "copy", "broadcast": "01B"},
                {"kind": "paused", "broadcast": "01B"},
                {"kind": "message", "box": THREAD, "message": "01M"},
                {
                    "kind": "recipients",
                    "broadcast": "01B",
                    "batch": "000001.000",
                    "contacts": ["cann", "cbob"],
                    "segments": 3,
                    "due": NOW.isoformat(),
                    "at": NOW.isoformat(),
                },
                {"kind": "count", "broadcast": "01B", "place": 3},
                {"broadcast": "01B", "page": 0, "cursor": None},
            ],
            strict=True,
        )
    ),
)
def test_each_effect_has_its_queue_and_an_id_that_derives_from_its_cause(
    effect: Effect, name: str, queue: Queue, job: dict[str, object]
) -> None:
    assert (effect.id, effect.queue, effect.job) == (name, queue, job)
    assert json.loads(json.dumps(effect.job)) == job


def test_only_what_no_open_item_tells_of_is_stored() -> None:
    """A message that is queued, or a broadcast that runs, is found by the schedule; an alert is not."""
    assert [effect.id for effect in ALL if effect.stored] == ["alert.01M"]


def test_the_same_cause_makes_the_same_effect() -> None:
    assert effects.alert(THREAD, MESSAGE, NOW) == effects.alert(THREAD, MESSAGE, NOW)
    assert effects.fan_out(BROADCAST, 1).id != effects.fan_out(BROADCAST, 2).id
    assert effects.deliver_recipients(slot("1"), NOW).id != effects.deliver_recipients(slot("2"), NOW).id


def test_a_batch_may_be_held_back() -> None:
    assert effects.deliver_recipients(slot(wait=30.9), NOW).delay == 30
    assert effects.deliver_recipients(slot(wait=-5), NOW).delay == 0
    assert effects.deliver_recipients(slot(due=None), NOW).job["due"] is None


def test_a_page_knows_where_the_one_before_ended() -> None:
    assert effects.fan_out(BROADCAST, 3, "onward").job["cursor"] == "onward"


def test_an_opt_in_its_review_its_reminder_and_its_end_go_to_one_queue() -> None:
    sent = effects.opt_in("s1", {"line": "l1"})
    assert (sent.id, sent.queue, sent.job) == (
        "opt_in.s1",
        Queue.OPT_IN,
        {"kind": "submission", "id": "s1", "line": "l1"},
    )
    assert effects.review("s1").job == {"kind": "review", "id": "s1"}
    remind, expire = effects.remind(THREAD, MESSAGE, 3, NOW, NOW), effects.expire(THREAD, 3, NOW)
    assert (remind.id, expire.id) == (f"remind.{THREAD}.3", f"expire.{THREAD}.3")
    for effect in (remind, expire):
        assert (effect.queue, effect.stored, effect.after) == (Queue.OPT_IN, True, NOW)
        assert effect.job["effect"] == effect.id
        assert effect.job["until"] == NOW.isoformat()
        assert json.loads(json.dumps(effect.job)) == effect.job


def test_a_recapture_s_first_page_is_stored_until_all_are_through() -> None:
    first, second = effects.recapture(LINE, 1), effects.recapture(LINE, 1, page=1, delay=30)
    assert (first.queue, first.stored, first.job["page"], first.delay) == (Queue.RECAPTURE, True, 0, 0)
    assert (second.id, second.stored, second.job["page"], second.delay) == (first.id, False, 1, 30)


def test_a_picture_is_fetched_under_the_name_of_its_text_and_asked_for_again_under_the_moments() -> None:
    first = effects.media(THREAD, MESSAGE, NOW)
    again = effects.media_again(THREAD, MESSAGE, NOW, NOW)
    assert (first.id, first.queue, first.stored) == ("media.01M", Queue.MEDIA, True)
    assert first.job == {"box": THREAD, "message": "01M", "until": NOW.isoformat(), "effect": "media.01M"}
    assert again.id == again.job["effect"] == f"media.01M.{int(NOW.timestamp() * 1000)}"
    assert again.job["again"]


def test_effects_of_leads_are_named_by_what_caused_them() -> None:
    """The same cause is one job: an intake by its form or text, an alert by the lead's version, a clock by its step."""
    made = lead_effects.came(THREAD, "form", "s1", NOW, {"page": "https://example.com/join"})
    news = lead_effects.news(THREAD, PersonId("rep1"), lead_effects.LeadNews.ASSIGNED, 3, NOW)
    clock = lead_effects.due(THREAD, NOW, 1, NOW + timedelta(minutes=15))
    ms = int(NOW.timestamp() * 1000)
    assert made.id == f"lead.{THREAD}.s1"
    assert news.id == f"lead-news.{THREAD}.3.assigned.rep1"
    assert (clock.id, clock.after) == (f"lead-due.{THREAD}.{ms}.1", NOW + timedelta(minutes=15))
    begins = lead_effects.opened(THREAD, "01M", NOW, yes=True)
    ends = lead_effects.ends(THREAD, NOW)
    assert (begins.id, begins.after) == (f"lead-open.{THREAD}.01M", None)
    assert (ends.id, ends.after) == (f"lead-open.{THREAD}.{ms}.ends", NOW)
    rows = lead_effects.imported("b1", LineId("l1"), PersonId("rep1"), lead_effects.LeadNews.NEW, NOW)
    assert (rows.id, rows.after) == ("lead-import.b1.new.rep1", NOW + timedelta(minutes=10))
    unsent = lead_effects.unsent(THREAD, MESSAGE, NOW)
    assert (unsent.id, unsent.after) == (f"lead-unsent.{MESSAGE}", NOW)
    for effect in (made, news, clock, begins, ends, rows, unsent):
        assert (effect.queue, effect.stored, effect.job["effect"]) == (Queue.ALERT, True, effect.id)
        assert json.loads(json.dumps(effect.job)) == effect.job


def test_the_team_s_own_work_is_told_once_for_each_entry() -> None:
    told = effects.team(THREAD, MESSAGE)
    assert (told.id, told.queue, told.stored) == ("team.01M", Queue.ALERT, True)
    assert told.job == {"kind": "team", "thread": THREAD, "message": "01M", "effect": "team.01M"}


def test_a_raised_cap_is_looked_at_now_and_once_the_old_one_is_forgotten() -> None:
    now, again = effects.cap_raised(LINE, NOW)
    assert (now.queue, again.queue) == (Queue.DELIVER, Queue.DELIVER)
    assert (now.stored, now.after, again.stored, again.after) == (True, None, True, NOW + effects.OLD_CAP)
    assert now.id != again.id
    assert [one.job for one in (now, again)] == [
        {"kind": "cap_raised", "line": LINE, "effect": one.id} for one in (now, again)
    ]


def test_only_a_lead_that_still_nobody_wrote_to_goes_by_the_channels_for_what_nobody_answered() -> None:
    """AL-1."""
    news = lead_effects.LeadNews
    assert {what for what in news if what.event is Event.ESCALATION} == {news.ESCALATED}
    assert {what.event for what in news} == {Event.ESCALATION, Event.LEAD}
