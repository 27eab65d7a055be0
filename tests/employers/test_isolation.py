"""What the database itself refuses, whatever the code asks. Raw SQL, as the role of the app."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.database.safety import unsafe
from houvast.employers import actions
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import ConditionCode, PromisedBy, Strength, WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from tests.employers.conftest import facts

TABLES = (
    "employer",
    "employercontact",
    "brokerlink",
    "knownby",
    "conversation",
    "employerpromise",
    "workplace",
    "workplacecondition",
)
OF_EMPLOYER = TABLES[1:]
FOR_BROKER = {"employer", "employercontact", "brokerlink", "workplace", "workplacecondition"}
FOR_A_PLAN = {"employer", "workplace", "workplacecondition"}
"""To plan for a team who steers sees the work there is: nobody is in these (decide/0032)."""


@pytest.fixture(autouse=True)
def everything(town, bakery, fatima, link, offered):
    """One row in each table."""
    sam, today = town["sam"], timezone.localdate()
    actions.note_acquaintance(by=sam, contact_id=fatima)
    actions.log_conversation(by=sam, employer_id=bakery, on=today, about="Werk", contact_id=fatima)
    actions.make_promise(
        by=sam, employer_id=bakery, promised_by=PromisedBy.US, text="Belt terug.", due=today
    )
    place = offered()
    actions.add_condition(
        by=sam, workplace_id=place, code=ConditionCode.VCA, strength=Strength.UNKNOWN
    )
    return place


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def seen(by):
    with acting(by):
        return {one for one in TABLES if sql(f"select 1 from employers_{one}")}


def tries(by, statement, *values):
    with transaction.atomic(), acting(by):
        return sql(statement, *values)


def copied(table, **changed):
    """SQL: a new row like the one that is there, but for some columns."""
    columns = [
        name
        for (name,) in sql(
            "select column_name from information_schema.columns where table_name = %s"
            " order by ordinal_position",
            f"employers_{table}",
        )
    ]
    given = {"id": "gen_random_uuid()"} | changed
    picked = ", ".join(given.get(name, f'"{name}"') for name in columns)
    quoted = ", ".join(f'"{name}"' for name in columns)
    return f"insert into employers_{table} ({quoted}) select {picked} from employers_{table}"


def test_every_table_is_closed_for_its_owner_too():
    assert not [one for one in unsafe() if "employers" in one]


def test_without_a_context_there_is_nothing(town):
    assert not [one for one in TABLES if sql(f"select 1 from employers_{one}")]


def test_staff_sees_all_and_a_linked_broker_no_promise_acquaintance_or_talk(town):
    for name in ("sam", "wim", "anouk"):
        assert seen(town[name]) == set(TABLES)
    assert seen(town["bas"]) == FOR_BROKER


def test_other_roles_see_nothing_for_any_purpose(town):
    for name in ("tess", "rachid", "lotte", "hugo", "petra"):
        for purpose in (*Purpose, ""):
            plans = name in ("rachid", "lotte", "hugo") and purpose is Purpose.PROCESS_STEERING
            shown = FOR_A_PLAN if plans else set()
            assert seen(replace(town[name], purpose=str(purpose))) == shown, (name, purpose)


def test_the_administrator_and_a_claimed_role_see_nothing(town):
    assert seen(town.admin) == set()
    assert seen(replace(town.admin, role="account_manager", purpose="placement")) == set()


def test_another_municipality_sees_nothing_also_when_it_claims_ours(town, elsewhere):
    carmen = elsewhere["carmen"]
    assert seen(carmen) == set()
    assert seen(replace(carmen, municipality_id=town["sam"].municipality_id)) == set()


def test_only_the_three_purposes_of_work_show_employers(town):
    for purpose in (*Purpose, ""):
        shown = seen(replace(town["wim"], purpose=str(purpose)))
        works = purpose in (Purpose.GUIDANCE, Purpose.WORK_INCOME, Purpose.PLACEMENT)
        assert shown == (set(TABLES) if works else set()), purpose
        broker = seen(replace(town["bas"], purpose=str(purpose)))
        assert broker == (FOR_BROKER if purpose is Purpose.PLACEMENT else set()), purpose


def test_a_broker_sees_only_the_employer_that_a_live_link_ties_him_to(town, link, clock):
    actions.add_workplace(
        by=town["sam"],
        employer_id=actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage")),
        facts=facts(),
    )
    with acting(town["bas"]):
        counts = [sql(f"select count(*) from employers_{one}")[0][0] for one in FOR_BROKER]
    assert counts == [1] * len(FOR_BROKER)
    clock.forward(days=366)
    assert seen(town["bas"]) <= {"brokerlink"}


def test_what_is_past_its_date_of_destruction_is_not_shown(town):
    sam, changed_by_nobody = town["sam"], {"knownby", "conversation"}
    for table in reversed(TABLES):  # a row keeps what it hangs on
        if table in changed_by_nobody:
            continue
        assert tries(sam, f"update employers_{table} set destroy_on = houvast_today() + 1") == 1
        assert table in seen(sam)
        assert tries(sam, f"update employers_{table} set destroy_on = houvast_today()") == 1
    assert seen(sam) == changed_by_nobody


def test_nothing_is_removed_and_nothing_leaves_the_municipality(town, elsewhere):
    sam, there = town["sam"], elsewhere["carmen"].municipality_id
    for table in TABLES:
        for statement in (f"delete from employers_{table}", f"truncate employers_{table} cascade"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                tries(sam, statement)
        move = f"update employers_{table} set municipality_id = %s"
        if table == "conversation":
            assert tries(sam, move, there) == 0
        else:
            with pytest.raises(DatabaseError):
                tries(sam, move, there)


def test_rows_are_added_in_ones_own_name_and_municipality_only(town, elsewhere):
    there = elsewhere["carmen"].municipality_id
    for table in TABLES:
        with pytest.raises(ProgrammingError, match="row-level security"):
            tries(town["wim"], copied(table))  # copies the maker's name: sam
        with pytest.raises(DatabaseError, match=r"row-level|another municipality"):
            tries(town["sam"], copied(table, municipality_id=f"'{there}'"))


def test_a_broker_changes_nothing_and_adds_no_employer(town):
    bas = town["bas"]
    for table in FOR_BROKER:
        assert tries(bas, f"update employers_{table} set destroy_on = destroy_on") == 0
    for table in FOR_BROKER - {"workplace"}:
        with pytest.raises(DatabaseError):
            tries(bas, copied(table, made_by_id=f"'{bas.user_id}'"))


def test_a_broker_adds_a_draft_and_nothing_that_is_offered(town):
    bas = town["bas"]
    mine = {"made_by_id": f"'{bas.user_id}'"}
    with pytest.raises(ProgrammingError, match="row-level security"):
        tries(bas, copied("workplace", **mine))
    assert tries(bas, copied("workplace", **mine, state="'draft'")) == 1


def test_a_broker_does_not_offer_his_own_draft(town, bakery, link):
    bas = town["bas"]
    facts = WorkplaceFacts("Hulp", WorkKind.REGULAR_JOB, 8, 24)
    draft = actions.add_workplace(by=bas, employer_id=bakery, facts=facts)
    mine = f"update employers_workplace set {{}} where id = '{draft}'"
    assert tries(bas, mine.format("title = 'Hulp in de winkel'")) == 1
    with pytest.raises(ProgrammingError, match="row-level security"):
        tries(bas, mine.format("state = 'offered', confirmed_on = houvast_today()"))


def test_each_row_is_tied_to_the_municipality_of_its_employer():
    names = {
        name
        for (name,) in sql(
            "select conname from pg_constraint where contype = 'f' and cardinality(conkey) = 2"
            " and conrelid::regclass::text like 'employers_%%'"
        )
    }
    assert {f"{table}_stays_here" for table in OF_EMPLOYER} < names


def test_somebody_elsewhere_adds_nothing_to_an_employer_here(town, elsewhere, bakery):
    carmen = elsewhere["carmen"]
    with (
        pytest.raises(IntegrityError, match="workplace_stays_here"),
        transaction.atomic(),
        acting(carmen),
    ):
        sql(
            "insert into employers_workplace (id, municipality_id, controller, destroy_on,"
            " made_by_id, employer_id, title, occupation, isco, kind, pc4, is_mobile,"
            " hours_min, hours_max, day_parts_min, places, places_taken, minimum_age_reason,"
            " asks_vog, vog_codes, vog_paid_by, offers_yes, offers_no, teaches, buddy, state,"
            " skills_asked, crebo, sbb_recognised, pay_kind)"
            " values (%s, %s, 'college', '2099-01-01', %s, %s, 'Hulp', '', '', 'bbl', '',"
            " false, 8, 16, 1, 1, 0, '', false, '{}', 'unknown', '{}', '{}', '{}', '',"
            " 'draft', '{}', '', 'unknown', 'unknown')",
            uuid4(),
            carmen.municipality_id,
            carmen.user_id,
            bakery,
        )
        sql("set constraints all immediate")


def test_a_condition_and_a_talk_stay_with_their_employer(town):
    garage = actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage"))
    for table in ("workplacecondition", "conversation", "knownby"):
        drop = {"dropped_on": "houvast_today()"} if table == "workplacecondition" else {}
        with pytest.raises(IntegrityError, match=r"of_the_same_employer|known_once"):
            tries(town["sam"], copied(table, employer_id=f"'{garage}'", **drop))


def test_people_of_another_municipality_are_named_nowhere(town, elsewhere):
    sam, carmen = town["sam"], f"'{elsewhere['carmen'].user_id}'"
    for table, column in (("brokerlink", "user_id"), ("knownby", "user_id")):
        with pytest.raises(IntegrityError, match="another municipality"):
            tries(sam, copied(table, **{column: carmen}))
    with pytest.raises(IntegrityError, match="another municipality"):
        tries(sam, f"update employers_employer set account_manager_id = {carmen}")


WRONG = {
    "workplace_has_places": "update employers_workplace set places = 0, state = 'filled'",
    "workplace_places_taken_exist": "update employers_workplace set places_taken = 2",
    "workplace_state_fits_places": "update employers_workplace set places_taken = 1",
    "workplace_hours_can_be": "update employers_workplace set hours_min = 30",
    "workplace_hours_can_be ": "update employers_workplace set hours_max = 61",
    "workplace_day_parts_are_28_bits": "update employers_workplace set day_parts = 1 << 28",
    "workplace_isco_has_4_digits": "update employers_workplace set isco = '94'",
    "workplace_pc4_has_4_digits": "update employers_workplace set pc4 = '0123'",
    "workplace_wage_is_an_hour_wage": "update employers_workplace set wage_cents = 0",
    "minimum_age_has_a_reason": "update employers_workplace set minimum_age = 18",
    "minimum_age_has_a_reason ": "update employers_workplace"
    " set minimum_age_reason = 'Zomaar een reden'",
    "vog_details_only_when_asked": "update employers_workplace set vog_codes = '{11}'",
    "offer_is_yes_or_no": "update employers_workplace set offers_yes = '{step_free}',"
    " offers_no = '{step_free}'",
    "offered_workplace_was_confirmed": "update employers_workplace set confirmed_on = null",
    "does not move ": "update employers_workplace set state = 'stale'",
    "does not move": "update employers_workplace set state = 'draft'",
    "required_condition_has_a_reason": "update employers_workplacecondition"
    " set strength = 'required', reason = 'te   kort '",
    "promise_answered_on_a_day": "update employers_employerpromise set state = 'kept'",
    "promise can only be answered": "update employers_employerpromise set text = 'Anders.'",
    "link of a broker can only end": "update employers_brokerlink"
    " set until = until + interval '1 day'",
    "contact_can_be_reached": "update employers_employercontact set phone = '', evening_phone = ''",
    "fixed_contact_works_there": "update employers_employercontact set left_on = '2026-01-01'",
    "employer_kvk_has_8_digits": "update employers_employer set kvk = '1'",
    "employer_sector_is_a_section": "update employers_employer set sector = 'Z'",
}


def test_what_may_not_be_is_refused_by_the_database_too(town):
    for name, statement in WRONG.items():
        with pytest.raises(IntegrityError, match=name.strip()):
            tries(town["sam"], statement)


def test_what_hangs_on_an_employer_keeps_it(town, bakery):
    """Also where its maker may not change the employer: a broker who adds a workplace."""
    with acting(town["sam"]):
        sql("update employers_employer set destroy_on = houvast_today() + 1")
    actions.add_workplace(by=town["bas"], employer_id=bakery, facts=facts())
    with acting(town["sam"]):
        ((kept, place),) = sql(
            "select e.destroy_on, max(w.destroy_on) from employers_employer e"
            " join employers_workplace w on w.employer_id = e.id group by 1"
        )
    assert kept == place > date(2031, 1, 1)
