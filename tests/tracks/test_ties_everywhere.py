"""No table about a person is open to who is near: a new one without its policy fails here."""

from django.db import connection

FOUND = """
select distinct c.table_name from information_schema.columns c
join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace
where c.table_schema = 'public' and t.relkind = 'r' and t.relrowsecurity
  and c.column_name in ('person_id', 'signal_id', 'track_id')
"""
CLOSED = """
select tablename from pg_policies
where policyname = 'not_for_who_is_near' and permissive = 'RESTRICTIVE' and cmd = 'ALL'
"""
NOT = {"sharing_tie": "who said what; the colleague sees own answers alone"}


def test_every_table_about_a_person_is_closed_to_who_is_near(db):  # T-56
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        about = {name for (name,) in cursor.fetchall()}
        cursor.execute(CLOSED)
        closed = {name for (name,) in cursor.fetchall()}
    assert about - closed == NOT.keys()
    assert closed - about == {"people_person"}
