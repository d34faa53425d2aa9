"""Stories of pictures that go to many (SD-4, SD-12)."""

from __future__ import annotations

from datetime import timedelta

from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.ids import BroadcastId
from tests.harness import aws, brand
from tests.harness.faults import Mode, unclear
from tests.harness.gateway import Answer
from tests.harness.media_stories import uploaded
from tests.harness.teller import Teller

TO_TRIO = {"line": brand.REP1_LINE, "group": brand.TRIO}
TO_ONE = {"line": brand.SHARED, "group": brand.SOLO}


def pictures_to_many(told: Teller) -> None:
    """Looked at before, sent to three of whom one opted out, and shown; then one without words to two by name."""
    order = TO_TRIO | {"body": "Spring, {{first_name|dear}}", "media": uploaded(told)}
    told.ask("rep1", "POST", "/broadcasts/preview", order)
    made = told.ask("rep1", "POST", "/broadcasts", order)
    told.world.drain()
    told.report(told.sent_to(brand.HANDSETS[0]), "sent", "delivered")
    if made.ok:
        told.ask("rep1", "GET", f"/broadcasts/{made.json['id']}")
    thread = told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    told.ask("rep1", "GET", f"/threads/{thread}/messages", also=(404,))
    several = {"line": brand.REP1_LINE, "to": [brand.OPTED_OUT, *brand.HANDSETS[:2]], "media": uploaded(told)}
    told.ask("rep1", "POST", "/multi", several, also=(422,))
    told.world.drain()


def picture_is_scheduled(told: Teller) -> None:
    """It is given a second picture before it goes, is paused and resumed, and goes."""
    made = _scheduled(told)
    if made.ok:
        more = {"media": [*(one["id"] for one in made.json["media"]), *uploaded(told, "rep2")]}
        told.ask("rep2", "PATCH", f"/broadcasts/{made.json['id']}", more, also=(409, 422))
        told.steer("rep2", made.json["id"], "pause")
        told.steer("rep2", made.json["id"], "resume")
    _minutes(told, 12)


def picture_is_cancelled(told: Teller) -> None:
    made = _scheduled(told)
    told.steer("rep2", made.json["id"] if made.ok else "", "cancel")
    _minutes(told, 12)
    _expect_nothing(told)


def picture_is_gone(told: Teller) -> None:
    """Somebody took it out of the bucket before a text went."""
    made = told.ask("rep2", "POST", "/broadcasts", TO_ONE | {"body": "Spring", "media": uploaded(told, "rep2")})
    _loses_it(told, made)


def scheduled_picture_is_gone(told: Teller) -> None:
    _loses_it(told, _scheduled(told))


def gone_picture_is_replaced(told: Teller) -> None:
    """It has paused by itself and its time is past; it is given other words and another picture, and resumed."""
    made = _scheduled(told)
    if not made.ok:
        return
    new = uploaded(told, "rep2")
    _lose(made.json["id"], told)
    _minutes(told, 12)
    path = f"/broadcasts/{made.json['id']}"
    changed = told.ask("rep2", "PATCH", path, {"body": "Summer", "media": new}, also=(409, 422))
    told.steer("rep2", made.json["id"], "resume")
    _minutes(told, 3)
    went = [text for text in told.world.carrier.sent if text.ref.startswith("b.")]
    if changed.ok and any("Summer" not in text.body or len(text.media) != len(new) for text in went):
        told.world.monitor.broken.append("SD-7: a text went with the words or the picture of before its change")


def pictures_are_taken_unclearly(told: Teller) -> None:
    """The provider takes a picture without words for two, and its answers are lost."""
    with told.world.around(unclear(Mode.LOST_ANSWER)):
        told.ask("rep1", "POST", "/broadcasts", TO_TRIO | {"media": uploaded(told)}, also=(422,))
        told.world.drain()


def _scheduled(told: Teller) -> Answer:
    at = (told.world.now + timedelta(minutes=10)).isoformat()
    order = TO_ONE | {"body": "Spring", "media": uploaded(told, "rep2"), "send_at": at}
    return told.ask("rep2", "POST", "/broadcasts", order)


def _loses_it(told: Teller, made: Answer) -> None:
    """Nothing goes without it, and in the end it is cancelled."""
    found = _lose(made.json["id"], told) if made.ok else None
    _minutes(told, 12)
    if found and found.files:
        _expect_nothing(told)
        told.steer("rep2", found.id, "cancel")
    _minutes(told, 2)


def _lose(broadcast: str, told: Teller) -> Broadcast | None:
    """Its files are taken out of the bucket."""
    found = told.world.wiring.broadcasts.get(BroadcastId(broadcast))
    for file in found.files if found else ():
        aws.delete_file(file.key)
    return found


def _expect_nothing(told: Teller) -> None:
    if any(text.ref.startswith("b.") for text in told.world.carrier.sent):
        told.world.monitor.broken.append("SD-12: a text went that was cancelled, or without its picture")


def _minutes(told: Teller, count: int) -> None:
    told.world.drain()
    for _ in range(count):
        told.world.advance(1)
        told.world.tick()
        told.world.drain()
