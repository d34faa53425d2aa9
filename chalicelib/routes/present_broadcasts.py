"""Broadcasts and their recipients in the API's shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from chalicelib.core import conversions
from chalicelib.core.broadcasts import Recipient, Stage
from chalicelib.core.ids import thread_of
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.office import Weekday
from chalicelib.core.outbound import Wait, held
from chalicelib.core.repeat import Repeat
from chalicelib.core.responses import WITHIN, Responses
from chalicelib.core.resting import resting
from chalicelib.core.selection import Audience
from chalicelib.core.tallies import Tally
from chalicelib.flows.broadcasts import Seen
from chalicelib.flows.ports import Link
from chalicelib.flows.previews import Preview as Found
from chalicelib.routes import present_media
from chalicelib.routes.present import contact_ref, line_ref, trouble, waiting
from chalicelib.routes.shapes.broadcasts import (
    AudienceShape,
    BroadcastShape,
    Exclude,
    FailedBy,
    ProgressShape,
    RefusedBy,
    RepeatShape,
    SkipShape,
    WaitingBy,
)
from chalicelib.routes.shapes.common import ContactRef, PersonRef
from chalicelib.routes.shapes.costs import CostShape
from chalicelib.routes.shapes.previews import (
    LinkShape,
    Preview,
    ReasonShape,
    RefusedRecipient,
    SampleShape,
    SpecialShape,
    WaitingRecipients,
    WarningShape,
)
from chalicelib.routes.shapes.recipients import RecipientShape
from chalicelib.routes.shapes.responses import ResponsesShape

_GOES = frozenset({Stage.PREPARING, Stage.RUNNING})
_TO_GO = frozenset({Stage.SCHEDULED, Stage.PREPARING, Stage.RUNNING, Stage.PAUSED})


def broadcast(seen: Seen, now: datetime, links: Mapping[str, Link] = MappingProxyType({})) -> BroadcastShape:
    """What is over waits for nothing: neither for its line nor for a time."""
    known = seen.broadcast
    to_go = known.stage in _TO_GO
    hold = held(seen.line, now) if to_go else None
    if hold is None and known.stage in _GOES:
        hold = resting(seen.line, now)
    return BroadcastShape(
        id=known.id,
        line=line_ref(seen.line),
        group=known.group,
        group_name=known.group_name,
        body=known.body,
        author=PersonRef(id=known.author, name=seen.author or "Someone who left"),
        at=known.at,
        stage=known.stage,
        listing=known.stage is Stage.PREPARING or (to_go and known.cursor is not None),
        send_at=known.begins,
        send_at_local=known.local or None,
        not_after=known.not_after,
        progress=ProgressShape.model_validate(seen.progress) if seen.progress else None,
        responses=_responses(seen.responses) if seen.responses else None,
        segments=(seen.tally.segments or None) if seen.tally else None,
        cost=CostShape.model_validate(seen.cost) if seen.cost and seen.cost.amount else None,
        refused_by=_refused(seen.tally) if seen.tally else [],
        failed_by=_failed(seen.tally) if seen.tally else [],
        next_at=seen.progress.until if seen.progress and to_go else None,
        waiting_by=[WaitingBy.model_validate(why) for why in seen.tally.waits] if seen.tally and to_go else [],
        held=hold.sentence if hold else None,
        counted_at=seen.counted,
        short_links=bool(known.links_at),
        repeat=_repeat(known.repeat) if known.repeat else None,
        of=known.of or None,
        paused_because=known.why or None,
        media=[present_media.shape(known.id, file, links.get(file.key)) for file in known.files],
        steerable=seen.steerable,
        changeable=seen.changeable,
        audience=_audience(known.goes_to) if seen.changeable else None,
    )


def _audience(known: Audience) -> AudienceShape:
    skip = known.skip
    return AudienceShape(
        groups=list(known.groups),
        contacts=list(known.contacts),
        exclude=Exclude(groups=list(known.without_groups), contacts=list(known.without_contacts)),
        skip=SkipShape(active_conversation=skip.active_conversation, texted_within_days=skip.texted_within),
    )


def _repeat(rule: Repeat) -> RepeatShape:
    return RepeatShape(
        weekdays=[list(Weekday)[day] for day in rule.weekdays],
        day=rule.day or None,
        until=date.fromisoformat(rule.until) if rule.until else None,
        count=rule.count or None,
        time=rule.time,
        zone=rule.zone,
    )


def _responses(known: Responses) -> ResponsesShape:
    return ResponsesShape(
        texted=known.texted,
        replies=known.replies,
        reply_rate=known.reply_rate,
        opt_outs=known.opt_outs,
        opt_out_rate=known.opt_out_rate,
        clicks=known.clicks,
        click_rate=known.click_rate,
        openings=known.openings,
        within_days=WITHIN.days,
        conversions=known.conversions,
        conversion_rate=known.conversion_rate,
        won_within_days=conversions.WITHIN.days,
    )


def _refused(tally: Tally) -> list[RefusedBy]:
    """Most first."""
    found = sorted(tally.refused.items(), key=lambda one: -one[1])
    return [RefusedBy(code=code, reason=tally.reasons.get(code, ""), recipients=count) for code, count in found]


def _failed(tally: Tally) -> list[FailedBy]:
    found = sorted(tally.failed.items(), key=lambda one: -one[1])
    told = [(trouble(Status.FAILED, int(error) or None, ""), count) for error, count in found]
    return [FailedBy(trouble=why, recipients=count) for why, count in told if why is not None]


def preview(found: Found) -> Preview:
    known = found.estimate
    refused = [
        RefusedRecipient(contact=contact_ref(contact), code=why.code, reason=why.sentence, rule=why.rule)
        for contact, why in known.refusals
    ]
    samples = [
        SampleShape(contact=contact_ref(one.contact), body=one.body, segments=one.segments) for one in known.samples
    ]
    return Preview(
        basis=known.basis,
        judged=known.judged,
        looked=found.looked,
        recipients=known.recipients,
        refused=known.refused,
        refused_by=[ReasonShape.model_validate(why) for why in known.reasons],
        refused_sample=refused,
        skipped=known.skipped,
        skipped_by=[ReasonShape.model_validate(why) for why in known.skips],
        left_out=known.left_out,
        waiting=sum(alike.recipients for alike in known.waits),
        waits=[WaitingRecipients.model_validate(alike) for alike in known.waits],
        segments=known.worst.segments,
        segments_average=known.average,
        segments_total=known.total,
        encoding=known.worst.encoding,
        special_recipients=known.special,
        replacements=[SpecialShape.model_validate(one) for one in found.special],
        cost=CostShape.model_validate(found.cost),
        seconds=known.seconds,
        sample=known.samples[0].body if known.samples else found.body,
        samples=samples,
        links=[LinkShape.model_validate(link) for link in found.links],
        warnings=[WarningShape(code=code, sentence=sentence) for code, sentence in found.warnings],
    )


def recipient(line: Line, row: Recipient, hold: Wait | None = None) -> RecipientShape:
    """`hold` is what keeps the whole line from sending, whatever else a row waits for."""
    why = waiting(row.status, hold)
    if why is not None:
        row = replace(row, code=why.code, reason=why.reason, rule=why.rule)
    return RecipientShape(
        contact=ContactRef(id=row.contact, name=row.name, phone=row.phone),
        status=row.status,
        thread=thread_of(line.id, row.contact),
        code=row.code or None,
        reason=row.reason or None,
        rule=row.rule or None,
        until=row.until,
        trouble=trouble(row.status, row.error, row.reason),
        replied=row.replied,
        opted_out=row.opted_out,
        clicked=row.clicked,
        converted=row.converted,
        clicks=row.clicks,
    )
