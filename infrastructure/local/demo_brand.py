"""What the demo brand says: how it is reached, and templates to begin with."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime

from chalicelib.core.errors import Invalid
from chalicelib.core.ids import TemplateId, ulid
from chalicelib.core.templates import Template, check
from chalicelib.flows.ports import House, Stale

HELP = "Write to help@example.com or call 1-800-555-0199."
TEMPLATES = (
    ("Opening hours", "Hi {{first_name|there}}, we are open Monday to Saturday, 9 to 6. {{rep_first_name}}"),
    ("On its way", "Hi {{first_name|there}}, your order is on its way to {{location|you}}."),
    ("Thank you", "Thank you, {{first_name|friend}}! Write to me here whenever you need something. {{rep_first_name}}"),
)


def ensure(house: House, now: datetime) -> None:
    """Writes what is missing. Settings that somebody saved stay as they are, and so does what was taken away."""
    if house.team.brand() is not None:
        return
    for name, body in TEMPLATES:
        made = Template(TemplateId("t" + ulid(0, f"demo:{name}")), name, body, None, now)
        check(made)
        with contextlib.suppress(Invalid):
            house.templates.create(made)
    # Last: where the settings are, the rest has been written, too.
    with contextlib.suppress(Stale):
        house.team.put_brand(replace(house.first_brand, help=HELP))
