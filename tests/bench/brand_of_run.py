"""A fast line with a large audience in a running `make run`, written into its tables as the product writes them."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import boto3

from chalicelib.core.groups import Group
from chalicelib.core.phone import PhoneNumber
from chalicelib.settings import settings as of_functions
from chalicelib.store.codec import Item
from chalicelib.wiring import Wiring
from infrastructure.local import aws, environment, provider, stack
from infrastructure.local.demo_hours import open_zone
from infrastructure.local.settings import Settings
from tests.simulation.people import AUTHOR, Crowd, posts, rows

LINE = PhoneNumber("+18005550190")


def furnished(settings: Settings, recipients: int, rate: int) -> tuple[str, str]:
    """The line's number and the group's id; everybody agreed, and it is day where they are."""
    aws.enter(settings.aws_url)
    os.environ.update(environment.functions(settings, stack._settled(boto3.client("cloudformation"))))
    of_functions.cache_clear()
    house, now = Wiring(), datetime.now(UTC)
    (post,) = (replace(one, number=LINE, zone=open_zone(now)) for one in posts(0, 0, recipients, rate))
    everyone = frozenset(person.id for person in house.team.people())
    house.team.put_line(replace(post.line(house.ids), members=everyone))
    house.contacts.create_group(Group(post.group, "Everybody", now, AUTHOR, size=recipients))
    made: dict[str, list[Item]] = defaultdict(list)
    for noun, item in rows(Crowd(recipients), post, house.ids, now):
        made[noun].append(item)
    for noun, items in made.items():
        house._database.put_many(noun, items)  # type: ignore[arg-type]
    provider.connect(settings, {LINE: "The bench's line"})
    return post.number, post.group
