"""Vacancies of VUM come in through the screen and the command, and leave for other systems."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.rules import Controller, OrganisationKind, Purpose
from houvast.cli import parser
from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.actions.importing import WorkOutcome, bring_in, put_up
from houvast.employers.models import EmployerContact, Workplace, WorkplaceCondition, WorkUpload
from houvast.employers.reads.importing import work_upload_page
from houvast.employers.reads.vacancies_out import as_file, vacancies_out
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import Brings, ConditionCode, Strength, WorkKind
from houvast.employers.rules.vum.fields import OFFICE
from houvast.errors import NotAllowed, Refused
from houvast.sharing.actions import add_organisation
from houvast.tracks.actions import importing as caseloads
from houvast.uploads.waiting import File
from tests.attempts import fingerprint
from tests.cast import sign_in
from tests.employers.conftest import facts
from tests.employers.vacancies import HOSTILE, file_of, person, vacancy


def put(by, content, brings=Brings.WORKPLACES, source="Banenbank"):
    return put_up(by=by, file=File(content, source=source), brings=brings, file_name="bank.json")


def brought(by, content, brings=Brings.WORKPLACES, **more):
    return bring_in(by=by, upload_id=put(by, content, brings, **more))


@pytest.fixture
def sam(town):
    return town["sam"]


def test_employers_first_then_vacancies_and_the_same_file_again_changes_nothing(sam):
    content = file_of(vacancy(), vacancy(idVacature="v-2", naamVacature="Inpakker"))
    assert "deze werkgever staat er niet" in str(
        work_upload_page(sam, put(sam, content)).refused[0][1]
    )
    assert brought(sam, content, Brings.EMPLOYERS).brought == 1
    assert brought(sam, content) == WorkOutcome(2, 0, 0, 0)
    with acting(sam):
        one = Workplace.objects.get(external_id="v-1")
        assert (one.source, one.state, one.isco, one.occupation) == (
            *("Banenbank", "draft", "", "Bakkershulp"),
        )
        assert set(WorkplaceCondition.objects.values_list("strength", flat=True)) == {"unknown"}
        assert EmployerContact.objects.get().name == "Joke Bol"
    before = fingerprint()
    page = work_upload_page(sam, put(sam, content))
    assert (page.good, page.known, page.changes, page.is_fixed) == (0, (1, 2), (), True)
    assert brought(sam, content) == WorkOutcome(0, 0, 2, 0)
    assert brought(sam, content, Brings.EMPLOYERS).known == 1
    assert fingerprint() == before
    assert brought(sam, file_of(), source="Andere bank").brought == 1


def test_the_database_knows_a_vacancy_once_and_always_by_both(sam):
    brought(sam, file_of(), Brings.EMPLOYERS)
    brought(sam, file_of(vacancy(), vacancy(idVacature="v-2")))
    wrong = ("external_id = 'v-1'", "source = ''", "external_id = ''")
    for change in wrong:
        with pytest.raises(IntegrityError), acting(sam), connection.cursor() as cursor:
            cursor.execute(f"update employers_workplace set {change}")


def test_a_hard_requirement_is_what_somebody_here_wrote_a_reason_for(sam):
    brought(sam, file_of(), Brings.EMPLOYERS)
    brought(sam, file_of())
    with acting(sam):
        place = Workplace.objects.get().pk
        licence = WorkplaceCondition.objects.get(code="licence_b").pk
    actions.drop_condition(by=sam, condition_id=licence)
    why = {"strength": Strength.REQUIRED, "reason": "de bus komt er niet in de ochtend"}
    actions.add_condition(by=sam, workplace_id=place, code=ConditionCode.LICENCE_B, **why)
    page = work_upload_page(sam, put(sam, file_of()))
    assert (page.good, page.known, page.changes) == (0, (1,), ())


@pytest.mark.parametrize("name", ["a person", "a person among vacancies", "a name twice", "levels"])
def test_of_a_file_that_is_refused_nothing_is_kept(sam, name):
    content, says = HOSTILE[name]
    before = fingerprint()
    for brings in Brings:
        with pytest.raises(Refused, match=says):
            put(sam, content, brings)
    assert fingerprint() == before
    with acting(sam):
        assert WorkUpload.objects.count() == 0


def test_persons_come_in_by_no_other_door_either(town):
    with pytest.raises(Refused, match="geen xlsx of csv"):
        caseloads.put_up(
            by=replace(town["rachid"], purpose=Purpose.INTAKE.value),
            file=File(file_of(person(), person())),
            reason="Van de bank.",
        )


# Out.


@pytest.fixture
def published(sam, town, bakery, fatima, offered):
    """Two that are offered, beside a draft, one that closed, and one of another organisation."""
    today = timezone.localdate()
    whole = {"occupation": "Bakker", "pc4": "1235", "day_parts": OFFICE, "buddy": "Vera"}
    offered(title="Bakker", description="Je bakt brood.", **whole)
    offered(title="Op zaterdag", kind=WorkKind.SIDE_JOB, wage_cents=1450)
    closed = offered(title="Gesloten", closing_on=today)
    with acting(sam):
        Workplace.objects.filter(pk=closed).update(closing_on=today - timedelta(1))
    actions.add_workplace(by=sam, employer_id=bakery, facts=facts(title="Concept"))
    other = add_organisation(
        by=town.admin,
        name="Werkplein",
        kind=OrganisationKind.YOUTH_WORK,
        controller=Controller.COLLEGE,
    )
    firm = EmployerFacts("Elders BV")
    theirs = actions.add_employer(by=sam, facts=firm, organisation_id=other)
    place = actions.add_workplace(by=sam, employer_id=theirs, facts=facts(title="Elders"))
    actions.offer_workplace(by=sam, workplace_id=place)
    return sam


def test_only_what_the_own_organisation_offers_goes_out_and_comes_in_as_it_was(
    published, town, trail
):
    found = vacancies_out(published)
    assert [one["naamVacature"] for one in found] == ["Bakker", "Op zaterdag"]
    text = as_file(found).decode()
    assert not any(word in text for word in ("Vera", "Fatima", "06 0000", "werkzoekende"))
    page = work_upload_page(published, put(published, as_file(found)))
    assert (page.good, page.known, page.changes, page.refused) == (0, (1, 2), (), ())
    assert trail.count("employers.vacancies_taken_out") == 1
    for name in ("anouk", "bas", "rachid", "petra", "tess"):
        with pytest.raises(NotAllowed):
            vacancies_out(town[name])


# The screen and the commands.


@pytest.mark.screens
def test_from_a_file_to_workplaces_on_the_screen(sam, client):
    brought(sam, file_of(), Brings.EMPLOYERS)
    sign_in(client, sam)
    wrong = vacancy(idVacature="v-2", werktijden={})
    file = SimpleUploadedFile("bank.json", file_of(vacancy(), wrong))
    sent = {"file": file, "brings": "workplaces", "source": "Banenbank"}
    answer = client.post(reverse("work_imports"), sent)
    text = client.get(answer["Location"]).content.decode()
    for words in (
        "Lees 1 rij in",
        "rijbewijs (1): rijbewijs CE is hier geen eis",
        "werktijden.aantalWerkurenPerWeekMinimaal (2): schrijf de uren",
        "Dit komt niet mee",
    ):
        assert words in text, text[text.index("<h1") :]
    assert "Welke kolom is wat?" not in text
    done = client.post(f"{answer['Location']}ja/", follow=True).content.decode()
    assert "1 rij ingelezen." in done
    with acting(sam):
        place = Workplace.objects.get()
    shown = client.get(reverse("workplace", args=[place.pk])).content.decode()
    assert "Gewenste opleiding: Bakker (vmbo)" in shown
    file = SimpleUploadedFile("bank.json", file_of(person()))
    said = client.post(reverse("work_imports"), {"file": file, "brings": "workplaces"})
    assert "In dit bestand staan personen." in said.content.decode()
    out = client.get(reverse("work_out", args=["vacatures", "json"]))
    assert json.loads(out.content) == [] and "attachment" in out["Content-Disposition"]
    assert client.get(reverse("work_out", args=["vacatures", "csv"])).status_code == 404
    assert client.get(reverse("work_out", args=["werkplekken", "json"])).status_code == 404


def test_the_commands_bring_in_and_take_out(published, tmp_path, capsys, monkeypatch):
    for module in ("importing", "exporting"):
        for name in ("set_up", "use_a_database"):
            monkeypatch.setattr(f"houvast.cli.{module}.{name}", lambda: None)
    User.objects.filter(pk=published.user_id).update(email="sam@voorbeeld.invalid")

    def run(*words):
        asked = parser().parse_args([*words, "--as", "sam@voorbeeld.invalid"])
        return asked.run(asked), capsys.readouterr()

    file = tmp_path / "uit.json"
    code, said = run("export", "vacancies", str(file))
    assert code == 0 and said.out == "Uitgevoerd: 2.\n"
    assert run("export", "vacancies")[1].out.encode() == file.read_bytes() + b"\n"
    code, said = run("import", "workplaces", str(file), "--source", "Houvast")
    assert code == 0 and "Ingelezen: 0. Veranderd: 0. Stond er al: 2." in said.out
    file.write_bytes(file_of(person()))
    code, said = run("import", "workplaces", str(file))
    assert code == 1 and "staan personen" in said.err
    assert run("export", "vacancies", str(tmp_path))[0] == 1
