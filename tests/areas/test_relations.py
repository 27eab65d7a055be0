"""What may be said of a relation: four ways that agree, and not the work of a few areas."""

from dataclasses import replace

import numpy as np
import pytest

from houvast.areas.rules.choosing import other_income
from houvast.areas.rules.relations import Verdict, Way, specifications, study
from houvast.areas.rules.wording import CAUSES, claims_more, sentences
from tests.areas.made import areas

NOT_WORKING = "not_working_share"


def verdicts(given):
    return {one.determinant: one for one in study(given).relations}


def test_what_is_there_in_every_way_is_said():
    found = verdicts(areas(slope=0.5))
    assert found[NOT_WORKING].verdict is Verdict.MORE
    assert found[NOT_WORKING].changed_by == found[NOT_WORKING].without_highest == ()
    assert verdicts(areas(slope=-0.5))[NOT_WORKING].verdict is Verdict.LESS


def test_where_there_is_nothing_nothing_is_said():
    said = [
        verdicts(areas(seed, n=120, groups=15, noise=0.2))[NOT_WORKING].verdict
        for seed in range(12)
    ]
    assert said.count(Verdict.MORE) + said.count(Verdict.LESS) <= 1


def test_what_hangs_on_one_municipality_is_said_with_its_name():
    given = areas(n=300, groups=30, slope=0.2)
    there = (given.groups == 7) & (given.determinants[NOT_WORKING] < 32)
    turned = replace(given, counts=np.where(there, given.counts * 6, given.counts))
    found = verdicts(turned)[NOT_WORKING]
    assert found.verdict is Verdict.FEW_AREAS
    assert "Gemeente 7" in found.changed_by
    said = sentences(study(turned), "offences_total")[0].in_dutch()
    assert "hangt af van enkele gebieden" in said and "Gemeente 7" in said


def test_too_few_areas_say_nothing():
    assert verdicts(areas(n=29, groups=12))[NOT_WORKING].verdict is Verdict.TOO_FEW
    assert verdicts(areas(n=90, groups=9, slope=0.5))[NOT_WORKING].verdict is Verdict.TOO_FEW


def test_a_search_that_did_not_come_to_rest_is_no_verdict():
    given = areas(n=60, groups=12)
    found = study(replace(given, counts=np.zeros(60)))
    assert {one.verdict for one in found.relations} == {Verdict.NOT_CONVERGED}
    assert not any(one.terms for one in found.specifications)


def test_an_income_has_no_term_where_another_income_stands_in_its_place():
    ways = {one.way: one for one in specifications(areas(slope=0.5))}
    assert set(ways) == set(Way)
    assert set(ways[Way.OTHER_INCOME].terms) == {NOT_WORKING}
    assert set(ways[Way.ADJUSTED].terms) == {NOT_WORKING, "lowest40_person_share"}


def test_where_no_income_was_asked_one_is_taken_along_in_the_fourth_way():
    """What is said of work must hold beside income too, and without any income nothing is said."""
    given = areas(slope=0.5)
    alone = {NOT_WORKING: given.determinants[NOT_WORKING]}
    asked = replace(given, determinants=alone, income=frozenset())
    assert [set(one.terms) for one in specifications(asked)] == [{NOT_WORKING}] * 4
    assert verdicts(asked)[NOT_WORKING].verdict is Verdict.MORE
    unknown = ("highest20_person_share", np.full(len(given), np.nan))
    for other in (None, unknown):
        found = study(replace(asked, other_income=other))
        [one] = found.relations
        assert one.verdict is Verdict.NO_INCOME
        said = sentences(found, "offences_total")[0].in_dutch()
        assert said.endswith("van te weinig gebieden is het inkomen bekend.")
    beside = study(replace(given, other_income=None)).relations
    assert beside[0].verdict is Verdict.NO_INCOME and beside[1].verdict is not Verdict.NO_INCOME


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ((NOT_WORKING,), "highest20_person_share"),
        (("lowest40_person_share", NOT_WORKING), "highest20_person_share"),
        (("highest20_person_share",), "lowest40_person_share"),
        (("highest20_person_share", "lowest40_person_share"), "highest20_person_share"),
    ],
)
def test_the_fourth_way_has_another_income_than_was_asked(asked, other):
    assert other_income(asked) == other


def test_progress_is_told_to_the_last_run():
    heard = []
    study(areas(n=60, groups=12), lambda *one: heard.append(one))
    assert heard == [(done, 13) for done in range(1, 14)]


@pytest.mark.parametrize("slope", [0.5, -0.5, 0.0])
def test_each_sentence_follows_from_the_verdict(slope):
    found = study(areas(slope=slope))
    said = [one.in_dutch() for one in sentences(found, "offences_total")]
    for one, text in zip(found.relations, said, strict=False):
        assert ("hangt dit samen met" in text) == (one.verdict in (Verdict.MORE, Verdict.LESS))
        assert ("niet eenduidig" in text) == (one.verdict in (Verdict.DIFFERS, Verdict.FEW_AREAS))
        assert not claims_more(text)
    assert said[2].startswith("Studenten en mensen met een kleine baan")
    assert "momentopname" in said[-2]
    assert said[-1].startswith("Deze cijfers gaan over gebieden. Zij zeggen niets over een persoon")


CAUSAL = [
    "Meer werk leidt tot minder misdrijven.",
    "De daling door het programma is 10%.",
    "Dankzij de coaches daalde het aantal.",
    "Een baan voorkomt nieuwe misdrijven.",
    "Weinig inkomen is de oorzaak.",
    "Het effect is 12%.",
    "De impact op de wijk is groot.",
    "Dit zorgt voor meer overlast.",
    "Werkloosheid veroorzaakt misdrijven.",
    "De aanpak leidde tot een daling.",
    "De stijging door corona was 8%.",
    "Een toename door verhuizing.",
    "Het effectieve programma hielp.",
    "De voornaamste oorzaken zijn bekend.",
    "Dat voorkomt herhaling.",
    "Een vermindering door inzet.",
    "Dankzij werk.",
    "De groei door de haven.",
    "Minder werk zorgt voor meer zorgen.",
    "Dit leidt tot zorgen.",
]
ORDINARY = [
    "Er wonen 310 jongeren van 15 tot 25 jaar.",
    "De plekken zijn aangeboden door de gemeente.",
    "Het cijfer steeg in twee jaar.",
    "Het cijfer daalde in twee jaar.",
    "12 van de 40 kwamen aan het werk.",
    "In gebieden met een hoger aandeel hangt dit samen met meer misdrijven.",
    "Het verband is niet eenduidig.",
    "Te weinig gebieden om iets te zeggen.",
    "Dit is een momentopname.",
    "De lijn loopt door tot 2025.",
    "De grens is veranderd.",
    "Dit valt binnen wat bij vergelijkbare gebieden gewoon is.",
    "Dit ligt daarbuiten.",
    "Gekozen door een collega.",
    "Niet gepubliceerd door de bron.",
    "Te klein om te tonen.",
    "Geen bewoonde buurt.",
    "Dit is ongeveer de helft.",
    "Het aandeel is 34 procent.",
    "Wij tonen de bron bij elk cijfer.",
]


@pytest.mark.parametrize("text", CAUSAL)
def test_words_of_cause_and_effect_are_caught(text):
    assert CAUSES.search(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_pass(text):
    assert not claims_more(text)
