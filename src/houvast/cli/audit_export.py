"""`houvast audit export`: the trail for a SIEM or for the log of processing, on the output."""

import argparse
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

SHAPES = ("cef", "json", "otlp")


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "export", _export)
    one.add_argument("--format", choices=SHAPES, required=True, help="otlp: persons, no users")
    one.add_argument("--state", type=Path, metavar="FILE", help="goes on where it ended last time")


def _export(asked: argparse.Namespace) -> int:
    """Write what was sealed since last time, a line for each event; the asking is recorded."""
    use_a_database(auditor=True)
    url = os.environ.get("HOUVAST_AUDITOR_URL")
    if not url:
        raise SystemExit("Set HOUVAST_AUDITOR_URL: only the auditor reads the trail.")
    set_up()
    from houvast.audit import keys
    from houvast.audit.stored import frozen, municipalities

    had = _had(asked.state)
    try:
        with frozen(url) as auditor:
            for place in municipalities(auditor):
                _of(auditor, place, asked, had)
    except keys.NoKey as error:
        raise SystemExit(str(error)) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _of(auditor: Any, place: UUID, asked: argparse.Namespace, had: dict[str, int]) -> None:
    """One municipality; how far it came is kept after its lines have gone."""
    from houvast.audit import keys
    from houvast.audit.exporting import Shape, exported, pseudonyms

    known, after = pseudonyms(keys.settings().keys, place), had.get(str(place), -1)
    shape = Shape(asked.format)
    for number, lines in exported(auditor, known, shape, after, version("houvast")):
        for line in lines:
            print(line)
        sys.stdout.flush()
        had[str(place)] = number
        if asked.state:
            _keep(asked.state, had)


def _had(state: Path | None) -> dict[str, int]:
    """The last seal of each municipality that went before."""
    if state is None or not state.exists():
        return {}
    try:
        found = json.loads(state.read_text())
        return {str(UUID(place)): int(seal) for place, seal in found.items()}
    except (ValueError, AttributeError, TypeError):
        raise SystemExit(f"{state} does not say how far an export came. Remove it.") from None


def _keep(state: Path, had: dict[str, int]) -> None:
    fresh = state.with_name(f"{state.name}.new")
    fresh.write_text(json.dumps(had, indent=2))
    fresh.replace(state)  # at once: half a file would begin all over
