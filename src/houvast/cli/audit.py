"""`houvast audit verify`: is the trail as it was written?"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from houvast.cli import audit_export
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
    one.add_argument("--without-witness", action="store_true", help="the chain alone, not anchored")
    command(kinds, "key", _key)
    audit_export.add(kinds)


def _verify(asked: argparse.Namespace) -> int:
    """Compute the whole trail again and ask the witness; 1 when it is not as written, 2 if away."""
    use_a_database(auditor=True)
    url = os.environ.get("HOUVAST_AUDITOR_URL")
    if not url:
        raise SystemExit("Set HOUVAST_AUDITOR_URL: only the auditor reads the trail.")
    from houvast.audit.keys import NoKey
    from houvast.audit.stored import frozen, municipalities
    from houvast.audit.verifying import verify
    from houvast.audit.witness import Away

    try:
        with frozen(url) as auditor:
            asks = _asking(auditor, without=asked.without_witness)
            places = municipalities(auditor)
            found = [verify(auditor, one, _teller(one), asks(one)) for one in places]
    except (Away, NoKey) as error:
        print(f"The witness could not be asked: {error}", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps([_plain(one) for one in found], indent=2))
    else:
        for one in found:
            print(_said(one))
    return 1 if any(one.broken for one in found) else 0


def _asking(auditor: Any, *, without: bool) -> Callable[[UUID], Any]:
    """What asks the witness for all it was told of a municipality."""
    from houvast.audit import keys
    from houvast.audit.rules.anchors import wrong_with_told
    from houvast.audit.witness import everything, witness_of

    given = keys.settings()
    witness = None if without else witness_of(given)
    if witness is None:
        print("Not held against a witness: a chain made anew is not noticed.", file=sys.stderr)
        return lambda _place: {}
    own, (now,) = given.own(), auditor.execute("select houvast_now()").fetchone()
    return lambda place: wrong_with_told(
        everything(witness, own, place, now), keys.public(own), witness.key
    )


def _key(_: argparse.Namespace) -> int:
    """Make the key of this installation, if it has none, and tell its public half."""
    from pathlib import Path

    from houvast.audit import keys

    given = keys.settings()
    if not given.keys:
        raise SystemExit("Set HOUVAST_KEYS: the folder for the key, on another disk than backups.")
    path = Path(given.keys) / keys.OWN
    try:
        key = keys.load(path) if path.exists() else keys.make(path)
    except keys.NoKey as error:
        raise SystemExit(str(error)) from None
    print(keys.public(key).hex())
    return 0


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
        "anchored": one.anchored,
        "broken": broken,
    }


def _said(one: "Verdict") -> str:
    if one.broken is None:
        told = f"the witness knows up to seal {one.anchored:,}" if one.anchored else "no witness"
        much = f"{one.entries:,} entries in {one.seals:,} seals"
        return f"{one.municipality}  as it was written: {much}; {told}"
    where = [f"seal {one.broken.seal}"] if one.broken.seal else ["not sealed"]
    where += [f"entry {one.broken.entry}"] if one.broken.entry else []
    return f"{one.municipality}  BROKEN at {', '.join(where)}: {SAYS[one.broken.wrong]}"
