"""The search window finds whom one holds, and says nothing about anyone else."""

import pytest
from django.test import Client
from django.urls import reverse

from houvast.accounts.rules import Purpose
from houvast.placements.found import found
from tests.cast import Who, found_beyond, open_track, proposed_track, sign_in
from tests.noted import noted

pytestmark = pytest.mark.django_db


def seen(by, wanted):
    return [one.name for one in found(by, wanted).people.rows]


@pytest.fixture
def held(town):
    """Anouk holds two, bilal one with the same nickname."""
    open_track(town, Who("Ilias", "Ilias", "Voorbeeld"))
    open_track(town, Who("Ilja", "Ilja", "Anders"))
    open_track(town, Who("Ilias", "Ilias", "Verborgen"), coach="bilal")
    return town


def test_a_coach_finds_his_own_by_each_part_of_the_name(held):
    assert seen(held["anouk"], "il") == ["Ilias Voorbeeld", "Ilja Anders"]
    assert seen(held["anouk"], "voor ILI") == ["Ilias Voorbeeld"]
    assert seen(held["anouk"], "Verborgen") == []
    assert seen(held["bilal"], "ili") == ["Ilias Verborgen"]


def test_who_steers_finds_nicknames_and_no_surnames(held):
    assert seen(held["rachid"], "ilias") == ["Ilias", "Ilias"]
    assert seen(held["rachid"], "voorbeeld") == []


def test_one_letter_a_wild_card_or_a_stranger_finds_nobody(held):  # T-06
    assert seen(held["anouk"], "i") == []
    assert seen(held["anouk"], "%%") == []
    for who in ("tess", "sam", "petra", "bas"):
        assert seen(held[who], "il") == []
    assert seen(found_beyond()["anouk"], "il") == []


def test_a_question_to_become_coach_is_not_found(town):
    proposed_track(town, Who("Vraagje"), coach="anouk")
    assert seen(town["anouk"], "vraag") == []
    assert seen(town["rachid"], "vraag") == ["Vraagje"]


def test_the_look_leaves_one_entry_with_whom_it_showed_and_not_what_was_typed(held):
    entries = []
    with noted(entries.append):
        found(held["anouk"], "ilias")
    (entry,) = entries
    assert (entry.verb, entry.purpose) == ("tracks.searched", Purpose.GUIDANCE)
    assert len(entry.shown) == 1 and "ilias" not in str(vars(entry)).lower()


def test_not_found_reads_the_same_whether_someone_exists_or_not(held):
    anouk = sign_in(Client(), held["anouk"])
    pages = [
        anouk.get(reverse("find"), {"q": word}, headers={"HX-Target": "found"}).content.decode()
        for word in ("Verborgen", "Nergensje")
    ]
    assert pages[0].replace("Verborgen", "") == pages[1].replace("Nergensje", "")
    assert "Dan heb je misschien geen toegang." in pages[0]


def test_screens_are_those_of_ones_own_menu(town):
    page = sign_in(Client(), town["sam"]).get(reverse("find"), {"q": "werk"}).content.decode()
    assert "Werkplekken" in page and "Jongeren" not in page
