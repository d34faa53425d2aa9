"""Stories of words: those that may mean stop, who judges them, HELP, and peers that answer by themselves."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.faults import down
from tests.harness.teller import Teller

ADA = brand.HANDSETS[0]
HI = {"line": brand.REP1_LINE, "to": ADA, "body": "Good morning"}
PEER = (
    "quit!",
    "Start.",
    "Please unsubscribe me",
    "start :)",
    "opt out now, thanks",
    "UNSTOP!",
    "stop texting me",
    "help??",
)


def doubt_and_cleared(told: Teller) -> None:
    """Doubtful words on one line hold a text of another back; a person reads them, and texts go again."""
    told.ask("rep1", "POST", "/threads", HI)
    told.texts(ADA, brand.SHARED, "not interested")
    told.world.drain()
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    _judged(told, brand.SHARED, meant_stop=False)
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    told.world.drain()


def doubt_that_meant_stop(told: Teller) -> None:
    """A stranger's first words; the person who reads them opts it out, and no text confirms it."""
    told.texts(brand.STRANGER, brand.LOCAL, "You have the wrong number, I am Gus")
    told.world.drain()
    path = f"/threads/{told.world.thread(brand.LOCAL, brand.STRANGER)}"
    told.ask("rep2", "POST", f"{path}/doubt", {"meant_stop": True}, also=(404,))
    told.ask("rep2", "POST", f"{path}/messages", {"body": "Sorry!"}, also=(404, 409))
    told.ask("rep2", "POST", f"{path}/doubt", {"meant_stop": False}, also=(404, 409))
    told.world.drain()


def doubt_in_an_assigned_thread(told: Teller) -> None:
    """A person reads the words in the thread of a colleague, whose name stands in it."""
    path = f"/threads/{told.world.thread(brand.SHARED, ADA)}"
    told.texts(ADA, brand.SHARED, "Hello?")
    told.ask("manager", "PATCH", path, {"assignee": "rep1"}, also=(404,))
    told.texts(ADA, brand.SHARED, "not interested")
    _judged(told, brand.SHARED, meant_stop=False)
    told.world.drain()


def doubts_on_two_lines(told: Teller) -> None:
    """Each is judged where it stands; while one is open nothing goes."""
    for line in (brand.SHARED, brand.REP1_LINE):
        told.texts(ADA, line, "Leave me alone")
    _judged(told, brand.SHARED, meant_stop=False)
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    _judged(told, brand.REP1_LINE, meant_stop=True)
    told.world.drain()


def doubt_answered_by_the_contact(told: Teller) -> None:
    """STOP PLEASE, and then START on another line, or the very word."""
    told.texts(ADA, brand.SHARED, "STOP PLEASE")
    told.texts(ADA, brand.REP1_LINE, "Start!")
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    told.texts(ADA, brand.SHARED, "Stop!!!")
    _judged(told, brand.SHARED, meant_stop=False)
    told.world.drain()


def doubt_in_a_broadcast(told: Teller) -> None:
    """It comes between the order and its texts."""
    order = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here."}
    told.ask("rep2", "POST", "/broadcasts", order)
    told.texts(ADA, brand.REP1_LINE, "who is this stop")
    told.world.drain()


def introduced(told: Teller) -> None:
    """A person and a broadcast text for the first time from a line, with fields; then once more."""
    finn, first = brand.OPTED_OUT, {"line": brand.SHARED, "to": brand.OPTED_OUT, "body": "Hi {{first_name|you}}"}
    order = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here, {{first_name}}."}
    told.ask("rep2", "POST", "/broadcasts/preview", order)
    told.ask("rep2", "POST", "/broadcasts", order)
    told.ask("rep2", "POST", "/threads", first)
    told.world.drain()
    told.ask("rep1", "POST", "/multi", {"line": brand.SHARED, "to": [finn, brand.HANDSETS[1]], "body": "At noon?"})
    told.ask("rep2", "GET", f"/threads/{told.world.thread(brand.SHARED, finn)}", also=(404,))
    told.world.drain()


def missed_doubt(told: Teller) -> None:
    """Its webhook never came, nor did that of a START, which is answered late all the same."""
    told.world.carrier.took_in(brand.HANDSETS[1], brand.LOCAL, "Start!")
    told.world.carrier.took_in(ADA, brand.REP1_LINE, "wrong number")
    told.world.carrier.took_in(brand.STRANGER, brand.LOCAL, "wrong number")


def doubt_while_store_is_down(told: Teller) -> None:
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(ADA, brand.REP1_LINE, "enough already")
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    told.world.drain()


def help_is_asked(told: Teller) -> None:
    """Thrice in two hours, in any state."""
    for minutes, body in ((0, "HELP"), (20, "help!"), (90, "Info?")):
        told.world.advance(minutes)
        told.texts(ADA, brand.REP1_LINE, body)
        told.texts(brand.STRANGER, brand.LOCAL, "help me" if minutes else "help??")
        _a_minute_later(told)


def provider_heard_it(told: Teller) -> None:
    """Advanced Opt-Out has answered: we must not."""
    for body, kind in (("Stop!", "STOP"), ("start!", "START"), ("help!", "HELP")):
        told.texts(brand.STRANGER, brand.LOCAL, body, opt_out=kind)
        told.world.drain()
    if told.world.carrier.got(brand.STRANGER) and told.repeats:
        told.world.monitor.broken.append("C2: what the provider had answered was answered again")


def a_machine_answers(told: Teller) -> None:
    """A peer that answers at once, with changing words, for a day and a half."""
    for place in range(24):
        told.texts(brand.STRANGER, brand.LOCAL, PEER[place % len(PEER)])
        _a_minute_later(told)
        told.world.advance(90)


def _a_minute_later(told: Teller) -> None:
    """The schedule comes each minute: what a fault has left undone is done before hours go by."""
    told.world.drain()
    told.world.advance(2)
    told.world.tick()
    told.world.drain()


def _judged(told: Teller, line: str, *, meant_stop: bool) -> None:
    caller = "rep1" if line == brand.REP1_LINE else "rep2"
    path = f"/threads/{told.world.thread(line, ADA)}/doubt"
    told.ask(caller, "POST", path, {"meant_stop": meant_stop}, also=(404, 409))
