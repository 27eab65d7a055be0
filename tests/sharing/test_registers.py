"""The registers of grounds and partners: who changes them, and what the database never takes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, Refused
from houvast.sharing.actions.registers import (
    agree_version,
    decline_version,
    propose_ground,
    propose_partnership,
)
from houvast.sharing.models import Ground, Partnership
from houvast.sharing.reads.registers import grounds_page, partners_page
from houvast.sharing.rules.grounds import GroundFacts, GroundStatus, check_ground
from houvast.sharing.rules.partners import PartnershipKind, check_partnership, may_receive
from houvast.tracks.actions.hiring import set_contract
from tests.sharing.made_registers import decided, ground, joined, let_in, switched

TODAY = timezone.localdate()
DAY = timedelta(days=1)
COLLEGE, MAYOR = Controller.COLLEGE, Controller.BURGEMEESTER
ID, PL, PR, PJ, SC = (InformationClass(one) for one in ("ID", "PL", "PR", "PJ", "SC"))
ON, OFF = GroundStatus.ENABLED, GroundStatus.DISABLED
PLAIN = GroundFacts(OFF, (COLLEGE,), (ID,), (Purpose.GUIDANCE,), source="Besluit")


def refused(check, *given):
    with pytest.raises(Refused) as caught:
        check(*given)
    return caught.value.field


def holds(town, code, kind, purpose, whose=COLLEGE):
    """What the database says of a ground."""
    place = town["vera"].municipality_id
    with acting(town["anouk"]), connection.cursor() as cursor:
        given = [place, code, whose.value, kind.value, purpose.value]
        cursor.execute("select sharing_ground_holds(%s, %s, %s, %s, %s)", given)
        return cursor.fetchone()[0]


def receives(town, partner, kind):
    place = town["vera"].municipality_id
    with acting(town["anouk"]), connection.cursor() as cursor:
        cursor.execute(
            "select sharing_partner_may_receive(%s, %s, %s)", [place, partner, kind.value]
        )
        return cursor.fetchone()[0]


# T-14


def test_a_municipality_begins_with_fifteen_grounds_and_nothing_doubtful_is_on(town):
    with acting(town["vera"]):
        rows = {one.code: one for one in Ground.objects.all()}
    assert sorted(rows) == [f"G{number:02}" for number in range(1, 16)]
    on = {code for code, one in rows.items() if one.status == "enabled"}
    assert on == {"G01", "G02", "G03", "G04", "G05", "G06"}
    assert {one.state for one in rows.values()} == {"in_force"}
    assert all(one.source and one.source_on for one in rows.values())
    assert {"G01", "G02", "G07", "G09", "G11", "G13", "G14"} == {
        code for code, one in rows.items() if one.to_verify
    }


def test_a_ground_holds_for_its_controller_kind_purpose_and_days_and_nothing_else(town):  # T-14
    assert holds(town, "G02", PL, Purpose.GUIDANCE)
    assert not holds(town, "G02", PL, Purpose.GUIDANCE, MAYOR)
    assert not holds(town, "G02", PJ, Purpose.GUIDANCE)
    assert not holds(town, "G02", PL, Purpose.WORK_INCOME)
    assert not holds(town, "G13", PL, Purpose.GUIDANCE), "shipped off"
    for term in ({"valid_from": TODAY + DAY}, {"valid_until": TODAY - DAY}):
        switched(
            town, "G02", valid_from=term.get("valid_from"), valid_until=term.get("valid_until")
        )
        facts = ground(town, "G02").facts()
        assert not holds(town, "G02", PL, Purpose.GUIDANCE)
        assert not facts.holds(COLLEGE, PL, Purpose.GUIDANCE, TODAY)
    switched(town, "G02", valid_from=TODAY, valid_until=TODAY)
    assert holds(town, "G02", PL, Purpose.GUIDANCE)
    assert ground(town, "G02").facts().holds(COLLEGE, PL, Purpose.GUIDANCE, TODAY)


def test_switching_on_asks_for_document_decision_and_the_advice_of_the_fg():  # T-14
    whole = decided(PLAIN)
    check_ground("G13", whole, TODAY)
    for name in ("document", "decided_for", "decided_on", "advice", "advised_on"):
        assert refused(check_ground, "G13", decided(PLAIN, **{name: None}), TODAY) == name
    assert refused(check_ground, "G14", whole, TODAY) == "status"
    assert refused(check_ground, "G03", whole, TODAY) == "controllers"
    assert refused(check_ground, "G06", whole, TODAY) == "purposes"
    duty = decided(PLAIN, purposes=(Purpose.WORK_INCOME,))
    assert refused(check_ground, "G04", duty, TODAY) == "purposes"  # T-25
    early = decided(PLAIN, valid_from=TODAY, valid_until=TODAY - DAY)
    assert refused(check_ground, "G13", early, TODAY) == "valid_until"


def test_wams_waits_for_its_number_and_wgs_knows_only_that_a_case_is_there():  # T-15
    wams = decided(PLAIN, valid_from=TODAY)
    for number in ("", "36 295", "Stb. 2027", "stb. 2027, 12"):
        assert refused(check_ground, "G11", decided(wams, published=number), TODAY) == "published"
    assert (
        refused(check_ground, "G11", decided(PLAIN, published="Stb. 2027, 12"), TODAY)
        == "published"
    )
    check_ground("G11", decided(wams, published="Stb. 2027, 12"), TODAY)
    only = {"kinds": (PR,), "purposes": (Purpose.PROCESS_STEERING,)}
    check_ground("G10", decided(PLAIN, **only), TODAY)
    for more in ({"kinds": (PR, PL)}, {"purposes": (Purpose.GUIDANCE,)}):
        assert refused(check_ground, "G10", decided(PLAIN, **{**only, **more}), TODAY) == "kinds"


RAW = (
    ("G14", "status = 'enabled'", "legitimate_interest_stays_off"),
    ("G11", "status = 'enabled', valid_from = now()", "wams_with_its_number_only"),
    ("G10", "kinds = '{PR,PL}'", "wgs_for_that_a_case_is_there"),
    ("G03", "controllers = '{college}'", "grounds_of_the_mayor"),
    ("G06", "purposes = '{guidance}'", "vital_interest_in_need_only"),
    ("G04", "purposes = '{work_income}'", "no_consent_for_safety_or_duty"),
)


@pytest.mark.parametrize(("code", "change", "law"), RAW)
def test_no_sql_gets_round_what_a_ground_is_for(town, code, change, law):  # T-14, T-15, T-25
    """The application inserts a proposal of its own making; the table says no by itself."""
    columns = [
        one.column for one in Ground._meta.concrete_fields if one.column not in ("id", "state")
    ]
    given = ", ".join(columns)
    said = change.replace("now()", "houvast_today()")
    put = f"""
      create temp table made on commit drop as
        select {given} from sharing_ground where code = %s and state = 'in_force';
      update made set proposed_by_id = %s, document = 'd', decided_for = 'college', advice = 'a',
        decided_on = houvast_today(), advised_on = houvast_today(), {said};
      insert into sharing_ground (id, state, {given})
        select gen_random_uuid(), 'proposed', {given} from made;
    """
    vera = town["vera"]
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        acting(vera),
        connection.cursor() as cursor,
    ):
        cursor.execute(put, [code, vera.user_id])


def test_a_change_is_agreed_to_by_a_second_person_and_what_was_stays(town):  # T-14
    vera, now = town["vera"], ground(town, "G13")
    made = propose_ground(by=vera, ground_id=now.pk, new=decided(now.facts()), reason="Besluit.")
    again = {"by": vera, "ground_id": now.pk, "reason": "", "new": decided(now.facts())}
    assert propose_ground(**again, key=made) == made
    assert refused(lambda: propose_ground(**again)) is None, "one waits already"
    assert not holds(town, "G13", PL, Purpose.GUIDANCE), "a proposal changes nothing"
    with pytest.raises(Refused):
        agree_version(by=vera, version_id=made)
    for name in ("rachid", "anouk", "tess"):
        with pytest.raises(NotAllowed):
            agree_version(by=town[name], version_id=made)
    agree_version(by=town["petra"], version_id=made)
    assert holds(town, "G13", PL, Purpose.GUIDANCE)
    with acting(vera):
        assert Ground.objects.get(pk=now.pk).state == "replaced"
    with pytest.raises(Refused):
        decline_version(by=town["petra"], version_id=made)


def raw(actor, sql, *given):
    with transaction.atomic(), acting(actor), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.rowcount


def test_no_sql_puts_a_version_in_force_alone_or_changes_one(town):  # T-14, T-16
    vera, petra, now = town["vera"], town["petra"], ground(town, "G13")
    made = propose_ground(by=vera, ground_id=now.pk, new=decided(now.facts()), reason="Besluit.")
    on = "update sharing_ground set state = 'in_force', answered_by_id = %s,"
    on += " answered_at = houvast_now() where id = %s"
    with pytest.raises(IntegrityError, match="ground_by_a_second_person"):
        raw(vera, on, vera.user_id, made)
    with pytest.raises(IntegrityError, match="stays as it was written"):
        raw(vera, on, petra.user_id, made)
    with pytest.raises(IntegrityError, match="stays as it was written"):
        raw(petra, "update sharing_ground set status = 'disabled' where id = %s", made)
    assert raw(town["anouk"], on, town["anouk"].user_id, made) == 0
    assert raw(vera, "update sharing_ground set status = 'enabled' where id = %s", now.pk) == 0
    copy = "insert into sharing_partnership select * from sharing_partnership"
    assert raw(vera, copy) == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        propose_partnership_as(town["anouk"])


def propose_partnership_as(actor):
    """Around the action: the row itself."""
    with transaction.atomic(), acting(actor):
        from houvast.accounts.models import Organisation

        place = Organisation.objects.filter(municipality=actor.municipality_id)[0]
        Partnership.objects.create(
            municipality_id=actor.municipality_id,
            state="proposed",
            proposed_by_id=actor.user_id,
            proposed_at=timezone.now(),
            id=place.pk,
            line=place.pk,
            organisation=place,
            kind="covenant",
            name="x",
            joined_on=TODAY,
            kinds=["ID"],
            contact="x",
            security_officer="x",
            document="x",
        )


# T-16


def test_a_partner_outside_the_register_or_past_its_day_receives_nothing(town):  # T-16
    let_in(town, left_on=TODAY)
    with acting(town["vera"]):
        partner = Partnership.objects.get().organisation_id
    assert receives(town, partner, PL)
    assert not receives(town, partner, PJ), "not one of the kinds"
    assert not receives(town, town.teams["Zuid"], PL), "not in the register"
    with acting(town["vera"]):
        now = Partnership.objects.get(state="in_force")
    gone = {"joined_on": TODAY - 9 * DAY, "left_on": TODAY - DAY}
    made = propose_partnership(
        by=town["vera"], new=joined(**gone), reason="Gestopt.", replaces=now.pk
    )
    assert receives(town, partner, PL), "a proposal changes nothing"
    agree_version(by=town["petra"], version_id=made)
    assert not receives(town, partner, PL)


def test_after_a_contract_ended_nothing_is_sent_any_more(town):  # T-16
    let_in(town)
    over = {"kind": PartnershipKind.PROCESSOR, "joined_on": TODAY - 99 * DAY, "kinds": ()}
    let_in(town, left_on=TODAY - DAY, **over)
    with acting(town["vera"]):
        partner = Partnership.objects.first().organisation_id
        facts = [one.facts() for one in Partnership.objects.all()]
    assert not receives(town, partner, PL)
    assert not may_receive(facts, PL, TODAY)
    assert may_receive([one for one in facts if one.kind == "covenant"], PL, TODAY)


def test_who_takes_part_says_what_may_go_there_and_on_what():  # T-16
    check_partnership(joined(), TODAY)
    assert refused(check_partnership, joined(kinds=()), TODAY) == "kinds"
    assert refused(check_partnership, joined(kinds=(SC,)), TODAY) == "kinds"
    assert refused(check_partnership, joined(kinds=(PJ,)), TODAY) == "police_decision"
    assert refused(check_partnership, joined(incidental=True), TODAY) == "conditions"
    assert refused(check_partnership, joined(kind=PartnershipKind.JOINT), TODAY) == "left_on"
    assert refused(check_partnership, joined(left_on=TODAY - 99 * DAY), TODAY) == "left_on"
    assert refused(check_partnership, joined(security_officer=" "), TODAY) == "security_officer"


def test_one_list_says_what_runs_out_in_ninety_days(town):  # T-16
    let_in(town, left_on=TODAY + 91 * DAY)
    let_in(town, left_on=TODAY + 90 * DAY, name="Bijna")
    let_in(town, left_on=TODAY - DAY, name="Voorbij")
    contract = {"starts_on": TODAY, "ends_on": TODAY + 20 * DAY}
    wim = town["wim"].user_id
    set_contract(by=town.admin, user_id=wim, processing_until=TODAY + 10 * DAY, **contract)
    page = partners_page(town["vera"])
    assert [(one.name.split(": ")[-1], one.left) for one in page.ending] == [
        ("Voorbij", -1),
        ("Wim", 10),
        ("Bijna", 90),
    ]


def test_who_looks_and_who_does_not(town):  # T-14, T-16
    assert grounds_page(town["vera"]).may_propose
    assert not grounds_page(town["petra"]).may_propose
    assert grounds_page(town["petra"]).may_answer
    for name in ("anouk", "rachid", "sam"):
        for page in (grounds_page, partners_page):
            with pytest.raises(NotAllowed):
                page(town[name])
    with pytest.raises(NotAllowed):
        propose_partnership(by=town["petra"], called="X", new=joined(), reason="x")


def test_the_proposer_takes_back_and_another_town_sees_nothing(town):  # T-16
    let_in(town)
    made = propose_partnership(by=town["vera"], called="X", new=joined(), reason="x")
    decline_version(by=town["vera"], version_id=made)
    from tests.cast import found_beyond

    beyond = found_beyond()
    with acting(beyond["anouk"]):
        assert Partnership.objects.count() == 0
        assert Ground.objects.count() == 15
