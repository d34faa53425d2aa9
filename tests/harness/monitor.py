"""Watches each commit and each text that goes out, and notes what must never happen (docs/reliability.md)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.core.outbound import CONVERSATION
from chalicelib.wiring import wiring
from tests.harness import aws, rules
from tests.harness.carrier import Text
from tests.harness.commits import Change, Commit, Plain, plain, watched
from tests.harness.wire import WIRE, Call, Effect


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim found in the head at the moment when it was made; `ground` is the consent on the old line that a
    recapture rests on."""

    consent: str
    stopped: bool
    frozen: bool
    last_inbound: int
    ground: str = "yes"

    def conversational(self, at: datetime) -> bool:
        open_until = self.last_inbound + CONVERSATION / timedelta(milliseconds=1)
        return self.consent == "none" and at.timestamp() * 1000 < open_until


class Monitor:
    """`broken` are the violations so far; `commits` what was written, in order.

    When it came to pass: `arrived` of each entry, by its keys; `mailed` of each email; `settled` of each conversation
    that somebody saw to last: answered, put off or put away, with its texts before one's eyes.
    """

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.commits: list[Commit] = []
        self.arrived: dict[tuple[str, str], datetime] = {}
        self.mailed: list[datetime] = []
        self.settled: dict[str, datetime] = {}
        self._claims: dict[str, Claim] = {}
        self._sent: dict[str, list[Text]] = defaultdict(list)
        self._held: dict[str, int] = {}
        self._halted: set[str] = set()
        self._too_late: set[str] = set()

    def __call__(self, call: Call, effect: Effect) -> Any:
        answer, commit = watched(call, effect)
        self.mailed += [datetime.now(UTC)] * (aws.mailed() - len(self.mailed))
        if commit is not None:
            self.commits.append(commit)
            for change in commit.changes:
                self._note_claims(change)
                self._note_moments(change, commit.function)
            self.broken += [f"{fault} [by {commit.function}]" for fault in rules.broken(commit)]
        return answer

    def sent(self, text: Text) -> None:
        """To be told by the carrier, the moment it takes a text."""
        earlier = self._sent[text.ref]
        if earlier:
            self.broken.append(f"O2: {text.ref} was handed over {len(earlier) + 1} times")
        earlier.append(text)
        if self._held.get(text.sender, WIRE.invocations) < WIRE.invocations:
            self.broken.append(f"LN-6: {text.ref} went out from a line that is held")
        if text.ref in self._too_late:
            self.broken.append(f"O5: {text.ref} was claimed after its broadcast was halted")
        claim = self._claims.get(text.ref)
        if claim is None:
            self.broken.append(f"C1: {text.ref} went out unclaimed")
        elif not self._allowed(text, claim):
            self.broken.append(f"C1: {text.ref} was claimed though consent was {claim}")

    def steered(self, broadcast: str, act: str, status: int) -> None:
        """O5: once a halt was answered, nothing goes whose claim was made after that, until it is lifted."""
        if status == 200 and act != "resume":
            self._halted.add(broadcast)

    def webhook_answered(self, text: Text, status: int) -> None:
        """I2: what is answered 2xx is kept, in the store or on the queue."""
        kept = aws.item("conversations", f"sid#{text.provider_id}", "-") is not None
        queued = any(text.provider_id in job.body for job in aws.waiting("inbound"))
        if 200 <= status < 300 and not (kept or queued):
            self.broken.append(f"I2: {text.provider_id} was answered {status} and is kept nowhere")

    def _note_moments(self, change: Change, function: str) -> None:
        if change.noun == "conversations" and change.sk.startswith("m#") and change.before is None:
            self.arrived[change.pk, change.sk] = datetime.now(UTC)
        # Who answers from an own phone, which a worker passes on, sees nothing but alerts.
        if change.sk.startswith("thread#") and function != "alert" and asks(change.before) and not asks(change.after):
            self.settled[f"{change.sk.removeprefix('thread#')}-{change.pk}"] = datetime.now(UTC)

    def _note_claims(self, change: Change) -> None:
        if change.noun == "team" and change.pk == "lines":
            self._note_hold(change)
        if change.noun == "broadcasts" and change.sk == "broadcast":
            self._note_lifted(change)
        if change.noun != "conversations":
            return
        if change.sk.startswith("thread#"):
            self._note_broadcasts(change)
        elif change.sk.startswith("m#"):
            self._note_message(change)

    def _note_hold(self, change: Change) -> None:
        """A worker that is at work while the line is held may not know it yet; the next one must."""
        if change.now("held"):
            self._held.setdefault(str(change.now("number")), WIRE.invocations)
        else:
            self._held.pop(str(change.now("number")), None)

    def _note_lifted(self, change: Change) -> None:
        """A halt ends with the commit that lifts it: a worker may claim before whoever resumed is answered."""
        if change.was("halt") and not change.now("halt"):
            self._halted.discard(change.pk)
            self._too_late = {ref for ref in self._too_late if change.pk not in ref}

    def _note_broadcasts(self, change: Change) -> None:
        before, after = change.was("claims", {}), change.now("claims", {})
        for broadcast in before.keys() | after.keys():
            ref = f"b.{broadcast}.{change.pk}"
            if broadcast not in after:
                self._claims.pop(ref, None)
                self._too_late.discard(ref)
            elif before.get(broadcast) != after[broadcast]:
                self._claims[ref] = _claim(change.before)
                if broadcast in self._halted:
                    self._too_late.add(ref)

    def _note_message(self, change: Change) -> None:
        ref = f"m.{change.pk}.{change.sk.removeprefix('m#')}"
        if change.now("status") == "sending" and change.was("claimed") != change.now("claimed"):
            line, _, contact = change.pk.partition("-")
            if change.now("origin") == "code":
                line, contact = wiring.ids.line(change.now("sender")), wiring.ids.contact(change.now("to"))
            head = aws.item("conversations", contact, f"thread#{line}")
            claim = _claim(plain(head) if head else None)
            if change.now("rests_on"):
                old = aws.item("conversations", contact, f"thread#{change.now('rests_on')}")
                claim = replace(claim, ground=plain(old)["consent"] if old else "lost")
            self._claims[ref] = claim
        elif change.now("status") == "queued":
            self._claims.pop(ref, None)

    def _allowed(self, text: Text, claim: Claim) -> bool:
        """C1 and its exceptions (C2): what asks a Pending for YES, answers to STOP and HELP, alerts and copies,
        and answers to who wrote. Who is welcomed back has not stopped since."""
        kind, box, message = text.ref.split(".")
        origin = "broadcast"
        if kind == "m":
            item = aws.item("conversations", box, f"m#{message}")
            origin = item["origin"]["S"] if item else "lost"
            if item and "opt_in" in item and item["opt_in"]["BOOL"]:
                return claim.consent == "pending" and claim.ground == "yes" and not claim.stopped
            if item and item.get("answers", {}).get("S") == "start":
                return claim.consent == "yes" and not (claim.stopped or claim.frozen)
        if kind == "m" and item and "away" in item and item["away"]["BOOL"]:
            # What says that nobody is there needs the basis of a person's own answer.
            origin = "one_to_one"
        if origin in ("automatic", "alert", "copy"):
            return True
        if claim.stopped or claim.frozen:
            return False
        if origin == "code":
            # It asks whose a number is, and needs no consent; a STOP stands against it (C7).
            return claim.consent != "no"
        return claim.consent == "yes" or (origin in ("one_to_one", "scheduled") and claim.conversational(text.at))


def asks(head: Plain | None) -> bool:
    """Whether a person is to look at a conversation."""
    return head is not None and (head.get("folder"), head.get("tab")) == ("inbox", "needs_attention")


def _claim(head: Plain | None) -> Claim:
    known = head or {}
    flags = (bool(known.get("stopped")), bool(known.get("frozen")))
    return Claim(known.get("consent", "none"), *flags, int(known.get("last_inbound", 0)))
