"""`houvast plans take-in`, `take-back` and `matrix`: plans of others, in somebody's name."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.database.actor import Actor

FAULT, WRONG = 1, 2
"""Exit codes: it is not kept or not there, or it is asked in a wrong way."""
NOBODY = "Geen beleidsmedewerker of programmamanager"


def add(kinds: Commands) -> None:
    """Add the commands."""
    one = command(kinds, "take-in", _take_in)
    one.add_argument("file", type=Path, help="the exchange file of another municipality, as JSON")
    one.add_argument("--from", dest="given_by", default="", metavar="WHO", help="of whom it came")
    other = command(kinds, "take-back", _take_back)
    other.add_argument("plan", help="its key, as it stands in the address of its page")
    more = command(kinds, "matrix", _matrix)
    more.add_argument("--scheme", default="", metavar="CODE", help="only plans for this scheme")
    for each in (one, other, more):
        each.add_argument("--by", required=True, metavar="ADDRESS", help="the colleague who asks")


def _take_in(asked: argparse.Namespace) -> int:
    """Take in the check of another municipality; prints its key. 1 when nothing is kept."""
    try:
        content = asked.file.read_bytes()
    except OSError as fault:
        return _no(f"{asked.file} kan niet gelezen worden: {fault.strerror}.", FAULT)
    by = _by(asked)
    from houvast.errors import Refused
    from houvast.plans.actions.others import take_in

    try:
        print(take_in(by=by, content=content, given_by=asked.given_by))
    except Refused as no:
        return _no(f"Niet ingelezen. {no}", FAULT)
    return 0


def _take_back(asked: argparse.Namespace) -> int:
    """Take a check of another municipality out again. 1 when it is not there."""
    try:
        key = UUID(asked.plan)
    except ValueError:
        return _no(f"{asked.plan} is geen sleutel van een plan.", WRONG)
    by = _by(asked)
    from houvast.errors import NotFound
    from houvast.plans.actions.others import take_back

    try:
        take_back(by=by, plan_id=key)
    except NotFound:
        return _no("Dit plan is er niet.", FAULT)
    return 0


def _matrix(asked: argparse.Namespace) -> int:
    """Plans side by side as JSON, question by question; no sum and no order."""
    by = _by(asked)
    from houvast.plans.reads.matrix import matrix_page

    page = matrix_page(by, scheme=asked.scheme)
    plans = [
        {"id": str(one.document), "town": one.town, "title": one.title, "version": one.number,
         "questions": one.questions, "scheme": one.scheme}
        for one in page.columns
    ]  # fmt: skip
    rows = [
        {
            "id": one.question.id,
            "cells": [each and {"state": each.state.value, "level": int(each.level)}
                      for each in one.stands],
        }
        for one in page.rows
    ]  # fmt: skip
    print(json.dumps({"plans": plans, "rows": rows}, ensure_ascii=False, indent=2))
    return 0


def _by(asked: argparse.Namespace) -> "Actor":
    use_a_database()
    set_up()
    from houvast.accounts.rules import Purpose, Role
    from houvast.cli.importing import colleague

    roles = (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER)
    return colleague(asked.by, roles, Purpose.FIGURES, NOBODY)


def _no(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
