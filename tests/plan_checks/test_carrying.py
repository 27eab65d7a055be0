"""A next version of a plan: what is the same text is taken over by a person, and nothing else."""

import pytest

from houvast.database.context import acting
from houvast.errors import Refused
from houvast.plans.actions.carrying import carry_over
from houvast.plans.actions.marking import decide_passage, record_not_found
from houvast.plans.models import Document, Mark
from houvast.plans.rules.carrying import same_text
from houvast.plans.rules.judging import Decision
from tests.plan_checks.conftest import PLAN, brought, manager, officer, pointed_at

QUOTE = "Wij bieden twintig betaalde leerwerkplekken bij bedrijven uit de buurt aan jongeren."
LIKE = QUOTE.replace("uit de buurt", "in de buurt")


def test_the_same_text_is_found_and_what_only_looks_alike_is_not():
    pieces = {1: "Iets anders.", 2: LIKE, 3: f"  {QUOTE.upper()}\n"}
    assert same_text(QUOTE, pieces) == 3
    assert same_text(QUOTE, {1: "Iets anders.", 2: LIKE}) == 2
    assert same_text(QUOTE, {1: "Wij stoppen met de leerwerkplekken bij bedrijven."}) is None
    assert same_text("", {1: ""}) is None


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("twintig", "dertig"),
        ("twintig", "20"),
        ("€ 400.000 per jaar", "€ 300.000 per jaar"),
        ("€ 1,5 miljoen", "€ 1,5 ton"),
        ("eind 2027", "eind 2028"),
        ("2,5 fte", "2,5 fte en 3 fte"),
    ],
)
def test_another_amount_number_or_year_is_another_text(said, now):
    long = (
        f"Wij reserveren voor de begeleiding van jongeren naar betaald werk {said}, zo is gezegd."
    )
    assert same_text(long, {1: long.replace(said, now)}) is None
    assert same_text(long, {1: long.replace("zo is gezegd", "zo is het gezegd")}) == 1


def test_a_person_takes_over_and_the_rest_is_looked_at_again(town):
    julia, petra = officer(town), manager(town)
    first = brought(julia)
    for about in ("P04", "P11"):
        passage = pointed_at(julia, first, about)
        decide_passage(by=julia, reading_id=first, about=about, level=2, passage_id=passage,
                       decision=Decision.PROVES)  # fmt: skip
    record_not_found(by=julia, reading_id=first, about="P16")
    with pytest.raises(Refused):
        carry_over(by=julia, reading_id=first)
    with acting(julia):
        document = Document.objects.get().pk
    changed = PLAN.replace(
        "Voor arbeidstoeleiding is € 400.000 per jaar beschikbaar, 2026-2029. Er komt",
        "Het budget voor banen volgt later in een voorstel aan de raad en het college. Er komt",
    )
    second = brought(julia, changed, document=document)
    done = carry_over(by=petra, reading_id=second)
    assert (done.taken, done.again) == (1, ("P11", "P16"))
    with acting(julia):
        (mark,) = Mark.objects.filter(reading=second)
        assert (mark.about, mark.by_id, mark.level) == ("P04", petra.user_id, 2)
    assert carry_over(by=petra, reading_id=second).taken == 0
