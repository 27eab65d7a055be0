"""Which column is proposed, what people may choose, and what is never read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.sheets import Recipe, Wanted, by_header, check_chosen, propose, unread
from houvast.sheets.withheld import may_not_have, passes_eleven_test
from tests.words_we_avoid import FORBIDDEN_NAMES

RECIPE = Recipe(
    (
        Wanted("nickname", "Roepnaam", ("Roepnaam", "Voornaam", "Naam"), required=True),
        Wanted("family_name", "Achternaam", ("Achternaam",)),
        Wanted("coach", "Vaste coach", ("Coach", "Begeleider"), required=True),
    )
)


@pytest.mark.parametrize(
    ("headers", "chosen"),
    [
        (("Roepnaam", "Achternaam", "Coach"), {"nickname": 0, "family_name": 1, "coach": 2}),
        (("BEGELEIDER ", "naam_van_jongere"), {"coach": 0, "nickname": 1}),
        (("Naam (roepnaam)", "Coach"), {"nickname": 0, "coach": 1}),
        (("Naam coach", "Voornáám"), {"nickname": 1}),
    ],
)
def test_a_column_is_proposed_when_its_header_says_so(headers, chosen):
    assert propose(RECIPE, headers) == chosen


HEADERS = st.lists(
    st.sampled_from(["Naam", "Voornaam", "coach", "Begeleider", "x", "De naam", "Achternaam"])
)


@given(HEADERS)
def test_no_column_is_proposed_twice_and_what_is_left_is_named(headers):
    chosen = propose(RECIPE, headers)
    assert len(set(chosen.values())) == len(chosen)
    assert len(unread(headers, chosen)) == len(headers) - len(chosen)


def test_what_is_required_has_to_be_chosen_and_each_column_once():
    headers = ("Naam", "Coach")
    with pytest.raises(Refused) as caught:
        check_chosen(RECIPE, headers, {"nickname": 0})
    assert caught.value.field == "coach"
    with pytest.raises(Refused, match="al gekozen"):
        check_chosen(RECIPE, headers, {"nickname": 0, "coach": 0})
    with pytest.raises(Refused, match="geen kolom"):
        check_chosen(RECIPE, headers, {"nickname": 0, "coach": 7})
    assert check_chosen(RECIPE, headers, {"nickname": 0, "coach": 1}) == {"nickname": 0, "coach": 1}


def test_who_names_a_column_takes_it_from_another():
    headers = ("Naam", "Coach", "Wie")
    assert by_header(RECIPE, headers, {"coach": "wie"}) == {"nickname": 0, "coach": 2}
    assert by_header(RECIPE, headers, {"coach": "Naam"}) == {"coach": 0}
    with pytest.raises(Refused, match="geen kolom"):
        by_header(RECIPE, headers, {"coach": "Mentor"})


def test_every_word_that_no_name_may_hold_is_left_unread_as_a_header():
    words = [one.replace("_", " ") for one in FORBIDDEN_NAMES.split("|") if one != "bsn"]
    assert [one for one in words if not may_not_have(one)] == []


@pytest.mark.parametrize(
    "header",
    [
        *("Roepnaam", "Achternaam", "Geboortedatum", "Telefoon", "Coach", "Reden", "Bron", "Datum"),
        *(
            "Wijk",
            "Werkgever",
            "Agenda",
            "Contactpersoon",
            "Kalender",
            "Uren",
            "Rijbewijs",
            "E-mail",
        ),
    ],
)
def test_plain_headers_are_read(header):
    assert not may_not_have(header)


@given(st.integers(1, 10**9 - 1))
def test_one_other_digit_never_passes_the_eleven_test_too(number):
    digits = f"{number:09d}"
    if passes_eleven_test(digits):
        other = re.sub(r"^.", str((int(digits[0]) + 1) % 10), digits)
        assert not passes_eleven_test(other)
