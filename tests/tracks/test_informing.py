"""The duty to tell in the database: by when, whom, with which proof, and who lets it wait."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.actions import introduce, propose
from houvast.tracks.actions import tracks as taking_up
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.informing import (
    record_telling,
    set_sender,
    tell_of_late,
)
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.people import Details, complete_identity
from houvast.tracks.models import Hold as HoldRow
from houvast.tracks.models import LetterSender, Notice, ProofOfTelling, Rung
from houvast.tracks.reads.duties import duties_page
from houvast.tracks.reads.informing import informing_page
from houvast.tracks.rules.informing import (
    TellChannel,
    tell_by,
)
from houvast.tracks.rules.states import ContactOutcome, RungCause
from tests.cast import (
    Who,
    ahead,
    at_commit,
    open_track,
    place_to_work,
    proposed_track,
    talk,
    want,
)
from tests.standing import made_once
from tests.tracks.informs import (
    PARENTS,
    SENDER,
    TO_PARENTS,
    YOUNG,
    ask,
    child,
    lived,
    moments,
    refused,
    sql,
    told,
)

standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def tracks(standing, db):
    return deepcopy(standing[1])


def test_who_hears_it_follows_from_the_age(town, tracks):
    # T-32, T-33
    assert set(moments(town, tracks["grown"])) == {YOUNG}
    for one in ("child", "unknown"):
        assert set(moments(town, tracks[one])) == {YOUNG, PARENTS}


def test_an_age_that_gets_known_changes_who_hears_it(town, tracks):
    # T-33
    grown, unknown = timezone.localdate() - timedelta(days=20 * 366), tracks["unknown"]
    details = Details("Onbekende", "Sam", "Voorbeeld", grown, "", None)
    complete_identity(by=town["anouk"], track_id=unknown, details=details)
    assert moments(town, unknown)[PARENTS].state == "not_needed"
    younger = replace(details, birth_date=timezone.localdate() - timedelta(days=13 * 366))
    complete_identity(by=town["anouk"], track_id=unknown, details=younger)
    assert moments(town, unknown)[PARENTS].state == "planned"
    at_commit()


def test_who_grows_up_needs_nobody_else_to_hear_it(town, tracks, clock):
    # T-32
    today = timezone.localdate()
    soon = date(today.year - 16, today.month, 1) + timedelta(days=62)
    track, job = open_track(town, replace(child(), birth_date=soon)), town.admin.municipality_id
    climb_ladder(by=safety_net(job))
    assert moments(town, track)[PARENTS].state == "planned"
    clock.forward(days=70)
    climb_ladder(by=safety_net(job))
    assert moments(town, track)[PARENTS].state == "not_needed"
    for one in ("child", "unknown"):
        assert moments(town, tracks[one])[PARENTS].state == "planned"
    at_commit()


def test_it_begins_at_the_first_stored_fact_and_contact_brings_it_closer(town, tracks, clock):
    # T-34
    one = moments(town, tracks["child"])
    today = timezone.localdate()
    assert {(row.since, row.due) for row in one.values()} == {(today, tell_by(today, 14))}
    tried = talk(ContactOutcome.NOT_REACHED)
    log_contact(by=town["anouk"], track_id=tracks["child"], talk=tried, ahead=ahead(3))
    assert moments(town, tracks["child"])[YOUNG].due == tell_by(today, 14)
    clock.forward(days=2)
    then = today + timedelta(days=2)
    met = talk(at=timezone.now() + timedelta(days=2))
    log_contact(by=town["anouk"], track_id=tracks["child"], talk=met, ahead=ahead(5))
    for row in moments(town, tracks["child"]).values():
        assert row.due == tell_by(today, 14, first_contact=then) == then


def test_the_first_disclosure_brings_it_closer(town, tracks, clock):
    # T-34
    anouk, place = town["anouk"], place_to_work(town, "Eigen")
    placement = propose(by=anouk, track_id=tracks["grown"], workplace_id=place)
    clock.forward(days=1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert moments(town, tracks["grown"])[YOUNG].due > tomorrow
    want(anouk, placement)
    assert moments(town, tracks["grown"])[YOUNG].due == tomorrow
    introduce(by=anouk, placement_id=placement)


def test_nothing_moves_the_day_away(town, tracks):
    # T-34
    update = "update tracks_informationmoment set due = due + 1 where track_id = %(track)s"
    assert refused(town, update, track=tracks["grown"]) == "tell_by_only_comes_closer"
    since = "update tracks_informationmoment set since = since - 9 where track_id = %(track)s"
    assert refused(town, since, track=tracks["grown"]) == "row_stays_as_written"
    before = "update tracks_informationmoment set due = since - 1 where track_id = %(track)s"
    assert refused(town, before, track=tracks["grown"]) == "told_within_a_month"


def test_telling_keeps_the_proof(town, tracks, trail):
    # T-36
    anouk, track = town["anouk"], tracks["child"]
    record_telling(by=anouk, track_id=track, audience=YOUNG, telling=told())
    letter = told(words=TO_PARENTS, channel=TellChannel.BY_HAND)
    record_telling(by=anouk, track_id=track, audience=PARENTS, telling=letter)
    at_commit()
    assert trail[-2:] == ["tracks.told_what_we_keep"] * 2
    for duty in informing_page(anouk, track).duties:
        assert duty.state == "told" and duty.proof.by == "Anouk" and duty.proof.language == "nl"
    with pytest.raises(Refused):
        record_telling(by=anouk, track_id=track, audience=YOUNG, telling=told())
    with pytest.raises(NotFound):
        record_telling(by=anouk, track_id=tracks["grown"], audience=PARENTS, telling=letter)
    with pytest.raises(NotFound):
        record_telling(by=town["bilal"], track_id=track, audience=YOUNG, telling=told())


def test_told_without_a_proof_is_refused_and_a_proof_stays(town, tracks):
    # T-36
    tell = (
        "update tracks_informationmoment set state = 'told', told_on = houvast_today(),"
        " told_by_id = %(me)s where track_id = %(track)s and audience = 'young_person'"
    )
    me, track = town["anouk"].user_id, tracks["grown"]
    assert refused(town, tell, me=me, track=track) == "told_has_a_proof"
    record_telling(by=town["anouk"], track_id=track, audience=YOUNG, telling=told())
    assert sql(town, "update tracks_proofoftelling set words = 'folder-9'") == 0
    back = "update tracks_informationmoment set state = 'planned' where track_id = %(track)s"
    assert refused(town, back, track=track) == "information_moves"


def test_parents_hear_nothing_of_somebody_whose_age_nobody_knows(town, tracks):
    # T-33
    track, letter = tracks["unknown"], told(words=TO_PARENTS)
    with pytest.raises(Refused):
        record_telling(by=town["anouk"], track_id=track, audience=PARENTS, telling=letter)
    proof = (
        "insert into tracks_proofoftelling (id, municipality_id, controller, destroy_on, person_id,"
        ' track_id, moment_id, channel, words, language, "on", told_by_id, recorded_at)'
        " select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id,"
        " id, 'in_person', 'ouders-1', 'nl', houvast_today(), %(me)s, houvast_now()"
        " from tracks_informationmoment where track_id = %(track)s and audience = 'representative'"
    )
    me = town["anouk"].user_id
    assert refused(town, proof, me=me, track=track) == "parents_hear_it_of_a_child"


class Forgets:
    """Stands in the place of the table of duties in an action that forgets them."""

    class objects:
        @staticmethod
        def create(**_):
            return None


def test_nothing_is_taken_up_without_a_moment_to_tell(town, monkeypatch):
    # T-35
    monkeypatch.setattr(taking_up, "InformationMoment", Forgets)
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        proposed_track(town, Who("Vergeten"))
        at_commit()
    assert error.value.__cause__.diag.constraint_name == "track_has_a_moment_to_tell"


def test_a_moment_to_tell_is_never_taken_away(town, tracks):
    # T-35
    lost = "delete from tracks_informationmoment where track_id = %(track)s"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sql(town, lost, track=tracks["grown"])


def test_what_is_late_climbs_and_telling_answers_it(town, tracks, clock):
    # T-35
    job, track = safety_net(town.admin.municipality_id), tracks["child"]
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(30))
    clock.forward(days=8)
    climb_ladder(by=job)
    asked = {"track": track, "cause": RungCause.INFORM.value, "state": "raised"}
    with acting(job):
        assert Rung.objects.get(**asked).level >= 2
    record_telling(by=town["anouk"], track_id=track, audience=YOUNG, telling=told())
    with acting(job):
        assert Rung.objects.filter(**asked).exists()  # the parents wait still
    letter = told(words=TO_PARENTS)
    record_telling(by=town["anouk"], track_id=track, audience=PARENTS, telling=letter)
    with acting(job):
        assert not Rung.objects.filter(**asked).exists()


def test_who_watches_sees_what_is_late_and_no_name(town, tracks, clock):
    # T-35: the privacy officer's list, and the FG sees it
    clock.forward(days=20)
    assert tell_of_late(by=safety_net(town.admin.municipality_id)) == 1
    for name, may in (("vera", True), ("ellen", False)):
        page = duties_page(town[name])
        assert len(page.late) == 5 and page.may_answer is may
        assert {one.coach for one in page.late} == {"Anouk"}
        assert page.sender.email == SENDER.email
    with acting(town["vera"]):
        assert Notice.objects.filter(kind="inform_late").count() == 1
    for name in ("anouk", "petra", "rachid", "lotte", "admin"):
        by = town.admin if name == "admin" else town[name]
        with pytest.raises(NotAllowed):
            duties_page(by)


def test_only_the_privacy_officer_says_who_sends_the_letters(town):
    for name in ("anouk", "ellen", "petra"):
        with pytest.raises(NotAllowed):
            set_sender(by=town[name], sender=SENDER)
    new = (
        "insert into tracks_lettersender (id, municipality_id, name, address, phone, email, fg,"
        " ground, set_by_id) values (gen_random_uuid(), %(place)s, 'x', 'x', 'x', 'x@x.nl', 'x',"
        " 'x', %(me)s)"
    )
    given = {"place": town.admin.municipality_id, "me": town["petra"].user_id}
    assert refused(town, new, "petra", **given) == "sender_set_by_privacy_officer"
    update = refused(town, "update tracks_lettersender set name = 'Iemand anders'", "vera")
    assert update == "sender_set_by_privacy_officer"
    assert LetterSender.objects.count() == 1


def test_proof_and_reasons_are_read_by_who_guides_and_who_watches(town, tracks):
    record_telling(by=town["anouk"], track_id=tracks["child"], audience=YOUNG, telling=told())
    ask(town, tracks["grown"])
    for name in ("anouk", "vera", "ellen"):
        with acting(town[name]):
            assert (ProofOfTelling.objects.count(), HoldRow.objects.count()) == (1, 1)
    for name in ("bilal", "lotte", "rachid", "tess", "petra", "wim", "denzel"):
        with acting(town[name]):
            assert (ProofOfTelling.objects.count(), HoldRow.objects.count()) == (0, 0)
