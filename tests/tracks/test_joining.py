"""Letting people in: a municipality that begins, colleagues, and roles that are kept apart."""

from itertools import combinations
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.models import Membership, Programme, Team, User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Controller, OrganisationKind, Role
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions.joining import NewColleague, begin_organisation, begin_team
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads.joining import colleague_page, houses_page
from houvast.sharing.rules.joining import (
    ALONE,
    GIVEN,
    check_beside,
    check_role,
    controller_of,
)
from houvast.tracks.actions.founding import begin
from houvast.tracks.actions.joining import give, join, stop
from houvast.tracks.models import EntryCriterion
from houvast.tracks.reads.role_reviews import role_reviews_page
from tests.cast import STAFF, found, open_track, sign_in
from tests.test_parallel import at_once, refusals
from tests.tracks.test_role_reviews import notices, raw
from tests.tracks.test_step_resets import another_admin

ROLES = st.sampled_from(GIVEN)


def colleague(town, role=Role.OUTREACH_COACH, team="Zuid", username="ria.voorbeeld"):
    mail = "ria@voorbeeld.invalid"
    return NewColleague("Ria Voorbeeld", "Mentor", mail, username, role, town.teams[team])


def roles_of(user):
    return set(Membership.objects.filter(user=user).values_list("role", flat=True))


# --- rules ------------------------------------------------------------------------------------


@given(ROLES, ROLES)
def test_who_gives_roles_or_looks_on_has_no_other(one, other):
    def allowed(new, has):
        try:
            check_beside(new, [has])
        except Refused:
            return False
        return True

    assert allowed(one, other) == allowed(other, one)
    if one is not other and {one, other} & set(ALONE):
        assert not allowed(one, other)
    if {controller_of(one), controller_of(other)} == set(Controller):
        assert not allowed(one, other)


@given(st.sampled_from(Role), st.sampled_from(Controller), st.sampled_from(OrganisationKind))
def test_a_role_is_given_where_it_belongs(role, home, kind):
    try:
        check_role(role, home, kind)
    except Refused as no:
        assert no.field in ("role", "team_id")
        return
    assert role in GIVEN and controller_of(role) in (None, home)
    assert kind is not OrganisationKind.PARTNER or role is Role.STANDING_PARTNER


# --- a municipality begins ----------------------------------------------------------------------


def test_a_municipality_begins_and_works(db):
    secret = begin(name="Zandhoek", programme="Houvast Zandhoek", admin="beheer-zandhoek")
    admin = User.objects.get(username="beheer-zandhoek")
    assert len(secret) >= 12 and admin.check_password(secret)
    by = actor_of(admin, Role.FUNCTIONAL_ADMIN)
    with acting(by):
        programme = Programme.objects.get(municipality_id=admin.municipality_id)
        assert programme.promises.count() == 1
        assert EntryCriterion.objects.filter(programme=programme, valid_until=None).count() == 1
    team = houses_page(by).houses[0].teams[0][0]
    mail = "petra@voorbeeld.invalid"
    new = NewColleague("Petra Voorbeeld", "", mail, "petra.z", Role.PROGRAMME_MANAGER, team)
    petra = User.objects.get(pk=join(by=by, new=new).id)
    client = sign_in(Client(), actor_of(petra, Role.PROGRAMME_MANAGER))
    assert "Vraagt zelf om een coach of om werk" in client.get(reverse("settings")).content.decode()


@pytest.mark.parametrize(
    ("name", "programme", "admin"),
    [
        ("waterrade", "Houvast", "beheer-nieuw"),
        ("Zandhoek", " ", "beheer-nieuw"),
        ("", "Houvast", "beheer-nieuw"),
        ("Zandhoek", "Houvast", "beheer-waterrade"),
        ("Zandhoek", "Houvast", "Beheer Nieuw"),
    ],
)
def test_what_is_there_or_has_no_name_does_not_begin(town, name, programme, admin):
    users = User.objects.count()
    with pytest.raises(Refused):
        begin(name=name, programme=programme, admin=admin)
    assert User.objects.count() == users


# --- colleagues ---------------------------------------------------------------------------------


def test_a_colleague_comes_in_with_a_role_and_sees_nobody(town):
    open_track(town)
    key = UUID(int=7)
    made = join(by=town.admin, new=colleague(town), key=key)
    assert join(by=town.admin, new=colleague(town), key=key) == Made(key, "")
    ria = User.objects.get(pk=made.id)
    assert ria.check_password(made.secret) and ria.email == "ria@voorbeeld.invalid"
    page = sign_in(Client(), actor_of(ria, Role.OUTREACH_COACH)).get(reverse("young_people"))
    assert page.status_code == 200 and "Ilias" not in page.content.decode()


@pytest.mark.parametrize("who", ["anouk", "petra", "rachid", "vera", "lotte"])
def test_nobody_else_lets_people_in(town, who):
    by = town[who]
    house = next(one for one in houses_page(town.admin).own if one.teams)
    for act in (
        lambda: join(by=by, new=colleague(town)),
        lambda: give(
            by=by, user_id=town["bilal"].user_id, role=Role.BROKER, team_id=town.teams["Noord"]
        ),
        lambda: stop(by=by, membership_id=Membership.objects.get(user=town["bas"].user_id).pk),
        lambda: begin_team(by=by, organisation_id=house.id, name="Oost"),
        lambda: colleague_page(by, town["bilal"].user_id),
        lambda: houses_page(by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_another_municipality_is_not_there(town, db):
    other = found("Zandhoek", {"carmen": STAFF["anouk"]}, timezone.localdate())
    with pytest.raises(NotFound):
        colleague_page(town.admin, other["carmen"].user_id)
    team = town.teams["Zuid"]
    with pytest.raises(NotFound):
        give(by=town.admin, user_id=other["carmen"].user_id, role=Role.BROKER, team_id=team)
    with pytest.raises(Refused) as no:
        give(
            by=town.admin,
            user_id=town["bas"].user_id,
            role=Role.WORK_COACH,
            team_id=other.teams["Zuid"],
        )
    assert no.value.field == "team_id"


def test_nobody_gives_himself_a_role_and_nobody_two_that_conflict(town):
    def refused(user, role):
        with pytest.raises(Refused) as no:
            give(by=town.admin, user_id=user, role=role, team_id=town.teams["Regie"])
        return no.value.reason

    assert "jezelf" in refused(town.admin.user_id, Role.OUTREACH_COACH)
    assert "samen" in refused(town["anouk"].user_id, Role.FUNCTIONAL_ADMIN)
    assert "al in dit team" in refused(town["vera"].user_id, Role.PRIVACY_OFFICER)
    assert "lijst" in refused(town["vera"].user_id, Role.SYSTEM)
    assert "lijst" in refused(town["vera"].user_id, Role.PARTNER_GUEST)
    assert "andere kant" in refused(town["bas"].user_id, Role.SAFETY_TRIAGE)


def test_special_rights_are_heard_of_at_once_and_stand_on_the_list(town):
    give(
        by=town.admin,
        user_id=town["bas"].user_id,
        role=Role.TEAM_LEAD,
        team_id=town.teams["Noord"],
    )
    assert notices(town, "role_given") == []
    made = join(by=town.admin, new=colleague(town, Role.FG, "Regie"))
    assert notices(town, "role_given") == ["petra", "rachid", "vera"]
    line = role_reviews_page(town["vera"]).given[0]
    assert (line.name, line.role, line.given_by) == ("Ria Voorbeeld", Role.FG, "Functioneel beheer")
    assert roles_of(made.id) == {"fg"}


def test_who_holds_young_people_keeps_the_role_until_they_are_handed_over(town):
    open_track(town)
    seats = {one.user_id: one.pk for one in Membership.objects.all()}
    with pytest.raises(Refused, match="houdt nog jongeren vast"):
        stop(by=town.admin, membership_id=seats[town["anouk"].user_id])
    stop(by=town.admin, membership_id=seats[town["bilal"].user_id])
    assert colleague_page(town.admin, town["bilal"].user_id).roles == ()
    assert sign_in(Client(), town["bilal"]).get(reverse("young_people")).status_code != 200
    with pytest.raises(Refused, match="laatste"):
        stop(by=town.admin, membership_id=seats[town["petra"].user_id])


def test_an_organisation_comes_with_a_team_and_is_there_once(town):
    house = {"kind": OrganisationKind.SCHOOL, "controller": Controller.COLLEGE, "team": "Zorgteam"}
    team = begin_organisation(by=town.admin, name=" Praktijkschool  De Brug ", **house)
    known = {one.name: one for one in houses_page(town.admin).houses}
    assert known["Praktijkschool De Brug"].teams == ((team, "Zorgteam"),)
    key = known["Praktijkschool De Brug"].id
    begin_team(by=town.admin, organisation_id=key, name="Stage")
    for again in (
        lambda: begin_organisation(by=town.admin, name="praktijkschool de brug", **house),
        lambda: begin_team(by=town.admin, organisation_id=key, name="stage"),
        lambda: begin_team(by=town.admin, organisation_id=key, name="x"),
        lambda: begin_organisation(
            by=town.admin, name="Stichting", **house | {"kind": OrganisationKind.PARTNER}
        ),
    ):
        with pytest.raises(Refused):
            again()
    assert Team.objects.filter(organisation_id=key).count() == 2


# --- what the database keeps --------------------------------------------------------------------

GIVE = """
insert into accounts_membership (id, municipality_id, user_id, team_id, role, since, until,
                                 granted_by_id, is_deputy)
select gen_random_uuid(), %s, %s, %s, role, houvast_now(), houvast_now() + interval '90 days', %s,
       false
  from unnest(%s::text[]) role
"""


def test_no_sql_gives_two_roles_that_conflict(town):
    by = town.admin
    made = join(by=by, new=colleague(town, Role.BROKER, "Noord")).id
    stop(by=by, membership_id=Membership.objects.get(user=made).pk)
    for one, other in combinations(GIVEN, 2):
        try:
            check_beside(one, [other])
            expected = 2
        except Refused:
            expected = "duties_apart"
        given = (by.municipality_id, made, town.teams["Regie"], by.user_id)
        assert raw(by, GIVE, *given, [one.value, other.value]) == expected, (one, other)


def test_two_roles_that_are_given_at_once_do_not_meet(committed):
    town = found("Waterrade", STAFF, timezone.localdate())
    bea = another_admin(town)
    made = join(by=town.admin, new=colleague(town, Role.BROKER, "Noord")).id
    stop(by=town.admin, membership_id=Membership.objects.get(user=made).pk)

    def giving(by, role):
        return lambda: give(by=by, user_id=made, role=role, team_id=town.teams["Regie"])

    results = at_once(giving(town.admin, Role.FG), giving(bea, Role.OUTREACH_COACH))
    assert len(refusals(results)) == 1
    with acting(town.admin):
        assert Membership.objects.filter(user=made, until__gt=timezone.now()).count() == 1


# --- the screens --------------------------------------------------------------------------------


def test_the_screens_make_a_team_a_colleague_and_a_role(town):
    admin = sign_in(Client(), town.admin)
    fill = {"name": "Buurtwerk", "kind": "youth_work", "controller": "college", "team": "West"}
    assert admin.post(reverse("organisation"), fill).status_code == 302
    team = Team.objects.get(name="West").pk
    fill = {"name": "Ria Voorbeeld", "role": "outreach_coach", "team_id": str(team)}
    fill |= {"email": "ria@voorbeeld.invalid", "username": "ria", "key": str(uuid4())}
    page = admin.post(reverse("new_colleague"), fill, follow=True).content.decode()
    assert "Het eerste wachtwoord" in page
    assert "Het eerste wachtwoord" not in admin.get(reverse("new_colleague")).content.decode()
    ria = User.objects.get(username="ria")
    address = reverse("colleague", args=[ria.pk])
    assert admin.post(address, {"role": "work_coach", "team_id": str(team)}).status_code == 302
    page = admin.get(address).content.decode()
    assert "Outreachcoach" in page and "Werkcoach" in page
    seat = Membership.objects.get(user=ria, role="work_coach").pk
    admin.post(reverse("stop_role", args=[ria.pk, seat]))
    assert [one.role for one in colleague_page(town.admin, ria.pk).roles] == [Role.OUTREACH_COACH]
    own = admin.get(reverse("colleague", args=[town.admin.user_id])).content.decode()
    assert "Dit ben jij zelf." in own and "Geef deze rol" not in own
