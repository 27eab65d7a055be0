"""`houvast plans report`: the check of a plan as the screen gives it, in somebody's name."""

import argparse
import sys
from pathlib import Path
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

FAULT, WRONG = 1, 2
"""Exit codes: there is no such check for this colleague, or it is asked in a wrong way."""
FORMS = (".odt", ".pdf", ".csv", ".json")
NOBODY = "Geen beleidsmedewerker of programmamanager"


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "report", _report)
    one.add_argument("check", help="the key of a check, as it stands in the address of its page")
    one.add_argument("--out", type=Path, required=True, help="a file: .odt, .pdf, .csv or .json")
    one.add_argument("--by", required=True, metavar="ADDRESS", help="the colleague who takes it")


def _report(asked: argparse.Namespace) -> int:
    """Write the check of a plan to a file; the trail names who took it. 1 when it is not there."""
    if asked.out.suffix not in FORMS:
        return _no(f"Name a file that ends in {' '.join(FORMS)}.", WRONG)
    try:
        key = UUID(asked.check)
    except ValueError:
        return _no(f"{asked.check} is geen sleutel van een check.", WRONG)
    use_a_database()
    set_up()
    from houvast.accounts.models import User
    from houvast.accounts.rules import Purpose, Role
    from houvast.cli.importing import colleague
    from houvast.errors import NotFound
    from houvast.plans.reads.reports import report
    from houvast.web.plan_files import filed

    roles = (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER)
    by = colleague(asked.by, roles, Purpose.FIGURES, NOBODY)
    try:
        page = report(by, key)
    except NotFound:
        return _no("Deze check is er niet.", FAULT)
    who = User.objects.get(pk=by.user_id).name
    try:
        asked.out.write_bytes(filed(page, asked.out.suffix[1:], who))
    except OSError as fault:
        return _no(f"Cannot write {asked.out}: {fault.strerror}.", FAULT)
    return 0


def _no(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
