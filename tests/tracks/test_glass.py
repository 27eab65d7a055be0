"""Noodtoegang: one file because of danger, for an hour, told at once and looked at afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import PURPOSES_OF, Purpose, Role
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.people.models import Identity
from houvast.sharing.actions import end_role
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.glass import account_for_glass, extend_glass, review_glass
from houvast.tracks.actions.informing import record_telling
from houvast.tracks.actions.ties import answer_private, close_to_colleague
from houvast.tracks.models import (
    BreakGlass,
    ContactDetail,
    InformationMoment,
    KnownQuestion,
    Notice,
    SupportPlan,
    Track,
    WorkNote,
)
from houvast.tracks.reads.glass import glass_page, glass_start, review_page, reviews_page
from houvast.tracks.reads.informing import informing_page, letter_facts
from houvast.tracks.rules.glass import Verdict
from houvast.tracks.rules.informing import Audience
from houvast.tracks.rules.known import PER_DAY
from houvast.tracks.rules.letters import WordsKind
from tests.cast import Who, at_commit, live, open_track, sign_in
from tests.tracks.glasses import DONE, FOUND, NOW, WHY, in_emergency, opened, opened_of
from tests.tracks.informs import told, with_sender

YES, NO = Verdict.JUSTIFIED, Verdict.NOT_JUSTIFIED


def see(town, glass, who="bilal"):
    return glass_page(in_emergency(town, who), glass)


def review(town, glass, verdict=YES, who="vera"):
    review_glass(by=town[who], glass_id=glass, verdict=verdict, note=FOUND)


def shown(town, who="bilal", purpose=Purpose.EMERGENCY):
    with acting(town.as_(who, purpose)):
        return Identity.objects.count()


def test_it_opens_identity_contacts_and_plan_of_one_and_no_note(town):  # T-53
    life = live(town, "Meeuw", "anouk", "+31611111111")
    open_track(town, Who("Ander", "Ander", "Achter", None))
    glass = opened_of(town, life.track)
    file = see(town, glass, "rachid").file
    assert file.phone == "+31611111111" and file.lead == "Anouk" and file.contacts
    assert not any(one.note for one in file.contacts)
    with acting(in_emergency(town, "rachid")):
        assert Identity.objects.count() == Track.objects.count() == 1
        assert ContactDetail.objects.count() == 1 and not WorkNote.objects.exists()
        assert not SupportPlan.objects.exclude(person=life.person).exists()
    assert shown(town, "rachid", Purpose.PROCESS_STEERING) == 0


def test_a_reason_of_twenty_characters_and_danger_come_first(town, track):  # T-53
    for emergency, field in (
        (replace(NOW, reason="Hij is weg. " + " " * 30), "reason"),
        (replace(NOW, reason="x" * 501), "reason"),
        (replace(NOW, is_now=False), "is_now"),
    ):
        with pytest.raises(Refused) as no:
            opened(town, emergency=emergency)
        assert no.value.field == field
    assert shown(town) == 0
    with pytest.raises(DatabaseError), transaction.atomic(), acting(in_emergency(town, "bilal")):
        call(track=None, why="te kort")


def call(track, why=WHY, name="Voorbeeld", born="2008-05-04"):
    with connection.cursor() as cursor:
        cursor.execute("select * from tracks_break_glass(%s, %s, %s, %s)", [track, name, born, why])
        return cursor.fetchone()


def test_it_ends_by_itself_and_in_what_is_open_already(town, track, clock):  # T-53
    glass = opened(town)
    assert see(town, glass).file and shown(town) == 1
    clock.forward(hours=59 / 60)
    assert shown(town) == 1
    clock.forward(hours=2 / 60)
    page = see(town, glass)
    assert page.file is None and page.line.until < page.now and shown(town) == 0


def test_only_a_second_person_lengthens_it_and_once(town, track, clock):  # T-53
    glass = opened(town)
    clock.forward(hours=61 / 60)
    with pytest.raises(Refused, match="tweede persoon"):
        opened(town)
    with pytest.raises(NotAllowed):
        extend_glass(by=in_emergency(town, "bilal"), glass_id=glass)
    assert lengthened(town, glass, "bilal") == 0
    extend_glass(by=town["lotte"], glass_id=glass)
    assert see(town, glass).file
    clock.forward(hours=61 / 60)
    assert see(town, glass).file is None
    with pytest.raises(Refused, match="Nog een keer"):
        extend_glass(by=town["vera"], glass_id=glass)


def lengthened(town, glass, who, by="bilal"):
    """By raw SQL as the user himself, in the name of somebody else: how many rows changed."""
    sql = "update tracks_breakglass set until = until + interval '1 hour'"
    sql += ", extended_by_id = %s, extended_at = houvast_now() where id = %s"
    try:
        with transaction.atomic(), acting(in_emergency(town, by)), connection.cursor() as cursor:
            cursor.execute(sql, [town["lotte"].user_id, glass])
            return cursor.rowcount
    except DatabaseError:
        return 0


def test_who_opened_it_again_while_it_lasts_comes_back_to_the_same(town, track):
    assert opened(town) == opened(town)


def test_team_lead_privacy_officer_and_coach_are_told_at_once(town, track):  # T-54
    opened(town)
    at_commit()
    with acting(safety_net(town["vera"].municipality_id)):
        told = {(one.to_user_id, one.kind) for one in Notice.objects.all()}
    assert told >= {(town[one].user_id, "glass_broken") for one in ("lotte", "vera")}
    assert (town["anouk"].user_id, "glass_to_tell") in told
    assert (town["hugo"].user_id, "glass_broken") not in told


def test_without_anybody_to_look_at_it_nothing_opens(town, track):  # T-54
    for who in ("lotte", "vera"):
        end_role(by=town.admin, membership_id=Membership.objects.get(user=town[who].user_id).pk)
    with pytest.raises(Refused, match="niemand die dit nakijkt"):
        opened(town)
    assert shown(town) == 0


def test_the_young_person_hears_it_within_five_working_days(town, track):  # T-54
    opened(town)
    with acting(town["anouk"]):
        (duty,) = InformationMoment.objects.filter(audience=Audience.EMERGENCY)
        assert timedelta(5) <= duty.due - timezone.localdate() <= timedelta(14)
    opened(town, "wim")
    with acting(town["anouk"]):
        assert InformationMoment.objects.filter(audience=Audience.EMERGENCY).count() == 1


def test_somebody_else_says_what_it_was_and_never_the_user(town, track):  # T-54
    glass = opened_of(town, track, "lotte")
    for who in ("lotte", "hugo", "anouk", "rachid"):
        with pytest.raises((NotAllowed, NotFound)):
            review(town, glass, who=who)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(in_emergency(town, "lotte")):
        BreakGlass.objects.update(
            verdict="justified",
            note=FOUND,
            reviewed_by=town["lotte"].user_id,
            reviewed_at=timezone.now(),
        )
    review(town, glass)
    with pytest.raises(Refused, match="al nagekeken"):
        review(town, glass, NO)
    (done,) = reviews_page(town["vera"]).done
    assert (done.verdict, done.reviewed_by, done.name) == (YES, "Vera", "")


def test_what_was_not_needed_ends_at_once(town, track):  # T-54
    glass = opened(town)
    review(town, glass, NO, who="lotte")
    assert see(town, glass).file is None and shown(town) == 0


def test_who_was_not_reviewed_in_time_opens_nothing_more(town, track, clock):  # T-55
    open_track(town, Who("Ander", "Ander", "Achter", timezone.localdate() - timedelta(6000)))
    glass = opened(town)
    clock.forward(days=6)
    with pytest.raises(Refused, match="nog niet nagekeken"):
        opened_other(town)
    with acting(in_emergency(town, "bilal")):
        assert call(None)[0] == "unreviewed"
    review(town, glass)
    assert opened_other(town)


def opened_other(town):
    born = timezone.localdate() - timedelta(6000)
    with acting(town["anouk"]):
        born = Identity.objects.get(family_name="Achter").birth_date
    return opened(town, family_name="Achter", birth_date=born)


def test_nobody_has_it_by_role_and_an_administrator_never(town, track):  # T-55
    assert Role.FUNCTIONAL_ADMIN not in PURPOSES_OF and shown(town, "bilal") == 0
    for who in ("tess", "petra", "sam", "bas", "denzel", "vera"):
        refused = pytest.raises(DatabaseError, match="by who may")
        with refused, transaction.atomic(), acting(in_emergency(town, who)):
            call(None)
    with pytest.raises(NotAllowed):
        opened(town, "lotte")
    with pytest.raises(NotAllowed):
        opened_of(town, track, "bilal")
    with pytest.raises(NotFound):
        opened_of(town, track, "hugo")


def test_who_is_near_finds_nothing_and_it_takes_the_same_road(town, track):  # T-56 T-57
    close_to_colleague(by=town["anouk"], track_id=track, colleague=town["bilal"].user_id)
    close_to_colleague(by=town["anouk"], track_id=track, colleague=town["lotte"].user_id)

    def statements(**changes):
        with CaptureQueriesContext(connection) as told:
            assert opened(town, **changes) is None
        return [one["sql"].split()[0] for one in told]

    assert statements() == statements(family_name="Niemand")
    with pytest.raises(NotFound):
        opened_of(town, track, "lotte")
    with acting(town.as_("bilal", Purpose.KNOWN_HERE)):
        assert [one.was_known for one in KnownQuestion.objects.all()] == [False, False]


def test_who_says_to_be_near_meanwhile_sees_nothing_more(town, track):  # T-56
    glass = opened_of(town, track)
    answer_private(by=town["rachid"], track_id=track, is_private=True)
    at_commit()
    assert shown(town, "rachid") == 0
    with pytest.raises(NotFound):
        see(town, glass, "rachid")


def test_it_is_no_search(town, track):  # T-06
    for _ in range(PER_DAY):
        assert opened(town, family_name="Voorbeel") is None
    with pytest.raises(Refused, match="vandaag al"):
        opened(town)


def test_a_closed_track_and_one_of_elsewhere_are_not_found(town, track):
    later = timezone.localdate() + timedelta(days=30)
    stop_at_own_wish(
        by=town["anouk"], track_id=track, door_contact=town["anouk"].user_id, come_back_on=later
    )
    assert opened(town) is None


@pytest.mark.parametrize("how", ["suspended", "role"])
def test_who_is_suspended_or_lost_the_role_sees_nothing_more(town, track, how):  # T-05
    opened(town)
    if how == "suspended":
        User.objects.filter(pk=town["bilal"].user_id).update(suspended_at=timezone.now())
    else:
        end_role(by=town.admin, membership_id=Membership.objects.get(user=town["bilal"].user_id).pk)
    assert shown(town) == 0


def test_saying_what_one_did_ends_it_once(town, track):
    glass = opened(town)
    with pytest.raises(Refused, match="één zin"):
        account_for_glass(by=in_emergency(town, "bilal"), glass_id=glass, account="ok")
    account_for_glass(by=in_emergency(town, "bilal"), glass_id=glass, account=DONE)
    assert shown(town) == 0 and review_page(town["lotte"], glass).line.account == DONE
    with pytest.raises(Refused, match="al bewaard"):
        account_for_glass(by=in_emergency(town, "bilal"), glass_id=glass, account=DONE)


RAW = (
    "until = until + interval '1 minute'",
    "since = since - interval '1 day'",
    "reason = 'Een andere reden dan ik opgaf.'",
    "verdict = 'justified', note = 'Was nodig hoor.', reviewed_at = houvast_now(),"
    " reviewed_by_id = (select id from accounts_user where username = 'vera')",
    "user_id = (select id from accounts_user where username = 'vera')",
)


@pytest.mark.parametrize("change", RAW)
def test_by_raw_sql_nothing_is_bent(town, track, change):
    opened(town)
    by = in_emergency(town, "bilal")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(by):
        connection.cursor().execute(f"update tracks_breakglass set {change}")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(by):
        row = BreakGlass.objects.get()
        row.pk, row.reason = row.person_id, WHY * 2
        row.save(force_insert=True)


def test_the_screens_lead_from_the_reason_to_the_verdict(town, track):
    bilal, vera = sign_in(Client(), town["bilal"]), sign_in(Client(), town["vera"])
    address = reverse("emergency")
    fill = {"family_name": "Voorbeeld", "birth_date": "2008-05-04", "reason": WHY}
    wrong = bilal.post(address, fill)
    assert wrong.status_code == 422 and WHY in wrong.content.decode()
    none = bilal.post(address, fill | {"family_name": "Niemand", "is_now": "on"})
    assert none.status_code == 422 and "Niet gevonden" in none.content.decode()
    away = bilal.post(address, fill | {"is_now": "on"})
    page = bilal.get(away.url).content.decode()
    assert "Ilias" in page and "Anouk" in page and "not-on-paper" in page
    assert "Nu open" in vera.get(reverse("emergencies")).content.decode()
    looked = vera.get(reverse("review_emergency", args=[away.url.split("/")[-2]]))
    assert WHY in looked.content.decode() and "Ilias" not in looked.content.decode()
    assert len(glass_start(in_emergency(town, "bilal")).own) == 1


def test_the_coach_tells_it_with_its_own_letter_and_keeps_the_proof(town, track):  # T-36 T-54
    anouk = town["anouk"]
    opened(town)
    with pytest.raises(Refused, match="iemand anders"):
        record_telling(by=anouk, track_id=track, audience=Audience.EMERGENCY, telling=told())
    with_sender(town["vera"])
    facts = letter_facts(anouk, track, WordsKind.EMERGENCY)
    assert facts.filled["looks"].startswith("Op ") and "Zuid" in facts.filled["looks"]
    assert "Bilal" not in facts.filled["looks"]
    letter = sign_in(Client(), anouk).get(reverse("letter", args=[track, "nood"]))
    assert letter.content.startswith(b"%PDF")
    said = told(words="nood-1")
    record_telling(by=anouk, track_id=track, audience=Audience.EMERGENCY, telling=said)
    at_commit()
    with pytest.raises(NotFound):
        letter_facts(anouk, track, WordsKind.EMERGENCY)
    opened(town, "wim")
    duty = informing_page(anouk, track).duty(Audience.EMERGENCY)
    assert duty.waits and duty.proof is None
