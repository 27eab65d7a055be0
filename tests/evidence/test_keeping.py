"""Two people keep the cards: nothing changes before the second agrees, and no version is lost."""

from dataclasses import replace
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import DomainError, NotAllowed, NotFound, Refused
from houvast.evidence.actions import agree_card, decline_card, propose_card
from houvast.evidence.models import CardVersion
from houvast.evidence.reads import card_page, cards_page
from houvast.evidence.rules.cards import Direction
from houvast.evidence.rules.shipped import shipped
from tests.cast import STAFF, found
from tests.evidence.test_cards import GOOD

CODE = "zomerbaan-boston"
NOW = shipped()[CODE]


def card(**more):
    return replace(GOOD, read_on=timezone.localdate(), **more)


def waiting(by, code):
    return card_page(by, code).waiting.id


def test_a_change_counts_from_the_yes_of_a_second_person(julia, petra):
    new = replace(NOW, strength=shipped()["zomerbaan-chicago"].strength)
    propose_card(by=julia, card=new, code=CODE, reason="Het artikel is nu gelezen.")
    assert card_page(petra, CODE).kept.card == NOW, "a proposal changes nothing"
    with pytest.raises(Refused, match="wacht al een voorstel"):
        propose_card(by=petra, card=replace(NOW, effect="anders"), code=CODE, reason="x")
    one = waiting(petra, CODE)
    with pytest.raises(Refused, match="tweede persoon"):
        agree_card(by=julia, version_id=one)
    assert agree_card(by=petra, version_id=one) == CODE
    page = card_page(julia, CODE)
    assert page.kept.is_changed and page.kept.card.strength == new.strength and page.first == NOW
    with pytest.raises(Refused, match="Zo staat het al"):
        propose_card(by=julia, card=page.kept.card, code=CODE, reason="x")
    with pytest.raises(Refused, match="al beantwoord"):
        decline_card(by=petra, version_id=one)
    again = replace(new, withdrawn=True)
    propose_card(by=petra, card=again, code=CODE, reason="Telt niet meer.")
    agree_card(by=julia, version_id=waiting(julia, CODE))
    shown = cards_page(julia)
    assert CODE in {one.code for one in shown.withdrawn} - {one.code for one in shown.cards}
    kept = [one.state for one in card_page(julia, CODE).earlier]
    assert sorted(kept) == ["in_force", "replaced"]  # one transaction here, so one moment


def test_a_card_of_ones_own_has_a_code_that_no_other_has(julia, petra):
    key = uuid4()
    codes = [propose_card(by=julia, card=card(), reason="Van hier.", key=key) for _ in range(2)]
    codes.append(propose_card(by=petra, card=card(contradicts=(CODE,)), reason="Ook van hier."))
    assert codes == ["eigen-een-proef", "eigen-een-proef", "eigen-een-proef-2"]
    for by, code in ((petra, codes[0]), (julia, codes[2])):
        agree_card(by=by, version_id=waiting(by, code))
    assert {one.code for one in cards_page(julia, "P04").cards} >= set(codes)
    assert not {one.code for one in cards_page(julia, "P10").cards} & set(codes)
    beside = {one.code for one in card_page(julia, CODE).others}
    assert beside == {"zomerbaan-twee-proeven", "eigen-een-proef-2"}
    assert CODE in {one.code for one in card_page(julia, codes[2]).others}


def test_who_proposed_takes_it_back_and_nothing_was_there(julia, petra):
    code = propose_card(by=julia, card=card(), reason="Van hier.")
    assert card_page(petra, code).kept.waits
    decline_card(by=julia, version_id=waiting(julia, code))
    with pytest.raises(NotFound):
        card_page(julia, code)


def test_a_card_that_is_not_there_is_named(julia):
    with pytest.raises(Refused, match="is er niet: nergens") as why:
        propose_card(by=julia, card=card(contradicts=("nergens",)), reason="x")
    assert why.value.field == "contradicts"
    with pytest.raises(NotFound):
        propose_card(by=julia, card=card(), code="nergens", reason="x")
    for act in (agree_card, decline_card):
        with pytest.raises(NotFound):
            act(by=julia, version_id=uuid4())


@pytest.mark.parametrize("who", ["anouk", "wim", "rachid", "lotte", "tess", "vera", "bas"])
def test_nobody_else_reads_proposes_or_answers(town, julia, who):
    propose_card(by=julia, card=card(), reason="x")
    one = waiting(julia, "eigen-een-proef")
    other = town[who]
    for act in (
        lambda: cards_page(other),
        lambda: card_page(other, CODE),
        lambda: propose_card(by=other, card=card(), reason="x"),
        lambda: agree_card(by=other, version_id=one),
        lambda: decline_card(by=other, version_id=one),
    ):
        with pytest.raises(NotAllowed):
            act()
    with acting(other):
        assert not CardVersion.objects.exists()


def test_another_municipality_has_its_own_cards(julia):
    other = found("Zandhoek", {"carmen": STAFF["petra"]}, timezone.localdate())
    carmen = other.as_("carmen", Purpose.FIGURES)
    code = propose_card(by=julia, card=card(), reason="x")
    assert propose_card(by=carmen, card=card(), reason="x") == code
    assert len(cards_page(carmen).waiting) == 1
    with pytest.raises(NotFound):
        agree_card(by=carmen, version_id=waiting(julia, code))


ROW = (
    "insert into evidence_cardversion (id, municipality_id, state, reason, proposed_by_id,"
    " proposed_at, code, title, approach, found, direction, design, strength, place, sample,"
    " effect, limits, source, url, read_on, to_verify, criteria, contradicts, withdrawn) values"
    " (%(new)s, %(here)s, %(state)s, '', %(by)s, houvast_now(), 'eigen-x', 'x', 'x', 'x',"
    " %(direction)s, %(design)s, 'fair', 'x', %(sample)s, %(effect)s, '', %(source)s, %(url)s,"
    " houvast_today() + %(ahead)s, %(verify)s, %(criteria)s, '{}', false)"
)
CHANGE = "update evidence_cardversion set"
YES = (
    "update evidence_cardversion set state = 'in_force', answered_by_id = %(by)s,"
    " answered_at = houvast_now()"
)
POLICY = "row-level security"


@pytest.mark.parametrize(
    ("sql", "by", "given", "says"),
    [
        (ROW, "julia", {"state": "in_force"}, "evidence_cardversion_begins"),
        (ROW, "julia", {"ahead": 1}, "evidence_cardversion_was_read"),
        (ROW, "julia", {"criteria": ["P99"]}, "card_of_a_question"),
        (ROW, "julia", {"criteria": []}, "card_of_a_question"),
        (ROW, "julia", {"effect": ""}, "card_of_a_trial_says_how_much"),
        (ROW, "julia", {"sample": None}, "card_of_a_trial_says_how_much"),
        (ROW, "julia", {"direction": "not_yet"}, "card_of_a_trial_says_how_much"),
        (ROW, "julia", {"design": "advice"}, "card_counts_people"),
        (ROW, "julia", {"source": ""}, "card_has_its_source"),
        (ROW, "julia", {"url": "javascript:alert(1)"}, "card_has_its_source"),
        (ROW, "anouk", {}, POLICY),
        (ROW, "vera", {}, POLICY),
        (YES, "julia", {}, "card_by_a_second_person"),
        (f"{CHANGE} title = 'y'", "petra", {}, "evidence_cardversion_stays"),
        (f"{CHANGE} withdrawn = true", "julia", {}, "evidence_cardversion_stays"),
        (YES, "rachid", {}, ""),
    ],
)
def test_the_database_says_so_too(town, julia, petra, sql, by, given, says):
    propose_card(by=julia, card=card(), reason="x")
    who = {"julia": julia, "petra": petra}.get(by) or town[by]
    row = {"new": uuid4(), "here": who.municipality_id, "by": who.user_id, "state": "proposed"}
    row |= {"direction": "for", "design": "trial", "sample": 9, "effect": "x", "source": "x"}
    row |= {"url": "", "ahead": 0, "verify": False, "criteria": ["P04"]}
    said = ""
    try:
        with transaction.atomic(), acting(who), connection.cursor() as cursor:
            cursor.execute(sql, row | given)
            assert cursor.rowcount == 0
    except DatabaseError as wrong:
        why = wrong.__cause__
        said = POLICY if POLICY in str(why) else why.diag.constraint_name
    assert said == says


def test_a_version_cannot_be_taken_away(julia):
    propose_card(by=julia, card=card(), reason="x")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(julia):
        CardVersion.objects.all().delete()


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(3))
def test_a_yes_against_a_no_leaves_one_answer(committed, _round):
    staff = {"petra": STAFF["petra"], "paul": STAFF["petra"]}
    place = found("Waterrade", staff, timezone.localdate())
    petra, paul = (place.as_(one, Purpose.FIGURES) for one in staff)
    code = propose_card(by=petra, card=card(), reason="x")
    one, ready, told = waiting(petra, code), Barrier(2), []

    def answer(act, by):
        ready.wait()
        try:
            act(by=by, version_id=one)
            told.append("done")
        except DomainError as late:
            told.append(type(late).__name__)
        finally:
            connections.close_all()

    both = [
        Thread(target=answer, args=pair) for pair in ((agree_card, paul), (decline_card, petra))
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(told) == ["Refused", "done"]
    with acting(petra):
        [row] = CardVersion.objects.all()
        assert row.state in ("in_force", "declined") and row.answered_by_id


def test_a_direction_that_is_not_known_yet_cannot_claim_an_outcome(julia):
    new = card(direction=Direction.NOT_YET)
    with pytest.raises(Refused, match="nog geen uitkomst"):
        propose_card(by=julia, card=new, reason="x")
