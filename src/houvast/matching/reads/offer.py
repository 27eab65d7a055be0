"""The open workplaces of a municipality (aanbod), kept by each process and brought up to date.

A young person's file asks all of them, and a municipality may have thousands. So a process keeps
them as columns, and each time asks the database only what changed since it last looked. Nothing in
them is about a person. Who may not see every workplace gets none of what is kept: the database
shows him no changes either, and is asked for what it does show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Self
from uuid import UUID

import numpy as np

from houvast.matching.reads.rows import offered, place_of
from houvast.matching.rules.columns import Columns, Ints, pack
from houvast.matching.rules.lists import Draw
from houvast.matching.rules.sides import Place

MOST_READ = 2_000
"""So many are kept as they were read; a list shows twenty."""
NOT_YET = -1
"""No draw is negative."""


@dataclass(frozen=True)
class Offer:
    """Workplaces as columns, with the text of each for what is shown."""

    ids: tuple[UUID, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    columns: Columns
    drawn: dict[date, Ints] = field(default_factory=dict)
    """What was drawn for each on a day, NOT_YET for some; handed on to the offer after this one."""
    read: dict[tuple[int, date], Place] = field(default_factory=dict)
    """What was shown lately, as the rules read it."""

    @classmethod
    def of(cls, rows: Iterable[str], today: date) -> Self:
        """Workplaces as `rows.texts` gives them."""
        every = tuple(rows)
        found = [offered(one, today) for one in every]
        ids, titles = ([one.place.id for one in found], [one.place.title for one in found])
        return cls(tuple(ids), tuple(titles), every, pack(found))

    @cached_property
    def at(self) -> Mapping[UUID, int]:
        """Where each workplace stands."""
        return {one: at for at, one in enumerate(self.ids)}

    @cached_property
    def by_title(self) -> Ints:
        """For each workplace how many come before it in the order of titles."""
        order = sorted(range(len(self.ids)), key=lambda at: (self.titles[at], self.ids[at]))
        return np.argsort(np.array(order, np.int64))

    def place(self, at: int, today: date) -> Place:
        """One of them, as it is on a day."""
        found = self.read.get((at, today))
        if found is None:
            found = place_of(self.texts[at], today)
            if len(self.read) >= MOST_READ:
                self.read.clear()
            self.read[at, today] = found
        return found

    def luck(self, draw: Draw) -> Ints:
        """What was drawn for each of them (`Draw.of_place`)."""
        known = self.drawn.get(draw.day)
        known = np.full(len(self.ids), NOT_YET, np.int64) if known is None else known
        if missing := np.flatnonzero(known == NOT_YET).tolist():
            known = known.copy()  # another thread may be reading the old one
            known[missing] = [draw.of_place(self.ids[at]) for at in missing]
            self.drawn[draw.day] = known
        return known

    def changed(self, now: Mapping[UUID, str | None], today: date) -> Self:
        """The same with these as they are now; None is no longer open."""
        now = {one: text for one, text in now.items() if self._text(one) != text}
        if not now:
            return self
        stays = np.array([one not in now for one in self.ids], bool)
        new = self.of((text for text in now.values() if text), today)
        drawn = {day: luck for day, luck in self.drawn.items() if day == today}
        unknown = np.full(len(new.ids), NOT_YET, np.int64)
        return type(self)(
            ids=(*compress(self.ids, stays), *new.ids),
            titles=(*compress(self.titles, stays), *new.titles),
            texts=(*compress(self.texts, stays), *new.texts),
            columns=self.columns.only(stays).and_also(new.columns),
            drawn={day: np.concatenate((luck[stays], unknown)) for day, luck in drawn.items()},
        )

    def _text(self, one: UUID) -> str | None:
        at = self.at.get(one)
        return None if at is None else self.texts[at]
