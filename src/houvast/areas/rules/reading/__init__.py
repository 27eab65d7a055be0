"""Read what publishers give: known by what is in a file, and never by its name."""

from collections import defaultdict
from collections.abc import Sequence

from houvast.areas.rules.brought import Brought, Drawn
from houvast.areas.rules.passports import Asked, check
from houvast.areas.rules.reading import drawn, kwb, odata, own, police
from houvast.areas.rules.reading.files import NO_TABLE, File, unpacked
from houvast.errors import Refused, gettext_noop

MIXED = gettext_noop("Breng één tabel tegelijk. In deze bestanden staan er meer: {files}.")
NO_FILE = gettext_noop("Er is geen bestand gebracht.")
LONG, WIDE, POLICE, REGIONS, MEASURES = "long", "wide", "police", "regions", "measures"
DRAWN, SHEET, PANEL, OWN = "drawn", "sheet", "panel", "own"
BESIDE = {LONG: (REGIONS, MEASURES), WIDE: (MEASURES,), POLICE: (MEASURES, REGIONS)}
"""What comes with a table of open data."""
UNNEEDED = ("Properties", "DataProperties", "Dimensions", "MeasureGroups", "GroupCodes", "README")
"""Files in a bundle that hold no figure."""


def read(brought: Sequence[tuple[str, bytes]], asked: Asked) -> Brought | Drawn:
    """Read the files of one table, each a name and its bytes.

    Raises Refused with a sentence for what is no table of areas, or is broken anywhere.
    """
    check(asked)
    kinds: dict[str, list[File]] = defaultdict(list)
    for name, content in brought:
        for one in unpacked(name, content):
            if not one.name.startswith(UNNEEDED):
                kinds[_kind(one, asked)].append(one)
    tables = [one for one in kinds if one not in (REGIONS, MEASURES)]
    if not kinds:
        raise Refused(NO_FILE)
    if not tables:
        raise Refused(NO_TABLE, file=next(iter(kinds.values()))[0].name)
    if len(tables) > 1 or any(one not in (tables[0], *BESIDE.get(tables[0], ())) for one in kinds):
        raise Refused(MIXED, files=", ".join(some[0].name for some in kinds.values())[:200])
    return _read(tables[0], kinds, asked)


def _read(kind: str, kinds: dict[str, list[File]], asked: Asked) -> Brought | Drawn:
    if kind == LONG:
        return odata.read_long(kinds, asked)
    if kind == WIDE:
        return odata.read_wide(kinds, asked)
    if kind == POLICE:
        return police.read(kinds, asked)
    if len(kinds[kind]) > 1:
        raise Refused(MIXED, files=", ".join(one.name for one in kinds[kind])[:200])
    one = kinds[kind][0]
    if kind == DRAWN:
        return drawn.read(one, asked)
    if kind == SHEET:
        return kwb.read(one, asked)
    return own.read_panel(one, asked) if kind == PANEL else own.read_own(one, asked)


def _kind(file: File, asked: Asked) -> str:
    if file.is_database:
        return DRAWN
    if file.is_workbook:
        return SHEET
    if file.is_json:
        return _of_json(file)
    return PANEL if asked.columns else _of_columns(file.header(), file)


def _of_json(file: File) -> str:
    if drawn.is_json(file.json()):
        return DRAWN
    rows = odata.rows_of(file)
    return _of_columns(tuple(rows[0]) if rows else (), file)


def _of_columns(columns: tuple[str, ...], file: File) -> str:
    """Of which sort a table is, by its columns."""
    if police.is_one(columns):
        return POLICE
    if all(one in columns for one in ("Measure", "Value", odata.PLACE)):
        return LONG
    if all(one in columns for one in odata.REGIONS):
        return MEASURES if "Unit" in columns or "DataType" in columns else REGIONS
    if odata.PLACE in columns:
        return WIDE
    if kwb.is_one(columns):
        return SHEET
    if own.is_own(columns):
        return OWN
    if own.is_panel(columns):
        return PANEL
    raise Refused(NO_TABLE, file=file.name)
