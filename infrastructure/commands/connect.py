"""`make connect`: a number for the brand, bought or brought along, wired so that no text to it is lost."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from chalicelib.core import phone
from chalicelib.core.errors import Invalid
from infrastructure.commands import arguments, credentials, lines, verification, webhooks
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.house import rooms
from infrastructure.commands.numbers import Number, Provider, shown
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop, ended
from infrastructure.commands.terminal import Terminal, agrees
from infrastructure.commands.webhooks import Wiring

DOES = """\
Gives a stage a number to text from: searches and buys one, or takes one that you have
(NUMBER=…), sets its webhooks at the provider, and adds it as a line. The first time it
asks for the provider's credentials. A number that is there already is wired anew."""


def main(given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    """The exit code: 0 when the number is wired, 1 when the answer was no."""
    asked = _parser().parse_args(given)
    stage = Stage(cloud or Cloud(), asked.stage).demand()
    right = webhooks.wanted(_public_url(stage))
    if asked.new_token:
        credentials.rotated(stage, asked.provider_url, terminal)
        return 0
    provider = Provider(credentials.ready(stage, asked.provider_url, terminal), asked.provider_url)
    if asked.list:
        _list(provider, right, asked, terminal)
        return 0
    house = rooms(stage)
    wish = lines.Wish(asked.label or "Brand", lines.owner(house, asked.owner))
    number = _number(provider, right, asked, terminal)
    if number is None:
        terminal.say("Nothing was changed.")
        return 1
    line, new = lines.ensure(house, number.number, number.kind, wish)
    told = "is a line now" if new else "is a line already and stays as it was"
    terminal.say(f"{shown(number.number, full=asked.show)} {told}: “{line.label}”, {line.use}.")
    _tell_verification(provider, number, terminal)
    terminal.say(f"Next: make doctor STAGE={stage.name}. Then text the number from your own phone.")
    return 0


def _number(provider: Provider, right: Wiring, asked: argparse.Namespace, terminal: Terminal) -> Number | None:
    """The wired number; None where the answer was no."""
    wanted = _read(asked.number) if asked.number else _offered(provider, asked, terminal)
    owned = {number.number: number for number in provider.numbers()}
    if wanted in owned:
        return _wired(provider, owned[wanted], right, asked, terminal)
    kind = phone.kind_of(wanted)
    price = provider.price(kind)
    costs = f"{price} a month" if price else "the provider's list price a month"
    name = shown(wanted, full=asked.show)
    if not agrees(terminal, f"Buy {name} for {costs}, on the provider's bill?", yes=asked.yes):
        return None
    bought = provider.buy(wanted, asked.label or "Brand", right)
    terminal.say(f"{name} is yours and wired.")
    return bought


def _wired(
    provider: Provider, number: Number, right: Wiring, asked: argparse.Namespace, terminal: Terminal
) -> Number | None:
    name = shown(number.number, full=asked.show)
    if not webhooks.faults(number.wiring, right):
        terminal.say(f"{name} is wired as it should be.")
        return number
    now = webhooks.elsewhere(number.wiring, right)
    if now:
        terminal.say(f"! Texts to {name} go to {now} today. Wired to this stage, that place gets no text any more:")
        terminal.say("  its conversations stay there. docs/operator/moving.md tells how to take them along.")
        if not agrees(terminal, f"Move {name} here?", yes=asked.yes):
            return None
    wired = provider.wire(number, right)
    left = webhooks.faults(wired.wiring, right)
    if left:
        raise Stop(f"{name} was wired, but {left[0]}.", "Look at the number in the provider's console.")
    terminal.say(f"{name} is wired.")
    return wired


def _offered(provider: Provider, asked: argparse.Namespace, terminal: Terminal) -> str:
    """The number that is chosen among those on sale."""
    area = asked.area_code
    if area and (len(area) != 3 or not area.isdecimal()):
        raise Stop(f"“{area}” is no area code.", "Give three digits, as in AREA_CODE=202.")
    offers = provider.offers(toll_free=not area, area_code=area)
    if not offers:
        raise Stop("No such number is on sale now.", "Try another AREA_CODE, or leave it out for a toll-free number.")
    for place, number in enumerate(offers, 1):
        terminal.say(f"  {place}  {shown(number, full=asked.show)}")
    if not terminal.interactive:
        raise Stop("Nobody is here to choose one.", "Say which: NUMBER=+1… (SHOW=1 lists them in full).")
    answer = terminal.type_in(f"Which one? [1–{len(offers)}]") or "1"
    if not answer.isdecimal() or not 0 < int(answer) <= len(offers):
        raise Stop(f"“{answer}” is none of these.", "Run it again and choose by its place in the list.")
    return offers[int(answer) - 1]


def _list(provider: Provider, right: Wiring, asked: argparse.Namespace, terminal: Terminal) -> None:
    for number in provider.numbers():
        told = "; ".join(webhooks.faults(number.wiring, right)) or "wired to this stage"
        terminal.say(f"  {shown(number.number, full=asked.show)}  {number.label}: {told}")
        _tell_verification(provider, number, terminal)


def _tell_verification(provider: Provider, number: Number, terminal: Terminal) -> None:
    if number.kind == "toll_free":
        state, do = verification.meaning(provider.verification(number))
        terminal.say(f"  Its toll-free verification {state}.{' ' + do if do else ''}")
    elif number.kind == "local":
        terminal.say("  A local number needs an A2P 10DLC campaign for texts to the United States (30034).")


def _read(text: str) -> str:
    try:
        return phone.parse(text, field="number")
    except Invalid as fault:
        raise Stop(f"NUMBER cannot be so: {fault.fields['number']}", "Write it as +18005550100.") from None


def _public_url(stage: Stage) -> str:
    if not stage.public_url or ".invalid" in stage.public_url:
        raise Stop("The stage does not know its own address yet.", f"Deploy it: make deploy STAGE={stage.name}")
    return stage.public_url


def _parser() -> argparse.ArgumentParser:
    made = arguments.with_yes(arguments.parser("connect", DOES))
    made.add_argument("--number", default="", help="a number that you have, or want to buy (make: NUMBER=+1…)")
    made.add_argument(
        "--area-code", default="", help="search local numbers there; without it toll-free (AREA_CODE=202)"
    )
    made.add_argument("--label", default="", help='what the team calls the line (make: LABEL="Front desk")')
    made.add_argument("--owner", default="", help="email of the person whose own line it is (make: OWNER=…)")
    made.add_argument("--list", action="store_true", help="only show the account's numbers and how they are wired")
    made.add_argument("--new-token", action="store_true", help="take a new Auth Token; the old one stays believed")
    made.add_argument("--show", action="store_true", help="show numbers in full (make: SHOW=1)")
    made.add_argument("--provider-url", default=os.environ.get("PARLEY_PROVIDER_URL", ""), help=argparse.SUPPRESS)
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
