"""Racing pairs about consent on its way: answers, reminders, a number that changes, and those who are asked again."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.core.phone import PhoneNumber
from tests.harness import aws, brand, schedule
from tests.harness.interleave import Race, Task
from tests.harness.line_stories import NEW_NUMBER
from tests.harness.world import World

ADA, STRANGER = brand.HANDSETS[0], brand.STRANGER
A_DAY = 24 * 60
NEW = PhoneNumber(NEW_NUMBER)


def help_and_stop(world: World) -> Sequence[Task]:
    """The answer to HELP waits for a worker while STOP comes."""
    world.handset_texts(STRANGER, brand.LOCAL, "help!")
    return [_working(world, "deliver"), _texting(world, STRANGER, brand.LOCAL, "Opt out")]


def stop_answer_and_start(world: World) -> Sequence[Task]:
    world.handset_texts(STRANGER, brand.LOCAL, "Opt out")
    return [_working(world, "deliver"), _texting(world, STRANGER, brand.LOCAL, "Start!")]


def page_asked_again_and_stop_to_the_old_number(world: World) -> Sequence[Task]:
    """LN-7: by the policy `line`, so that nothing but the old line's head tells of it."""
    world.api("admin", "PATCH", "/settings", {"stop_scope": "line"})
    _asking_again(world)
    return [_working(world, "recapture"), _texting(world, _first_asked(world), brand.SHARED, "STOP")]


def recapture_and_stop_to_the_new_number(world: World) -> Sequence[Task]:
    _asking_again(world)
    return [_working(world, "recapture"), _texting(world, _first_asked(world), NEW, "STOP")]


def recapture_and_first_text_to_the_new_number(world: World) -> Sequence[Task]:
    _asking_again(world)
    return [_working(world, "recapture"), _texting(world, _first_asked(world), NEW, "START")]


def recapture_twice(world: World) -> Sequence[Task]:
    _asking_again(world)
    return [_working(world, "recapture")] * 2


def question_and_stop_to_the_old_number(world: World) -> Sequence[Task]:
    _asking_again(world)
    _working(world, "recapture")()
    return [_working(world, "deliver"), _texting(world, _first_asked(world), brand.SHARED, "STOP")]


def question_and_stop_to_the_new_number(world: World) -> Sequence[Task]:
    _asking_again(world)
    _working(world, "recapture")()
    return [_working(world, "deliver"), _texting(world, _first_asked(world), NEW, "STOP")]


def reminder_and_stop(world: World) -> Sequence[Task]:
    _unconfirmed_for_a_day(world)
    return [_working(world, "opt_in"), _texting(world, STRANGER, brand.SHARED, "STOP")]


def reminder_and_yes(world: World) -> Sequence[Task]:
    _unconfirmed_for_a_day(world)
    return [_working(world, "opt_in"), _texting(world, STRANGER, brand.SHARED, "YES")]


def reminder_on_its_way_and_stop_elsewhere(world: World) -> Sequence[Task]:
    _unconfirmed_for_a_day(world)
    _working(world, "opt_in")()
    return [_working(world, "deliver"), _texting(world, STRANGER, brand.LOCAL, "STOP")]


def number_change_and_claim(world: World) -> Sequence[Task]:
    """What was written to go from the old number, while it becomes a number of the past."""
    world.api("rep2", "POST", "/threads", {"line": brand.SHARED, "to": ADA, "body": "Good morning"})
    return [_working(world, "deliver"), _changing_the_number(world)]


def number_change_and_form(world: World) -> Sequence[Task]:
    world.api("", "POST", "/forms/club", {"phone": STRANGER, "agree": True})
    return [_working(world, "opt_in"), _changing_the_number(world)]


def end_and_form(world: World) -> Sequence[Task]:
    """Somebody fills in the form once more at the moment at which the first time ends."""
    world.api("", "POST", "/forms/club", {"phone": STRANGER, "agree": True})
    world.drain()
    world.advance(8 * A_DAY)
    world.tick()
    ending = _working(world, "opt_in")
    world.api("", "POST", "/forms/club", {"phone": STRANGER, "agree": True})
    return [ending, _working(world, "opt_in")]


RACES = (
    Race(help_and_stop),
    Race(stop_answer_and_start),
    Race(page_asked_again_and_stop_to_the_old_number),
    Race(recapture_and_stop_to_the_new_number),
    Race(recapture_and_first_text_to_the_new_number),
    Race(recapture_twice),
    Race(question_and_stop_to_the_old_number),
    Race(question_and_stop_to_the_new_number),
    Race(reminder_and_stop, brand.form),
    Race(reminder_and_yes, brand.form),
    Race(reminder_on_its_way_and_stop_elsewhere, brand.form),
    Race(number_change_and_claim),
    Race(number_change_and_form, brand.form),
    Race(end_and_form, brand.form),
)


def _texting(world: World, sender: str, to: str, body: str) -> Task:
    return lambda: world.handset_texts(sender, to, body)


def _first_asked(world: World) -> PhoneNumber:
    """Who stands first among those who had agreed: the others' texts come after."""
    return min(brand.HANDSETS, key=world.contact)


def _working(world: World, queue: str) -> Task:
    """The worker of a queue with the jobs that wait now; there must be some."""
    jobs = aws.receive(queue, 5)
    assert jobs, f"nothing waits on {queue}: this race would be none"
    event = schedule.event_of(queue, jobs)
    return lambda: schedule.invoke(queue, event)


def _changing_the_number(world: World) -> Task:
    """The admin's request; from now on both numbers are ours."""
    world.lines = tuple(dict.fromkeys((*world.lines, NEW)))
    path = f"/lines/{world.line(brand.SHARED)}/number"
    return lambda: world.api("admin", "POST", path, {"number": NEW_NUMBER, "verification": "verified"}, world.key())


def _asking_again(world: World) -> None:
    """The number has changed, and the first page of those who had agreed waits to be asked."""
    _changing_the_number(world)()
    world.advance(1)
    begun = world.api("admin", "POST", f"/lines/{world.line(NEW_NUMBER)}/recapture", None, world.key())
    assert begun.ok, begun.body


def _unconfirmed_for_a_day(world: World) -> None:
    """A stranger was asked and said nothing; its reminder waits for a worker."""
    world.api("", "POST", "/forms/club", {"phone": STRANGER, "agree": True})
    world.drain()
    world.carrier.settle()
    for text in world.carrier.sent:
        world.callback(text, "delivered")
    world.advance(A_DAY + 1)
    world.tick()
