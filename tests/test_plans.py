"""What keeps the tests quick changes nothing of what they ask: plans are kept, answers are not."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from houvast.accounts.models import Programme
from houvast.database.context import acting
from houvast.tracks.models import Track
from tests.plans import KEPT

HOW_OFTEN = "select count(*) from pg_prepared_statements where statement like %s"


def asked_and_undone(by):
    """The same question as everybody, in a transaction that is rolled back."""
    with transaction.atomic():
        with acting(by):
            found = list(Track.objects.values_list("pk", flat=True))
        transaction.set_rollback(True)
    return found


def test_a_plan_outlives_a_rollback_and_who_asks_is_asked_each_time(town, track, elsewhere):
    for _ in "twice":
        assert asked_and_undone(town["anouk"]) == [track]
        assert asked_and_undone(elsewhere["carmen"]) == []
    with connection.cursor() as cursor:
        cursor.execute(HOW_OFTEN, ['%FROM "tracks_track"%'])
        assert bool(cursor.fetchone()[0]) is KEPT


def test_who_looks_at_the_statements_sees_them_with_their_values(town):
    with CaptureQueriesContext(connection) as seen, acting(town.admin):
        Programme.objects.get(municipality=town.admin.municipality_id)
    assert any(town.admin.municipality_id.hex in one["sql"].replace("-", "") for one in seen)


def test_more_commands_in_one_breath_are_sent_as_they_are(db):
    with connection.cursor() as cursor:
        cursor.execute("select set_config('houvast.x', %s, true); select %s", ["a", 1])
        assert cursor.fetchone() == ("a",)
