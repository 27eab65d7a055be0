"""An emergency that was not needed opens a breach, for the privacy officer (T-54, T-59)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.tracks.actions.glass import review_glass
from houvast.tracks.models import Notice
from houvast.tracks.reads.glass import glass_page
from houvast.tracks.rules.glass import Verdict
from houvast.watching.actions import decide_breach
from houvast.watching.models import Breach
from houvast.watching.reads import breach_page, breaches_page
from tests.cast import STAFF, Who, found, open_track, sign_in
from tests.tracks.glasses import FOUND, in_emergency, opened
from tests.watching.reported import DECIDED


def reviewed(town, glass, verdict=Verdict.NOT_JUSTIFIED, who="lotte"):
    review_glass(by=town[who], glass_id=glass, verdict=verdict, note=FOUND)


def told(town, who):
    with acting(town[who]):
        return Notice.objects.filter(kind="breach", to_user=town[who].user_id).count()


def test_a_review_that_says_not_needed_opens_a_breach_and_another_does_not(town):  # T-59
    open_track(town)
    reviewed(town, opened(town), Verdict.JUSTIFIED)
    assert breaches_page(town["vera"]).open == ()
    reviewed(town, opened(town))
    (line,) = breaches_page(town["vera"]).open
    assert (line.colleague, line.opened_by, line.of_emergency) == ("Bilal", "Lotte", True)
    assert line.what.endswith(FOUND) and line.due_at - line.known_at == timedelta(hours=72)
    assert (told(town, "vera"), told(town, "lotte")) == (1, 0)
    with pytest.raises(NotAllowed):
        breaches_page(town["lotte"])
    decide_breach(by=town["vera"], breach_id=line.id, **DECIDED)
    assert breaches_page(town["vera"]).open == ()


def test_it_is_opened_whoever_says_so_and_however(town):  # T-59
    open_track(town)
    glass = opened(town)
    say = (
        "update tracks_breakglass set verdict = 'not_justified', note = 'Niet nodig.',"
        " reviewed_by_id = %s, reviewed_at = houvast_now(), until = least(until, houvast_now())"
    )
    with transaction.atomic(), acting(town["vera"]), connection.cursor() as cursor:
        cursor.execute(say, [town["vera"].user_id])
        assert cursor.rowcount == 1
    with acting(town["vera"]):
        assert Breach.objects.filter(of_emergency=True, user=town["bilal"].user_id).count() == 1
    assert glass and told(town, "vera") == 0
    with pytest.raises(DatabaseError), transaction.atomic(), acting(town["lotte"]):
        Breach.objects.create(
            municipality_id=town.admin.municipality_id,
            what="Zonder nakijken.",
            opened_by_id=town["lotte"].user_id,
            **dict.fromkeys(("since", "until", "known_at", "due_at", "opened_at"), timezone.now()),
            destroy_on=timezone.localdate(),
        )


@pytest.mark.commits
def test_only_what_was_seen_under_the_emergency_belongs_to_it(committed):  # T-59
    town = found("Waterrade", STAFF, timezone.localdate())
    open_track(town)
    own = open_track(town, Who("Ander"), coach="bilal")
    glass = opened(town)
    glass_page(in_emergency(town, "bilal"), glass)
    sign_in(Client(), town["bilal"]).get(reverse("track", args=[own]))
    reviewed(town, glass)
    (line,) = breaches_page(town["vera"]).open
    (one,) = breach_page(town["vera"], line.id).seen
    assert one.coach == "Anouk" and one.opened >= 1
