"""What is asked of all colleagues at once says of each what is asked of one, whoever asks."""

from dataclasses import replace

from django.db import connection

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from tests.cast import STAFF
from tests.tracks.test_hiring import hired


def answers(by, question):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def everybody(town):
    """Each of the cast for each purpose, and the job of the safety net."""
    for name in STAFF:
        for purpose in Purpose:
            yield name, replace(town[name], purpose=purpose)
    yield "the job", safety_net(town.admin.municipality_id)


def test_contracts_that_end_are_told_to_who_answers_for_that_colleague(town, track, elsewhere):
    for number, name in enumerate(("anouk", "bilal", "wim")):
        hired(town, 10 + number, name)
    hired(elsewhere, 10, "carmen")
    everyone = {town[name].user_id: name for name in ("anouk", "bilal", "wim")}
    told = {}
    for who, by in everybody(town):
        found = {row[0] for row in answers(by, "select user_id from tracks_contracts_ending(60)")}
        one_by_one = {
            key
            for key in everyone
            if answers(by, f"select tracks_answers_for('{key}')") == [(True,)]
        }
        assert found == (set(everyone) if who == "the job" else one_by_one), (who, by.purpose)
        told[who] = told.get(who, set()) | {everyone[key] for key in found}
    assert told["lotte"] == {"anouk", "bilal"} and told["hugo"] == {"wim"}
    assert told["rachid"] == told["the job"] == set(everyone.values())
    assert told["anouk"] == {"anouk"} and not told["petra"]


def test_the_coaches_somebody_steers_are_those_the_list_of_all_calls_steered(
    town, track, elsewhere
):
    seen = {}
    for who, by in everybody(town):
        own = answers(by, "select * from tracks_coaches_steered()")
        assert own == answers(by, "select * from tracks_coaches() where steered"), who
        seen[who] = seen.get(who, set()) | {row[1] for row in own}
    assert len(seen["lotte"]) == 2 and len(seen["hugo"]) == 1 and len(seen["rachid"]) == 3
    assert not seen["anouk"] and not seen["petra"]
