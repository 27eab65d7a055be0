"""What n young people ask of packed workplaces: words, rows of bits and journeys, made ready."""

from dataclasses import dataclass

import numpy as np

from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.many.ages import Stretches, Widest, stretches, widest
from houvast.matching.rules.many.asking import Asking
from houvast.matching.rules.many.journeys import Journeys, journeys
from houvast.matching.rules.many.layout import LAYOUT, SECTORS
from houvast.matching.rules.many.places import Opening, Places
from houvast.matching.rules.many.planes import NONE, Planes
from houvast.matching.rules.many.steps import own, school_until, unclear

FLAGS = 64


@dataclass(frozen=True)
class Ready:
    """n young people, ready to be asked against the workplaces."""

    places: Places
    opening: Opening
    """The words for the days on which they can begin."""
    asked: Asking
    stretches: Stretches
    widest: Widest
    rows: Ints
    """Per person the rows of the measures and of the law, NONE where every workplace is fine."""
    possible: Ints
    """Day-parts that are not known to be taken."""
    free: Ints
    """Day-parts that are known to be free."""
    exact: Ints
    alike: Ints
    """Rows of the occupations that were wished, and of their groups."""
    sectors: Ints
    """Rows of the sectors that were wished."""
    unclear: Ints
    own: Ints
    """Steps per stretch (`steps`)."""
    school_until: Ints
    """The last day of compulsory schooling of each."""
    journeys: Journeys

    def __len__(self) -> int:
        return len(self.asked)


def openings(asked: Asking, places: Places) -> Ints:
    """For each young person in which opening he can begin."""
    start = np.maximum(asked.earliest, places.today.toordinal())
    return np.searchsorted(places.days, start, side="right") - 1


def ready(asked: Asking, places: Places, opening: int = 0) -> Ready:
    """These young people, in this order; all of them can begin in the same opening."""
    opened = places.opening(opening)
    some = stretches(asked, places.today, places.last_start)
    wide = widest(some)
    each = asked.only(np.repeat(np.arange(len(asked)), np.diff(some.first)))
    possible = ~asked.busy & np.uint32(ALL_DAY_PARTS)
    return Ready(
        places=places,
        opening=opened,
        asked=asked,
        stretches=some,
        widest=wide,
        rows=_measure_rows(opened.planes, wide),
        possible=possible,
        free=possible & asked.free,
        exact=opened.planes.exact(asked.occupations),
        alike=opened.planes.alike(asked.occupations),
        sectors=_sector_rows(opened.planes, asked.sectors),
        unclear=unclear(each, some.age),
        own=own(each, some.age),
        school_until=school_until(asked),
        journeys=journeys(asked, places.zones, places.ruleset.travel),
    )


def _measure_rows(rows: Planes, wide: Widest) -> Ints:
    """n rows of as many numbers as there are measures, and cases of the law."""
    of = dict(zip(LAYOUT.measures, wide.has, strict=True))
    found = [one.row(of[one.of]) for one in rows.measures]
    found += [one.row(wide.hours[:, case]) for case, one in rows.lawful.items()]
    return np.array(found, np.int32).T.copy()


def _sector_rows(rows: Planes, sectors: Ints) -> Ints:
    """n rows, as long as the most sectors anybody wished."""
    chosen = (sectors[:, None] >> np.arange(len(SECTORS), dtype=np.uint32) & 1).astype(bool)
    chosen &= rows.of_sector >= 0
    most = int(chosen.sum(axis=1).max(initial=0))
    found = np.where(chosen, rows.of_sector, NONE)
    return -np.sort(-found, axis=1)[:, :most].astype(np.int32)
