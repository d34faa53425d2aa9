"""Stories of pictures: those that come in and those that go out."""

from __future__ import annotations

from chalicelib.core import media
from chalicelib.core.ids import PersonId
from tests.harness import aws, brand
from tests.harness.faults import Mode, down, unclear, unheard
from tests.harness.pictures import GIF, JPEG, PNG
from tests.harness.teller import Teller

ADA = brand.HANDSETS[0]


def pictures_come(told: Teller) -> None:
    """Two pictures with words; one without, from a stranger; one with a STOP. The timeline shows them."""
    told.texts(ADA, brand.REP1_LINE, "Look", media=[PNG, JPEG])
    told.texts(brand.STRANGER, brand.LOCAL, "", media=[GIF])
    told.texts(brand.STRANGER, brand.LOCAL, "STOP", media=[b"<html>"])
    told.world.drain()
    told.ask("rep1", "GET", f"/threads/{told.world.thread(brand.REP1_LINE, ADA)}/messages", also=(404,))


def pictures_while_store_is_down(told: Teller) -> None:
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(ADA, brand.REP1_LINE, "Look", media=[PNG])
    told.world.drain()


def picture_kept_unheard(told: Teller) -> None:
    """It is kept, and the word of that is lost: whoever kept it looks whether it was."""
    with told.world.around(unheard("media")):
        told.texts(ADA, brand.REP1_LINE, "Look", media=[PNG])
        told.world.drain()


def missed_picture(told: Teller) -> None:
    """Its webhook never came."""
    told.world.carrier.took_in(ADA, brand.REP1_LINE, "Look", media=[PNG])


def picture_comes_late(told: Teller) -> None:
    """The provider does not have it at first, and another will never be had; somebody asks for that one again."""
    files = told.world.carrier.media
    told.texts(ADA, brand.REP1_LINE, "Look", media=[PNG, GIF])
    first, second = sorted(files.files)[-2:]
    kept = files.files.pop(first)
    files.refuses[second] = "It was not where the provider keeps pictures."
    told.world.drain()
    files.files[first] = kept
    told.world.advance(2)
    told.world.tick()
    told.world.drain()
    files.refuses.clear()
    thread = told.world.thread(brand.REP1_LINE, ADA)
    shown = told.ask("rep1", "GET", f"/threads/{thread}/messages", also=(404,))
    for entry in shown.json["items"] if shown.ok else ():
        told.ask("rep1", "POST", f"/threads/{thread}/messages/{entry['id']}/media", also=(404,))
    told.world.drain()


def picture_goes(told: Teller) -> None:
    """In a conversation and in a first text; one without words."""
    upload = uploaded(told)
    started = {"line": brand.REP1_LINE, "to": ADA, "body": "Good morning", "media": upload}
    told.ask("rep1", "POST", "/threads", started, also=(422,))
    thread = told.world.thread(brand.REP1_LINE, ADA)
    more = {"media": uploaded(told)}
    told.ask("rep1", "POST", f"/threads/{thread}/messages", more, also=(404, 422))
    told.world.drain()
    told.report(told.sent_to(ADA), "sent", "delivered")


def picture_is_taken_unclearly(told: Teller) -> None:
    """The provider takes a picture without words, and its answer is lost."""
    with told.world.around(unclear(Mode.LOST_ANSWER)):
        asked = {"line": brand.REP1_LINE, "to": ADA, "media": uploaded(told)}
        told.ask("rep1", "POST", "/threads", asked, also=(422,))
        told.world.drain()


def uploaded(told: Teller, caller: str = "rep1") -> list[str]:
    """What the browser posted; nothing where a fault kept the form from it."""
    form = told.ask(caller, "POST", "/media", {"type": "image/png", "size": len(PNG)})
    if not form.ok:
        return []
    aws.put_file(media.upload_key(PersonId(caller), form.json["id"]), PNG)
    return [form.json["id"]]
