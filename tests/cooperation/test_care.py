"""That youth help is involved and whom to ring: no word of it, and for the coaches alone (T-18)."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.care import end_care, note_care
from houvast.cooperation.models import CareContact
from houvast.cooperation.reads.care import care_page
from houvast.cooperation.rules import care as rules
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.models import Partnership
from tests.cast import sign_in
from tests.cooperation.guests import with_guest
from tests.cooperation.made import tracked
from tests.cooperation.safe import with_safety
from tests.standing import made_once

NUMBER, DAY = "06 00 00 00 99", timedelta(days=1)


def lived(town):
    """A track led by anouk, and a partner in the register."""
    with_safety(town)
    with_guest(town)
    track = tracked(town)
    with acting(town["anouk"]):
        (partner,) = Partnership.objects.values_list("organisation_id", flat=True)
    return town, track, partner


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def track(standing, db):
    return standing[1]


@pytest.fixture
def partner(standing, db):
    return standing[2]


def noted(town, track, partner, **changes):
    what = {"to": partner, "contact": NUMBER, "on": timezone.localdate() - DAY}
    return note_care(by=town["anouk"], track_id=track, **{**what, **changes})


def test_it_is_whom_to_ring_and_nothing_else(town, track, partner):  # T-18
    made = noted(town, track, partner)
    (line,) = care_page(town["anouk"], track).running
    assert (line.id, line.contact) == (made, "+31600000099")
    columns = {one.name for one in CareContact._meta.concrete_fields}
    assert columns == {
        *("id", "municipality", "controller", "destroy_on", "person", "track", "organisation"),
        *("contact", "from_on", "until_on", "noted_by", "noted_at", "ended_by"),
    }, "no column can hold a word of the file of youth help"
    end_care(by=town["anouk"], track_id=track, care_id=made)
    page = care_page(town["anouk"], track)
    assert page.running == () and page.ended[0].until_on == timezone.localdate()
    noted(town, track, partner)


def refused(do, **more):
    with pytest.raises(Refused) as why:
        do(**more)
    return why.value


def test_what_cannot_be_is_said_beside_its_field(town, track, partner):
    def no(**changes):
        return refused(lambda: noted(town, track, partner, **changes)).field

    assert no(contact="") == "contact" and no(contact="Jan, over zijn vader") == "contact"
    assert no(on=timezone.localdate() + DAY) == "on"
    assert no(on=timezone.localdate() - 20 * 366 * DAY) == "on"
    assert no(to=uuid4()) == "to"
    made = noted(town, track, partner)
    assert no() == "to"
    end_care(by=town["anouk"], track_id=track, care_id=made)
    why = refused(lambda: end_care(by=town["anouk"], track_id=track, care_id=made))
    assert why.reason == rules.OVER
    with pytest.raises(NotFound):
        end_care(by=town["anouk"], track_id=track, care_id=uuid4())


def test_the_same_form_again_makes_nothing(town, track, partner):
    key = uuid4()
    assert noted(town, track, partner, key=key) == noted(town, track, partner, key=key) == key


@pytest.mark.parametrize(
    "who", ["bilal", "wim", "tess", "rachid", "lotte", "petra", "vera", "yara"]
)
def test_nobody_but_the_coaches_knows_of_it(town, track, partner, who):  # T-18
    made = noted(town, track, partner)
    for do in (
        lambda by: care_page(by, track),
        lambda by: note_care(
            by=by, track_id=track, to=partner, contact=NUMBER, on=timezone.localdate()
        ),
        lambda by: end_care(by=by, track_id=track, care_id=made),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            do(town[who])
    for purpose in Purpose:
        with acting(town.as_(who, purpose)):
            assert not CareContact.objects.exists(), purpose
    page = sign_in(Client(), town[who]).get(reverse("care", args=[track]))
    assert page.status_code in (403, 404)


def test_the_lead_reads_it_for_guidance_alone(town, track, partner):
    noted(town, track, partner)
    for purpose in Purpose:
        with acting(town.as_("anouk", purpose)):
            assert CareContact.objects.exists() == (purpose is Purpose.GUIDANCE), purpose


INSERT = (
    "insert into cooperation_carecontact (id, municipality_id, controller, destroy_on, person_id,"
    " track_id, organisation_id, contact, from_on, noted_by_id, noted_at)"
    " select gen_random_uuid(), t.municipality_id, t.controller, t.destroy_on, t.person_id, t.id,"
    " %s, %s, houvast_today(), current_setting('houvast.user')::uuid, houvast_now()"
    " from tracks_track t where t.id = %s"
)


def raw(by, sql, *values):
    """One statement as the application, undone; what refused it, or how many rows."""
    try:
        with transaction.atomic():
            with acting(by), connection.cursor() as cursor:
                cursor.execute(sql, values)
                found = cursor.rowcount
            transaction.set_rollback(True)
            return found
    except DatabaseError as error:
        return getattr(error.__cause__.diag, "constraint_name", None) or type(error).__name__


def test_no_sql_puts_words_in_it_or_moves_it(town, track, partner):  # T-18
    anouk, own = town["anouk"], town.admin.municipality_id
    assert raw(anouk, INSERT, partner, "+31600000099", track) == 1
    words = raw(anouk, INSERT, partner, "Jan, vader", track)
    assert words == "youth_help_is_a_number_and_no_words"
    with acting(anouk):
        from houvast.accounts.models import Organisation

        other = Organisation.objects.filter(municipality=own).exclude(pk=partner)[0].pk
    assert raw(anouk, INSERT, other, "+31600000099", track) == "youth_help_of_a_partner"
    assert raw(town["rachid"], INSERT, partner, "+31600000099", track) == "ProgrammingError"
    noted(town, track, partner)
    sets = "update cooperation_carecontact set "
    assert raw(anouk, sets + "contact = '+31600000000'") == "youth_help_stays"
    assert raw(anouk, sets + "until_on = houvast_today(), ended_by_id = %s", anouk.user_id) == 1
    assert raw(town["rachid"], sets + "until_on = houvast_today()") == 0
    assert raw(anouk, "delete from cooperation_carecontact") == "ProgrammingError"


def test_the_screen_rings_and_keeps_what_was_typed(town, track, partner):
    anouk, address = sign_in(Client(), town["anouk"]), reverse("care", args=[track])
    assert "Er staat hier geen jeugdhulp." in anouk.get(address).content.decode()
    key = {"key": str(uuid4())}
    fill = key | {
        "to": str(partner),
        "contact": "geen nummer",
        "on": timezone.localdate().isoformat(),
    }
    wrong = anouk.post(address, fill)
    assert wrong.status_code == 422 and "geen nummer" in wrong.content.decode()
    assert anouk.post(address, fill | {"contact": NUMBER}).status_code == 302
    text = anouk.get(address).content.decode()
    assert 'href="tel:+31600000099"' in text
    with acting(town["anouk"]):
        made = CareContact.objects.get().pk
    assert anouk.post(reverse("care_over", args=[track, made])).status_code == 302
    assert "Eerder" in anouk.get(address).content.decode()
