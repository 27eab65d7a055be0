"""Editions of lists as their owner commits them, without a file."""

EDITION = (
    "insert into reference_edition values (gen_random_uuid(), %s, %s, %s, %s,"
    " houvast_now(), clock_timestamp()) returning id"
)


def bring_points(owner, letter, points):
    """Points by postcode: the edition that counts from now on."""
    place = "insert into reference_place (edition_id, pc4, x, y, town) values (%s, %s, %s, %s, '')"
    rows = [(pc4, *point) for pc4, point in points.items()]
    _bring(owner, "places", letter, place, rows)


def bring_occupations(owner, letter, works):
    """Occupations, each a key, a unit group, a name and if there are any a list of other names.

    The edition that counts from now on.
    """
    one = (
        "insert into reference_occupation (edition_id, concept, isco, code, name, also)"
        " values (%s, %s, %s, '1', %s, %s)"
    )
    rows = [(*work[:3], list(work[3]) if len(work) > 3 else []) for work in works]
    _bring(owner, "occupations", letter, one, rows)


def bring_times(owner, letter, journeys):
    """Packed journeys: the edition that counts from now on."""
    one = (
        "insert into reference_journeys (edition_id, mode, departures, arrivals, minutes)"
        " values (%s, %s, %s, %s, %s)"
    )
    packed = [(one.mode, one.departures, one.arrivals, one.minutes) for one in journeys]
    _bring(owner, "travel_times", letter, one, packed)


def _bring(owner, kind, letter, insert, rows):
    with owner.transaction(), owner.cursor() as cursor:
        cursor.execute(EDITION, [kind, letter * 64, letter, len(rows)])
        (key,) = cursor.fetchone()
        cursor.executemany(insert, [(key, *row) for row in rows])
