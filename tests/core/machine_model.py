"""What must be true, said a second time and as simply as can be: the machine compares the core with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.consent import Consent
from chalicelib.core.ids import ContactId, LineId, PersonId
from chalicelib.core.lines import Backing, Line
from chalicelib.core.people import Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Tab
from tests.core.builders import BOSS, REP1, REP2, line, own_line, person
from tests.core.builders import PHONE as ANN

REP_PHONE = PhoneNumber("+12025550177")
PHONES = (ANN, *(PhoneNumber(f"+1202555012{digit}") for digit in "456"))
"""The first two do what everyone does; the others stay strangers for longer."""
LIMITED = PersonId("limited")
LOCAL, TOLL_FREE = line(members=frozenset({REP1, REP2, LIMITED})), own_line()
BOT = line("+12025550199", backing=Backing.BOT)
LINES = (LOCAL, TOLL_FREE, BOT)
PEOPLE = (
    person("rep1", phone=REP_PHONE),
    person("rep2"),
    person("limited", Role.LIMITED),
    person("boss", Role.MANAGER),
)
WRITERS = {
    LOCAL.id: {REP1, REP2, LIMITED, BOSS},
    TOLL_FREE.id: {REP1},
    BOT.id: {REP1, REP2, BOSS},
}
STOP, START, YES, HELP, DOUBT = "stop", "start", "yes", "help", "doubt"
WORDS = {"STOP": STOP, "Stop!": STOP, "QUIT": STOP, "START": START, "start!": START, "YES": YES, "yes please": YES}
WORDS |= {"HELP": HELP, "help!": HELP, "STOP PLEASE": DOUBT, "leave me alone": DOUBT}
PLAIN = ("hello", "stop by at 5?", "", "I said yes")
BODIES = (*WORDS, *PLAIN)
DEFAULT = {"STOP", "QUIT", "START", "YES", "HELP"}
ELSEWHERE = {LOCAL.id: DEFAULT, BOT.id: DEFAULT, TOLL_FREE.id: {"STOP", "START"}}
"""What network or provider answer, so that we do not."""
FORTNIGHT, HOUR = timedelta(days=14), timedelta(hours=1)
DAY = timedelta(hours=25)
"""A2, as a handset may see it: what asks for YES reaches it up to an hour after the moment that is noted."""
TIMELY = timedelta(minutes=5)
THERE = ZoneInfo("America/New_York")
"""Where area code 202 is."""
EDGES = (8, 21)
"""The federal window there."""
Key = tuple[LineId, ContactId]


def timely(now: datetime) -> bool:
    """Q1."""
    return EDGES[0] <= now.astimezone(THERE).hour < EDGES[1]


def next_time(now: datetime, hour: int) -> datetime:
    """The next time after today that clocks there show this hour."""
    tomorrow = now.astimezone(THERE) + timedelta(days=1)
    return tomorrow.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC)


@dataclass(frozen=True)
class Said:
    """A contact's text, written at `at` and decided on at `now`."""

    sid: str
    body: str
    at: datetime
    now: datetime


@dataclass
class Place:
    """What holds of one line × contact."""

    consent: Consent = Consent.NONE
    last_act: datetime | None = None
    texts: list[str] = field(default_factory=list)
    events: int = 0
    answers: int = 0
    answered: list[datetime] = field(default_factory=list)
    helped: datetime | None = None
    question: tuple[datetime, str] | None = None
    alerts: int = 0
    unread: int = 0
    folder: Folder | None = None
    tab: Tab = Tab.PARTICIPATING
    assignee: PersonId | None = None
    answers_to: PersonId | None = None
    last_inbound: datetime | None = None
    activity: datetime | None = None
    preview: str = ""

    def show(self, body: str, at: datetime) -> None:
        if self.activity is None or at >= self.activity:
            self.activity, self.preview = at, body

    def move(self, consent: Consent, at: datetime) -> None:
        self.consent = consent
        self.last_act = max(at, self.last_act or at)

    def answer(self, now: datetime, most: int = 2) -> None:
        """A2."""
        if sum(moment > now - DAY for moment in self.answered) < most:
            self.answered.append(now)
            self.answers += 1

    def help(self, now: datetime) -> None:
        """CN-6, C2(d)."""
        before = self.answers
        if self.helped is None or self.helped <= now - HOUR:
            self.answer(now)
        if self.answers > before:
            self.helped = now


@dataclass
class Model:
    """`stopped`: whom the brand as a whole must leave alone; `last_stop`: since when; `frozen`: of whom it is asked."""

    brand_stop: bool = True
    places: dict[Key, Place] = field(default_factory=lambda: defaultdict(Place))
    stopped: set[ContactId] = field(default_factory=set)
    last_stop: dict[ContactId, datetime] = field(default_factory=dict)
    frozen: set[ContactId] = field(default_factory=set)

    def text(self, on: Line, contact: ContactId, said: Said) -> None:
        """A contact's text, taken in for the first time."""
        body, at = said.body, said.at
        fresh = (on.id, contact) not in self.places
        place, word = self.places[on.id, contact], WORDS.get(body)
        place.assignee = on.owner if fresh else place.assignee
        place.texts.append(said.sid)
        place.last_inbound = max(at, place.last_inbound or at)
        place.show(body or "Picture", at)
        if word == DOUBT and self._asks(place, contact):
            self._ask(place, contact, said, on)
        elif word == HELP:
            place.folder = place.folder or Folder.INBOX
            if body not in ELSEWHERE[on.id] and (on is not TOLL_FREE or place.consent is not Consent.NO):
                place.help(said.now)
        elif word in (STOP, START) or (
            word == YES and place.consent is Consent.PENDING and not self._late(place, contact, at)
        ):
            self._act(place, contact, word, said, on)
        else:
            self._plain(place, on)

    def _act(self, place: Place, contact: ContactId, word: str, said: Said, on: Line) -> None:
        """A word of consent; it answers what was asked, too. One that comes late moves nothing, but for STOP."""
        place.folder = place.folder or Folder.INBOX
        if word != STOP and self._late(place, contact, said.at):
            return
        before, asked = (place.consent, contact in self.stopped), self.is_frozen((on.id, contact))
        if word == STOP:
            self._stop(place, contact, said.at)
        else:
            place.move(Consent.YES, said.at)
            self.stopped -= {contact} if word == START else set()
        place.question = None
        self.frozen.discard(contact)
        changed = before != (place.consent, contact in self.stopped)
        place.events += changed or asked
        silent = said.body in ELSEWHERE[on.id] or (word == STOP and said.now > said.at + TIMELY)
        if changed and not silent:
            place.answer(said.now, 1 if word == YES else 2)

    def _asks(self, place: Place, contact: ContactId) -> bool:
        return contact not in self.stopped and (self.brand_stop or place.consent is not Consent.NO)

    def _ask(self, place: Place, contact: ContactId, said: Said, on: Line) -> None:
        """CN-9."""
        self._plain(place, on)
        place.tab, place.events = Tab.NEEDS_ATTENTION, place.events + 1
        place.move(place.consent, said.at)
        place.question = max(place.question or (said.at, said.body), (said.at, said.body))
        if self.brand_stop:
            self.frozen.add(contact)
            self.last_stop[contact] = max(said.at, self.last_stop.get(contact, said.at))

    def decided(self, key: Key, meant_stop: bool, now: datetime) -> None:
        """A person answers what is asked on this line; elsewhere it stays asked."""
        place = self.places[key]
        place.question, place.events = None, place.events + 1
        if meant_stop:
            self._stop(place, key[1], now)
            place.tab = Tab.PARTICIPATING
        if not any(other.question for (_, contact), other in self.places.items() if contact == key[1]):
            self.frozen.discard(key[1])

    def is_frozen(self, key: Key) -> bool:
        return key[1] in self.frozen or (key in self.places and self.places[key].question is not None)

    def _late(self, place: Place, contact: ContactId, at: datetime) -> bool:
        known = (place.last_act, self.last_stop.get(contact))
        return any(moment is not None and at < moment for moment in known)

    def _stop(self, place: Place, contact: ContactId, at: datetime) -> None:
        place.move(Consent.NO, at)
        if self.brand_stop:
            self.stopped.add(contact)
            self.last_stop[contact] = max(at, self.last_stop.get(contact, at))

    def rep_said(self, contact: ContactId, body: str, at: datetime) -> None:
        """A number that is a rep's and no contact's: its STOP stands for the brand, whatever the policy is."""
        word = WORDS.get(body)
        if word == STOP:
            self.stopped.add(contact)
            self.last_stop[contact] = max(at, self.last_stop.get(contact, at))
        elif word == START and at >= self.last_stop.get(contact, at):
            self.stopped.discard(contact)

    def _plain(self, place: Place, on: Line) -> None:
        place.folder, place.unread, place.alerts = Folder.INBOX, place.unread + 1, place.alerts + 1
        place.assignee = place.answers_to or place.assignee
        place.tab = Tab.NEEDS_ATTENTION

    def may_broadcast(self, key: Key) -> bool:
        """C1."""
        free = key[1] not in self.stopped and not self.is_frozen(key)
        return key in self.places and self.places[key].consent is Consent.YES and free

    def may_write(self, key: Key, now: datetime) -> bool:
        """C1, C2(f)."""
        if key not in self.places or key[1] in self.stopped or self.is_frozen(key):
            return False
        place = self.places[key]
        answer = place.consent is Consent.NONE and place.last_inbound and now < place.last_inbound + FORTNIGHT
        return place.consent is Consent.YES or bool(answer)

    def why_not(self, key: Key) -> str:
        """The code of the refusal (SD-13)."""
        place = self.places.get(key, Place())
        if place.consent is Consent.NO:
            return "consent_no"
        if key[1] in self.stopped:
            return "stopped"
        if self.is_frozen(key):
            return "doubtful"
        return "consent_pending" if place.consent is Consent.PENDING else "consent_missing"

    def permits(self, who: PersonId, key: Key) -> bool:
        """LN-4, AD-1: a limited role answers what exists and begins nothing."""
        begun = key in self.places and self.places[key].folder is not None
        return who in WRITERS[key[0]] and (begun or who != LIMITED)

    def wrote(self, key: Key, author: PersonId, body: str, at: datetime) -> None:
        place = self.places[key]
        place.show(body, at)
        place.folder, place.tab, place.unread = Folder.INBOX, Tab.PARTICIPATING, 0
        place.assignee = place.answers_to = author
