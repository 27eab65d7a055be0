"""Refuse to serve from a database that does not guard its rows."""

import logging

from django.apps import apps
from django.db import OperationalError, connection, connections

from houvast.database.replica import REPLICA, is_there

logger = logging.getLogger("houvast.database")

OPEN_TABLES = {
    "accounts_municipality": "names of municipalities",
    "accounts_organisation": "names of organisations",
    "accounts_team": "names of teams",
    "accounts_programme": "names of programmes",
    "accounts_workingday": "a calendar",
    "accounts_user": "must be readable before anyone has signed in; columns are narrowed by grants",
    "django_session": "asked by its key before anybody acts; nobody guesses a key",
    "areas_answer": "what came out of questions about public figures",
    "areas_area": "names of municipalities, districts and neighbourhoods",
    "areas_citation": "public figures that were cited",
    "areas_continuity": "whether an area means the same in a later year",
    "areas_drawing": "outlines of areas, to draw a country with",
    "areas_indicator": "names of figures about areas",
    "areas_observation": "public figures about areas",
    "areas_shape": "shapes of areas",
    "areas_source": "which public tables of areas came in, and when",
    "reference_edition": "which public lists came in, and when",
    "reference_group": "public names of groups of occupations and skills",
    "reference_occupation": "public names of occupations",
    "reference_place": "where postcodes lie",
    "reference_journeys": "how long journeys take",
    "tracks_entrycriterion": "settings of a programme",
    "tracks_lettersender": "who sends the letters of a municipality, and how one reaches them",
    "tracks_ladderrun": "when a job last ran",
    "tracks_promise": "settings of a programme",
}
"""Tables of ours without row level security, each with the reason."""

ROLE = """
select rolsuper, rolbypassrls, pg_has_role(oid, 'houvast_owner', 'member'),
       exists (select from pg_class where relowner = pg_roles.oid and relnamespace =
               'public'::regnamespace),
       to_regnamespace('auditor') is not null
         and has_schema_privilege(to_regnamespace('auditor'), 'usage')
from pg_roles where rolname = current_user
"""
GUARDED = """
select relname from pg_class
where relrowsecurity and relforcerowsecurity
  and exists (select from pg_policy where polrelid = pg_class.oid)
"""
READS = """
select relname from pg_class
where relrowsecurity and relnamespace = 'public'::regnamespace
  and has_any_column_privilege(oid, 'select')
"""


CALLS = """
select proname from pg_proc
where pronamespace = 'public'::regnamespace and has_function_privilege(oid, 'execute')
  and proname not in ('houvast_now', 'houvast_today', 'tracks_figures')
"""


def unsafe() -> list[str]:
    """What is wrong with the database or the role we are connected as; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        is_super, bypasses, is_owner, owns, audits = cursor.fetchone()
        cursor.execute(GUARDED)
        guarded = {name for (name,) in cursor.fetchall()}
    problems = ["the role is a superuser"] if is_super else []
    problems += ["the role bypasses row level security"] if bypasses else []
    problems += ["the role owns the tables"] if is_owner or owns else []
    problems += ["the role reads what is for the auditor alone"] if audits else []
    return problems + [f"{table} has no forced row level security" for table in _ours() - guarded]


def unsafe_replica() -> list[str]:
    """What the role of the replica may do too much; nothing when there is none, or it is away."""
    if not is_there():
        return []
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(READS)
            read = sorted(name for (name,) in cursor.fetchall())
            cursor.execute(CALLS)
            calls = sorted(name for (name,) in cursor.fetchall())
    except OperationalError:
        logger.warning("The replica does not answer; the primary counts")
        return []
    finally:
        connections[REPLICA].close()
    problems = [f"the role of HOUVAST_REPLICA_URL may read {read[0]} and more"] if read else []
    return problems + ([f"it may call {calls[0]} and more; run houvast migrate"] if calls else [])


def refuse_unsafe_database() -> None:
    """Stop the start-up with the list of problems. Web and workers both call this."""
    if problems := unsafe() + unsafe_replica():
        raise SystemExit("Houvast does not start: " + "; ".join(sorted(problems)))


def _ours() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    own = {one._meta.db_table for one in models if one.__module__.startswith("houvast.")}
    return own - OPEN_TABLES.keys()
