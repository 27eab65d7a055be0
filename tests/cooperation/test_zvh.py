"""Up to a Zorg- en Veiligheidshuis and back: a reference that moves nothing and lets nothing in."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import InformationClass, Purpose
from houvast.cooperation.actions.safety import tell_of_offer
from houvast.cooperation.actions.sharing import share
from houvast.cooperation.actions.zvh import accept_by_zvh, end_zvh, refer_to_zvh
from houvast.cooperation.models import HelpOffer, PoliceFacts, SafetySignal, SharedFact, ZvhCase
from houvast.cooperation.reads.safety import safety_signal_page
from houvast.cooperation.reads.zvh import zvh_list, zvh_page
from houvast.cooperation.rules import zvh as rules
from houvast.cooperation.rules.states import Label
from houvast.cooperation.rules.zvh import ZvhState
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions.registers import propose_ground
from houvast.sharing.rules.grounds import GroundStatus
from houvast.tracks.actions.steps import add_step
from houvast.tracks.models import NextMoment, Track
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.steps import StepPlan
from tests.cast import sign_in
from tests.cooperation.made import rows, terms, with_fleur
from tests.cooperation.safe import offered, wgs, with_safety
from tests.cooperation.test_compartment import taken_up
from tests.sharing.made_registers import decided, ground
from tests.standing import made_once

NUMBER, DAY = "06 00 00 00 99", timedelta(days=1)


def lived(town):
    """A track that began with an offer of help of Veiligheid, and WGS switched on."""
    with_safety(with_fleur(town))
    signal = offered(town)
    _entry, track = taken_up(town)
    add_step(by=town["anouk"], track_id=track, step=StepPlan(LifeDomain.WORK, "Bellen met W&I"))
    wgs(town)
    return town, signal, track


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def signal(standing, db):
    return standing[1]


@pytest.fixture
def track(standing, db):
    return standing[2]


def refused(do, *values, **more):
    with pytest.raises(Refused) as why:
        do(*values, **more)
    return why.value


def up(town, track, **changes):
    today = timezone.localdate()
    what = {"reference": "zvh-2026/014", "contact": NUMBER, "on": today}
    return refer_to_zvh(by=town["rachid"], track_id=track, **{**what, **changes})


def as_it_is(town, track):
    """All of the track and of the promise that somebody could see move."""
    with acting(town["rachid"]):
        return (
            Track.objects.values().get(pk=track),
            list(NextMoment.objects.filter(track=track).values()),
        )


def test_up_and_back_moves_nothing_of_the_track(town, track):  # T-15, T-39
    before = as_it_is(town, track)
    up(town, track)
    page = zvh_page(town["rachid"], track)
    assert (page.running.reference, page.running.contact) == ("ZVH-2026/014", "+31600000099")
    assert [one.track_id for one in zvh_list(town["rachid"]).running] == [track]
    assert refused(up, town, track).reason == rules.RUNS
    today = timezone.localdate()
    accept_by_zvh(by=town["rachid"], track_id=track, on=today)
    assert zvh_page(town["rachid"], track).running.state is ZvhState.ACCEPTED
    assert as_it_is(town, track) == before
    end_zvh(by=town["rachid"], track_id=track, on=today)
    page = zvh_page(town["rachid"], track)
    assert page.running is None and page.ended[0].until_on == today
    assert as_it_is(town, track) == before
    up(town, track)
    with pytest.raises(NotFound):
        accept_by_zvh(by=town["rachid"], track_id=uuid4(), on=today)


def test_what_safety_knows_is_only_kept_while_it_lasts(town, track, signal):  # T-15
    yara = town["yara"]
    assert safety_signal_page(yara, signal).offer
    up(town, track)
    with pytest.raises(NotFound):
        safety_signal_page(yara, signal)
    tell = {"how": TellChannel.IN_PERSON, "language": Language.DUTCH}
    with pytest.raises(NotFound):
        tell_of_offer(by=yara, signal_id=signal, on=timezone.localdate(), **tell)
    with acting(yara):
        assert not SafetySignal.objects.exists() and not PoliceFacts.objects.exists()
        assert HelpOffer.objects.exists(), "that something was given stays told"
    end_zvh(by=town["rachid"], track_id=track, on=timezone.localdate())
    assert safety_signal_page(yara, signal).offer


def test_what_the_college_shared_stays_under_its_own_ground(town, track):
    """That a shared fact of safety is only kept as well, both walls say: test_two_walls.py."""
    by = town["anouk"]
    facts = rows(by, track, Label.STEP)
    share(by=by, track_id=track, terms=terms(), facts=facts, to=town["fleur"].user_id)
    up(town, track)
    with acting(by):
        assert SharedFact.objects.filter(track=track).count() == len(facts) == 1


def test_it_needs_its_ground_and_the_ground_carries_nothing_else(town, track):  # T-14, T-15
    by, facts = town["anouk"], rows(town["anouk"], track, Label.STEP)
    more = {"by": by, "track_id": track, "facts": facts, "to": town["fleur"].user_id}
    assert refused(share, terms=terms(ground="G10"), **more).field == "ground"
    for changes in ({"kinds": (InformationClass.SF,)}, {"purposes": (Purpose.GUIDANCE,)}):
        one = ground(town, "G10")
        new = decided(one.facts(), **changes)
        asked = {"by": town["vera"], "ground_id": one.pk, "new": new, "reason": "Meer."}
        assert refused(propose_ground, **asked).field == "kinds"
    up(town, track)
    wgs(town, GroundStatus.DISABLED)
    today = timezone.localdate()
    no = refused(accept_by_zvh, by=town["rachid"], track_id=track, on=today)
    assert no.reason == rules.NO_GROUND
    end_zvh(by=town["rachid"], track_id=track, on=today)
    assert refused(up, town, track).reason == rules.NO_GROUND
    with acting(town["rachid"]), pytest.raises(DatabaseError) as why, transaction.atomic():
        connection.cursor().execute(INSERT.format(said="ZVH-9", number="+31600000099"), [track])
    assert "on its ground" in str(why.value)


INSERT = (
    "insert into cooperation_zvhcase (id, municipality_id, controller, destroy_on, person_id,"
    " track_id, reference, contact, state, from_on, referred_by_id, referred_at)"
    " select gen_random_uuid(), t.municipality_id, t.controller, t.destroy_on, t.person_id, t.id,"
    " '{said}', '{number}', 'referred', houvast_today(),"
    " current_setting('houvast.user')::uuid, houvast_now() from tracks_track t where t.id = %s"
)


@pytest.mark.parametrize("said", ["Steekpartij", "zie dossier 4", "VERDACHTE", "Z", "A B 3"])
def test_no_word_of_the_case_fits(town, track, said):  # T-15
    if said != "Z":
        assert refused(up, town, track, reference=said.replace("4", "")).field == "reference"
    with acting(town["rachid"]), pytest.raises(DatabaseError) as why, transaction.atomic():
        connection.cursor().execute(INSERT.format(said=said, number="+31600000099"), [track])
    assert "a_zvh_case_is_a_number_and_no_words" in str(why.value)
    assert refused(up, town, track, contact="").field == "contact"
    tomorrow = timezone.localdate() + DAY
    assert refused(up, town, track, on=tomorrow).field == "on"


def test_a_reference_stays_as_it_was(town, track):
    up(town, track)
    sets = "update cooperation_zvhcase set "
    for change in ("reference = 'ZVH-1'", "contact = '+31600000000'", "from_on = from_on - 1"):
        with acting(town["rachid"]), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(sets + change)
    end_zvh(by=town["rachid"], track_id=track, on=timezone.localdate())
    with acting(town["rachid"]), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(
            f"{sets} state = 'referred', until_on = null, ended_by_id = null"
        )


@pytest.mark.parametrize("who", ["anouk", "lotte", "tess", "petra", "vera", "yara", "wim"])
def test_nobody_but_the_coordinator_knows_of_it(town, track, who):
    up(town, track)
    for do in (
        lambda by: zvh_list(by),
        lambda by: zvh_page(by, track),
        lambda by: end_zvh(by=by, track_id=track, on=timezone.localdate()),
        lambda by: refer_to_zvh(
            by=by, track_id=track, reference="ZVH-2", contact=NUMBER, on=timezone.localdate()
        ),
    ):
        with pytest.raises(NotAllowed):
            do(town[who])
    for purpose in Purpose:
        with acting(town.as_(who, purpose)):
            assert not ZvhCase.objects.exists(), purpose
    address = reverse("track", args=[track])
    page = sign_in(Client(), town[who]).get(address).content.decode()
    assert "Veiligheidshuis" not in page and "ZVH" not in page
