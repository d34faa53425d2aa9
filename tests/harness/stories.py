"""Small stories that together touch every handler."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.faults import Mode, down, unclear
from tests.harness.teller import Teller


def broadcast(told: Teller) -> None:
    """To three, one of whom opted out; receipts in order, and out of order."""
    body = {"line": brand.REP1_LINE, "group": brand.TRIO, "body": "Hello {{first_name}}, spring is here."}
    told.ask("rep1", "POST", "/broadcasts", body)
    told.world.drain()
    told.report(told.sent_to(brand.HANDSETS[0]), "sent", "delivered")
    told.report(told.sent_to(brand.HANDSETS[1]), "delivered", "sent", "delivered")


def answers(told: Teller) -> None:
    """A contact answers in a burst, the rep replies."""
    handset, thread = brand.HANDSETS[0], told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    told.texts(handset, brand.REP1_LINE, "Tell me more")
    told.texts(handset, brand.REP1_LINE, "and the price?")
    told.world.drain()
    told.ask("rep1", "POST", f"/threads/{thread}/messages", {"body": "Gladly."}, also=(404,))
    told.world.drain()
    told.report(told.sent_to(handset), "sent", "delivered")


def stranger(told: Teller) -> None:
    """Nobody's number writes, says STOP in its own words, is refused, and comes back."""
    told.texts(brand.STRANGER, brand.LOCAL, "Are you open?")
    told.texts(brand.STRANGER, brand.LOCAL, "stop texting me")
    told.world.drain()
    started = {"line": brand.LOCAL, "to": brand.STRANGER, "body": "Sorry!"}
    told.ask("rep2", "POST", "/threads", started, also=(409,))
    told.texts(brand.STRANGER, brand.LOCAL, "START")
    told.world.drain()


def first_text(told: Teller) -> None:
    """One to one; the receipt comes before the send call has returned, then late and twice."""
    handset = brand.HANDSETS[1]
    told.world.carrier.on_send.append(lambda text: told.report(text, "sent"))
    told.ask("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": handset, "body": "Good morning"})
    told.world.drain()
    told.report(told.sent_to(handset), "queued", "delivered", "delivered", "sent")


def stop_overtakes(told: Teller) -> None:
    """A text is written, and before a worker takes it the contact says STOP to another line of the brand."""
    handset = brand.HANDSETS[1]
    told.ask("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": handset, "body": "Good morning"})
    told.texts(handset, brand.SHARED, "STOP")
    told.world.drain()


def multi(told: Teller) -> None:
    body = {"line": brand.REP1_LINE, "to": [brand.HANDSETS[0], brand.OPTED_OUT], "body": "At noon?"}
    told.ask("rep1", "POST", "/multi", body)
    told.world.drain()


def groups(told: Teller) -> None:
    made = told.ask("rep1", "POST", "/groups", {"name": "Few", "contacts": list(brand.HANDSETS[:2])})
    if made.ok:
        path = f"/groups/{made.json['id']}"
        change = {"name": "Fewer", "add": [brand.HANDSETS[2]], "remove": list(brand.HANDSETS[:2])}
        told.ask("rep1", "PATCH", path, change)
        told.ask("rep1", "DELETE", path)


def sorting(told: Teller) -> None:
    """A thread is assigned, marked, flipped and archived; the next text brings it back."""
    told.texts(brand.HANDSETS[0], brand.SHARED, "Anybody there?")
    path = f"/threads/{told.world.thread(brand.SHARED, brand.HANDSETS[0])}"
    told.ask("manager", "PATCH", path, {"assignee": "rep2"}, also=(404,))
    told.ask("rep2", "PATCH", path, {"unread": False, "tab": "participating", "folder": "archived"}, also=(404,))
    told.texts(brand.HANDSETS[0], brand.SHARED, "Hello?")
    told.ask("rep2", "PATCH", path, {"unread": True}, also=(404,))


def contacts(told: Teller) -> None:
    """One is made, renamed, put into a group, and taken away."""
    made = told.ask("rep1", "POST", "/contacts", {"phone": brand.STRANGER, "first_name": "Gus"})
    contact = told.world.contact(brand.STRANGER)
    told.ask("rep1", "PATCH", f"/groups/{brand.GROUP}", {"add": [contact]}, also=(422,))
    told.ask("rep1", "PATCH", f"/contacts/{contact}", {"first_name": "August", "tags": ["vip"]})
    told.ask("manager", "DELETE", f"/contacts/{contact}")
    assert made.status < 500


def templates(told: Teller) -> None:
    """A rep keeps one, fills it in for a conversation, renames it and takes it away; another has a shared one."""
    mine = told.ask("rep1", "POST", "/templates", {"name": "Hello", "body": "Hi {{first_name|there}}"})
    shared = told.ask("manager", "POST", "/templates", {"name": "Hello", "body": "{{brand}}", "scope": "shared"})
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Anybody there?")
    thread = told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    told.ask("rep1", "POST", "/templates", {"name": "HELLO", "body": "The name is taken"}, also=(422,))
    told.ask("rep1", "GET", "/templates")
    for made, whom in ((mine, {"thread": thread}), (shared, {"to": brand.HANDSETS[1]})):
        if made.ok:
            path = f"/templates/{made.json['id']}"
            told.ask("rep1", "GET", path)
            told.ask("rep1", "POST", f"{path}/render", whom, also=(404,))
    if mine.ok:
        path = f"/templates/{mine.json['id']}"
        told.ask("rep1", "PATCH", path, {"name": "Bye", "body": "Goodbye"})
        told.ask("rep1", "POST", "/templates", {"name": "hello", "body": "The name is free again"})
        told.ask("rep1", "DELETE", path)


def renamed(told: Teller) -> None:
    """A contact with threads gets another name, which they show."""
    path = f"/contacts/{told.world.contact(brand.HANDSETS[0])}"
    told.ask("rep1", "PATCH", path, {"last_name": "Lane"})
    told.ask("rep1", "PATCH", "/me", {"name": "Rep the First"})


def store_down(told: Teller) -> None:
    """The store does not answer while a text comes: it waits on the queue."""
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Can you hear me?")
    told.world.drain()


def opted_out(told: Teller) -> None:
    """The provider knows of a STOP that we missed; the next text is refused by us."""
    told.world.carrier.refuses[brand.HANDSETS[0]] = 21610
    started = {"line": brand.REP1_LINE, "to": brand.HANDSETS[0], "body": "Hi"}
    told.ask("rep1", "POST", "/threads", started)
    told.world.drain()
    told.ask("rep1", "POST", "/threads", started, also=(409,))


def opted_out_of_broadcast(told: Teller) -> None:
    told.world.carrier.refuses[brand.HANDSETS[0]] = 21610
    told.ask("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.SOLO, "body": "Hi all"})
    told.world.drain()


def failed_later(told: Teller) -> None:
    """The carrier takes a text and tells afterwards that it could not go, because of a STOP."""
    told.ask("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": brand.HANDSETS[0], "body": "Hi"})
    told.world.drain()
    told.report(told.sent_to(brand.HANDSETS[0]), "failed", error=21610)


def unclear_and_taken(told: Teller) -> None:
    """The provider takes a text, and its answer is lost."""
    with told.world.around(unclear(Mode.LOST_ANSWER)):
        told.ask("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": brand.HANDSETS[0], "body": "Hi"})
        told.world.drain()


def unclear_and_lost(told: Teller) -> None:
    """The provider does not take a text, and nobody knows."""
    with told.world.around(unclear(Mode.LOST_HARD)):
        told.ask("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": brand.HANDSETS[0], "body": "Hi"})
        told.world.drain()
    told.world.advance(11)


def unclear_then_stopped(told: Teller) -> None:
    """As before, and the contact says STOP before it would be sent again."""
    unclear_and_lost(told)
    told.texts(brand.HANDSETS[0], brand.SHARED, "STOP")


def unclear_broadcast(told: Teller) -> None:
    """A broadcast's text is not taken, nobody knows, and the contact says STOP before it would be sent again."""
    with told.world.around(unclear(Mode.LOST_HARD)):
        told.ask("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.SOLO, "body": "Hi all"})
        told.world.drain()
    told.texts(brand.HANDSETS[0], brand.SHARED, "STOP")
    told.world.advance(11)


def missed(told: Teller) -> None:
    """Webhooks never came: the sweep of the provider's list finds the texts."""
    told.world.carrier.took_in(brand.HANDSETS[0], brand.REP1_LINE, "Hello")
    told.world.carrier.took_in(brand.HANDSETS[0], brand.REP1_LINE, "STOP")


def elsewhere(told: Teller) -> None:
    """To a number that is no line, and from a rep's own phone: kept, and nobody's thread."""
    told.texts(brand.STRANGER, brand.UNKNOWN_LINE, "Is this the shop?")
    told.texts(brand.REP1_PHONE, brand.REP1_LINE, "I am on my way")
    told.world.drain()


def reading(told: Teller) -> None:
    """Every page of the dashboard is looked at, on a brand where something has happened."""
    told.texts(brand.HANDSETS[0], brand.SHARED, "Anybody there?")
    order = {"line": brand.REP1_LINE, "group": brand.TRIO, "body": "Spring is here."}
    made = told.ask("rep1", "POST", "/broadcasts", order)
    told.ask("rep1", "POST", "/broadcasts/preview", order)
    thread, contact = told.world.thread(brand.SHARED, brand.HANDSETS[0]), told.world.contact(brand.HANDSETS[0])
    told.world.drain()
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Lovely")
    own = told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    for path in (f"/threads/{thread}", f"/threads/{thread}/messages", f"/threads/{own}/messages"):
        told.ask("rep1", "GET", path, also=(404,))
    updates = told.ask("rep1", "GET", "/updates")
    if updates.ok:
        told.ask("rep1", "GET", f"/updates?since={updates.json['cursor']}")
    for path in (f"/contacts/{contact}", f"/groups/{brand.TRIO}", f"/groups/{brand.TRIO}/members"):
        told.ask("rep1", "GET", path)
    for noun in ("threads", "contacts", "groups", "broadcasts", "lines", "me", "health", "openapi.json"):
        told.ask("rep1", "GET", f"/{noun}")
    told.ask("manager", "GET", "/quarantine")
    if made.ok:
        told.ask("rep1", "GET", f"/broadcasts/{made.json['id']}")
        told.ask("rep1", "GET", f"/broadcasts/{made.json['id']}/recipients")
