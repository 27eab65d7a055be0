"""A municipality asks its own: by two people, and a check keeps the questions that it had."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.plans.actions.asking import agree_question, decline_question, propose_question
from houvast.plans.actions.carrying import carry_over
from houvast.plans.actions.marking import decide_passage, record_not_found
from houvast.plans.models import Catalogue, QuestionVersion, Reading, Version
from houvast.plans.reads.checks import check_page
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.matrix import matrix_page
from houvast.plans.reads.own_questions import one_question_page, questions_page
from houvast.plans.reads.reports import report
from houvast.plans.reads.versions import versions_page
from houvast.plans.rules.comparing import Asked
from houvast.plans.rules.judging import Decision, Word
from tests.cast import STAFF, found, found_beyond
from tests.plan_checks.asked import CLUBS, SPORT, agreed_on, waiting
from tests.plan_checks.conftest import brought, manager, officer, pointed_at
from tests.plan_checks.test_deciding import raw
from tests.test_parallel import at_once, refusals


@pytest.fixture
def julia(town):
    return officer(town)


@pytest.fixture
def petra(town):
    return manager(town)


def test_a_plan_goes_along_a_question_from_the_yes_of_a_second_person(julia, petra):
    code = propose_question(by=julia, question=CLUBS, reason="De raad vroeg het.")
    assert (code, questions_page(petra).version) == ("G01", "2026.1")
    with pytest.raises(Refused, match="tweede persoon"):
        agree_question(by=julia, version_id=waiting(julia, code))
    before = brought(julia, SPORT)
    assert agree_question(by=petra, version_id=waiting(petra, code)) == code
    assert questions_page(petra).version == "2026.1-g1"
    asked = [one.question.id for one in check_page(julia, before).answers]
    assert len(asked) == 18 and code not in asked, "a check keeps the questions that it had"
    after = brought(julia, SPORT)
    assert after != before, "the same file against other questions is its next version"
    assert brought(julia, SPORT) == after
    with acting(julia):
        found_it = Reading.objects.get(pk=after)
        numbers = Version.objects.order_by("number").values_list("number", "questions")
        assert list(numbers) == [(1, "2026.1"), (2, "2026.1-g1")]
        pointed = found_it.suggestions.get(about=code)
        assert "voetbalvereniging" in SPORT and pointed.reasons
    passage = pointed_at(julia, after, code)
    decide_passage(by=julia, reading_id=after, about=code, passage_id=passage,
                   decision=Decision.PROVES, level=2)  # fmt: skip
    last = check_page(julia, after).answers[-1]
    assert last.question.id == code and last.quotes[0].passage == passage
    assert last.question.question == CLUBS.question
    assert check_page(julia, after).word is Word.OPEN, "it says nothing about work"


def test_it_stands_beside_those_of_houvast_in_the_report_the_matrix_and_what_leaves(julia, petra):
    brought(julia, SPORT)
    code = agreed_on(julia, petra)
    reading = brought(julia, SPORT)
    record_not_found(by=julia, reading_id=reading, about=code)
    page = report(julia, reading)
    assert page.questions.version == "2026.1-g1" and page.answers[-1].question.id == code
    assert exchange(page)["criteria"][-1] == {
        "id": code, "state": "not_found", "level": 0, "passages": 0,
    }  # fmt: skip
    assert [one.question.id for one in matrix_page(julia).rows][-1] == code
    asked = {one.about: one.asked for one in versions_page(julia, reading).questions}
    assert asked[code] is Asked.NEW and asked["P04"] is Asked.SAME
    assert carry_over(by=julia, reading_id=reading).taken == 0


def test_another_version_of_a_question_leaves_the_older_checks_alone(julia, petra):
    code = agreed_on(julia, petra)
    first = brought(julia, SPORT)
    with pytest.raises(Refused, match="Zo staat het al"):
        propose_question(by=julia, question=CLUBS, reason="x", code=code)
    agreed_on(petra, julia, replace(CLUBS, question="Doen sportclubs mee, en hoe?"), code)
    assert check_page(julia, first).answers[-1].question.question == CLUBS.question
    second = brought(julia, SPORT)
    assert check_page(julia, second).answers[-1].question.question.endswith("en hoe?")
    agreed_on(julia, petra, replace(CLUBS, withdrawn=True), code)
    third = brought(julia, SPORT)
    assert len(check_page(julia, third).answers) == 18
    assert not one_question_page(julia, code).kept.is_asked
    assert propose_question(by=julia, question=CLUBS, reason="Een andere.") == "G02"
    states = [one.state for one in one_question_page(julia, code).earlier]
    assert sorted(states) == ["in_force", "replaced", "replaced"]
    with acting(julia):
        kept = Catalogue.objects.order_by("version").values_list("version", flat=True)
        assert list(kept) == ["2026.1-g1", "2026.1-g2", "2026.1-g3"]


TODAY = timezone.localdate


@pytest.mark.parametrize(
    ("field", "change", "says"),
    [
        ("question", {"question": "Sportclubs doen mee."}, "vraagteken"),
        ("read_on", {"read_on": None}, "Die is geweest"),
        ("url", {"url": "javascript:alert(1)"}, "geen adres"),
        ("strong", {"strong": ()}, "minstens één woord"),
        ("strong", {"strong": ("{money}",)}, "letters en cijfers"),
        ("weak", {"weak": ("x" * 61,)}, "letters en cijfers"),
        ("alike", {"alike": tuple(f"woord{one}" for one in range(31))}, "te veel"),
        ("examples", {"examples": ()}, "minstens één zin"),
        ("examples", {"examples": ("De bakker bakt brood.",)}, "vindt Houvast dit voorbeeld niet"),
        ("examples", {"examples": ("x" * 301,)}, "te lang"),
        ("counters", {"counters": ("Een sportclub vergadert.",)}, "en het telt niet"),
    ],
)
def test_what_is_no_question_yet_is_said_at_its_field(julia, field, change, says):
    if "read_on" in change:
        change = {"read_on": TODAY() + timedelta(days=1)}
    with pytest.raises(Refused) as no:
        propose_question(by=julia, question=replace(CLUBS, **change), reason="x")
    assert no.value.field == field
    assert says in no.value.reason


def test_who_proposed_takes_it_back_and_its_id_is_never_used_again(julia, petra):
    key = uuid4()
    codes = {propose_question(by=julia, question=CLUBS, reason="x", key=key) for _ in range(2)}
    assert codes == {"G01"}
    decline_question(by=julia, version_id=waiting(julia, "G01"))
    with pytest.raises(NotFound):
        one_question_page(julia, "G01")
    assert propose_question(by=julia, question=CLUBS, reason="x") == "G02"
    for act in (agree_question, decline_question):
        with pytest.raises(NotFound):
            act(by=petra, version_id=uuid4())


def test_nobody_else_and_no_other_municipality_sees_or_answers_it(town, julia, petra):
    code = propose_question(by=julia, question=CLUBS, reason="x")
    one = waiting(petra, code)
    far = officer(found_beyond(), "joris")
    assert propose_question(by=far, question=CLUBS, reason="x") == code, "each has its own"
    with pytest.raises(NotFound):
        agree_question(by=far, version_id=one)
    for who in ("anouk", "vera", "rachid"):
        with pytest.raises(NotAllowed):
            agree_question(by=town[who], version_id=one)
        with acting(town[who]):
            assert not QuestionVersion.objects.exists()
    agree_question(by=petra, version_id=one)
    assert len(check_page(far, brought(far, SPORT)).answers) == 18


ROW = (
    "insert into plans_questionversion (id, municipality_id, state, reason, proposed_by_id,"
    " proposed_at, code, question, why, source, url, read_on, strong, weak, alike, examples,"
    " counters, gap_text, withdrawn) values (%(new)s, %(here)s, %(state)s, '', %(by)s,"
    " houvast_now(), %(code)s, 'x?', %(why)s, 'x', %(url)s, houvast_today() + %(ahead)s,"
    " %(strong)s, '{}', '{}', %(examples)s, '{x}', 'x', false)"
)
CHANGE = "update plans_questionversion set"
YES = f"{CHANGE} state = 'in_force', answered_by_id = %(by)s, answered_at = houvast_now()"
POLICY = "row-level security"


@pytest.mark.parametrize(
    ("sql", "by", "given", "says"),
    [
        (ROW, "julia", {"state": "in_force"}, "plans_questionversion_begins"),
        (ROW, "julia", {"ahead": 1}, "plans_questionversion_was_read"),
        (ROW, "julia", {"code": "P04"}, "question_of_the_municipality"),
        (ROW, "julia", {"why": ""}, "question_says_why"),
        (ROW, "julia", {"strong": []}, "question_has_words_and_examples"),
        (ROW, "julia", {"examples": []}, "question_has_words_and_examples"),
        (ROW, "julia", {"url": "javascript:alert(1)"}, "question_has_its_source"),
        (ROW, "julia", {"code": "G01"}, "one_question_proposed"),
        (ROW, "anouk", {}, POLICY),
        (ROW, "far", {}, POLICY),
        (YES, "julia", {}, "question_by_a_second_person"),
        (YES, "anouk", {}, ""),
        (f"{CHANGE} question = 'y?'", "petra", {}, "plans_questionversion_stays"),
        (f"{CHANGE} state = 'replaced'", "petra", {}, "plans_questionversion_stays"),
    ],
)
def test_the_database_says_so_too(town, julia, petra, sql, by, given, says):
    propose_question(by=julia, question=CLUBS, reason="x")
    who = {"julia": julia, "petra": petra}.get(by) or town[by if by != "far" else "petra"]
    if by == "far":
        who = officer(found_beyond(), "joris")
    row = {"new": uuid4(), "here": julia.municipality_id, "by": who.user_id, "state": "proposed"}
    row |= {"code": "G07", "why": "x", "url": "", "ahead": 0, "strong": ["x"], "examples": ["x"]}
    said = ""
    try:
        with transaction.atomic(), acting(who), connection.cursor() as cursor:
            cursor.execute(sql, row | given)
            assert cursor.rowcount == 0
    except DatabaseError as wrong:
        why = wrong.__cause__
        said = POLICY if POLICY in str(why) else why.diag.constraint_name
    assert said == says


def test_a_check_is_of_the_questions_that_its_version_was_read_for(julia, petra):
    brought(julia, SPORT)
    agreed_on(julia, petra)
    brought(julia, SPORT)
    sql = (
        "insert into plans_reading (id, municipality_id, controller, destroy_on, version_id,"
        " catalogue_id, engine, responsible) select gen_random_uuid(), v.municipality_id,"
        " 'college', v.destroy_on, v.id, c.id, 'x', '' from plans_version v, plans_catalogue c"
        " where v.questions <> c.version"
    )
    with pytest.raises(DatabaseError) as no, acting(julia), transaction.atomic():
        raw(sql)
    assert no.value.__cause__.diag.constraint_name == "reading_asks_its_questions"
    for gone in ("plans_questionversion", "plans_catalogue"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting(julia),
            transaction.atomic(),
        ):
            raw(f"delete from {gone}")


@pytest.mark.commits
def test_two_at_once_leave_one_answer_and_two_ids(committed):
    town = found("Waterrade", STAFF, timezone.localdate())
    julia, petra = officer(town), manager(town)
    both = [
        lambda who=who: propose_question(by=who, question=CLUBS, reason="x")
        for who in (julia, petra)
    ]
    assert refusals(at_once(*both)) == []
    assert {one.code for one in questions_page(julia).waiting} == {"G01", "G02"}
    mine = next(one for one in questions_page(julia).waiting if one.is_own)
    done = at_once(
        lambda: agree_question(by=petra, version_id=mine.id),
        lambda: decline_question(by=julia, version_id=mine.id),
    )
    assert len(refusals(done)) == 1
    with acting(julia):
        row = QuestionVersion.objects.get(pk=mine.id)
        assert row.state in ("in_force", "declined") and row.answered_by_id
