"""The machine points at the passages that it should, and at nothing that only looks alike."""

import pytest

from houvast.plans.rules import wording
from houvast.plans.rules.catalogue import catalogue, made, versions
from houvast.plans.rules.document import Notice
from houvast.plans.rules.reading import read
from houvast.plans.rules.suggesting import TOP, suggest
from tests.plan_check.flags import FIRING, SILENT
from tests.plan_check.made import large, large_plan

REPRESSION = (
    "# Aanpak Noord\n\nWij plaatsen veertig camera's op de pleinen. De boa's controleren veel."
    " Met een gebiedsverbod houden wij het rustig. Preventief fouilleren blijft mogelijk.\n\n"
    "Panden waar drugs liggen worden gesloten. Bedrijven die meedoen aan ondermijning gaan dicht."
    " De handhavers gaan aan de slag met cameratoezicht. Politiewerk vraagt samenwerking.\n\n"
    "De burgemeester sloot drie cafés. De sluiting van bedrijven is een signaal aan ondernemers."
)
LOOKS_ALIKE = (
    " ".join(
        f"De {one} is af."
        for one in ("werkwijze", "werkgroep", "netwerk", "werkproces", "maatwerk")
    )
    + " Het politiewerk gaat door en het werk van de wijkagent ook."
)
NEGATIVE = {
    "repression": REPRESSION,
    "two hundred times work": "\n\n".join([LOOKS_ALIKE] * 40),
    "criminal work": (
        "Jongeren doen klusjes als uithaler in de haven. Voor een criminele klus krijgen zij veel."
        " Zij staan op de stoep bij bedrijven in de haven en halen drugs uit containers."
    ),
    "only in the title": "# Naar betaald werk en een vaste coach\n\nDe straat wordt schoner.",
    "work that ends": (
        "Wij stoppen met de leerwerkplekken. De bijbanen vervallen. Er is geen vaste coach meer."
        " Het project zonder jobcoach loopt door tot de zomer."
    ),
    "information only": "Scholen krijgen gastlessen over drugs en ouders krijgen voorlichting.",
    "enforcement as prevention": "Uit het preventiebudget gaat € 400.000 naar 5 fte boa's.",
}
THREE = ("P04", "P06", "P09")


def found(text):
    return suggest(read(text.encode()), catalogue())


def about(text):
    result = found(text)
    return {name for name, some in result.criteria.items() if some} | {
        one.about for one in result.flags
    }


def test_the_questions_are_eighteen_and_the_flags_five_and_each_is_whole():
    assert versions() == ("2026.1",)
    every = catalogue()
    assert [one.id for one in every.criteria] == [f"P{at:02}" for at in range(1, 19)]
    assert [one.id for one in every.flags] == [f"RF{at}" for at in range(1, 6)]
    assert [one.id for one in every.criteria if not one.is_default] == [
        f"P{at}" for at in range(14, 19)
    ]
    for one in every.criteria:
        texts = (one.question, one.question_en, one.why, one.query, one.gap_text)
        lists = (one.strong, one.weak, one.alike, one.examples, one.counters, one.sources)
        assert all(texts) and all(lists or one.not_with for lists in lists), one.id
        assert "[" in one.gap_text and one.question.endswith("?")
    for flag in every.flags:
        assert flag.what and flag.says and flag.sources and flag.every and flag.unless


def test_each_question_finds_its_own_examples_and_none_of_what_looks_alike():
    wrong = []
    for one in catalogue().criteria:
        wrong += [text for text in one.examples if not found(text).criteria[one.id]]
        wrong += [text for text in one.counters if found(text).criteria[one.id]]
    assert wrong == []


@pytest.mark.parametrize("flag", FIRING)
def test_a_red_flag_is_raised_and_only_where_it_should_be(flag):  # PL-08
    assert len(set(FIRING[flag])) >= 10 and len(set(SILENT[flag])) >= 10
    assert [text for text in FIRING[flag] if flag not in about(text)] == []
    assert [text for text in SILENT[flag] if flag in about(text)] == []


@pytest.mark.parametrize("name", NEGATIVE)
def test_a_plan_without_work_gets_no_offer_no_employer_and_no_coach(name):  # PL-12
    assert {one for one in THREE if found(NEGATIVE[name]).criteria[one]} == set()


def test_what_the_negative_plans_do_raise():
    assert about(NEGATIVE["information only"]) == {"RF4"}
    assert about(NEGATIVE["enforcement as prevention"]) == {"RF5"}  # and no money for work
    assert about(NEGATIVE["two hundred times work"]) == set()


def test_a_passage_that_chooses_by_origin_is_no_answer_to_whom_the_plan_is_for():  # PL-08
    who = "Dit plan is voor jongeren van 16 tot 27 in Noord"
    assert "P02" in about(f"{who}.")
    assert about(f"{who} met een migratieachtergrond.") == {"RF1"}
    flag = next(one for one in catalogue().flags if one.id == "RF1")
    assert "achtergrond" not in flag.says + flag.what


def test_what_ends_is_told_of_and_counts_for_nothing():
    text = (
        "Wij stoppen met de leerwerkplekken, maar er komt een betaalde stage en een zaterdagbaan."
    )
    one = found(text).criteria["P04"][0]
    said = wording.why(one.reasons)
    assert "leerwerkplekken" not in said.split("let op")[0] and "stoppen met" in said
    assert "zaterdagbaan" in said


def test_a_goal_needs_a_number_and_a_date_in_the_same_sentence():
    assert "P03" in about("Eind 2027 hebben 80 jongeren een betaalde baan.")
    assert "P03" not in about("Eind 2027 hebben jongeren een betaalde baan.")
    assert "P03" not in about("In totaal hebben 80 jongeren een betaalde baan.")
    assert "P03" not in about("In het plan 2012-2014 hebben jongeren in 2014 een betaalde baan.")


def test_the_same_plan_and_questions_give_the_same_bytes():  # PL-05
    plans = (large_plan(), read(large()[0]))
    first, second = (wording.suggested(one, suggest(one, catalogue())) for one in plans)
    assert plans[0] == plans[1] and repr(first) == repr(second)


def test_at_most_five_are_shown_and_each_quote_is_what_stands_there():
    plan = large_plan()
    some = suggest(plan, catalogue()).criteria["P04"]
    assert len(some) == TOP and [one.place for one in some] == [1, 2, 3, 4, 5]
    for one in some:
        marked = [plan.text[first:last] for first, last in one.marks]
        assert "leerwerkplek" in marked and "%" not in wording.why(one.reasons)
        assert plan.text[one.passage.start : one.passage.end] == plan.quoted(one.passage)


def test_a_scheme_of_the_state_and_an_english_text_are_told_of_and_give_nothing():
    scheme = "De aanvraag bevat een plan voor jongeren van 8 tot 27 jaar met betaald werk."
    english = "The plan is for the youth of the city and it will offer them paid work with a coach."
    assert read(scheme.encode()).notices == (Notice.SCHEME,) and about(scheme) == set()
    assert read(english.encode()).notices == (Notice.ENGLISH,) and about(english) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Kevin (17) kreeg een betaalde leerwerkplek.",
        "Noor van den Berg is 19 jaar en kreeg een betaalde leerwerkplek.",
        "De heer De Wit bood een betaalde leerwerkplek aan.",
        "Jongere Bilal vond een betaalde leerwerkplek.",
    ],
)
def test_a_passage_that_seems_to_be_about_a_person_is_told_of_and_left_out(text):  # PL-09
    plan = read(f"{text}\n\n# Verder\n\nWij bieden een zaterdagbaan.".encode())
    result = suggest(plan, catalogue())
    assert Notice.PERSON in plan.notices and result.withheld == 1
    assert [plan.quoted(one.passage) for one in result.criteria["P04"]] == [
        "Wij bieden een zaterdagbaan."
    ]


def test_a_burgemeester_and_a_place_are_no_case():
    assert read(b"Burgemeester Jansen, 52 jaar, opende de plek.").notices == ()
    assert read(b"Wij werken in Noord (zie pagina 17) met 20 jongeren.").notices == ()


def test_a_catalogue_with_a_fault_is_none():
    source = {"name": "x", "url": "", "read_on": None}
    whole = {"version": "x", "sources": {"W": source}, "criteria": [], "flags": [], "groups": {}}
    assert made(whole).criteria == ()
    one = dict.fromkeys(("question", "question_en", "why", "query", "gap_text"), "x")
    one |= {name: [] for name in ("strong", "weak", "alike", "examples", "counters")}
    one |= {"id": "P1", "sources": ["W"]}
    for fault in ({"needs": ["luck"]}, {"not_with": ["RF9"]}):
        with pytest.raises(ValueError, match="it n"):
            made(whole | {"criteria": [one | fault]})
    with pytest.raises(ValueError, match="same id"):
        made(whole | {"criteria": [one, one]})
