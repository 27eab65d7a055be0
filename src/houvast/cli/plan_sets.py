"""`houvast plans evaluate`: how well passages are found, in plans that somebody brought and marked.

The folder holds plans and `labels.json`. Its test half is opened on purpose only, and each time is
written down beside it.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli.command import Commands, command

if TYPE_CHECKING:
    from houvast.plans.meaning import Meaning
    from houvast.plans.rules.evaluating import Half, Judged, Label

LABELS, OPENINGS = "labels.json", "openings.json"
NOT_READ = "{path} kan niet gelezen worden: {fault}."
NO_MODEL = "To look by meaning too, install houvast[betekenis]."
SILENT = "The model gave no answer. With --embedding none it looks by words alone."
WORDS, HYBRID = "words", "hybrid"
DATA = 1


def add(kinds: Commands) -> None:
    """Add the command."""
    one = command(kinds, "evaluate", _evaluate)
    one.add_argument("folder", type=Path, help="plans with a labels.json beside them")
    one.add_argument("--test", action="store_true", help="open the test half: once a release")
    embedding(one)
    one.add_argument("--json", action="store_true", help="for another program")


def embedding(one: argparse.ArgumentParser) -> None:
    """Let somebody choose; without it both ways are measured where the model is installed."""
    words = "none for words alone; without it both, where the extra betekenis is"
    one.add_argument("--embedding", choices=("none", "small"), help=words)


def with_the_model(asked: argparse.Namespace) -> bool:
    """Whether to measure by meaning too. Ends the command where it is asked for and not there."""
    from houvast.plans.meaning import is_installed

    needs_the_model(asked.embedding == "small")
    return asked.embedding != "none" and is_installed()


def needs_the_model(wanted: bool) -> None:
    """End the command with a sentence where a model is asked for that is not installed."""
    from houvast.plans.meaning import is_installed

    if wanted and not is_installed():
        raise SystemExit(NO_MODEL)


def _evaluate(asked: argparse.Namespace) -> int:
    """Measure how well passages are found in the plans of a folder. 1 for a fault in it."""
    from houvast.errors import Refused
    from houvast.plans.rules.catalogue import NEWEST
    from houvast.plans.rules.evaluating import Half
    from houvast.plans.rules.suggesting import ENGINE

    half = Half.TEST if asked.test else Half.BUILD
    page: dict[str, Any] = {"catalogue": NEWEST, "engine": ENGINE, "half": half}
    both = with_the_model(asked)
    try:
        labels = labels_in(asked.folder)
        page |= measured(asked.folder, labels, half, both)
        page["readers"] = _readers([one for one in labels if one.half is half])
        page["openings"] = _opened(asked.folder, half, page[HYBRID])
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


def measured(folder: Path, labels: "tuple[Label, ...]", half: "Half", both: bool) -> dict[str, Any]:
    """Figures for each sort of plan apart, by words and, where asked, with meaning beside it.

    Which plans were too short is said. Without the model `hybrid` is None.
    """
    from houvast.plans.meaning import DAY, Silent, meaning
    from houvast.plans.rules.evaluating import FEWEST

    ways: dict[str, dict[str, list[list[Judged]]]] = {WORDS: {}, HYBRID: {}}
    short: list[str] = []
    engine = ""
    try:
        with meaning(both, DAY) as likeness:
            for one in (each for each in labels if each.half is half):
                passages, done, engine = _looked(folder, one, likeness)
                if passages <= FEWEST:
                    short.append(one.file)
                    continue
                for way, some in done.items():
                    ways[way].setdefault(one.sort, []).append(some)
    except Silent:
        raise SystemExit(SILENT) from None
    hybrid = {"engine": engine, "sorts": _sorts(ways[HYBRID])} if both else None
    return {"too_short": short, "sorts": _sorts(ways[WORDS]), HYBRID: hybrid}


def _looked(
    folder: Path, one: "Label", likeness: "Meaning | None"
) -> "tuple[int, dict[str, list[Judged]], str]":
    """How many passages a plan has, what was found by each way, and the engine of the last."""
    from houvast.plans.child import read_apart
    from houvast.plans.rules.catalogue import catalogue
    from houvast.plans.rules.evaluating import judged
    from houvast.plans.rules.suggesting import suggest

    plan = read_apart((folder / one.file).read_bytes())
    found = {WORDS: suggest(plan, catalogue())}
    if likeness:
        found[HYBRID] = suggest(plan, catalogue(), likeness)
    done = {way: judged(one, plan, each) for way, each in found.items()}
    return len(plan.passages), done, list(found.values())[-1].engine


def _sorts(some: "dict[str, list[list[Judged]]]") -> dict[str, Any]:
    """The figures of each sort of plan."""
    from houvast.plans.rules.evaluating import Sort, figures

    return {
        sort: {
            "documents": len(plans),
            **figures([one for plan in plans for one in plan], Sort(sort)),
        }
        for sort, plans in some.items()
    }


def _readers(labels: "list[Label]") -> dict[str, Any]:
    """How far people agree who read the same plan, for each sort of plan apart."""
    from houvast.plans.rules.evaluating import Sort, read_by_two

    every = {sort.value: read_by_two([one for one in labels if one.sort is sort]) for sort in Sort}
    return {sort: one for sort, one in every.items() if one["documents"]}


def _opened(folder: Path, half: "Half", hybrid: dict[str, Any] | None) -> int:
    """How many times the test half was opened, this time too. Written down beside the plans."""
    from houvast.plans.rules.catalogue import NEWEST
    from houvast.plans.rules.evaluating import Half
    from houvast.plans.rules.suggesting import ENGINE

    path = folder / OPENINGS
    kept = _json_of(path) if path.exists() else []
    times = kept if isinstance(kept, list) else []
    if half is Half.TEST:
        beside = {HYBRID: hybrid["engine"]} if hybrid else {}
        times.append({"catalogue": NEWEST, "engine": ENGINE, **beside})
        path.write_text(json.dumps(times, indent=1) + "\n", encoding="utf-8")
    return len(times)


def _page(page: dict[str, Any]) -> str:
    """The figures to read."""
    lines = [f"Half: {page['half']}. The test half was opened {page['openings']} times."]
    if page["too_short"]:
        lines.append(f"Too short to count: {', '.join(page['too_short'])}.")
    for name, one in page["sorts"].items():
        lines += ["", f"{name}: {one['documents']} plans of {one['municipalities']} municipalities"]
        beside = page[HYBRID]["sorts"][name] if page[HYBRID] else None
        lines += [f"  words   all    {_both(one)}"]
        lines += [f"  hybrid  all    {_both(beside)}"] if beside else []
        for about, each in one["criteria"].items():
            lines += [f"  words   {about:<6} {_both(each)}"]
            lines += [f"  hybrid  {about:<6} {_both(beside['criteria'][about])}"] if beside else []
    lines += [] if page[HYBRID] else ["", NO_MODEL]
    lines += [] if page["sorts"] else ["No plan of this half is long enough."]
    return "\n".join([*lines, *_agreed(page["readers"])])


def _agreed(sorts: dict[str, Any]) -> list[str]:
    """How far readers agree, to read."""
    lines = []
    for name, one in sorts.items():
        lines += [
            "",
            f"{name}: {one['documents']} plans that two people read, Krippendorff's alpha",
        ]
        lines += [f"  {about:<6} {_share(each)}" for about, each in one["criteria"].items()]
        if one["rewrite"]:
            lines.append(f"  People read these in two ways, rewrite: {', '.join(one['rewrite'])}.")
    return lines


def in_words(figures: dict[str, Any]) -> str:
    """The figures of all questions together, of each sort of plan."""
    return "; ".join(f"{name} {_both(one)}" for name, one in figures["sorts"].items())


def _both(one: dict[str, Any]) -> str:
    return f"recall@5 {_share(one['recall_at_5'])}   precision@1 {_share(one['precision_at_1'])}"


def _share(one: dict[str, Any] | None) -> str:
    if one is None or one["value"] is None:
        return "none"
    between = "" if one["low"] is None else f" ({one['low']:.2f} to {one['high']:.2f})"
    return f"{one['value']:.2f}{between}, n = {one['n']}"
