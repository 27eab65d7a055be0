"""By when somebody hears what we keep, who that is, and when it may wait: as plain rules."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.rules.informing import (
    Audience,
    Decision,
    Hold,
    HoldGround,
    HoldKind,
    Language,
    TellChannel,
    Telling,
    audiences,
    check_decision,
    check_hold,
    check_second,
    check_telling,
    tell_by,
)
from houvast.tracks.rules.letters import (
    WORDS,
    BlockKind,
    WordsKind,
    blocks,
    current,
    looked,
)
from houvast.tracks.rules.promise import add_months

DAY = date(2026, 11, 27)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
TOLD = Telling(TellChannel.IN_PERSON, "folder-1", Language.DUTCH, DAY)
LATER = Hold(
    HoldKind.LATER, HoldGround.OTHERS_UNSAFE, "Eerst praten met zijn broer.", DAY + timedelta(9)
)
LEFT_OUT = Hold(HoldKind.LEAVE_OUT, HoldGround.YOUNG_PERSON_UNSAFE, "Thuis is het niet veilig.")
MADE = Decision("Teammanager, namens het college", DAY, "Besluit 12", DAY, "Akkoord, kort houden.")


@given(since=days, within=st.integers(1, 30), contact=st.none() | days, shared=st.none() | days)
def test_it_is_told_at_the_first_of_four_days(since, within, contact, shared):
    # T-34
    due = tell_by(since, within, first_contact=contact, first_disclosure=shared)
    assert since <= due <= min(add_months(since, 1), since + timedelta(days=within))
    assert all(due <= max(since, one) for one in (contact, shared) if one)
    assert due in {since + timedelta(days=within), add_months(since, 1), contact, shared, since}


@pytest.mark.parametrize(
    "age, below, both",
    [(12, 16, True), (15, 16, True), (16, 16, False), (17, 18, True), (None, 16, True)],
)
def test_parents_hear_it_below_an_age_and_as_long_as_none_is_known(age, below, both):
    # T-32, T-33
    whom = audiences(age, below)
    assert whom[0] is Audience.YOUNG_PERSON
    assert (Audience.REPRESENTATIVE in whom) is both


def no(act, *given, **more):
    with pytest.raises(Refused) as refused:
        act(*given, **more)
    return refused.value.field


def test_a_proof_names_words_that_fit_whom_they_were_for():
    # T-36
    young, parents, since = Audience.YOUNG_PERSON, Audience.REPRESENTATIVE, {"since": DAY}
    check_telling(TOLD, young, today=DAY, **since)
    check_telling(replace(TOLD, words="ouders-1"), parents, today=DAY, **since)
    ahead = replace(TOLD, on=DAY + timedelta(days=1))
    assert no(check_telling, ahead, young, today=DAY, **since) == "on"
    long_ago = replace(TOLD, on=date(2020, 1, 1))
    assert no(check_telling, long_ago, young, today=DAY, **since) == "on"
    for words in ("", "folder-99", "ouders-1"):
        wrong = replace(TOLD, words=words)
        assert no(check_telling, wrong, young, today=DAY, **since) == "words"
    posted = replace(TOLD, channel=TellChannel.BY_POST)
    assert no(check_telling, posted, young, today=DAY, **since) == "words"
    check_telling(replace(posted, words="jongere-1"), young, today=DAY, **since)


def test_waiting_ends_within_three_months_and_leaving_out_is_for_parents():
    # T-37, T-32
    young, parents = Audience.YOUNG_PERSON, Audience.REPRESENTATIVE
    assert check_hold(LATER, young, today=DAY) == LATER.reason
    last = replace(LATER, until=add_months(DAY, 3))
    check_hold(last, young, today=DAY)
    for until in (None, DAY, add_months(DAY, 3) + timedelta(days=1)):
        assert no(check_hold, replace(LATER, until=until), young, today=DAY) == "until"
    assert no(check_hold, replace(LATER, reason="Kort"), young, today=DAY) == "reason"
    check_hold(LEFT_OUT, parents, today=DAY)
    no(check_hold, LEFT_OUT, young, today=DAY)
    assert no(check_hold, replace(LEFT_OUT, until=DAY), parents, today=DAY) == "until"
    other = replace(LEFT_OUT, ground=HoldGround.INQUIRY)
    assert no(check_hold, other, parents, today=DAY) == "ground"


def test_a_second_person_decides_and_a_repeat_rests_on_a_decision():
    # T-37
    check_second("anouk", "vera")
    no(check_second, "vera", "vera")
    check_decision(MADE, today=DAY)
    for field in ("by", "document", "fg_advice"):
        assert no(check_decision, replace(MADE, **{field: "  "}), today=DAY) == field
    for field in ("on", "fg_on"):
        assert no(check_decision, replace(MADE, **{field: None}), today=DAY) == field
        tomorrow = {field: DAY + timedelta(days=1)}
        assert no(check_decision, replace(MADE, **tomorrow), today=DAY) == field
    before = replace(MADE, on=DAY - timedelta(days=1))
    assert no(check_decision, before, today=DAY) == "fg_on"


PUBLISHED = {
    "jongere-1": "6ac443c365d8b6c5",
    "ouders-1": "57f1399976c332b9",
    "folder-1": "d46524b72a1c9c81",
    "nood-1": "4de19ebd368cc033",
    "opheffen-1": "f888edbc13139dfc",
}


def test_a_published_text_stays_as_it_was():
    # T-36: proof names the id, so the text behind it is fixed
    found = {key: sha256(one.text.encode()).hexdigest()[:16] for key, one in WORDS.items()}
    assert found == PUBLISHED


GAPS = ("name", "municipality", "coach", "sender", "address", "phone", "email", "fg", "ground")
MORE = ("months", "looks", "what", "since", "lift_on", "reason")
FILLED = {one: f"<{one}>" for one in (*GAPS, *MORE)}
OF_ONE_THING = (WordsKind.EMERGENCY, WordsKind.LIFTING)
ABOUT_ALL = [key for key, one in WORDS.items() if one.kind not in OF_ONE_THING]


def test_the_letter_after_an_emergency_says_who_looked_at_what_and_what_one_can_do():  # T-54
    text = " ".join(line for one in blocks("nood-1", FILLED) for line in one.lines)
    for gap in ("name", "looks", "coach", "sender", "address", "phone", "email", "fg"):
        assert FILLED[gap] in text, gap
    for said in ("kopie", "niet mee eens", "Autoriteit Persoonsgegevens", "niet de notities"):
        assert said in text.lower() or said in text
    assert looked([("Outreachcoach", "Zuid", DAY)]) == f"Op {DAY:%d-%m-%Y}: Outreachcoach, Zuid."


@pytest.mark.parametrize("words", ABOUT_ALL)
def test_a_letter_says_all_that_the_law_asks(words):
    # AVG 13 and 14: who, what, why, from whom, who reads it, how long, rights
    text = " ".join(line for one in blocks(words, FILLED) for line in one.lines)
    for gap in ("municipality", "sender", "address", "phone", "email", "fg", "ground", "months"):
        assert FILLED[gap] in text, gap
    for said in ("kopie", "weg te halen", "niet mee eens", "Autoriteit Persoonsgegevens"):
        assert said in text or (words == "folder-1" and said == "weg te halen")
    assert "computer" in text and "werkgever" in text
    assert ("<name>" in text) is (words != "folder-1")


@pytest.mark.parametrize("words", WORDS)
def test_a_letter_is_plain_dutch(words):
    lines = [line for one in blocks(words, FILLED) for line in one.lines]
    sentences = [one for line in lines for one in line.replace("?", ".").split(". ") if one.strip()]
    assert max(len(one.split()) for one in sentences) <= 22
    assert sum(len(one.split()) for one in sentences) / len(sentences) <= 11


def test_what_is_filled_in_stays_one_line_of_its_part():
    sly = FILLED | {"name": "Ilias\n\n# Titel\n\n- punt {coach}"}
    plain, other = blocks("jongere-1", FILLED), blocks("jongere-1", sly)
    assert [one.kind for one in plain] == [one.kind for one in other]
    assert sum(one.kind is BlockKind.TITLE for one in other) == 1
    assert "{coach}" in other[1].lines[0]


def test_one_text_of_each_kind_is_printed_now():
    assert {current(kind) for kind in WordsKind} <= set(WORDS)
    for kind in WordsKind:
        assert sum(one.current for one in WORDS.values() if one.kind is kind) == 1
