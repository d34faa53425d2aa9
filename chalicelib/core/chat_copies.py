"""What is written for a group conversation: its entries, and each member's copy of what was said (SD-3).

A copy is a text of the member's own thread, hidden there: claimed under that member's consent, settled and accounted
for as any other text. The entry in the conversation's timeline knows its copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import effects, introductions, segments
from chalicelib.core.brand import Brand
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId, thread_of, ulid
from chalicelib.core.lines import Line
from chalicelib.core.media import File
from chalicelib.core.messages import PROMPT, Direction, Message, Origin, Status
from chalicelib.core.parties import TEAM, Member, Passed, called
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread

UNSENT = timedelta(minutes=1)
"""A saved copy that no worker took by then is put on the queue again."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where, by whom and when something is done: the line, the brand, the person (None: a member itself), the moment;
    and a seed of ids: one that nobody has seen, or one that derives from the cause, so that the same cause makes the
    same entries."""

    line: Line
    brand: Brand
    person: Person | None
    now: datetime
    seed: str

    @property
    def sign(self) -> str:
        return introductions.named(self.brand)

    @property
    def host(self) -> str:
        return called(self.person.name, nameless=TEAM) if self.person else TEAM

    @property
    def names(self) -> tuple[str, ...]:
        """What no member is called, as the team's own texts bear these names."""
        return tuple(name for name in (self.host, TEAM, self.sign) if name)

    def place(self, step: int = 0, of: str = "") -> MessageId:
        return MessageId(ulid(int(self.now.timestamp() * 1000) + step, f"{self.seed}:{of}:{step}"))


def entry(head: Thread, stage: Stage, body: str) -> Message:
    """How somebody's coming or going stands in the timeline."""
    return Message(
        box=head.id,
        id=stage.place(),
        direction=Direction.OUT,
        origin=Origin.MEMBERSHIP,
        body=body,
        at=stage.now,
        status=Status.RECEIVED,
        author=stage.person.id if stage.person else None,
        thread=head.id,
    )


def bubble(head: Thread, stage: Stage, body: str, files: Sequence[File] = ()) -> Message:
    """What a person of the brand said. It is final: what goes out, and may fail, are its copies."""
    return replace(
        entry(head, stage, body),
        id=stage.place(1),
        origin=Origin.ONE_TO_ONE,
        sender=head.line_number,
        files=tuple(files),
        relayed=stage.now,
    )


def copies(
    head: Thread, to: Iterable[Member], bodies: Sequence[str], stage: Stage, files: Sequence[File] = ()
) -> tuple[Message, ...]:
    """For each of these members a text for each body; the first bears the files."""
    return tuple(
        _copy(head, member, body, stage, step, tuple(files) if step == 0 else ())
        for member in to
        for step, body in enumerate(bodies)
    )


def farewells(head: Thread, to: Iterable[Member], body: str, stage: Stage) -> tuple[Message, ...]:
    """The last text of each of these, which goes though they take no part any more."""
    return tuple(replace(text, chat=None) for text in copies(head, to, [body], stage))


def passed(texts: Iterable[Message], to: Iterable[Member], line: Line) -> tuple[Passed, ...]:
    """What an entry knows of its copies."""
    members: dict[str, Member] = {thread_of(line.id, member.contact): member for member in to}
    return tuple(Passed(members[text.box].contact, text.id) for text in texts if text.box in members)


def deliveries(texts: Iterable[Message]) -> tuple[Effect, ...]:
    return tuple(effects.deliver(text.box, text.id) for text in texts)


def _copy(head: Thread, member: Member, body: str, stage: Stage, step: int, files: tuple[File, ...]) -> Message:
    box = thread_of(head.line, member.contact)
    return Message(
        box=box,
        id=stage.place(step, member.contact),
        direction=Direction.OUT,
        origin=Origin.RELAY,
        body=body,
        at=stage.now,
        status=Status.QUEUED,
        sender=head.line_number,
        to=member.phone,
        author=stage.person.id if stage.person else None,
        segments=segments.count(body, stage.line.kind, files=len(files)).segments,
        files=files,
        thread=box,
        hidden=True,
        # Who wrote here just now waits for what the others say; anybody else is not woken by them (CN-10).
        prompt=member.spoke is not None and stage.now - member.spoke <= PROMPT,
        due=stage.now + UNSENT,
        chat=head.id,
    )
