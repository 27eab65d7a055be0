"""`houvast audit verify`: is the trail as it was written?"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.place import use_a_database

if TYPE_CHECKING:
    from houvast.audit.verifying import Verdict

SAYS = {
    "edited": "was changed",
    "deleted": "is gone",
    "added": "was never written through the door",
    "list": "the list of its entries was changed",
    "seal": "the seal was changed",
    "order": "a seal is missing, or does not follow the one before",
    "cut": "the witness knows of it, and it is not here",
    "rewritten": "the witness was told another hash",
    "forged": "a signature is false",
    "unknown_line": "a line of a person belongs to no such entry",
}


def add(commands: Commands) -> None:
    """Add the commands."""
    audit = commands.add_parser("audit", help="Look at the trail, as the auditor.")
    kinds = audit.add_subparsers(required=True, metavar="what")
    one = command(kinds, "verify", _verify)
    one.add_argument("--json", action="store_true", help="for another program")


def _verify(asked: argparse.Namespace) -> int:
    """Compute the whole chain of every municipality again; 1 when something is not as written."""
    use_a_database(auditor=True)
    url = os.environ.get("HOUVAST_AUDITOR_URL")
    if not url:
        raise SystemExit("Set HOUVAST_AUDITOR_URL: only the auditor reads the trail.")
    from houvast.audit.stored import frozen, municipalities
    from houvast.audit.verifying import verify

    with frozen(url) as auditor:
        found = [verify(auditor, one, _teller(one)) for one in municipalities(auditor)]
    if asked.json:
        print(json.dumps([_plain(one) for one in found], indent=2))
    else:
        for one in found:
            print(_said(one))
    return 1 if any(one.broken for one in found) else 0


def _teller(place: UUID) -> Callable[[int], None]:
    """Tells now and then how far it is; nothing where nobody watches."""

    def tell(entries: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{place}  {entries:,} entries", end="", file=sys.stderr, flush=True)

    return tell


def _plain(one: "Verdict") -> dict[str, Any]:
    broken = asdict(one.broken) if one.broken else None
    if broken and broken["entry"]:
        broken["entry"] = str(broken["entry"])
    return {
        "municipality": str(one.municipality),
        "seals": one.seals,
        "entries": one.entries,
        "broken": broken,
    }


def _said(one: "Verdict") -> str:
    if one.broken is None:
        return (
            f"{one.municipality}  as it was written: {one.entries:,} entries, {one.seals:,} seals"
        )
    where = [f"seal {one.broken.seal}"] if one.broken.seal else ["not sealed"]
    where += [f"entry {one.broken.entry}"] if one.broken.entry else []
    return f"{one.municipality}  BROKEN at {', '.join(where)}: {SAYS[one.broken.wrong]}"
