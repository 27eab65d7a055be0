"""Public lists as other systems read them: occupations and where postcodes lie, about nobody."""

from datetime import datetime
from uuid import UUID

from houvast.api.shapes.made import Out, Part


class Edition(Out):
    """Which edition of the list this is. `label` is what is stored with what it was used for."""

    label: str
    name: str
    since: datetime
    """Since when it counts."""


class OccupationItem(Out):
    """An occupation of ESCO with its unit group of ISCO-08; `group` is the Dutch name of that."""

    concept: UUID
    name: str
    isco: str
    group: str


class Occupations(Part):
    """Occupations, and of which edition; without one nobody brought the list in."""

    edition: Edition | None
    items: list[OccupationItem]


class PlaceItem(Out):
    """Where a postcode of four digits lies, in whole metres of the Dutch grid (RD)."""

    pc4: str
    x: int
    y: int
    town: str


class Places(Part):
    """Points of postcodes, and of which edition; without one nobody brought the list in."""

    edition: Edition | None
    items: list[PlaceItem]
