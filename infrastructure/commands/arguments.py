"""What every command is told on its command line."""

from __future__ import annotations

import argparse


def parser(command: str, does: str, more: str = "") -> argparse.ArgumentParser:
    """Says what the command does in plain words, and takes the stage."""
    made = argparse.ArgumentParser(
        prog=f"make {command}",
        description=does,
        epilog=more or "Rerunning is always safe. docs/operator/commands.md tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("stage", help="the installation to work on, such as prod (make: STAGE=prod)")
    return made


def with_yes(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    made.add_argument("--yes", action="store_true", help="agree to the question beforehand (make: YES=1)")
    return made


def settings(pairs: list[str]) -> dict[str, str]:
    """["Brand=Acme"] → {"Brand": "Acme"}; ValueError names what is not of this form."""
    found = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise ValueError(f"“{pair}” is not Name=value")
        found[name.strip()] = value.strip()
    return found
