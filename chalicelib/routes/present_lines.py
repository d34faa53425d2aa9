"""Lines, their keyword rules and their recaptures: from the API's shapes and to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from chalicelib.core import introductions, keyword_rules
from chalicelib.core.brand import Brand
from chalicelib.core.ids import GroupId, PersonId
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.people import Person
from chalicelib.core.recapture import Recapture
from chalicelib.flows.recapture import Overview
from chalicelib.routes import present_away
from chalicelib.routes.present import line_ref
from chalicelib.routes.shapes.common import ContactRef, PersonRef
from chalicelib.routes.shapes.team import KeywordRuleShape, LineShape, RecaptureOverview, RecaptureRun


def line(known: Line, person: Person, names: dict[PersonId, str], brand: Brand, now: datetime) -> LineShape:
    mine = person.id in known.members | known.covers or known.use is not LineUse.PERSONAL
    members, covers = (
        [PersonRef(id=one, name=names[one]) for one in sorted(group) if one in names]
        for group in (known.members, known.covers)
    )
    return LineShape(
        id=known.id,
        number=known.number,
        label=known.label,
        kind=known.kind,
        use=known.use,
        backing=known.backing,
        active=known.active,
        mine=mine,
        owner=PersonRef(id=known.owner, name=names[known.owner]) if known.owner in names and known.owner else None,
        members=members,
        verification=known.verification,
        handling=known.handling,
        rate=known.rate,
        daily_cap=known.daily_cap,
        zone=known.zone,
        held=known.held,
        replaces=known.replaces,
        introduction=introductions.tail("", brand),
        covers=covers,
        rules=[_rule(one) for one in known.rules],
        **present_away.of_line(known, brand.zone, now),
    )


def rules(shapes: Iterable[KeywordRuleShape] | None) -> tuple[KeywordRule, ...]:
    """In the order given: of two words within one text the first rule's counts."""
    return tuple(
        KeywordRule(
            words=keyword_rules.tidy(one.words),
            anywhere=one.anywhere,
            reply=one.reply,
            tags=frozenset(one.tags),
            group=GroupId(one.group) if one.group else None,
            assignee=PersonId(one.assignee) if one.assignee else None,
            alert=one.alert,
        )
        for one in shapes or ()
    )


def _rule(rule: KeywordRule) -> KeywordRuleShape:
    return KeywordRuleShape(
        words=list(rule.words),
        anywhere=rule.anywhere,
        reply=rule.reply,
        tags=sorted(rule.tags),
        group=rule.group,
        assignee=rule.assignee,
        alert=rule.alert,
    )


def recapture(found: Overview, names: dict[PersonId, str]) -> RecaptureOverview:
    return RecaptureOverview(
        old=line_ref(found.old),
        agreed=found.agreed,
        unasked=found.unasked,
        run=recapture_run(found.run, names) if found.run else None,
        items=[ContactRef(id=row.contact, name=row.name, phone=row.phone) for row in found.page.items],
        cursor=found.page.cursor,
    )


def recapture_run(run: Recapture, names: dict[PersonId, str]) -> RecaptureRun:
    return RecaptureRun(
        started_at=run.at,
        by=PersonRef(id=run.by, name=names.get(run.by, "Someone who left")),
        asked=run.asked,
        passed=run.passed,
        done_at=run.done,
    )
