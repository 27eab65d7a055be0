"""The files that `houvast areas` reads, and what somebody said about them."""

import argparse
import csv
import gzip
import sys
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houvast.areas.rules.passports import Asked

UNREAD = "{path} kan niet gelezen worden: {fault}. Breng een tabel als csv, of als csv.gz."
NOT_OPENED = "{path} kan niet gelezen worden: {fault}."
NO_MAP = '{path} is geen lijst van kolommen in TOML, met regels als: population = "Inwoners".'
DATA = 1


def brought(asked: argparse.Namespace) -> tuple[list[tuple[str, bytes]], "Asked"]:
    """Return the files, each a name and its bytes, and what was said of them.

    Raises Refused where they cannot be fetched; a file that cannot be opened ends the command.
    """
    from houvast.areas.rules.passports import Asked

    columns = _columns(asked.map) if asked.map else {}
    if asked.official:
        from houvast.cli.official import fetched

        files, address = fetched(asked.official)
        about = Asked(asked.year, asked.official, asked.title, address, fetched=True)
        return files, about
    about = Asked(
        asked.year, asked.table, asked.title, asked.address, asked.fetched_on, asked.approximate,
        columns=columns,
    )  # fmt: skip
    return [(one.name, _bytes(one)) for one in asked.files], about


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise SystemExit(NOT_OPENED.format(path=path, fault=fault.strerror)) from None


def _columns(path: Path) -> dict[str, str]:
    """Columns by the figure that stands in them, as figures by their column."""
    try:
        found = tomllib.loads(path.read_text())
        return {str(column): str(name) for name, column in found.items()}
    except (OSError, ValueError):
        raise SystemExit(NO_MAP.format(path=path)) from None


@contextmanager
def opened(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a table, also of one that was packed.

    A file that cannot be read ends the command with a sentence.
    """
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as packed:
                yield packed
        else:
            with path.open(encoding="utf-8-sig", newline="") as plain:
                yield plain
    except (OSError, EOFError, UnicodeDecodeError, zlib.error, csv.Error) as fault:
        print(UNREAD.format(path=path, fault=fault), file=sys.stderr)
        raise SystemExit(DATA) from None
