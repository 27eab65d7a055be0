"""`houvast plans evaluate`: how well passages are found, in plans that somebody brought and marked.

The folder holds plans and `labels.json`. Its test half is opened on purpose only, and each time is
written down beside it.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli.command import Commands, command

if TYPE_CHECKING:
    from houvast.plans.rules.evaluating import Half, Judged, Label

LABELS, OPENINGS = "labels.json", "openings.json"
NOT_READ = "{path} kan niet gelezen worden: {fault}."
DATA = 1


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "evaluate", _evaluate)
    one.add_argument("folder", type=Path, help="plans with a labels.json beside them")
    one.add_argument("--test", action="store_true", help="open the test half: once a release")
    one.add_argument("--json", action="store_true", help="for another program")


def _evaluate(asked: argparse.Namespace) -> int:
    """Measure how well passages are found in the plans of a folder. 1 for a fault in it."""
    from houvast.errors import Refused
    from houvast.plans.rules.catalogue import NEWEST
    from houvast.plans.rules.evaluating import Half
    from houvast.plans.rules.suggesting import ENGINE

    half = Half.TEST if asked.test else Half.BUILD
    page: dict[str, Any] = {"catalogue": NEWEST, "engine": ENGINE, "half": half}
    try:
        page |= measured(asked.folder, labels_in(asked.folder), half)
        page["openings"] = _opened(asked.folder, half)
    except OSError as fault:
        print(NOT_READ.format(path=fault.filename, fault=fault.strerror), file=sys.stderr)
        return DATA
    except Refused as no:
        print(f"Niet gemeten. {no}", file=sys.stderr)
        return DATA
    print(json.dumps(page, ensure_ascii=False, indent=2) if asked.json else _page(page))
    return 0


def labels_in(folder: Path) -> "tuple[Label, ...]":
    """What people found in the plans of this folder. Raises Refused, or OSError."""
    from houvast.plans.rules.catalogue import catalogue
    from houvast.plans.rules.evaluating import labels_of

    return labels_of(_json_of(folder / LABELS), [one.id for one in catalogue().criteria])


def _json_of(path: Path) -> Any:
    """What a file of JSON holds; None for what is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None


def measured(folder: Path, labels: "tuple[Label, ...]", half: "Half") -> dict[str, Any]:
    """Figures for each sort of plan apart; which plans were too short is said."""
    from houvast.plans.child import read_apart
    from houvast.plans.rules.catalogue import catalogue
    from houvast.plans.rules.evaluating import FEWEST, figures, judged
    from houvast.plans.rules.suggesting import suggest

    some: dict[str, list[Judged]] = defaultdict(list)
    read: dict[str, int] = defaultdict(int)
    short: list[str] = []
    for one in labels:
        if one.half is not half:
            continue
        plan = read_apart((folder / one.file).read_bytes())
        done = judged(one, plan, suggest(plan, catalogue()))
        if len(plan.passages) <= FEWEST:
            short.append(one.file)
        else:
            some[one.sort] += done
            read[one.sort] += 1
    sorts = {name: {"documents": read[name], **figures(each)} for name, each in some.items()}
    return {"too_short": short, "sorts": sorts}


def _opened(folder: Path, half: "Half") -> int:
    """How many times the test half was opened, this time too. Written down beside the plans."""
    from houvast.plans.rules.catalogue import NEWEST
    from houvast.plans.rules.evaluating import Half
    from houvast.plans.rules.suggesting import ENGINE

    path = folder / OPENINGS
    kept = _json_of(path) if path.exists() else []
    times = kept if isinstance(kept, list) else []
    if half is Half.TEST:
        times.append({"catalogue": NEWEST, "engine": ENGINE})
        path.write_text(json.dumps(times, indent=1) + "\n", encoding="utf-8")
    return len(times)


def _page(page: dict[str, Any]) -> str:
    """The figures to read."""
    lines = [f"Half: {page['half']}. The test half was opened {page['openings']} times."]
    if page["too_short"]:
        lines.append(f"Too short to count: {', '.join(page['too_short'])}.")
    for name, one in page["sorts"].items():
        lines += ["", f"{name}: {one['documents']} plans of {one['municipalities']} municipalities"]
        lines.append(f"  all    {_both(one)}")
        lines += [f"  {about:<6} {_both(each)}" for about, each in one["criteria"].items()]
    return "\n".join(lines if page["sorts"] else [*lines, "No plan of this half is long enough."])


def in_words(figures: dict[str, Any]) -> str:
    """The figures of all questions together, of each sort of plan."""
    return "; ".join(f"{name} {_both(one)}" for name, one in figures["sorts"].items())


def _both(one: dict[str, Any]) -> str:
    return f"recall@5 {_share(one['recall_at_5'])}   precision@1 {_share(one['precision_at_1'])}"


def _share(one: dict[str, Any] | None) -> str:
    if one is None:
        return "none"
    between = "" if one["low"] is None else f" ({one['low']:.2f} to {one['high']:.2f})"
    return f"{one['value']:.2f}{between}, n = {one['n']}"
