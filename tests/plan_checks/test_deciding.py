"""A plan is read whole or not at all, and only people decide about it."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.plans.actions.arriving import bring_plan
from houvast.plans.actions.following import follow_up, follow_up_done
from houvast.plans.actions.marking import (
    accept_fact,
    decide_passage,
    finish_check,
    open_check,
    record_not_found,
    say_responsible,
    withdraw_fact,
)
from houvast.plans.models import Arrival, Document, FollowUp, Mark, Passage, Reading, Version
from houvast.plans.reads.questions import accepted, standings
from houvast.plans.rules.facts import FactKind, offered
from houvast.plans.rules.judging import Decision, Level, Responsible, State, word_of
from tests.cast import found_beyond
from tests.plan_checks.conftest import PLAN, brought, manager, officer, pointed_at

MONEY = {"kind": FactKind.MONEY, "amount": Decimal(400_000), "period": "per jaar, 2026-2029"}


@pytest.fixture
def julia(town):
    return officer(town)


@pytest.fixture
def check(julia):
    return brought(julia)


def where(by, check):
    with acting(by):
        return standings(Reading.objects.select_related("catalogue").get(pk=check))


def decided(by, check, about, decision=Decision.PROVES, level=1, **more):
    passage = pointed_at(by, check, about)
    decide_passage(by=by, reading_id=check, about=about, passage_id=passage, decision=decision,
                   level=level, **more)  # fmt: skip
    return passage


def test_what_was_just_read_has_nothing_confirmed(julia, check):  # PL-01, PL-02
    found = where(julia, check)
    assert len(found) == 18
    assert {(one.state, one.level) for one in found.values()} == {(State.OPEN, Level.NOT_SEEN)}
    with acting(julia):
        assert Reading.objects.get(pk=check).suggestions.count() > 4
        assert not Mark.objects.exists()
        arrival = Arrival.objects.get()
        assert bytes(arrival.content) == b""
        for one in Passage.objects.select_related("version"):
            assert one.version.text[one.begins : one.ends].strip()


def test_the_same_file_is_the_same_plan_and_another_one_is_its_next_version(julia, check):
    assert brought(julia) == check
    with acting(julia):
        document = Document.objects.get().pk
    after = brought(julia, PLAN + "\n\nMeer stages volgen.", document=document)
    with acting(julia):
        assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        assert Reading.objects.get(pk=after).version.document_id == document
    with pytest.raises(NotFound):
        bring_plan(by=julia, title="x", content=b"y", document=uuid4())


def test_a_decision_counts_with_its_level_and_another_takes_its_place(julia, town, check):
    decided(julia, check, "P04", level=2)
    assert where(julia, check)["P04"].level is Level.AGREED
    decided(manager(town), check, "P04", Decision.NO, None)
    assert where(julia, check)["P04"].state is State.LOOKED
    with acting(julia):
        kept = Mark.objects.order_by("at")
        assert [one.by_id for one in kept] == [julia.user_id, town["petra"].user_id]
        assert [one.replaced_at is None for one in kept] == [False, True]
    for level in (None, 0, 3, 5):
        with pytest.raises(Refused) as no:
            decided(julia, check, "P04", level=level)
        assert no.value.field == "level"
    with pytest.raises(Refused):
        decided(julia, check, "P04", Decision.OTHER, other="P04")
    with pytest.raises(NotFound):
        decide_passage(by=julia, reading_id=check, about="P99", decision=Decision.NO,
                       passage_id=pointed_at(julia, check, "P04"))  # fmt: skip


def test_not_found_is_recorded_by_a_person_and_goes_when_something_is_confirmed(julia, check):
    record_not_found(by=julia, reading_id=check, about="P04")
    assert where(julia, check)["P04"].state is State.NOT_FOUND
    decided(julia, check, "P04")
    assert where(julia, check)["P04"].state is State.CONFIRMED
    with pytest.raises(Refused):
        record_not_found(by=julia, reading_id=check, about="P04")


def test_an_amount_that_is_accepted_lifts_an_agreement_and_taken_back_it_falls(julia, check):
    passage = pointed_at(julia, check, "P11")
    asked = {"by": julia, "reading_id": check, "about": "P11", "passage_id": passage}
    with pytest.raises(Refused):
        accept_fact(**asked, **MONEY)
    decided(julia, check, "P11", level=2)
    fact = accept_fact(**asked, **MONEY)
    assert where(julia, check)["P11"].level is Level.FUNDED
    with pytest.raises(Refused) as twice:
        accept_fact(**asked, **MONEY)
    assert twice.value.field == "amount"
    withdraw_fact(by=julia, reading_id=check, fact_id=fact)
    assert where(julia, check)["P11"].level is Level.AGREED
    accept_fact(**asked, **MONEY)
    decided(julia, check, "P11", Decision.NO, None)
    with acting(julia):
        assert not Reading.objects.get(pk=check).facts.filter(withdrawn_at=None).exists()


def test_money_for_enforcement_is_never_money_for_work(julia, check):  # RF5, PL-12
    passage = decided(julia, check, "RF5", level=None)
    decide_passage(by=julia, reading_id=check, about="P11", passage_id=passage,
                   decision=Decision.PROVES, level=2)  # fmt: skip
    with pytest.raises(Refused):
        accept_fact(by=julia, reading_id=check, about="P11", passage_id=passage, **MONEY)


def test_a_gap_becomes_an_action_with_who_and_when(julia, check):
    soon = timezone.localdate() + timedelta(days=30)
    asked = {"by": julia, "reading_id": check, "about": "P06", "owner": "Werk en Inkomen"}
    with pytest.raises(Refused):
        follow_up(**asked, what="Bel werkgevers.", due=soon)
    record_not_found(by=julia, reading_id=check, about="P06")
    for field, change in {
        "what": {"what": "Voor eind [jaar] bellen wij.", "due": soon},
        "due": {"what": "Bel werkgevers.", "due": timezone.localdate() - timedelta(days=1)},
        "owner": {"what": "Bel werkgevers.", "due": soon, "owner": " "},
    }.items():
        with pytest.raises(Refused) as no:
            follow_up(**asked | change)
        assert no.value.field == field
    key = follow_up(**asked, what="Bel werkgevers.", due=soon)
    follow_up_done(by=julia, follow_up_id=key)
    with acting(julia):
        assert FollowUp.objects.get().done_by_id == julia.user_id


def test_a_finished_check_stays_until_it_is_opened_again(julia, check):
    say_responsible(by=julia, reading_id=check, responsible=Responsible.BOTH)
    finish_check(by=julia, reading_id=check)
    finish_check(by=julia, reading_id=check)
    with pytest.raises(Refused):
        decided(julia, check, "P04")
    open_check(by=julia, reading_id=check)
    decided(julia, check, "P04")


def test_the_word_for_a_plan_follows_the_rule_of_plans(julia, check):
    everything = ("P01", "P03", "P10", "P04", "P06", "P09")
    passage = pointed_at(julia, check, "P04")
    assert said(julia, check) == "open"
    for about in (*everything, "P11"):
        decide_passage(by=julia, reading_id=check, about=about, passage_id=passage,
                       decision=Decision.PROVES, level=2)  # fmt: skip
    assert said(julia, check) == "essential"
    asked = {"by": julia, "reading_id": check, "passage_id": passage}
    accept_fact(**asked, about="P11", **MONEY)
    assert said(julia, check) == "essential"
    accept_fact(**asked, about="P03", kind=FactKind.NUMBER, amount=Decimal(80), period="eind 2027")
    assert said(julia, check) == "both"


def said(by, check):
    with acting(by):
        facts = accepted(Reading.objects.get(pk=check).facts.filter(withdrawn_at=None))
    return word_of(where(by, check), facts).value


def test_others_and_other_towns_see_and_do_nothing(town, julia, check):
    with pytest.raises(NotAllowed):
        decided(julia, check, "P04") and finish_check(by=town["anouk"], reading_id=check)
    far = officer(found_beyond(), "joris")
    with pytest.raises(NotFound):
        finish_check(by=far, reading_id=check)
    for one in (far, town["anouk"], town["vera"]):
        with acting(one):
            assert not Version.objects.exists() and not Mark.objects.exists()


def test_what_reads_like_a_fact_is_offered_with_its_period():
    found = offered("Er is € 400.000 per jaar beschikbaar, 2026-2029, en 2,5 fte jobcoach.")
    assert [(one.kind.value, one.amount, one.period) for one in found[:2]] == [
        ("money", Decimal(400_000), "per jaar, 2026-2029"),
        ("fte", Decimal("2.5"), "per jaar, 2026-2029"),
    ]
    assert offered("Er is € 1,5 miljoen.")[0].amount == 1_500_000


COLUMNS = (
    "id, municipality_id, controller, destroy_on, reading_id, about, passage_id, quote, decision,"
    " other, level, by_id, at"
)
RAW = (
    f"insert into plans_mark ({COLUMNS}) select %(id)s, municipality_id, 'college', destroy_on,"
    " id, %(about)s, %(passage)s, %(quote)s, %(decision)s, '', %(level)s, %(by)s,"
    " {at} from plans_reading where id = %(reading)s"
)


@pytest.mark.parametrize(
    ("change", "law"),
    [
        ({"by": "petra"}, "decided_by_a_person"),
        ({"at": "houvast_now() - interval '1 day'"}, "decided_by_a_person"),
        ({"about": "P99"}, "mark_is_about_a_question"),
        ({"quote": "Dit staat er niet."}, "mark_quotes_the_plan"),
        ({"level": 3}, "means_need_an_amount"),
        ({"level": 5}, "level_is_of_what_supports"),
        ({"level": None}, "level_is_of_what_supports"),
        ({"decision": "not_found", "level": None}, "mark_is_of_a_passage_or_of_none"),
        ({"decision": "maybe"}, "level_is_of_what_supports"),
    ],
)
def test_the_database_refuses_a_mark(town, julia, check, change, law):
    passage = pointed_at(julia, check, "P04")
    at = change.pop("at", "houvast_now()")
    with acting(julia):
        one = Passage.objects.select_related("version").get(pk=passage)
        quote = one.version.text[one.begins : one.ends]
    row = {"id": uuid4(), "about": "P04", "passage": passage, "quote": quote, "level": 1,
           "decision": "proves", "by": julia.user_id, "reading": check}  # fmt: skip
    row |= change | ({"by": town["petra"].user_id} if change.get("by") else {})
    with pytest.raises(DatabaseError) as no, acting(julia), transaction.atomic():
        raw(RAW.format(at=at), row)
    assert no.value.__cause__.diag.constraint_name == law


def raw(sql, row=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, row)
        return cursor.rowcount


UNCHANGED = [
    "update plans_mark set decision = 'no', level = null",
    "update plans_version set text = 'anders'",
    "update plans_passage set begins = 0",
    "update plans_suggestion set place = 1",
    "update plans_catalogue set content = '{}'",
]


@pytest.mark.parametrize("sql", UNCHANGED)
def test_what_was_written_stays(julia, check, sql):
    decided(julia, check, "P04")
    with acting(julia):
        assert raw(sql) == 0
    with pytest.raises(DatabaseError, match="permission denied"), acting(julia):
        raw("delete from plans_mark")


def test_no_system_says_that_nothing_was_found(town, julia, check):
    row = {"id": uuid4(), "about": "P04", "passage": None, "quote": "", "level": None,
           "decision": "not_found", "by": town.admin.user_id, "reading": check}  # fmt: skip
    with acting(town.admin):
        assert raw(RAW.format(at="houvast_now()"), row) == 0, "it does not even see the plan"
