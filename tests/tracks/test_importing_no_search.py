"""An import is no search: what a team lead hears of young people of other teams is limited."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from houvast.database.context import acting
from houvast.errors import Refused
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.importing import bring_in
from houvast.tracks.actions.signals import Who
from houvast.tracks.reads.importing import upload_page
from houvast.tracks.rules.known import PER_DAY
from tests.cast import ahead, observed
from tests.tracks.caseloads import FIRST, changed, steering, waiting

BORN = date(2008, 4, 3)
REASONS = ("bijbaan", "school", "diploma", "rijbewijs", "huis", "geld", "sport", "rust")


def held_here(town, coach, how_many):
    """Rows about young people whom this coach holds."""
    rows = []
    for number in range(how_many):
        born = BORN + timedelta(days=number)
        who = Who("N.", family_name="Meeuw", birth_date=born)
        open_own_find(by=town[coach], seen=observed(town), who=who, ahead=ahead(2))
        why = f"Vroeg hulp bij {REASONS[number % 8]}, voor de {number + 1}e keer"
        rows.append(changed(FIRST, C=f"{born:%d-%m-%Y}", F=why))
    return rows


def test_the_eleventh_of_another_team_in_a_day_stops_the_import_of_a_team_lead(town):
    rows = held_here(town, "wim", PER_DAY + 1)
    lotte = steering(town, "lotte")
    page = upload_page(lotte, waiting(town, *rows[1:], name="lotte"))
    assert (page.whole, len(page.known)) == (None, PER_DAY)
    more = waiting(town, rows[0], name="lotte")
    page = upload_page(lotte, more)
    assert (page.known, page.good) == ((), 0)
    assert str(page.whole).startswith(f"Meer dan {PER_DAY} jongeren")
    with pytest.raises(Refused, match="procesregisseur"):
        bring_in(by=lotte, upload_id=more)


def test_looking_again_costs_nothing_and_tomorrow_is_another_day(town, clock):
    rows = held_here(town, "wim", PER_DAY + 1)
    lotte = steering(town, "lotte")
    upload = waiting(town, *rows[1:], name="lotte")
    for _ in range(2):
        assert len(upload_page(lotte, upload).known) == PER_DAY
    clock.forward(days=1)
    assert upload_page(lotte, waiting(town, rows[0], name="lotte")).known == (2,)


def test_of_the_own_team_and_for_the_coordinator_there_is_nothing_to_find_out(town):
    rows = held_here(town, "bilal", PER_DAY + 1)
    for name in ("lotte", "rachid"):
        page = upload_page(steering(town, name), waiting(town, *rows, name=name))
        assert len(page.known) == PER_DAY + 1


def test_the_count_itself_tells_the_app_nothing(town):
    lotte = steering(town, "lotte")
    with pytest.raises(DatabaseError) as no, acting(lotte), connection.cursor() as cursor:
        cursor.execute("select tracks_told_elsewhere(array[]::uuid[])")
    assert "permission denied" in str(no.value)
