"""The districts of a municipality, by name: for who says in which of them something is."""

from dataclasses import dataclass

from django.db import connection

LATEST = """
select area.code, area.name from areas_area area
join areas_area town on town.code = area.municipality and town.year = area.year
where area.level = 'wijk' and town.name = %s and area.year =
  (select max(other.year) from areas_area other
   join areas_source source on source.year = other.year and source.figures > 0
   where other.level = 'wijk' and other.municipality = area.municipality)
order by area.name, area.code
"""
UNNAMED = """
select distinct area.code, area.name, area.year from areas_area area where area.code = %s
  and area.level = 'wijk' order by area.year desc limit 1
"""


@dataclass(frozen=True, slots=True)
class District:
    """A district that can be chosen."""

    code: str
    name: str


def districts_of(town: str) -> tuple[District, ...]:
    """The districts of a municipality (its name) in the latest year that has figures, by name.

    Empty when nobody brought in tables of it. Inside the caller's act; nothing in it is secret.
    """
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [town])
        return tuple(District(*one) for one in cursor.fetchall())


def district_called(code: str) -> str:
    """The name of a district as it was known last; its code when it is not known any more."""
    with connection.cursor() as cursor:
        cursor.execute(UNNAMED, [code])
        found = cursor.fetchone()
    return found[1] if found else code
