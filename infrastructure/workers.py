"""The workers of THE table (functions.py): what works off queues, or runs by the clock."""

from __future__ import annotations

from infrastructure.rows import (
    CHANGE,
    FETCH,
    HAND_OVER,
    LEAD,
    READ,
    SECRET,
    STEER,
    TAKE_IN,
    Worker,
)

WORKERS: tuple[Worker, ...] = (
    Worker(name="inbound", queue="inbound", batch=10, timeout=60, grants=TAKE_IN, concurrency=2, alarm=True),
    Worker(
        name="alert",
        queue="alert",
        batch=10,
        timeout=60,
        concurrency=5,
        alarm=True,
        grants=(
            *(SECRET, "team:read", "team:write", *LEAD),
            *("broadcasts:read", "queue:deliver:send", "mail:send", "topic:publish"),
        ),
    ),
    Worker(
        name="deliver", queue="deliver", batch=5, timeout=60, memory=1024, concurrency=10, alarm=True, grants=HAND_OVER
    ),
    # Ten files of a text, each with its time limit.
    Worker(name="media", queue="media", batch=1, timeout=150, concurrency=5, alarm=True, grants=FETCH),
    Worker(
        name="fan_out",
        queue="fan_out",
        batch=1,
        timeout=60,
        concurrency=2,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *READ,
            "contacts:read",
            "broadcasts:read",
            "broadcasts:write",
            "queue:fan_out:send",
            "queue:deliver:send",
            "queue:alert:send",
        ),
    ),
    Worker(
        name="recapture",
        queue="recapture",
        batch=1,
        timeout=60,
        concurrency=2,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *CHANGE,
            "contacts:read",
            "consent:write",
            "broadcasts:read",
            "broadcasts:write",
            "queue:deliver:send",
            "queue:recapture:send",
        ),
    ),
    Worker(
        name="tick",
        minutes=1,
        timeout=55,
        memory=1024,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *CHANGE,
            *STEER,
            # What comes again pauses where a group of its audience is gone.
            "contacts:read",
            # Who stands in for somebody who is away sees its lines meanwhile.
            "team:write",
            "queue:alert:send",
            "queue:recapture:send",
            "queue:deliver:send",
            "queue:fan_out:send",
            "queue:opt_in:send",
            "queue:media:send",
        ),
    ),
    Worker(
        name="opt_in",
        queue="opt_in",
        batch=10,
        timeout=60,
        # More at once would only wait for each other: all count on one budget of the day.
        concurrency=2,
        alarm=True,
        grants=(
            SECRET,
            "team:read",
            *CHANGE,
            "contacts:read",
            "contacts:write",
            "consent:write",
            "queue:alert:send",
            "queue:deliver:send",
        ),
    ),
    Worker(name="reconcile", minutes=10, timeout=300, alarm=True, grants=TAKE_IN),
)
