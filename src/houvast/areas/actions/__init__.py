"""Take in a table of areas: whole or not at all, and the same one changes nothing twice.

Not through `recorded`: nobody of a municipality does this, but who keeps the installation, as the
owner of the tables. What came in when, and what became of its rows, the tables themselves say.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connections, transaction

from houvast.areas.actions import rows
from houvast.areas.models import Source
from houvast.areas.reads.figures import counted, figures_of
from houvast.areas.rules.brought import Brought, Control, Drawn
from houvast.areas.rules.controls import apart
from houvast.areas.rules.passports import Asked
from houvast.areas.rules.reading import read
from houvast.areas.rules.revisions import Revision, revisions
from houvast.errors import Refused, gettext_noop

OWNER = "owner"
LEVELS_DRAWN = ("gemeente", "wijk", "buurt")
READER = "1"
"""How files are read, and where people are said to live: another way gets another number."""
LOCK = "lock table areas_source in share row exclusive mode"
MOMENT = """
select houvast_now(), houvast_today(),
       greatest(houvast_now(), max(current_since) + interval '1 microsecond')
from areas_source
"""
Told = Callable[[str], None]
NO_AREAS = gettext_noop(
    "Geen enkel gebied van dit bestand is bekend in de grenzen van {year}. Lees eerst de"
    " kerncijfers of een tabel met gebieden van {year} in."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, for the control page.

    `changed` is false when this very table was in use already.
    """

    source: int
    is_new: bool
    changed: bool
    control: dict[str, Any]


class DryRun(Exception):
    """Everything went well, and nothing is kept: that was asked."""

    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken


def take_in(
    files: Sequence[tuple[str, bytes]], asked: Asked, told: Told, *, keep: bool = True
) -> Taken:
    """Read the files of one table and let it be the one that counts.

    `keep` false tries it and keeps nothing. Raises Refused; then the tables are as they were.
    """
    checksum = sha256()
    for _, content in sorted(files):
        checksum.update(sha256(content).digest())
    told("reading")
    found = read(files, asked)
    try:
        with transaction.atomic(using=OWNER):
            taken = _take_in(found, checksum.hexdigest(), asked.fetched, told)
            if not keep:
                raise DryRun(taken)
    except DryRun as tried:
        return tried.taken
    return taken


def _take_in(found: Brought | Drawn, checksum: str, fetched: bool, told: Told) -> Taken:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(MOMENT)
        now, today, moment = cursor.fetchone()
    of = found.passport
    tables = Source.objects.using(OWNER).filter(table_id=of.table, year=of.year)
    counts = tables.order_by("-current_since").first()
    known = tables.filter(checksum=checksum).first()
    if known:
        again = counts is not None and known.pk != counts.pk
        return _counts_again(known, found, moment if again else None)
    source = Source(
        form=of.form.value,
        publisher=of.publisher,
        table_id=of.table,
        title=of.title,
        year=of.year,
        licence=of.licence,
        address=of.address,
        fetched_on=today if fetched else of.fetched_on,
        checksum=checksum,
        reader=READER,
        rows_read=found.control.read,
        rows_kept=found.control.kept,
        figures=0,
        control={},
        imported_at=now,
        current_since=moment,
    )
    source.save(using=OWNER, force_insert=True)
    told("areas")
    rows.write_areas(source, found.areas)
    if isinstance(found, Drawn):
        rows.write_shapes(source, found)
        told("drawing")
        rows.write_drawings(of.year, LEVELS_DRAWN, anew=True)
        return _closed(source, found.control, 0, ())
    return _with_figures(source, found, counts, told)


def _counts_again(known: Source, found: Brought | Drawn, moment: datetime | None) -> Taken:
    """A table that came in before; from `moment` on it counts again. Shapes are drawn once more."""
    if moment:
        Source.objects.using(OWNER).filter(pk=known.pk).update(current_since=moment)
    if isinstance(found, Drawn):
        rows.write_drawings(known.year, LEVELS_DRAWN, anew=False)
    return Taken(known.pk, is_new=False, changed=moment is not None, control=known.control)


def _with_figures(source: Source, found: Brought, before: Source | None, told: Told) -> Taken:
    """Keep the figures of areas that are known; how many are not is said."""
    known = rows.known_areas(source.year)
    placed = found.figures.join(known, on="code", how="inner")
    lost = found.figures.join(known, on="code", how="anti")
    if not placed.height:
        raise Refused(NO_AREAS, year=source.year)
    told("figures")
    rows.write_figures(source.pk, placed)
    if found.stable is not None:
        rows.write_continuity(source, found.stable, found.later_year)
    told("control")
    control = found.control
    if lost.height:
        why = dict(control.left_out) | {"area_unknown": lost["code"].n_unique()}
        control = replace(control, left_out=why)
    changed = revisions(figures_of(before.pk), figures_of(source.pk)) if before else ()
    return _closed(source, control, placed.height, changed)


def _closed(source: Source, control: Control, figures: int, changed: tuple[Revision, ...]) -> Taken:
    far = apart(counted(source.year, using=OWNER)) if figures else ()
    page = {
        "read": control.read,
        "kept": control.kept,
        "figures": figures,
        "left_out": dict(control.left_out),
        "ignored": list(control.ignored),
        "refused": list(control.refused),
        "mended": control.mended,
        "revisions": [asdict(one) for one in changed],
        "apart": [asdict(one) for one in far],
    }
    source.figures, source.rows_kept, source.control = figures, max(control.kept, 0), page
    source.save(using=OWNER, update_fields=["figures", "rows_kept", "control"])
    return Taken(source.pk, is_new=True, changed=True, control=page)
