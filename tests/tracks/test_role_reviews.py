"""Roles lapse unless people look at them again: two of them, where rights are special (T-61)."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import actor_of, roles_of, safety_net
from houvast.accounts.rules import SPECIAL, Role, SuspendReason, term_of
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import end_role, give_role
from houvast.sharing.models import RoleReview
from houvast.sharing.rules.role_reviews import ReviewAnswer
from houvast.tracks.actions.hiring import set_contract
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.notices import send_one
from houvast.tracks.actions.role_reviews import review_roles, tell_of_roles
from houvast.tracks.models import Notice
from houvast.tracks.reads.role_reviews import role_reviews_page
from tests.cast import STAFF, found, found_beyond, sign_in
from tests.conftest import as_owner
from tests.test_parallel import at_once, refusals
from tests.tracks.test_step_resets import another_admin

KEEP, END = ReviewAnswer.KEEP, ReviewAnswer.END
QUARTER, YEAR = 92, 366


def now():
    """What time it is for the product, which a test moves."""
    with connection.cursor() as cursor:
        cursor.execute("select houvast_now()")
        return cursor.fetchone()[0]


def seat(town, who):
    user = town.admin.user_id if who == "admin" else town[who].user_id
    return Membership.objects.filter(user=user).latest("until")


def kept(town, by, who, answer=KEEP):
    actor = town.admin if by == "admin" else town[by]
    return review_roles(by=actor, answers={seat(town, who).pk: answer})


def has(town, who):
    user = town.admin.user_id if who == "admin" else town[who].user_id
    return roles_of(User.objects.get(pk=user), now())


def lines(by):
    return {one.name: one for one in role_reviews_page(by).lines}


def kept_special(town, *whose):
    """Two people say that special rights go on, so that a test can go on after a quarter."""
    for who in whose:
        kept(town, "petra", who)
        kept(town, "rachid", who)


@pytest.mark.parametrize("role", list(Role))
def test_the_database_has_the_same_terms(db, role):  # T-61
    with connection.cursor() as cursor:
        cursor.execute("select accounts_term_of(%s), accounts_is_special(%s)", [role, role])
        assert cursor.fetchone() == (term_of(role), role in SPECIAL)


def test_what_nobody_looked_at_has_lapsed(town, clock):  # T-61
    """Special rights after a quarter, every other role after a year."""
    clock.forward(days=QUARTER - 1)
    assert has(town, "vera") and has(town, "admin") and has(town, "anouk")
    clock.forward(days=2)
    assert has(town, "vera") == has(town, "admin") == ()
    with pytest.raises(DatabaseError), transaction.atomic(), acting(town.admin):
        Membership.objects.create(
            municipality_id=town.admin.municipality_id,
            user_id=town["anouk"].user_id,
            team_id=town.teams["Zuid"],
            role=Role.TEAM_LEAD,
            since=now(),
            until=now() + timedelta(days=1),
            granted_by_id=town.admin.user_id,
        )
    clock.forward(days=YEAR - QUARTER)
    assert has(town, "anouk") == has(town, "rachid") == ()


def test_a_role_is_asked_about_in_time_and_goes_on_when_somebody_says_so(town, clock):  # T-61
    clock.forward(days=60)
    assert lines(town.admin) == {}
    clock.forward(days=3)
    kept_special(town, "admin")
    for _quarter in range(3):
        clock.forward(days=QUARTER - 3)
        kept_special(town, "admin")
    clock.forward(days=10)
    line = lines(town.admin)["Anouk"]
    assert (line.special, line.lapsed, line.may_keep, line.may_end) == (False, False, True, True)
    before = seat(town, "anouk")
    assert kept(town, "admin", "anouk") == 1
    after = seat(town, "anouk")
    assert (after.pk, after.since) == (before.pk, before.since), "the same role goes on"
    assert after.until > before.until + timedelta(days=YEAR - 30)
    assert "Anouk" not in lines(town.admin)
    clock.forward(days=YEAR - 1)
    assert has(town, "anouk") == (Role.OUTREACH_COACH,) and has(town, "bilal") == ()
    with acting(town["anouk"]):
        assert not RoleReview.objects.exists(), "who has the role reads nothing of it"


def test_special_rights_ask_two_people_and_none_of_them_is_the_one(town, clock):
    clock.forward(days=QUARTER - 10)
    before = seat(town, "vera").until
    kept(town, "petra", "vera")
    assert seat(town, "vera").until == before, "one is not enough"
    assert lines(town.admin)["Vera"].said_by == "Petra"
    with pytest.raises(Refused, match="Een tweede persoon"):
        kept(town, "petra", "vera")
    with pytest.raises(Refused, match="eigen rol"):
        kept(town, "vera", "vera")
    with pytest.raises(Refused, match="eigen rol"):
        kept(town, "admin", "admin")
    kept(town, "admin", "vera")
    assert seat(town, "vera").until > before + timedelta(days=80)
    with pytest.raises(Refused, match="al naar gekeken"):
        kept(town, "rachid", "vera")


def test_who_manages_no_accounts_looks_at_special_rights_only(town, clock):
    another_admin(town, "bea")
    clock.forward(days=QUARTER - 10)
    kept_special(town, "admin")
    with acting(town.admin):
        bea = User.objects.get(username="bea")
    for who in ("petra", "rachid", "vera"):
        assert {one.special for one in role_reviews_page(town[who]).lines} == {True}
    with pytest.raises(Refused, match="Alleen Beheer"):
        kept(town, "petra", "vera", END)
    kept(town, "admin", "vera", END)
    assert has(town, "vera") == () and "Vera" not in lines(town.admin), "ended, and not lapsed"
    assert roles_of(bea, now()) == (Role.FUNCTIONAL_ADMIN,)


@pytest.mark.parametrize("who", ["anouk", "tess", "lotte", "wim", "sam", "denzel"])
def test_who_gives_no_roles_sees_and_says_nothing(town, clock, who):
    clock.forward(days=QUARTER - 10)
    with pytest.raises(NotAllowed):
        role_reviews_page(town[who])
    with pytest.raises(NotAllowed):
        kept(town, who, "vera")


def test_all_of_a_form_or_nothing_of_it(town, clock):
    another_admin(town, "bea")
    clock.forward(days=QUARTER - 10)
    answers = {seat(town, "vera").pk: KEEP, seat(town, "admin").pk: KEEP}
    with pytest.raises(Refused) as no:
        review_roles(by=town.admin, answers=answers)
    assert no.value.field == f"role_{seat(town, 'admin').pk.hex}"
    with acting(town.admin):
        assert not RoleReview.objects.exists()
    with pytest.raises(NotFound):
        review_roles(by=town.admin, answers={uuid4(): KEEP})
    with pytest.raises(NotFound):
        review_roles(by=found_beyond().admin, answers={seat(town, "vera").pk: KEEP})


def test_the_last_administrator_lapses_and_two_people_give_the_role_again(town, clock):
    """Nobody is shut out: no municipality is without a coordinator and a programme manager."""
    clock.forward(days=QUARTER + 10)
    assert has(town, "admin") == has(town, "vera") == ()
    line = lines(town["petra"])["Functioneel beheer"]
    assert (line.lapsed, line.last, line.may_keep) == (True, True, True)
    kept(town, "petra", "admin")
    assert has(town, "admin") == ()
    kept(town, "rachid", "admin")
    assert has(town, "admin") == (Role.FUNCTIONAL_ADMIN,)
    assert lines(town["petra"]).keys() == {"Vera"}
    kept(town, "admin", "vera")
    kept(town, "petra", "vera")
    assert has(town, "vera") == (Role.PRIVACY_OFFICER,)
    assert seat(town, "vera").since > now() - timedelta(minutes=1), "the gap stays known"
    clock.forward(days=300)
    assert "Functioneel beheer" not in lines(town["petra"]), "after a quarter it is given anew"


def test_a_contract_still_ends_a_role(town, clock):
    last = timezone.localdate() + timedelta(days=80)
    hired = {"starts_on": timezone.localdate(), "ends_on": last, "processing_until": last}
    set_contract(by=town.admin, user_id=town["bilal"].user_id, **hired)
    clock.forward(days=70)
    assert "Bilal" not in lines(town.admin), "the contract is looked at elsewhere"
    with pytest.raises(Refused, match="al naar gekeken"):
        kept(town, "admin", "bilal")


def test_who_is_suspended_or_ended_is_not_asked_about(town, clock):
    clock.forward(days=QUARTER - 10)
    suspend_access(by=town.admin, user_id=town["vera"].user_id, why=SuspendReason.LEAVES)
    assert "Vera" not in lines(town.admin)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept(town, "petra", "vera")


def notices(town, kind):
    with acting(safety_net(town.admin.municipality_id)):
        found = Notice.objects.filter(kind=kind).values_list("to_user_id", flat=True)
        names = {user.pk: user.username for user in User.objects.all()}
        return sorted(names[one] for one in found)


def test_who_looks_hears_each_week_and_of_the_last_one_each_night(town, clock, settings):
    net = safety_net(town.admin.municipality_id)
    assert tell_of_roles(by=net) == 0
    clock.forward(days=65)
    assert tell_of_roles(by=net) == 6 and tell_of_roles(by=net) == 0
    assert notices(town, "roles") == ["beheer-waterrade", "petra", "rachid", "vera"]
    assert notices(town, "own_role") == ["beheer-waterrade", "vera"], "whose role it is hears too"
    clock.forward(days=6)
    assert tell_of_roles(by=net) == 0
    clock.forward(days=1)
    assert tell_of_roles(by=net) == 6
    clock.forward(days=7)
    assert tell_of_roles(by=net) == 6 and notices(town, "last_role") == notices(town, "roles")[::2]
    clock.forward(days=1)
    assert tell_of_roles(by=net) == 4, "each night, at once"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with acting(net):
        one = Notice.objects.filter(kind="last_role", to_user=town["vera"].user_id).latest("at")
    send_one(by=net, notice_id=one.pk)
    assert "loopt bijna af" in mail.outbox[0].body
    kept_special(town, "admin")
    kept(town, "admin", "vera")
    kept(town, "petra", "vera")
    clock.forward(days=1)
    assert tell_of_roles(by=net) == 0


def raw(by, sql, *values):
    """One statement as the application, undone; the name of what refused it, or how many rows."""
    try:
        with transaction.atomic():
            with acting(by), connection.cursor() as cursor:
                cursor.execute(sql, values)
                found = cursor.rowcount
            transaction.set_rollback(True)
            return found
    except DatabaseError as error:
        return getattr(error.__cause__.diag, "constraint_name", None) or type(error).__name__


SAID = """
insert into sharing_rolereview (id, municipality_id, controller, destroy_on, membership_id, user_id,
  asked_by_id, asked_at, until, answered_by_id, answered_at)
values (gen_random_uuid(), %(place)s, 'college', houvast_today() + 400, %(seat)s, %(user)s,
  %(asked_by)s, houvast_now(), houvast_now() + %(days)s * interval '1 day', null, {answered})
"""


def said(town, by, who, days=QUARTER, answered="null", **changed):
    actor, one = town.admin if by == "admin" else town[by], seat(town, who)
    values = {"place": actor.municipality_id, "seat": one.pk, "user": one.user_id}
    values |= {"asked_by": actor.user_id, "days": days} | changed
    try:
        with transaction.atomic():
            with acting(actor), connection.cursor() as cursor:
                cursor.execute(SAID.format(answered=answered), values)
            transaction.set_rollback(True)
            return 1
    except DatabaseError as error:
        return getattr(error.__cause__.diag, "constraint_name", None) or type(error).__name__


def test_no_sql_lets_a_role_go_on_alone_or_for_longer(town, clock):
    another_admin(town, "bea")
    clock.forward(days=QUARTER - 10)
    assert said(town, "petra", "vera") == 1
    assert said(town, "admin", "vera") == 1
    assert (
        said(town, "admin", "vera", answered="houvast_now()") == "review_of_special_rights_by_two"
    )
    assert said(town, "admin", "vera", days=QUARTER + 2) == "review_within_the_term"
    assert said(town, "admin", "vera", asked_by=town["petra"].user_id) == "ProgrammingError"
    assert said(town, "admin", "admin") == "ProgrammingError", "never one's own"
    assert said(town, "admin", "anouk", answered="houvast_now()") == "review_of_what_ends"
    assert said(town, "anouk", "vera") == "ProgrammingError"
    assert end_role(by=town.admin, membership_id=seat(town, "vera").pk) is None
    assert said(town, "petra", "vera") == "review_of_what_ends", (
        "what somebody ended has not lapsed"
    )


def test_no_sql_moves_the_end_of_a_role(town, clock):
    clock.forward(days=QUARTER - 10)
    longer = "update accounts_membership set until = until + interval '1 day' where id = %s"
    assert raw(town.admin, longer, seat(town, "vera").pk) == "IntegrityError"
    later = "update accounts_membership set lapses_at = lapses_at + interval '1 day' where id = %s"
    assert raw(town.admin, later, seat(town, "vera").pk) == "IntegrityError"
    kept(town, "petra", "vera")
    answer = "update sharing_rolereview set answered_by_id = %s, answered_at = houvast_now()"
    assert raw(town["petra"], answer, town["petra"].user_id) == 0
    assert raw(town["vera"], answer, town["vera"].user_id) == "review_never_of_oneself"
    assert raw(town.admin, answer, town["rachid"].user_id) == "ProgrammingError"
    assert raw(town.admin, answer, town.admin.user_id) == 1
    assert raw(town["anouk"], "select id from sharing_rolereview") == 0
    assert raw(found_beyond().admin, "select id from sharing_rolereview") == 0


GIVEN = """
insert into accounts_membership (id, municipality_id, user_id, team_id, role, since, until,
  granted_by_id, is_deputy)
values (gen_random_uuid(), %s, %s, %s, %s, houvast_now(), houvast_now() + %s * interval '1 day', %s,
  false)
"""


@pytest.mark.parametrize(
    ("role", "days"), [(Role.TEAM_LEAD, YEAR), (Role.REQUEST_HANDLER, QUARTER)]
)
def test_no_sql_gives_a_role_for_longer_than_its_term(town, role, days):
    who, team = town["anouk"].user_id, town.teams["Zuid"]
    given = (town.admin.municipality_id, who, team, role)
    assert raw(town.admin, GIVEN, *given, days, town.admin.user_id) == 1
    long = raw(town.admin, GIVEN, *given, days + 2, town.admin.user_id)
    assert long == "role_within_its_term"


def test_the_screen_asks_each_one_by_one_and_keeps_what_was_chosen(town, clock):
    clock.forward(days=QUARTER - 10)
    petra = sign_in(Client(), town["petra"])
    address, admin = reverse("role_reviews"), seat(town, "admin").pk.hex
    text = petra.get(address).content.decode()
    assert "Niemand anders heeft deze rol nog langer." in text and "Stopt nu" not in text
    assert petra.post(address).status_code == 422
    assert petra.post(address, {f"role_{admin}": "end"}).status_code == 422
    assert petra.post(address, {f"role_{admin}": "keep"}).status_code == 302
    text = petra.get(address).content.decode()
    assert "Jij zei al dat het blijft." in text
    assert petra.post(address, {f"role_{admin}": "keep"}).status_code == 422, "not twice"
    vera = sign_in(Client(), town["vera"])
    assert "Petra zei al dat het blijft." in vera.get(address).content.decode()
    assert vera.post(address, {f"role_{admin}": "keep"}).status_code == 302
    assert seat(town, "admin").until > now() + timedelta(days=90)


def test_two_second_people_at_once_are_one(committed, clock):
    town = found("Waterrade", STAFF, timezone.localdate())
    clock.forward(days=QUARTER - 10)
    kept(town, "petra", "vera")
    said = at_once(lambda: kept(town, "admin", "vera"), lambda: kept(town, "rachid", "vera"))
    assert len(refusals(said)) == 1 and 1 in said
    with acting(town.admin):
        assert RoleReview.objects.count() == 1


def test_another_role_of_the_same_colleague_is_another_line(town, clock):
    second, team = Role.REQUEST_HANDLER, town.teams["Regie"]
    give_role(by=town.admin, user_id=town["anouk"].user_id, role=second, team=team)
    clock.forward(days=QUARTER - 10)
    assert lines(town.admin)["Anouk"].role is second
    end_role(by=town.admin, membership_id=Membership.objects.get(role=second.value).pk)
    assert "Anouk" not in lines(town.admin)
    assert actor_of(User.objects.get(pk=town["anouk"].user_id), Role.OUTREACH_COACH)


def test_the_owner_of_the_database_gives_the_first_role_again(committed, clock):
    """When nobody looked for a whole year: docs/run/install.md says how."""
    town = found("Waterrade", STAFF, timezone.localdate())
    clock.forward(days=YEAR + 1)
    assert not any(has(town, who) for who in ("admin", "petra", "rachid", "vera"))
    text = Path("docs/run/install.md").read_text()
    (given,) = re.findall(r"```sql\n(insert into accounts_membership.*?)```", text, re.S)
    with as_owner() as owner:
        owner.execute(given.replace("NAME OF THE ACCOUNT", "beheer-waterrade"))
    assert has(town, "admin") == (Role.FUNCTIONAL_ADMIN,)
