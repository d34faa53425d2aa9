"""Pictures that come in: fetched from the provider into the brand's bucket, shown, and asked for again; and the files
of a text that goes out, lent to the provider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from chalicelib.core import access, effects, formats, media
from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.ids import MessageId, PersonId, thread_parts
from chalicelib.core.media import File, Standing
from chalicelib.core.messages import Message
from chalicelib.flows.decide import emit
from chalicelib.flows.people import present
from chalicelib.flows.ports import House, Link, MediaRefused, ProviderBusy

LOST = "The provider did not give it in time."


def fetch(house: House, job: Mapping[str, str], now: datetime) -> None:
    """Brings every part of one text into the bucket, each once, however often the job comes.

    What cannot be had now is asked for again by the schedule, until the job's `until`; the text stands all the while.
    `again`: somebody asked for what could not be had before.
    """
    message = MessageId(job["message"])
    found = house.conversations.load(message=(job["box"], message), with_brand=True)
    if found.message is None or not found.message.media:
        house.conversations.finish_effect(job["effect"])
        return
    late = now >= datetime.fromisoformat(job["until"])
    wanted = (Standing.WAITING, Standing.FAILED) if job.get("again") else (Standing.WAITING,)
    asked = [part for part in _all(found.message) if media.standing(part) in wanted]
    got = {part.place: _fetched(house, found.message, part, late=late) for part in asked}
    parts = [got.get(part.place, part) or part for part in _all(found.message)]
    files = tuple(part for part in parts if media.standing(part) is not Standing.WAITING)
    if files != found.message.files and not house.conversations.keep_files(found.message, files, now):
        raise Busy("contended", "Somebody else fetches the same pictures.")
    brand = found.brand or house.first_brand
    done = None not in got.values() and (not brand.delete_media or _deleted(house, found.message, files))
    if done or late:
        house.conversations.finish_effect(job["effect"])


def again(house: House, caller: PersonId, thread: str, message: str, now: datetime) -> Message:
    """Asks for what could not be fetched; NotFound where the caller may not see it. Nothing where all is here."""
    line, contact = thread_parts(thread)
    found = house.conversations.load(line=line, contact=contact, person=caller, message=(thread, MessageId(message)))
    access.demand_thread(present(found.person), found.line)
    if found.message is None or found.message.hidden:
        raise NotFound("message")
    if any(media.standing(part) is Standing.FAILED for part in _all(found.message)):
        wanted = effects.media_again(thread, found.message.id, now, now + media.GIVE_UP)
        house.conversations.save(Changes(effects=(wanted,)), now)
        emit(house, (wanted,))
    return found.message


def links(house: House, messages: Iterable[Message], now: datetime) -> dict[str, Link]:
    """A link to every file of these texts, by its key."""
    return links_to(house, (file for message in messages for file in message.files), now)


def links_to(house: House, files: Iterable[File], now: datetime) -> dict[str, Link]:
    return {file.key: _link(house, file, now) for file in files if file.key}


def lend(house: House, message: Message) -> list[str] | None:
    """Addresses at which the provider may fetch the files of a text for a day; None where one of them is gone.

    Each name derives from the text by the brand's key: nobody guesses it, and a repeat lends under the same one.
    """
    found = []
    for file in message.files:
        lent = _lent(house, f"{message.id}:{file.key}", file)
        if not house.bucket.copy(file.key, lent, file.type):
            return None
        found.append(f"{house.dashboard_url}/{lent}")
    return found


def lend_to_many(house: House, broadcast: Broadcast, now: datetime) -> tuple[str, ...] | None:
    """As `lend`, for all recipients of a broadcast: each file is lent once in half a day, not once for each of them."""
    found = []
    for file in broadcast.files:
        lent = _lent(house, media.loan_to_many(broadcast.id, file, now), file)
        if house.bucket.peek(lent) is None and not house.bucket.copy(file.key, lent, file.type):
            return None
        found.append(f"{house.dashboard_url}/{lent}")
    return tuple(found)


def gone(house: House, broadcast: Broadcast) -> bool:
    """Whether a file of a broadcast is not there any more."""
    return any(house.bucket.peek(file.key) is None for file in broadcast.files)


def _all(message: Message) -> list[File]:
    return media.parts(message.media, message.files)


def _lent(house: House, loan: str, file: File) -> str:
    return media.LENT + house.ids.lent(loan) + formats.ending(file.type)


def _link(house: House, file: File, now: datetime) -> Link:
    name = media.file_name(file, formats.ending(file.type))
    return house.bucket.link(file.key, file.type, name, now, drawn=media.drawn(file))


def _fetched(house: House, message: Message, part: File, *, late: bool) -> File | None:
    """The part as it stands after it was asked for; None where it is to be asked for once more."""
    try:
        data = house.attachments.fetch(message.media[part.place])
    except MediaRefused as refusal:
        return File(part.place, fault=str(refusal))
    except ProviderBusy:
        return File(part.place, fault=LOST) if late else None
    head = data[: formats.HEAD]
    kind = formats.kind_of(head)
    width, height = formats.dimensions(kind, head)
    key = media.inbound_key(message.box, message.id, part.place)
    house.bucket.put(key, data, kind)
    return File(part.place, key, kind, len(data), width, height)


def _deleted(house: House, message: Message, files: Iterable[File]) -> bool:
    """Whether the provider keeps nothing more of what is here; what is not here may still be had there."""
    try:
        for file in files:
            if file.key:
                house.attachments.delete(message.media[file.place])
    except (MediaRefused, ProviderBusy):
        return False
    return True
