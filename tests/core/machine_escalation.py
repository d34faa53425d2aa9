"""One conversation of a line with hours: people come and go, texts are answered or not, clocks are turned (AW-3, AW-4).

A model of its own counts open minutes one by one by the line's clock, and knows who was told of what.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.core import absences, access, escalation, inbound, snoozes, threads
from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.office import Stretch
from chalicelib.core.people import Person, Role
from chalicelib.core.threads import Folder, Tab, Thread
from tests.core.builders import facts, own_line, person, text
from tests.core.builders import line as shared_line

ZONE, MINUTES = "America/New_York", 15
BRAND = Brand(name="Acme", zone=ZONE, escalate_after=MINUTES)
TEAM = [
    *(person(name) for name in ("rep1", "rep2", "rep3")),
    person("boss", Role.MANAGER),
    person("chief", Role.ADMIN),
    person("gone", active=False),
]
IDS_OF = [one.id for one in TEAM]
WEEK = tuple(Stretch(day, begins, ends) for day in range(6) for begins, ends in ((540, 720), (780, 1020)))
NIGHTS = tuple(Stretch(day, begins, ends) for day in range(7) for begins, ends in ((0, 150), (1380, 1440)))
"""Open across the hours in which clocks are turned."""
LINES = [own_line(), own_line(week=WEEK), own_line(week=NIGHTS), shared_line(week=NIGHTS), shared_line()]
BEGINS = [
    datetime(2026, 3, 6, 21, tzinfo=UTC),
    datetime(2026, 3, 8, 6, 50, tzinfo=UTC),
    datetime(2026, 11, 1, 4, 50, tzinfo=UTC),
]
"""A Friday afternoon, and ten minutes before a clock is turned ahead and back."""
WHO, BACKUPS = st.sampled_from(IDS_OF[:5]), st.lists(st.sampled_from(IDS_OF), max_size=3, unique=True)
STEPS = st.sampled_from([1, 5, 14, 15, 16, 45, 60, 300, 1440, 3000])


@dataclass
class Told:
    """One wait as the model has it: since when, the last step, and everybody who knows."""

    since: datetime
    last: datetime
    people: list[PersonId] = field(default_factory=list)
    away: frozenset[PersonId] = frozenset()
    steps: int = 0
    over: bool = False


class Escalations(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINS[0]
        self.line: Line = LINES[0]
        self.thread: Thread | None = None
        self.named = 0
        self.roster = Roster()
        self.pending: dict[str, Effect] = {}
        self.done: list[Effect] = []
        self.told: Told | None = None
        self.texts = 0

    @initialize(line=st.sampled_from(LINES), begin=st.sampled_from(BEGINS))
    def open_somewhere(self, line: Line, begin: datetime) -> None:
        self.line, self.now = line, begin

    @rule()
    def contact_writes(self) -> None:
        self.texts += 1
        written = text(f"Text {self.texts}", self.line, provider_id=f"SM{self.texts:032}", at=self.now)
        known = facts(self.thread, self.line, roster=self.roster, now=self.now)
        changes = inbound.decide(written, replace(known, brand=BRAND))
        self._saved(changes)
        if self.told is None and self._asks():
            alerted = [one.id for one in self._responsible()]
            self.told = Told(self.now, self.now, alerted, frozenset(absences.away(self.roster, self.now)))

    @rule(body=st.sampled_from(["STOP", "START"]))
    def contact_says_a_word(self, body: str) -> None:
        self.texts += 1
        written = text(body, self.line, provider_id=f"SM{self.texts:032}", at=self.now)
        self._saved(inbound.decide(written, replace(facts(self.thread, self.line, now=self.now), brand=BRAND)))
        if body == "STOP":
            self.told = None

    @rule(act=st.sampled_from(["answer", "archive", "snooze", "flip", "open"]), who=WHO)
    def somebody_settles_it(self, act: str, who: PersonId) -> None:
        if self.thread is None or self.thread.folder is None:
            return
        if act == "open" and self._asks():
            return
        if act == "answer":
            self.thread = threads.sent(self.thread, "Yes", self.now, who)
        elif act == "archive":
            self.thread = threads.moved(self.thread, Folder.ARCHIVED)
        elif act == "snooze":
            self.thread = snoozes.snoozed(self.thread, self.now + timedelta(hours=1), self.now)
        elif act == "flip":
            self.thread = threads.flipped(self.thread, Tab.PARTICIPATING)
        else:
            self.thread = threads.flipped(threads.moved(self.thread, Folder.INBOX), Tab.NEEDS_ATTENTION)
        self.told = None

    @rule(who=st.one_of(st.none(), WHO))
    def a_manager_assigns(self, who: PersonId | None) -> None:
        holder = next((one for one in TEAM if one.id == who), None)
        if self.thread is not None and (holder is None or access.may_hold(holder, self.line)):
            self.thread = threads.assigned(self.thread, who)

    @rule(who=WHO, backups=BACKUPS, hours=st.sampled_from([1, 3, 30, 200]))
    def somebody_goes_away(self, who: PersonId, backups: list[PersonId], hours: int) -> None:
        self._absent(Absence(self._name(), who, self.now, self.now + timedelta(hours=hours), backups=tuple(backups)))

    @rule(who=WHO, backups=BACKUPS, week=st.sampled_from([WEEK, NIGHTS]))
    def somebody_is_away_each_week(self, who: PersonId, backups: list[PersonId], week: tuple[Stretch, ...]) -> None:
        self._absent(Absence(self._name(), who, self.now, None, week, ZONE, backups=tuple(backups)))

    @rule(who=WHO)
    def somebody_comes_back(self, who: PersonId) -> None:
        if self.told and self.told.since == self.now:  # in one moment, nothing says what was first
            return
        for one in self.roster.absences:
            if one.person == who:
                self.roster = absences.without(self.roster, one.id, self.now)

    @rule(who=WHO)
    def somebody_skips_this_time(self, who: PersonId) -> None:
        if self.told and self.told.since == self.now:
            return
        for one in self.roster.absences:
            again = absences.until(one, self.now) if one.week and one.person == who else None
            if again is not None and absences.covers(one, self.now):
                self.roster = absences.with_one(self.roster, replace(one, starts=again), self.now)

    @rule(minutes=STEPS)
    def time_goes_by(self, minutes: int) -> None:
        """Each minute the schedule hands out what is due; a queue may bring it twice."""
        until = self.now + timedelta(minutes=minutes)
        while self.now < until:
            due = [one for one in self.pending.values() if one.after is not None and one.after <= self.now]
            for effect in due:
                self._step(effect)
                self._step(effect)
            coming = [one.after for one in self.pending.values() if one.after is not None and one.after > self.now]
            self.now = min([until, *coming])
        for effect in [one for one in self.pending.values() if one.after is not None and one.after <= self.now]:
            self._step(effect)

    @rule(pick=st.integers(0, 30))
    def an_old_job_comes_again(self, pick: int) -> None:
        if self.done:
            before, told = self.thread, replace(self.told) if self.told else None
            self._run(self.done[pick % len(self.done)])
            assert self.thread == before, "a job that was done changed something"
            assert self.told == told

    @invariant()
    def somebody_is_responsible(self) -> None:
        """One person who is there, or the line's team, or who stands in for it, or the managers; and all of them see
        the conversation."""
        found, away = self._responsible(), absences.away(self.roster, self.now)
        line = escalation.seen_by(self.line, TEAM, away)
        assert found
        assert all(access.sees_thread(one, line) for one in found)
        team = all(one.id in line.members for one in found)
        managers = all(one.role.rank >= Role.MANAGER.rank for one in found)
        standing_in = all(one.id in access.covering(self.line, TEAM, away) for one in found)
        assert len(found) == 1 or team or standing_in or managers
        present = [one for one in TEAM[:5] if one.id not in away and access.sees_thread(one, line)]
        assert not present or all(one.id not in away for one in found)

    @invariant()
    def a_wait_has_one_look_ahead(self) -> None:
        if self.thread is None or not escalation.waits(self.thread):
            assert self.told is None
            return
        assert self.told is not None
        assert self.thread.wait is not None
        ahead = [one for one in self.pending.values() if one.job["text"] == self.thread.wait.text]
        steps = [one.job["step"] for one in ahead]
        assert steps == ([] if self.told.over else [self.told.steps + 1])
        for one in ahead:
            assert one.after is not None
            assert self._open_minutes(self.told.last, one.after) == MINUTES

    @invariant()
    def who_was_away_stays_known(self) -> None:
        """Until the first step asks for it, however they came back."""
        if self.told is not None and self.told.steps == 0:
            assert self.told.away <= absences.away(self.roster, self.told.since).keys()

    def _step(self, effect: Effect) -> None:
        self.pending.pop(effect.id, None)
        self.done.append(effect)
        self._run(effect)

    def _run(self, effect: Effect) -> None:
        if self.thread is None:
            return
        known = escalation.Facts(self.line, self.thread, TEAM, self.roster, BRAND)
        text_id, step = MessageId(str(effect.job["text"])), int(str(effect.job["step"]))
        changes = escalation.due(known, text_id, step, self.now)
        if changes.thread is None:
            return
        assert self.told is not None, "nobody waited"
        assert self._open_minutes(self.told.last, self.now) >= MINUTES
        self._judge([name for entry in changes.messages for name in entry.tells], self.told)
        self.told.last, self.told.steps = self.now, self.told.steps + 1
        self._saved(changes)
        self.told.over = not any(one.job["kind"] == "escalate" for one in changes.effects)

    def _judge(self, called: list[PersonId], told: Told) -> None:
        """Nobody twice, nobody who is away where somebody is there, and nobody left out at the end."""
        assert len(set(called)) == len(called)
        away = absences.away(self.roster, self.now)
        managers = {"boss", "chief"}
        line = escalation.seen_by(self.line, TEAM, away)
        assert all(access.sees_thread(one, line) for one in TEAM if one.id in called)
        assert not set(called) & away.keys() or (set(called) <= managers <= away.keys())
        if not called:
            there = managers - away.keys() or managers
            alerted = self.thread.wait.called if self.thread and self.thread.wait else ()
            known = {*told.people, *alerted, *(one.id for one in self._responsible_at(told.since))}
            assert there <= known
        told.people += called

    def _saved(self, changes: Changes) -> None:
        self.thread = changes.thread or self.thread
        for effect in changes.effects:
            if effect.job.get("kind") == "escalate":
                assert effect.id not in self.pending
                self.pending[effect.id] = effect

    def _asks(self) -> bool:
        head = self.thread
        open_for = head is not None and head.consent is not Consent.NO and not head.stopped
        return open_for and head is not None and head.tab is Tab.NEEDS_ATTENTION and head.folder is Folder.INBOX

    def _responsible(self) -> list[Person]:
        return self._responsible_at(self.now)

    def _responsible_at(self, at: datetime) -> list[Person]:
        holder = self.thread.assignee if self.thread else None
        return access.responsible(holder, self.line, TEAM, absences.away(self.roster, at))

    def _absent(self, absence: Absence) -> None:
        if absence.person not in absence.backups and len(self.roster.absences) < 12:
            self.roster = Roster((*self.roster.absences, absence))

    def _name(self) -> AbsenceId:
        """One that is over is gone from the roster at times: its name is not given again."""
        self.named += 1
        return AbsenceId(f"a{self.named}")

    def _open_minutes(self, since: datetime, until: datetime) -> int:
        """One by one, as somebody would who looks at the clock on the wall each minute."""
        week, clock, count, at = self.line.week, ZoneInfo(ZONE), 0, since
        while at < until:
            local = at.astimezone(clock)
            minute = local.hour * 60 + local.minute
            count += not week or any(
                part.weekday == local.weekday() and part.begins <= minute < part.ends for part in week
            )
            at += timedelta(minutes=1)
        return count
