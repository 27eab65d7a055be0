"""The account of a guest of a partner: let in by Beheer, closed but for one door, and watched."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import Role
from houvast.cooperation.actions.guests import answer
from houvast.errors import NotAllowed, Refused
from houvast.sharing.actions import welcome
from houvast.sharing.actions.guests import NewGuest, let_in_guest
from houvast.sharing.reads.guests import guest_choices
from houvast.tracks.rules.states import FactKind
from houvast.watching.actions import agree, look_at_the_trail
from houvast.watching.reads import events_page
from houvast.watching.rules.limits import EventKind
from tests.cast import PASSWORD, sign_in
from tests.cooperation.guests import ANSWER, SCHOOL, asked, with_guest
from tests.cooperation.made import tracked
from tests.sharing.made_registers import let_in

DAY = timedelta(days=1)


def wanted(town, **changes):
    partner = {name: pk for pk, name in guest_choices(town.admin).partners}[SCHOOL]
    what = {"organisation_id": partner, "name": "Ria Voorbeeld", "function": "Mentor"}
    what |= {"email": "ria@voorbeeld.invalid", "username": "ria"}
    return NewGuest(**what | changes)


def refused(town, **changes):
    with pytest.raises(Refused) as caught:
        let_in_guest(by=town.admin, guest=wanted(town, **changes))
    return caught.value.field


def test_beheer_lets_a_guest_in_of_a_partner_that_takes_part_today(town):  # T-16, T-24
    let_in(town)
    let_in(town, "School Voorbij", left_on=timezone.localdate() - DAY)
    assert [name for _, name in guest_choices(town.admin).partners] == [SCHOOL]
    made = let_in_guest(by=town.admin, guest=wanted(town))
    one = User.objects.get(pk=made.id)
    assert one.check_password(made.secret) and one.email == "ria@voorbeeld.invalid"
    seat = Membership.objects.get(user=one)
    assert (seat.role, seat.team.organisation.name) == (Role.PARTNER_GUEST, SCHOOL)
    assert let_in_guest(by=town.admin, guest=wanted(town), key=one.pk).secret == "", "once"
    assert refused(town) == "username"
    assert refused(town, username="Ria V") == "username"
    assert refused(town, username="ria2", name=" ") == "name"
    assert refused(town, username="ria2", organisation_id=one.pk) == "organisation_id"
    for who in ("rachid", "petra", "vera", "anouk"):
        with pytest.raises(NotAllowed):
            let_in_guest(by=town[who], guest=wanted(town))
        with pytest.raises(NotAllowed):
            guest_choices(town[who])
    page = sign_in(Client(), actor_of(one, Role.PARTNER_GUEST)).get("/", follow=True)
    assert "Er staat geen vraag voor je open." in page.content.decode()


def test_a_guest_who_keeps_trying_after_the_answer_is_something_to_look_at(town):  # T-24, T-59
    agree(by=town["vera"], document="OR 2026-14", agreed_on=timezone.localdate())
    guest = with_guest(town)
    question = asked(town, tracked(town), guest)
    gijs = sign_in(Client(), guest)
    address = reverse("guest_question", args=[question])
    page = gijs.get(address)
    assert "Sem Voorbeeld" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    answer(by=guest, question_id=question, text=ANSWER, certainty=FactKind.SEEN)
    for other in (address, reverse("young_people")) * 6:
        assert gijs.get(other).status_code in (403, 404)
    look_at_the_trail(by=safety_net(town.admin.municipality_id))
    found = [one for one in events_page(town["vera"]).waiting if one.kind is EventKind.REFUSED]
    assert [(one.colleague, one.count) for one in found] == [("Gijs", 12)]


def test_the_fg_supervises_and_is_offered_no_stop(town, track):
    """A form that says no afterwards loses what was typed in it; who may stop is asked before."""
    team = town.teams["Regie"]
    who = {"username": "frank", "name": "Frank", "password": PASSWORD, "role": Role.FG}
    welcome(by=town.admin, team=team, **who)
    frank = actor_of(User.objects.get(username="frank"), Role.FG)
    question = reverse("stop_guest", args=[asked(town, track, with_guest(town))])
    for name, status in ((frank, 403), (town["anouk"], 200), (town["vera"], 200)):
        assert sign_in(Client(), name).get(question).status_code == status
