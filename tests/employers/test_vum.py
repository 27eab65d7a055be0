"""Vacancies in the shape of VUM: read by one table, never hard, never a person, and out again."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.importing import RECIPE, Here, check_employers
from houvast.employers.rules.states import (
    Brings,
    ConditionCode,
    Sector,
    Strength,
    WorkKind,
    WorkplaceState,
)
from houvast.employers.rules.vum.fields import FIELDS, OFFICE, OURS, VERSION, Way, section_of
from houvast.employers.rules.vum.reading import sheet_of
from houvast.employers.rules.vum.writing import vacancy_of
from houvast.employers.rules.work_columns import WORK_RECIPE
from houvast.employers.rules.work_importing import check_workplaces
from houvast.employers.rules.work_known import WorkHere
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused
from houvast.sheets import Limits, as_json, from_json, looks_like_json, propose
from houvast.sheets import read as read_table
from tests.employers.vacancies import BAKERY, HOSTILE, WRONG, file_of, vacancy
from tests.reference.real import FOLDER, NAME

TODAY = date(2026, 3, 2)
KORST = Here(EmployerFacts("Bakkerij De Korst", pc4="1234"), UUID(int=7))
LIMITS = Limits(rows=20_000)


def read(*vacancies, brings=Brings.WORKPLACES, content=None):
    """The table, as it waits between two requests."""
    made = sheet_of(content or file_of(*vacancies), brings, "Banenbank", LIMITS)
    return from_json(as_json(made))


def looked_at(*vacancies, here=(), content=None, today=TODAY, employers=(KORST,)):
    sheet = read(*vacancies, content=content)
    chosen = propose(WORK_RECIPE, sheet.headers)
    return check_workplaces(sheet, chosen, employers, here, today)


def test_a_vacancy_becomes_a_workplace_and_no_requirement_is_hard():
    (one,) = looked_at(vacancy(sluitingsDatumVacature="2026-04-01")).new
    assert (one.source, one.external_id, one.employer_id) == ("Banenbank", "v-1", KORST.id)
    facts = one.facts
    assert (facts.title, facts.kind, facts.hours_min, facts.hours_max) == (
        *("Hulp in de bakkerij", WorkKind.REGULAR_JOB, 16, 24),
    )
    assert (facts.pc4, facts.day_parts, facts.closing_on) == ("1235", OFFICE, date(2026, 4, 1))
    assert (facts.occupation, facts.isco, facts.concept) == ("Bakkershulp", "", None)
    assert facts.wage_cents is None
    assert one.conditions == (
        (ConditionCode.LICENCE_B, Strength.UNKNOWN, ""),
        (ConditionCode.DUTCH_B1, Strength.UNKNOWN, ""),
    )
    assert facts.description.splitlines() == [
        "Je bakt brood.",
        "Salaris: 2500",
        "Gewenst niveau: vmbo",
        "Gewenste opleiding: Bakker (vmbo)",
        "Gewenste ervaring: 2 jaar",
        "Gewenste cursus: Veilig werken",
        "Komt van pas: Deeg kneden",
        "Past bij dit werk: Samenwerken.",
        "Vervoer voor het werk: fiets",
    ]


def test_what_does_not_come_along_is_told_with_its_field():
    assert [str(one) for _, one in read().notes] == [
        "omschrijvingVacature (1): een zin met “representatief” is weggelaten."
        " Dat gaat niet over het werk.",
        "omschrijvingVacature (1): een zin met een telefoonnummer of mailadres is weggelaten."
        " Zet die bij de contactpersoon.",
        "rijbewijs (1): rijbewijs CE is hier geen eis. Het is weggelaten.",
        "taalbeheersing (1): een andere taal dan Nederlands is hier geen eis.",
    ]
    assert "indicatieLdrRegistratie" not in str(as_json(read()))


def test_employers_come_once_with_whom_to_ring():
    other = BAKERY | {"handelsnaamOrganisatie": "Garage Wiel", "sector": [{"codeSbi": 4520}]}
    sheet = read(vacancy(), vacancy(idVacature="2"), vacancy(werkgever=other, sector=None),
                 brings=Brings.EMPLOYERS)  # fmt: skip
    found = check_employers(sheet, propose(RECIPE, sheet.headers), [])
    assert [(one.facts.name, one.facts.sector, one.facts.pc4) for one in found.new] == [
        ("Bakkerij De Korst", Sector.C, "1234"),
        ("Garage Wiel", None, "1234"),
    ]
    contact = found.new[0].contact
    assert (contact.name, contact.phone, contact.email) == (
        *("Joke Bol", "0612345678", "joke@korst.invalid"),
    )
    assert [str(one) for _, one in sheet.notes] == [
        "sector (3): uit deze SBI-code volgt geen sector. Vul hem hier zelf in."
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_trusted_is_refused_in_one_sentence(name):
    content, says = HOSTILE[name]
    if name.startswith("packed"):  # by its bytes it is no JSON; as a table it is none either
        assert not looks_like_json(content)
        with pytest.raises(Refused, match=says):
            read_table(content, LIMITS)
        return
    with pytest.raises(Refused, match=says) as refused:
        read(content=content)
    assert refused.value.field == "file"


def test_a_mark_in_front_is_let_be():
    assert as_json(read(content=b"\xef\xbb\xbf" + file_of())) == as_json(read())


@pytest.mark.parametrize(("changes", "says"), WRONG)
def test_a_vacancy_that_is_wrong_stays_out_with_its_field(changes, says):
    good = vacancy(idVacature="v-2", naamVacature="Inpakker")
    found = looked_at(vacancy(**changes), good)
    ((row, refused),) = found.refused
    cell = refused.values["cell"]
    said = str(refused) if "{cell}" in refused.reason else f"{cell}: {refused}"
    said = said.replace(f"Cel {cell} lijkt", f"{cell}: lijkt")
    assert row == 1 and said.startswith(says), said
    assert [one.external_id for one in found.new] == ["v-2"]


def test_it_is_known_by_source_and_number_and_the_same_again_changes_nothing():
    (one,) = looked_at(vacancy()).new
    here = WorkHere(
        UUID(int=9), KORST.id, "", WorkplaceState.DRAFT, one.facts, one.conditions,
        source="Banenbank", external_id="v-1",
    )  # fmt: skip
    same_title = vacancy(idVacature="v-2")
    found = looked_at(vacancy(), same_title, here=[here])
    assert (found.known, found.changes, found.refused) == ([1], [], [])
    assert [each.external_id for each in found.new] == ["v-2"]
    elsewhere = replace(here, employer_id=UUID(int=8))
    ((_, refused),) = looked_at(vacancy(), here=[elsewhere]).refused
    assert "bij een andere werkgever" in str(refused)
    twice = looked_at(vacancy(), vacancy())
    assert len(twice.new) == 1 and "dezelfde werkplek als in rij 1" in str(twice.refused[0][1])


def test_what_somebody_made_hard_here_stays_hard_whatever_the_file_asks():
    (one,) = looked_at(vacancy()).new
    hard = (ConditionCode.LICENCE_B, Strength.REQUIRED, "de bus komt er niet in de ochtend")
    here = WorkHere(
        UUID(int=9), KORST.id, "", WorkplaceState.OFFERED, one.facts, (hard,),
        source="Banenbank", external_id="v-1",
    )  # fmt: skip
    (change,) = looked_at(vacancy(), here=[here]).changes
    assert [each.label for each in change.differences] == ["Eisen om na te vragen"]
    assert change.conditions == (hard, (ConditionCode.DUTCH_B1, Strength.UNKNOWN, ""))


LEVELS = [(0, None), (1, None), (8, None), (2, "dutch_a2"), (3, "dutch_b1"), (4, "dutch_b2")]


@pytest.mark.parametrize(("level", "code"), LEVELS)
def test_levels_of_dutch_as_the_table_says(level, code):
    asked = [{"codeTaal": "nld", "codeNiveauTaalbeheersingLuisteren": level}]
    (one,) = looked_at(vacancy(rijbewijs=None, taalbeheersing=asked)).new
    assert one.conditions == (((code, Strength.UNKNOWN, ""),) if code else ())


def test_sections_by_two_or_five_digits():
    assert [section_of(code) for code in (1, 10, 10711, 56101, 4711, 86, 99999)] == [
        *(None, Sector.C, Sector.C, Sector.I, None, Sector.Q, Sector.U),
    ]


# Out, and in again.

words = st.text("abcdefgh ijklmno", min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
words = words.filter(bool)
days = st.none() | st.dates(TODAY, TODAY + timedelta(90))
mapped = st.builds(
    WorkplaceFacts,
    title=words,
    kind=st.sampled_from(WorkKind),
    hours_min=st.integers(1, 24),
    hours_max=st.integers(24, 60),
    occupation=st.just("") | words,
    pc4=st.sampled_from(["", "1234", "9876"]),
    day_parts=st.sampled_from([None, OFFICE]),
    start_on=st.none() | st.dates(TODAY, TODAY + timedelta(30)),
    end_on=st.none() | st.dates(TODAY + timedelta(30), TODAY + timedelta(90)),
    closing_on=days,
    description=st.just("") | words | st.just("Je bakt brood.\nOok op zaterdag! Leuk?"),
)
CODES = [
    *(ConditionCode.LICENCE_AM, ConditionCode.LICENCE_B, ConditionCode.LICENCE_C),
    *(ConditionCode.LICENCE_T, ConditionCode.DUTCH_A2),
]
whose = st.builds(
    EmployerFacts,
    name=words.map(lambda name: f"Firma {name}"),
    pc4=st.sampled_from(["", "1234"]),
    place_name=st.sampled_from(["", "Waterrade"]),
)


@given(mapped, whose, st.sets(st.sampled_from(CODES)), st.integers(1, 20_000))
@settings(max_examples=60, deadline=None)
def test_what_goes_out_comes_in_again_as_it_was(facts, employer, codes, wage):
    asked = tuple((one, Strength.REQUIRED, "omdat het werk dit echt vraagt") for one in codes)
    state = WorkplaceState.OFFERED
    stands = replace(facts, wage_cents=wage)
    here = WorkHere(UUID(int=9), UUID(int=7), "K-1", state, stands, asked)
    out = vacancy_of(employer, here)
    firm = [Here(employer, UUID(int=7))]
    (one,) = looked_at(out, employers=firm).new
    assert one.facts == facts
    assert {code for code, _, _ in one.conditions} == codes
    assert {strength for _, strength, _ in one.conditions} <= {Strength.UNKNOWN}
    again = looked_at(out, here=[here], employers=firm)
    assert (again.known, again.changes, again.new, again.refused) == ([1], [], [], [])


def test_what_goes_out_names_nobody_and_no_postcode_that_we_made_up():
    facts = WorkplaceFacts("Kassa", WorkKind.SIDE_JOB, 8, 12, pc4="1234", buddy="Vera")
    here = WorkHere(UUID(int=9), UUID(int=7), "", WorkplaceState.OFFERED, facts)
    out = vacancy_of(KORST.facts, here)
    assert out[OURS] == {"version": VERSION, "kind": "side_job"}
    assert out["contractvorm"] == [{"codeTypeOvereenkomst": "01"}]
    assert not re.search(r"Vera|contactpersoon|postcode\W|indicatieLdr|null", repr(out))
    assert "postcodegebied 1234" in repr(out)


# Anything at all.

NAMES = sorted({part for one in FIELDS for part in one.path.split(".")} | {"adres", "postcode"})
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
anything = st.recursive(
    leaves | st.sampled_from(["01", "03", "B", "nld", "2026-04-01", "1234AB"]),
    lambda deeper: (
        st.lists(deeper, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), deeper, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(vacancy())), anything, max_size=5))
@settings(max_examples=120, deadline=None)
def test_anything_in_a_vacancy_is_read_or_refused_in_words(changes):
    one = vacancy() | changes
    for brings, recipe in ((Brings.WORKPLACES, WORK_RECIPE), (Brings.EMPLOYERS, RECIPE)):
        try:
            sheet = read(one, brings=brings)
        except Refused as refused:
            assert str(refused)
            continue
        chosen = propose(recipe, sheet.headers)
        if brings is Brings.WORKPLACES:
            found = check_workplaces(sheet, chosen, [KORST], [], TODAY)
            assert all(how is Strength.UNKNOWN for new in found.new for _, how, _ in new.conditions)
        else:
            found = check_employers(sheet, chosen, [])
        assert len(found.new) + len(found.refused) == 1
        assert all(str(refused) for _, refused in (*found.refused, *sheet.notes))


# The table itself.


def test_every_column_that_the_table_names_is_one_of_ours():
    ours = {one.key for recipe in (WORK_RECIPE, RECIPE) for one in recipe.columns}
    assert {key for one in FIELDS for key in one.ours} <= ours
    assert all(bool(one.ours) is (one.way is not Way.NEVER) for one in FIELDS)
    assert len({one.path for one in FIELDS}) == len(FIELDS)


def specified(text):
    """Every field of a vacancy in the specification, by the names of its parts."""
    parts = dict(re.findall(r"^    (\w+):\n((?:      .*\n|\n)+)", text, re.M))
    fields = {}
    for name, body in parts.items():
        inner = re.findall(r"^        (\w+):\n((?:          .*\n|\n)*)", body, re.M)
        fields[name] = {one: re.findall(r"schemas/(\w+)'", more) for one, more in inner}
    return fields


def test_the_real_files_when_they_are_there(record_property):
    folder = FOLDER / "vum"
    yaml = folder / "UM-Gemeente-Vacatures-0.8.2.yaml"
    if not yaml.exists():
        record_property(NAME, f"no files of VUM, for {folder} is not there.")
        return
    parts = specified(yaml.read_text())
    wanted = {
        f"{name}.{inner}" if deep else name
        for name, to in parts["Vacature"].items()
        for deep in [name in {"werkgever", "arbeidsVoorwaarden", "werktijden", "flexibiliteit"}]
        for inner in (parts[to[0]] if deep else [name])
    }
    contracts = {f"contractvorm.{name}" for name in parts["Contractvorm"]}
    assert {one.path for one in FIELDS} == wanted - {"contractvorm"} | contracts
    vacancies, refused = 0, 0
    for file in sorted(folder.glob("*.json")):
        try:
            vacancies += len(read(content=file.read_bytes()).rows)
        except Refused:
            refused += 1
    firm = [Here(EmployerFacts("Koninklijke BAM", pc4="4600"), UUID(int=7))]
    content = (folder / "vacature.json").read_bytes()
    found = looked_at(content=content, today=date(2022, 1, 10), employers=firm)
    assert [one.external_id for one in found.new] == ["1e3abbcc"]
    assert (vacancies, refused) == (4, 6)
    record_property(NAME, f"{vacancies} vacancies of VUM, {refused} files with persons or none.")
