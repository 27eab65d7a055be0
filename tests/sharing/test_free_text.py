"""Stop and think: what a text is looked at for, and that it is kept as it was written."""

from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sharing.rules.free_text import ASKS, KEPT, LONGEST_SHOWN, Sign, asked_about, found_in


def signs(text):
    return [one.sign for one in found_in(text)]


@pytest.mark.parametrize(
    ("text", "sign", "words"),
    [
        ("Zijn BSN is 111222333.", Sign.CITIZEN, "111222333"),
        ("bsn 1112.22.333 genoteerd", Sign.CITIZEN, "1112.22.333"),
        ("Belde op 06-12345678 en sprak in.", Sign.PHONE, "06-12345678"),
        ("Oma: 0031 20 555 01 23", Sign.PHONE, "0031 20 555 01 23"),
        ("+31 (0)6 12 34 56 78", Sign.PHONE, "+31 (0)6 12 34 56 78"),
        ("Mail naar ilias.b@voorbeeld.nl, zei hij", Sign.MAIL, "ilias.b@voorbeeld.nl"),
        ("Heeft ADHD volgens school", Sign.SPECIAL, "ADHD"),
        ("is vorig jaar veroordeeld", Sign.SPECIAL, "veroordeeld"),
        ("Marokkaanse jongen", Sign.SPECIAL, "Marokkaanse"),
        ("Kwam met zijn broer Sem langs", Sign.THIRD, "broer Sem"),
        ("een vriend, genaamd Sem", Sign.THIRD, "vriend, genaamd Sem"),
    ],
)
def test_what_may_not_belong_there_is_found_with_the_words_that_gave_it(text, sign, words):
    assert [(one.sign, one.words) for one in found_in(text)] == [(sign, words)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Moeder was erbij. Ze wil dat hij werkt.",
        "Was ziek en komt morgen. Rond 14:00 bij de Albert Cuyp 12.",
        "Wil bij Turkoois Bouw beginnen, 32 uur, 14,71 per uur.",
        "KvK 12345678, dossier 123456789, op 24-11-2026 om 9.30.",
        "Hij werkt aan zijn zelfvertrouwen en halt bij de kantine.",
        "Vader. Sem belde later.",
        "Het plan voor de hulp staat. Jeugdhulp belt hem zelf, het dossier is compleet.",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert signs(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In het jeugdhulpdossier staat dat hij vaker wegliep.", "jeugdhulpdossier"),
        (
            "Uit het dossier van de jeugdbescherming: woont bij oma.",
            "dossier van de jeugdbescherming",
        ),
        ("Behandelplan: elke week een gesprek.", "Behandelplan"),
        ("volgens het hulpverleningsplan", "hulpverleningsplan"),
        ("het raadsrapport zegt iets anders", "raadsrapport"),
    ],
)
def test_of_a_file_of_youth_help_one_writes_with_whom_it_lies_and_copies_nothing(text, words):
    """T-18: who wants to keep such a text is asked first, and the choice leaves an entry."""
    assert [(one.sign, one.words) for one in found_in(text)] == [(Sign.FILE, words)]
    assert "Neem niets over" in asked_about(found_in(text), str)
    assert KEPT[Sign.FILE] == "text.kept_file"


def test_each_sign_is_asked_once_in_one_order_and_has_its_words_and_its_verb():
    text = "Sem, broer Ali, 06 12345678 en 06 87654321, a@b.nl, autisme, 111222333, behandelplan"
    assert signs(text) == [*Sign]
    assert set(ASKS) == set(KEPT) == set(Sign) and len(set(KEPT.values())) == len(Sign)


@given(st.integers(10_000_000, 99_999_999))
def test_of_ten_last_digits_one_at_most_makes_a_citizen_service_number(first):
    found = [last for last in digits if Sign.CITIZEN in signs(f"nummer {first}{last}.")]
    total = sum(int(one) * weight for one, weight in zip(str(first), range(9, 1, -1), strict=True))
    assert found == ([str(total % 11)] if total % 11 < 10 else [])


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at_and_what_is_shown_of_it_stands_in_it(text):
    for one in found_in(text):
        assert one.words in text and 0 < len(one.words) <= LONGEST_SHOWN
