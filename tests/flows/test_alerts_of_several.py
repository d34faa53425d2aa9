"""Several people are told of one thing: what fails for one is nobody else's matter, nor a reason to tell it twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib.flows.ports import MailFailed, MailRefused
from tests.harness.brand import REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good


class Post:
    """Takes the mails of all but some, of whom it says the fault; `taken` are the addresses, each as often as it got
    an alert."""

    def __init__(self, fault: Exception, *lost: str) -> None:
        self._fault, self._lost = fault, lost
        self.taken: list[str] = []

    def send(self, *, to: str, subject: str, text: str) -> None:
        if to in self._lost:
            raise self._fault
        assert text
        if "wrote to" in subject or "mentioned" in subject:
            self.taken.append(to)


@contextmanager
def posted(world: World, fault: Exception, *lost: str) -> Iterator[Post]:
    post = Post(fault, *lost)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(world.wiring.__dict__, "mail", post)
        yield post


def later(world: World, times: int = 12) -> None:
    world.drain()
    for _ in range(times):
        world.advance(1)
        world.tick()
        world.drain()


def team(world: World) -> list[str]:
    """Who is told of a text to the shared line while all mail goes."""
    with posted(world, MailFailed("503")) as post:
        world.handset_texts(STRANGER, SHARED, "Hello")
        world.drain()
    world.advance(10)
    return post.taken


@pytest.mark.parametrize("place", [0, -1])
def test_who_cannot_be_told_now_keeps_nobody_from_it_and_all_are_told_once(world: World, place: int) -> None:
    everybody = team(world)
    without_phone = [one for one in everybody if one != "rep1@example.com"]
    assert len(without_phone) > 1
    lost = without_phone[place]
    with posted(world, MailFailed("503"), lost) as post:
        world.handset_texts(STRANGER, SHARED, "Hello again")
        later(world, 15)
    assert sorted(post.taken) == sorted(set(everybody) - {lost})
    with posted(world, MailFailed("503")) as after:
        later(world, 40)
    assert after.taken == [lost]


def test_a_note_for_two_is_told_to_the_second_where_the_first_has_no_mail(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "Hello")
    world.drain()
    world.advance(10)
    path = f"/threads/{world.thread(SHARED, STRANGER)}"
    later(world, 1)
    good(world.api("rep2", "POST", f"{path}/notes", {"body": "@Admin @Manager see?"}), 201)
    with posted(world, MailFailed("503"), "admin@example.com") as post:
        later(world, 15)
    assert post.taken == ["manager@example.com"]


def test_an_address_that_is_refused_for_good_is_tried_once(world: World) -> None:
    everybody = team(world)
    with posted(world, MailRefused("MessageRejected"), everybody[0]) as post:
        world.handset_texts(STRANGER, SHARED, "Hello again")
        later(world)
    assert sorted(post.taken) == sorted(everybody[1:])
    with posted(world, MailRefused("MessageRejected")) as after:
        later(world, 40)
    assert after.taken == []


def test_where_the_address_is_refused_for_good_the_phone_is_used(world: World) -> None:
    good(world.api("rep1", "PATCH", "/me", {"alerts": ["email"]}))
    with posted(world, MailRefused("MessageRejected"), "rep1@example.com"):
        world.handset_texts(STRANGER, REP1_LINE, "Hello")
        world.drain()
    assert len(world.carrier.got(REP1_PHONE)) == 1
