"""The screen Inlezen for work, and `houvast import employers`."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from houvast.cli import importing as command
from houvast.cli import parser
from houvast.database.context import acting
from houvast.employers.models import Employer, WorkUpload
from houvast.employers.rules.states import Brings
from houvast.sheets import Limits, read
from tests.cast import sign_in
from tests.employers.lists import BAKERY, EMPLOYER_HEADERS, EMPLOYERS, GARAGE, changed, waiting
from tests.sheets.made import csv
from tests.test_queries import MANY, MOST, asked

pytestmark = pytest.mark.screens


def send(client, content, brings="employers", **more):
    file = SimpleUploadedFile("Relaties 2026.csv", content)
    return client.post(reverse("work_imports"), {"file": file, "brings": brings, **more})


@pytest.fixture
def sam(town, client):
    return sign_in(client, town["sam"])


def test_from_file_to_employers_with_a_yes_for_what_differs(sam, town):
    rows = [*EMPLOYERS, changed(GARAGE, A="", D="")]
    answer = send(sam, csv([EMPLOYER_HEADERS, *rows], between="\t"))
    text = sam.get(answer["Location"]).content.decode()
    assert "Lees 3 rijen in" in text and "A5: zonder naam" in text and "Relaties 2026.csv" in text
    done = sam.post(f"{answer['Location']}ja/", follow=True).content.decode()
    assert "3 rijen ingelezen." in done
    answer = send(sam, csv([EMPLOYER_HEADERS, changed(BAKERY, D="Zuidrade")], between="\t"))
    page = sam.get(answer["Location"]).content.decode()
    assert "Zuidrade" in page and "Waterrade" in page
    key = page.partition('name="take" value="')[2].partition('"')[0]
    done = sam.post(f"{answer['Location']}ja/", {"take": key}, follow=True).content.decode()
    assert "1 keer overgenomen." in done
    with acting(town["sam"]):
        assert Employer.objects.get(kvk="01234567").place_name == "Zuidrade"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_refused_rows_come_back_with_what_is_wrong_and_can_be_read_again(sam, town, kind):
    upload = waiting(town["sam"], changed(BAKERY, B="12", A="'=Korst"), GARAGE)
    answer = sam.get(reverse("work_refused", args=[upload, kind]))
    assert "attachment" in answer["Content-Disposition"] and kind in answer["Content-Disposition"]
    sheet = read(answer.content, Limits(rows=9))
    assert sheet.headers == (*EMPLOYER_HEADERS, "Wat klopt er niet?")
    (row,) = sheet.rows
    assert row.values[-1].startswith("B2: Een KvK-nummer heeft 8 cijfers")
    assert sam.get(reverse("work_refused", args=[upload, "exe"])).status_code == 404


def test_downloads_are_files_and_another_name_is_not_there(sam):
    for what in ("werkgevers", "contactpersonen", "werkplekken"):
        for kind in ("csv", "xlsx"):
            answer = sam.get(reverse("work_out", args=[what, kind]))
            assert f"houvast-{what}.{kind}" in answer["Content-Disposition"]
    assert sam.get(reverse("work_out", args=["jongeren", "csv"])).status_code == 404
    assert sam.get(reverse("work_example", args=["jongeren"])).status_code == 404
    assert sam.get(reverse("work_example", args=["werkplekken"])).status_code == 200


def test_a_bad_file_is_refused_beside_its_field(sam):
    answer = send(sam, csv([EMPLOYER_HEADERS, ["=1+1", *BAKERY[1:]]], between="\t"))
    assert answer.status_code == 422
    assert "Cel A2 heeft een formule" in answer.content.decode()
    answer = send(sam, b"a;b\r\n" * 2_500_000)
    assert answer.status_code == 422 and "groter dan 10 MB" in answer.content.decode()


def test_a_broker_is_asked_for_workplaces_only(client, town):
    bas = sign_in(client, town["bas"])
    text = bas.get(reverse("work_imports")).content.decode()
    assert "Een werkplek" in text and "Een werkgever" not in text and "Uitvoeren" not in text
    assert send(bas, csv([EMPLOYER_HEADERS, BAKERY], between="\t")).status_code == 422


def test_looking_costs_the_same_with_many_rows_and_no_more_than_any_screen(town):
    by, many = town["sam"], [changed(GARAGE, A=f"Garage {at}") for at in range(MANY)]
    few, lots = waiting(by), waiting(by, *many)
    work = waiting(by, brings=Brings.WORKPLACES)
    costs = [len(asked(town, "sam", reverse("work_upload", args=[one]))) for one in (few, lots)]
    assert costs[0] == costs[1] <= MOST
    assert len(asked(town, "sam", reverse("work_upload", args=[work]))) <= MOST
    for what in ("contactpersonen", "werkplekken"):
        assert len(asked(town, "sam", reverse("work_out", args=[what, "csv"]))) <= MOST


def test_the_command_walks_the_same_road(town, tmp_path, monkeypatch, capsys):
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(command, name, lambda: None)
    file = tmp_path / "lijst.csv"

    def run(rows, *more):
        file.write_bytes(csv([EMPLOYER_HEADERS, *rows], between="\t"))
        words = ["import", "employers", str(file), "--as", "sam@voorbeeld.invalid", *more]
        given = parser().parse_args(words)
        return given.run(given), capsys.readouterr()

    code, said = run([*EMPLOYERS, changed(BAKERY, A="", E="5678")])
    assert code == 1 and "A5: zonder naam" in said.err and "Ingelezen: 3." in said.out
    code, said = run([changed(BAKERY, D="Zuidrade")])
    assert code == 0 and "Veranderd: 0." in said.out and "Zuidrade" not in said.err
    code, said = run([changed(BAKERY, D="Zuidrade")], "--take-changes")
    assert "Veranderd: 1." in said.out
    with acting(town["sam"]):
        assert WorkUpload.objects.count() == 0
