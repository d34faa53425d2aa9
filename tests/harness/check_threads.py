"""What a quiet world must show of what came in, and of those who answer for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from chalicelib.core.contacts import Contact, search_words
from chalicelib.core.keywords import Keyword, classify, normalise
from chalicelib.core.phone import PhoneNumber
from tests.harness.brand import MANY, SHRUNKEN
from tests.harness.check_own_numbers import phones
from tests.harness.check_rules import answered_in_full
from tests.harness.state import State
from tests.harness.told import known, of_incoming
from tests.harness.world import World

BURST_MS = 5 * 60 * 1000


def inbound_is_kept_once(state: State) -> Iterator[str]:
    """I1, I3: each text of the carrier's list stands once, in its one place."""
    places: dict[str, list[str]] = defaultdict(list)
    for row in state.messages:
        if row["direction"] == "in" and "provider_id" in row:
            places[row["provider_id"]].append(row["pk"])
    for text in state.world.carrier.received:
        wanted = _places(state.world, text.sender, text.to) | state.chats_of(text.sender, text.to)
        if len(places[text.provider_id]) != 1 or not wanted.issuperset(places[text.provider_id]):
            yield f"I1: {text.provider_id} stands in {places[text.provider_id]}, not in one of {wanted}"


def threads_are_of_their_numbers(state: State) -> Iterator[str]:
    """I5: one thread for a line and a contact, whose numbers it bears."""
    for thread, head in state.heads.items():
        if "party" not in head and state.world.thread(head["line_number"], head["phone"]) != thread:
            yield f"I5: the thread {thread} is of other numbers"


def reps_are_alerted(state: State) -> Iterator[str]:
    """AL-1, A4: someone hears of each text that asks, or had it before its eyes; by text at most once in five minutes,
    but for who answered meanwhile from its own phone."""
    acts = [event for events in state.ledger.values() for event in events]
    words = {event.get("message") for event in acts if event["act"] != "doubt" and event["source"] != "staff"}
    asking = (row for row in state.said if row["sk"].removeprefix("m#") not in words and _asks(row.get("body", "")))
    for row in asking:
        if not known(state, row) and not answered_in_full(state, row):
            yield f"AL-1: nobody was alerted of {row['sk']} in {row['pk']}"
    alerts = sorted((row["pk"], row["body"].rpartition("/t/")[2], row["at"]) for row in of_incoming(state))
    own = list(_own_answers(state))
    for (box, thread, at), (other_box, other, later) in pairwise(alerts):
        ended = any(one == box and at <= said <= later for one, said in own)
        if (box, thread) == (other_box, other) and later - at < BURST_MS and not ended:
            yield f"A4: {box} was texted twice of {thread} in one burst"


def _own_answers(state: State) -> Iterator[tuple[str, int]]:
    """The moments at which people answered from their own phones: each one's, when it came and when it went out to its
    contact, as a late one ends its burst then (AL-5)."""
    went: dict[str, list[int]] = defaultdict(list)
    for row in state.of("one_to_one"):
        went[row.get("body", "")].append(row["at"])
    for row in state.messages:
        if row["direction"] == "in" and row["pk"].startswith("person#"):
            yield from ((row["pk"], at) for at in (row["at"], *went[row.get("body", "")]))


def unread_is_no_more_than_came(state: State) -> Iterator[str]:
    """T1: never negative, and at most what came in (one where a person marked it)."""
    came = Counter(row["pk"] for row in state.said)
    for thread, head in state.heads.items():
        unread = head.get("unread", 0)
        if not 0 <= unread <= max(came[thread], 1):
            yield f"T1: {thread} has {unread} unread of {came[thread]}"


def groups_count_their_members(state: State) -> Iterator[str]:
    """T6: a group's size is its members', who are known; a contact is found by its words and no others."""
    known = {row["pk"] for row in state.contacts if row["sk"] == "contact"}
    members = [row for row in state.contacts if row["sk"].startswith("member#")]
    sizes = Counter(row["pk"] for row in members)
    for row in state.contacts:
        if row["sk"] == "group" and row["pk"] != SHRUNKEN and row.get("size", 0) != sizes[row["pk"]]:
            yield f"T6: a group says {row.get('size', 0)} and has {sizes[row['pk']]}"
    for row in members:
        if row["sk"].removeprefix("member#") not in known and row["pk"] != MANY:
            yield f"T6: {row['sk']} is in a group and not known"
    found = {row["sk"] for row in state.contacts if row["pk"].startswith("find#")}
    for word in found ^ set(_words(state)):
        yield f"T6: {word} is found in vain, or not found"


def _places(world: World, sender: str, to: str) -> set[str]:
    """Of a phone that came to be a person's, or ceased to be one, either: by when the text came."""
    people: dict[str, str] = {person.phone: person.id for person in world.people if person.phone}
    now = {phone: person for person, phone in phones().items()}
    if to not in world.lines:
        return {"quarantine", "dismissed"}
    boxes = {f"person#{known[sender]}" for known in (people, now) if sender in known}
    return boxes if people.get(sender) == now.get(sender) and boxes else {*boxes, world.thread(to, sender)}


def _asks(body: str) -> bool:
    """Whether it asks for a person: a word of consent does not, even where it moved nothing, nor does HELP."""
    return classify(body) not in (Keyword.STOP, Keyword.START, Keyword.HELP) and normalise(body) != "join"


def _words(state: State) -> Iterator[str]:
    for row in state.contacts:
        if row["sk"] == "contact":
            names = {name: row.get(name, "") for name in ("first_name", "last_name")}
            known = Contact(row["pk"], PhoneNumber(row["phone"]), **names)
            # Forty, numbers first: more would not fit into the transaction that writes the contact.
            yield from (f"{word}#{row['pk']}" for word in sorted(search_words(known))[:40])
