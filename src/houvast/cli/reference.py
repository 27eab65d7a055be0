"""`houvast import occupations`, `places` and `travel-times`: public lists, about nobody."""

import argparse
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli.bar import progress
from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database

if TYPE_CHECKING:
    from houvast.reference.actions import Adopted
    from houvast.sheets import Limits, Sheet

NOT_TEXT = "Dit is geen csv in utf-8."


def add(kinds: Commands) -> None:
    """Add them to `houvast import`."""
    esco = command(kinds, "occupations", _occupations)
    esco.add_argument("path", type=Path, nargs="+", help="the folder of ESCO, or its three files")
    points = command(kinds, "places", _places)
    points.add_argument("path", type=Path, help="a csv or xlsx with postcode, latitude, longitude")
    times = command(kinds, "travel-times", _travel_times)
    times.add_argument("path", type=Path, help="a csv: postcode, postcode, how, minutes")
    for one in (esco, points, times):
        one.add_argument("--name", default="", help="what to call it, such as 'ESCO 1.2'")


def _occupations(asked: argparse.Namespace) -> int:
    """Take the Dutch names of ESCO as those in which people search for work."""
    _as_owner()
    from houvast.reference.actions import adopt_occupations
    from houvast.reference.rules import occupations as esco

    files: dict[str, tuple[Path, Sheet]] = {}
    for path in _files(asked.path, esco.FILES.values()):
        with _about(path):
            sheet = _read(path, esco.LIMITS, esco.ONLY)
            files[esco.kind_of(sheet)] = path, sheet
    if missing := [name for kind, name in esco.FILES.items() if kind not in files]:
        raise SystemExit(f"Niet ingelezen. Het bestand {missing[0]} ontbreekt.")
    groups: dict[str, tuple[esco.Group, ...]] = {}
    for kind in (esco.ISCO_GROUP, esco.SKILL_GROUP):
        path, sheet = files[kind]
        with _about(path):
            groups[kind] = esco.read_groups(sheet, kind)
    isco, skills = groups.values()
    path, sheet = files[esco.OCCUPATION]
    with _about(path):
        works = esco.read_occupations(sheet, isco)
    _say(f"Beroepen: {len(works)}. Beroepsgroepen: {len(isco)}.")
    _say(f"Groepen van vaardigheden en studies: {len(skills)}.")
    every = esco.Occupations(works, (*isco, *skills))
    return _told(adopt_occupations(every, asked.name or "ESCO", progress))


def _places(asked: argparse.Namespace) -> int:
    """Take these points as those from which journeys are estimated."""
    _as_owner()
    from houvast.reference.actions import adopt_places
    from houvast.reference.rules.places import LIMITS, ONLY, read_places

    with _about(asked.path):
        every = read_places(_read(asked.path, LIMITS, ONLY))
    _say(f"Postcodes: {len(every.rows)}. Zonder adressen, niet gelezen: {every.left_out}.")
    return _told(adopt_places(every, asked.name or asked.path.stem, progress))


def _travel_times(asked: argparse.Namespace) -> int:
    """Take these minutes between postcodes instead of an estimate."""
    _as_owner()
    from houvast.reference.actions import adopt_travel_times
    from houvast.reference.rules.travel_times import NOT_KNOWN, read_travel_times

    _say(f"{asked.path.name} …")
    with _about(asked.path), asked.path.open(encoding="utf-8", newline="") as lines:
        every = read_travel_times(lines)
    for one in every:
        known = int((one.table < NOT_KNOWN).sum())
        _say(f"{one.mode}: {known} reizen, {len(one.minutes) // 1024} kB.")
    return _told(adopt_travel_times(every, asked.name or asked.path.stem, progress))


def _as_owner() -> None:
    """Only the owner of the tables may write lists; the application reads them."""
    use_a_database(owner=True)
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise SystemExit("Set DATABASE_OWNER_URL: only the owner of the tables may import a list.")
    set_up()


def _files(paths: list[Path], names: Collection[str]) -> list[Path]:
    """The files that were named, or those of the official names in the folder that was named."""
    if len(paths) == 1 and paths[0].is_dir():
        return [paths[0] / one for one in names]
    return paths


def _read(path: Path, limits: "Limits", only: Collection[str]) -> "Sheet":
    from houvast.sheets import read_stream

    _say(f"{path.name} …")
    with path.open("rb") as stream:
        return read_stream(stream, limits, only=only)


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """What is wrong with a file ends the command in one sentence; nothing came in."""
    from houvast.errors import DomainError

    try:
        yield
    except (DomainError, OSError, UnicodeDecodeError) as error:
        words = error.strerror if isinstance(error, OSError) else error
        words = NOT_TEXT if isinstance(error, UnicodeDecodeError) else words
        raise SystemExit(f"Niet ingelezen. {path.name}: {words}") from None


def _told(done: "Adopted") -> int:
    if done.is_new:
        said = "Ingelezen."
    elif done.changed:
        said = "Stond er al van eerder, en geldt nu weer."
    else:
        said = "Stond er al: er verandert niets."
    print(f"\n{said} Uitgave {done.label}.", flush=True)
    return 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
