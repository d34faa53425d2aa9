"""The harness finds what it is there to find: each careless part below is noticed, by the invariant's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.effects import Effect
from chalicelib.core.messages import Message
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import Accepted, Guard, ProviderBusy, ProviderText, ProviderUnclear, Stale
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.queues import SqsQueues
from tests.harness import consent_races, rare_stories, stories
from tests.harness.brand import form, solo
from tests.harness.carrier import FakeCarrier
from tests.harness.interleave import Race, Task, explore
from tests.harness.races import one_job_twice, stop_and_claim
from tests.harness.sweep import run
from tests.harness.teller import Scenario, Teller
from tests.harness.world import Prepare, World


class Unguarded(ConversationStore):
    """Claims without a look at the consent."""

    def claim(self, message: Message, now: datetime, due: datetime, guard: Guard | None = None) -> bool:
        return super().claim(message, now, due, None)


class Greedy(ConversationStore):
    """Believes that every claim is its own."""

    def claim(self, message: Message, now: datetime, due: datetime, guard: Guard | None = None) -> bool:
        super().claim(message, now, due, guard)
        return True


class Heedless(ConversationStore):
    """Saves a decision whatever became of what it rests on."""

    def save(self, changes: Changes, now: datetime) -> None:
        super().save(replace(changes, rests_on=None), now)


class Stubborn(ConversationStore):
    """Saves what was decided on a thread that has moved on since, as if it had not."""

    def save(self, changes: Changes, now: datetime) -> None:
        try:
            super().save(changes, now)
        except Stale:
            known = {} if changes.thread is None else self.threads([changes.thread.id])
            before = None if changes.thread is None else known.get(changes.thread.id)
            super().save(replace(changes, before=before), now)


class Forgetful(ConversationStore):
    """Never looks for effects that were saved and not done."""

    def due_effects(self, until: datetime, limit: int) -> list[Effect]:
        return []


class Untrue(SqsQueues):
    """Says that it kept a webhook, and did not."""

    def put_form(self, form: Mapping[str, str], received: datetime) -> None:
        return


@dataclass(frozen=True, slots=True)
class Hasty:
    """Takes a lost answer for a refusal, and believes that nothing ever came in."""

    carrier: FakeCarrier

    def send(self, *, sender: PhoneNumber, to: PhoneNumber, body: str, media: Sequence[str], ref: str) -> Accepted:
        try:
            return self.carrier.send(sender=sender, to=to, body=body, media=media, ref=ref)
        except ProviderUnclear as fault:
            raise ProviderBusy("hasty") from fault

    def received_since(self, *, line: PhoneNumber, since: datetime) -> list[ProviderText]:
        return []

    def fetch(self, provider_id: str) -> ProviderText | None:
        return self.carrier.fetch(provider_id)


def forgetful(world: World) -> None:
    _store(world, Forgetful)


def untrue(world: World) -> None:
    house = world.wiring
    house.__dict__["queues"] = Untrue(house._client("sqs"), house.settings.queues)


def hasty(world: World) -> None:
    world.wiring.__dict__["provider"] = Hasty(world.carrier)


@pytest.mark.parametrize(
    ("careless", "story", "prepare", "invariant"),
    [
        (forgetful, rare_stories.queues_down, solo, "AL-1"),
        (untrue, stories.store_down, None, "I2"),
        (hasty, stories.missed, None, "I1"),
        (hasty, stories.unclear_and_taken, None, "O2"),
    ],
)
def test_a_careless_part_is_found(
    careless: Callable[[World], None], story: Callable[[Teller], None], prepare: Prepare | None, invariant: str
) -> None:
    def told(teller: Teller) -> None:
        careless(teller.world)
        story(teller)

    found = run(Scenario(told, prepare)).violations
    assert invariant in {violation.partition(":")[0] for violation in found}


@pytest.mark.parametrize(
    ("careless", "begin", "invariant"), [(Greedy, one_job_twice, "O2"), (Unguarded, stop_and_claim, "C1")]
)
def test_a_race_is_found(
    careless: type[ConversationStore], begin: Callable[[World], Sequence[Task]], invariant: str
) -> None:
    def raced(world: World) -> Sequence[Task]:
        _store(world, careless)
        return begin(world)

    found = [violation for violations in explore(Race(raced), 1, 20) for violation in violations]
    assert any(f": {invariant}: " in violation for violation in found)


@pytest.mark.parametrize(
    ("begin", "prepare", "invariant"),
    [
        (consent_races.question_and_stop_to_the_new_number, None, "C1"),
        (consent_races.reminder_on_its_way_and_stop_elsewhere, form, "C1"),
        (consent_races.number_change_and_claim, None, "O2"),
    ],
)
def test_a_race_about_consent_is_found(
    begin: Callable[[World], Sequence[Task]], prepare: Prepare | None, invariant: str
) -> None:
    def raced(world: World) -> Sequence[Task]:
        _store(world, Greedy if invariant == "O2" else Unguarded)
        tasks = begin(world)
        return [*tasks, tasks[0]] if invariant == "O2" else tasks

    assert any(f": {invariant}: " in violation for violation in _found(Race(raced, prepare)))


def test_who_said_stop_meanwhile_and_is_asked_again_is_found() -> None:
    """LN-7: by a store that does not look at what a question rests on."""

    def raced(world: World) -> Sequence[Task]:
        _store(world, Heedless)
        return consent_races.page_asked_again_and_stop_to_the_old_number(world)

    assert any(": LN-7: " in found for found in _found(Race(raced)))


def test_an_end_that_is_overtaken_by_another_form_and_still_written_is_found() -> None:
    """C8: by a store that does not make whoever comes second decide again."""

    def raced(world: World) -> Sequence[Task]:
        tasks = consent_races.end_and_form(world)
        _store(world, Stubborn)
        return tasks

    assert any(": C8: " in found for found in _found(Race(raced, form)))


def _found(race: Race) -> list[str]:
    return [violation for violations in explore(race, 1, 20) for violation in violations]


def _store(world: World, kind: type[ConversationStore]) -> None:
    house: Any = world.wiring
    house.__dict__["conversations"] = kind(house._database, house.cursors)
