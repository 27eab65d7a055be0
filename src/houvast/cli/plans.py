"""`houvast plans`: read a plan and show which passages may answer which question.

Asks no database and no network. A machine only points: nothing is ever confirmed here.
"""

import argparse
import json
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from houvast.cli import plan_exchange, plan_reports, plan_sets
from houvast.cli.command import Commands, command

if TYPE_CHECKING:
    from houvast.plans.rules.catalogue import Catalogue
    from houvast.plans.rules.document import Plan
    from houvast.plans.rules.suggesting import Suggested

NONE, SMALL = EMBEDDINGS = ("none", "small")
DATA = 1
"""Exit code: the file is no plan that can be read."""
NOT_OPENED = "{path} kan niet gelezen worden: {fault}."
NO_CATALOGUE = "There is no catalogue {version}. There is: {versions}."


def add(commands: Commands) -> None:
    """Add the commands."""
    about = "Is work a part of a plan? Passages to look at; a person decides."
    what = commands.add_parser("plans", help=about, description=about)
    kinds = what.add_subparsers(required=True, metavar="what")
    for name, run in (("check", _check), ("suggest", _suggest)):
        one = command(kinds, name, run)
        one.add_argument("file", type=Path, help="pdf, docx, odt, txt, md or html")
        one.add_argument("--catalogue", default="", metavar="VERSION", help="of the questions")
        one.add_argument(
            "--embedding", choices=EMBEDDINGS, default=NONE,
            help="small looks by meaning beside words; needs the extra betekenis",
        )  # fmt: skip
        one.add_argument("--json", action="store_true", help="for another program")
    one = command(kinds, "read", _read)
    one.add_argument("file", type=Path, help="pdf, docx, odt, txt, md or html")
    one.add_argument("--out", type=Path, required=True, help="where the passages go, as JSON")
    plan_sets.add(kinds)
    plan_reports.add(kinds)
    plan_exchange.add(kinds)


def _check(asked: argparse.Namespace) -> int:
    """Read a plan, and give the passages that a person should look at. 1 when it is no plan."""
    from houvast.plans.rules.wording import checked, page

    plan, found, catalogue = _found(asked)
    _notices(plan)
    print(_json(checked(plan, found)) if asked.json else page(plan, found, catalogue))
    return 0


def _suggest(asked: argparse.Namespace) -> int:
    """The same with all that is known of each passage: reasons, offsets and versions."""
    from houvast.plans.rules.wording import page, suggested

    plan, found, catalogue = _found(asked)
    _notices(plan)
    print(_json(suggested(plan, found)) if asked.json else page(plan, found, catalogue))
    return 0


def _read(asked: argparse.Namespace) -> int:
    """Read a plan into passages with their pages, and keep them as JSON."""
    from houvast.plans.rules.recognising import is_about_a_person
    from houvast.plans.rules.wording import read_out

    plan = _plan(asked.file)
    _notices(plan)
    personal = {one.number for one in plan.passages if is_about_a_person(plan.quoted(one))}
    try:
        asked.out.write_text(_json(read_out(plan, personal)) + "\n", encoding="utf-8")
    except OSError as fault:
        raise SystemExit(f"Cannot write {asked.out}: {fault.strerror}.") from None
    return 0


def _found(asked: argparse.Namespace) -> "tuple[Plan, Suggested, Catalogue]":
    from houvast.plans.meaning import Silent, meaning
    from houvast.plans.rules.catalogue import NEWEST, catalogue, versions
    from houvast.plans.rules.suggesting import suggest
    from houvast.plans.rules.words import lemma

    version = asked.catalogue or NEWEST
    plan_sets.needs_the_model(asked.embedding == SMALL)
    if version not in versions():
        raise SystemExit(NO_CATALOGUE.format(version=version, versions=", ".join(versions())))
    Thread(target=lemma, args=("plan",), daemon=True).start()  # its words, while the child reads
    try:
        with meaning(asked.embedding != NONE) as likeness:
            plan = _plan(asked.file)
            return plan, suggest(plan, catalogue(version), likeness), catalogue(version)
    except Silent:
        raise SystemExit(plan_sets.SILENT) from None


def _plan(path: Path) -> "Plan":
    """The plan in this file; a sentence ends the command where there is none."""
    from houvast.errors import Refused
    from houvast.plans.child import read_apart

    try:
        return read_apart(path.read_bytes())
    except OSError as fault:
        print(NOT_OPENED.format(path=path, fault=fault.strerror), file=sys.stderr)
    except Refused as no:
        print(f"Niet gelezen. {no}", file=sys.stderr)
    raise SystemExit(DATA)


def _notices(plan: "Plan") -> None:
    """What somebody should know, beside what goes to another program."""
    from houvast.plans.rules.wording import NOTICES

    for one in plan.notices:
        print(NOTICES[one], file=sys.stderr)


def _json(page: dict[str, object]) -> str:
    return json.dumps(page, ensure_ascii=False, indent=2)
