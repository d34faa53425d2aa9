"""More stories: what happens rarely, and what only a rare branch of a function does."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.faults import down
from tests.harness.teller import Teller

HI = {"line": brand.REP1_LINE, "to": brand.HANDSETS[0], "body": "Hi"}
TO_ONE = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here."}


def receipt_of_broadcast(told: Teller) -> None:
    """The carrier tells of a STOP that we missed in the receipt of a broadcast."""
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    told.report(told.sent_to(brand.HANDSETS[0]), "undelivered", error=21610)


def receipt_never_told(told: Teller) -> None:
    """As before, and no callback comes: the schedule asks."""
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    text = told.sent_to(brand.HANDSETS[0])
    if text is not None:
        text.status, text.error = "failed", 21610


def deleted_and_written_to(told: Teller) -> None:
    """Who is taken out of the list may still be written to, and stands in it again."""
    contact = told.world.contact(brand.HANDSETS[0])
    thread = told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    told.ask("manager", "DELETE", f"/contacts/{contact}")
    told.ask("rep1", "POST", "/threads", HI)
    told.ask("manager", "DELETE", f"/contacts/{contact}")
    told.ask("rep1", "POST", f"/threads/{thread}/messages", {"body": "Hi"})
    told.ask("manager", "DELETE", f"/contacts/{contact}")
    told.ask("rep1", "POST", "/multi", HI | {"to": [brand.HANDSETS[0]]})
    told.world.drain()


def deleted_and_made_again(told: Teller) -> None:
    """Its threads show the new name; who makes it twice is told."""
    told.ask("manager", "DELETE", f"/contacts/{told.world.contact(brand.HANDSETS[0])}")
    for _ in range(2):
        told.ask("rep1", "POST", "/contacts", {"phone": brand.HANDSETS[0], "first_name": "Ava"}, also=(409,))


def asked_twice(told: Teller) -> None:
    """The same broadcast, with the same key, in two tabs."""
    answers = [told.world.api("rep2", "POST", "/broadcasts", TO_ONE, "one key") for _ in range(2)]
    if len({answer.json["id"] for answer in answers if answer.ok}) > 1:
        told.world.monitor.broken.append("O1: one key made two broadcasts")
    told.world.drain()


def words_while_store_is_down(told: Teller) -> None:
    """A stranger's first word and its STOP wait on the queue."""
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(brand.STRANGER, brand.LOCAL, "Are you open?")
        told.texts(brand.STRANGER, brand.LOCAL, "stop texting me")
    told.world.drain()


def keywords_while_store_is_down(told: Teller) -> None:
    """The keyword of a form waits on the queue, and does there what it would have done at once."""
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(brand.STRANGER, brand.SHARED, "JOIN")
    told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")


def missed_keyword(told: Teller) -> None:
    """The webhook of a form's keyword never came."""
    told.world.carrier.took_in(brand.STRANGER, brand.SHARED, "JOIN")


def stopped_on_many_lines(told: Teller) -> None:
    """A contact of more lines than one transaction has room for: its threads follow by a job of their own."""
    told.texts(brand.HANDSETS[0], brand.SHARED, "STOP")
    told.world.drain()


def stop_to_no_line(told: Teller) -> None:
    """As before, by a text to a number that became a line later: it counts once somebody takes it in."""
    told.texts(brand.HANDSETS[0], brand.UNKNOWN_LINE, "STOP")
    asked = {"number": brand.UNKNOWN_LINE, "verification": "verified"}
    if told.ask("admin", "POST", f"/lines/{told.world.line(brand.SHARED)}/number", asked).ok:
        told.world.lines = tuple(dict.fromkeys((*told.world.lines, brand.UNKNOWN_LINE)))
    told.settle_quarantine("manager")


def queues_down(told: Teller) -> None:
    """What was saved and could not be put on a queue is found by the schedule."""
    with (
        told.world.around(down("sqs", "hooks_inbound")),
        told.world.around(down("sqs", "create_broadcast")),
        told.world.around(down("sqs", "start_thread")),
    ):
        told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Hello")
        told.ask("rep2", "POST", "/broadcasts", TO_ONE)
        told.ask("rep1", "POST", "/threads", HI)


def many(told: Teller) -> None:
    """More members than one page of the list takes."""
    told.ask("rep2", "POST", "/broadcasts", TO_ONE | {"group": brand.MANY})
    told.world.drain()


def missed_strangers(told: Teller) -> None:
    """Webhooks of a stranger never came, its STOP among them."""
    told.world.carrier.took_in(brand.STRANGER, brand.LOCAL, "Hello")
    told.world.carrier.took_in(brand.STRANGER, brand.LOCAL, "stop texting me")


def looked_up(told: Teller) -> None:
    """People find, sort and address by everything that the dashboard offers, and open a thread at night."""
    ada, ben = told.world.contact(brand.HANDSETS[0]), told.world.contact(brand.HANDSETS[1])
    for query in ("tab=needs_attention", "assignee=me", "folder=archived"):
        told.ask("rep1", "GET", f"/threads?{query}")
    told.ask("rep1", "GET", "/contacts?q=ada")
    told.ask("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": ada, "body": "Hi"})
    told.ask("rep1", "POST", "/multi", {"line": brand.REP1_LINE, "to": [ada, ben], "body": "Hi"})
    told.world.drain()
    told.world.advance(minutes=13 * 60)
    told.ask("rep1", "GET", f"/threads/{told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])}")
