"""A line's recapture as the API's shapes."""

from __future__ import annotations

from chalicelib.core.ids import PersonId
from chalicelib.core.recapture import Recapture
from chalicelib.flows.recapture import Overview
from chalicelib.routes.present import line_ref
from chalicelib.routes.shapes.common import ContactRef, PersonRef
from chalicelib.routes.shapes.team import RecaptureOverview, RecaptureRun


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
