"""The forms that some texts must have, and what to say of one that has not."""

from __future__ import annotations

EMAIL = r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$"
TIME = r"^([01]\d|2[0-3]):[0-5]\d$"
CLOCK = rf"{TIME}|^24:00$"

REMEDIES = {
    EMAIL: "Give an email address, such as ada@example.com, or leave it empty.",
    TIME: "Give a time of day, such as 09:00 or 17:30.",
    CLOCK: "Give a time of day, such as 09:00 or 17:30; 24:00 is the end of the day.",
}
