"""The screen Inlezen: put up, look, choose columns, bring in; and what it says of a bad file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import sign_in
from tests.sheets.made import csv, saved, workbook
from tests.test_queries import MANY, MOST, asked
from tests.tracks.caseloads import FIRST, HEADERS, SECOND, WHY, changed, waiting

pytestmark = pytest.mark.screens


def send(client, content, **more):
    file = SimpleUploadedFile("lijst.csv", content)
    return client.post(reverse("imports"), {"file": file, "reason": WHY, **more})


@pytest.fixture
def rachid_signed_in(town, client):
    sign_in(client, town["rachid"])
    return client


def test_from_file_to_tracks_in_two_steps(rachid_signed_in):
    client = rachid_signed_in
    bad = changed(SECOND, E="")
    answer = send(client, csv([(*HEADERS, "Afkomst", "Opmerking"), [*FIRST, "NL", "x"], bad]))
    page = client.get(answer["Location"])
    text = page.content.decode()
    assert "Lees 1 traject in" in text and "E3: zonder coach." in text
    assert "niet bewaard: Afkomst" in text and "Niet gelezen: Opmerking" in text
    done = client.post(answer["Location"] + "ja/", follow=True)
    assert "1 traject ingelezen" in done.content.decode()
    assert client.get(answer["Location"]).status_code == 404


def test_another_column_is_chosen_and_a_double_choice_is_refused_beside_its_field(
    rachid_signed_in,
):
    client = rachid_signed_in
    address = send(client, csv([("Wie", *HEADERS[1:]), FIRST]))["Location"]
    assert "Kies de kolom voor: Roepnaam" in client.get(address).content.decode()
    fill = {"nickname": "0", "coach": "4", "reason": "5", "criterion": "6", "entered_on": "7"}
    twice = client.post(address, fill | {"source": "7"})
    assert twice.status_code == 422 and "al gekozen" in twice.content.decode()
    assert client.post(address, fill | {"source": "8"}).status_code == 302
    assert "Lees 1 traject in" in client.get(address).content.decode()


def test_a_bad_file_is_refused_beside_its_field_and_the_reason_stays_typed(rachid_signed_in):
    answer = send(rachid_signed_in, csv([HEADERS, ["=1+1", *FIRST[1:]]]))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Cel A2 heeft een formule" in text and WHY in text
    assert rachid_signed_in.post(reverse("imports"), {"reason": WHY}).status_code == 422


def test_a_file_that_is_too_big_is_called_too_big(rachid_signed_in):
    for size in (10, 12, 30):
        answer = send(rachid_signed_in, b"a;b\r\n" * (size * 1024 * 1024 // 5 + 1))
        assert answer.status_code == 422
        assert "groter dan 10 MB. Splits het" in answer.content.decode()
        assert WHY in answer.content.decode()


def test_one_of_two_sheets_is_asked_for_by_name(rachid_signed_in):
    book = workbook([HEADERS, FIRST])
    book.active.title = "Nu"
    book.create_sheet("Oud").append(["x", "y"])
    answer = send(rachid_signed_in, saved(book))
    assert answer.status_code == 422 and "Nu, Oud" in answer.content.decode()
    assert send(rachid_signed_in, saved(book), sheet="Nu").status_code == 302


def test_the_example_can_be_filled_and_read(rachid_signed_in):
    answer = rachid_signed_in.get(reverse("example_caseload"))
    assert "attachment" in answer["Content-Disposition"]
    page = send(rachid_signed_in, answer.content)
    assert "deze coach werkt hier niet" in rachid_signed_in.get(page["Location"]).content.decode()


def test_looking_costs_the_same_with_many_rows_and_no_more_than_any_screen(town):
    few, lead = waiting(town), waiting(town, name="lotte")
    rows = [changed(FIRST, A=f"Noor {at}", F=f"Kwam langs, dag {at}") for at in range(MANY)]
    many = waiting(town, *rows)
    looks = [("rachid", few), ("rachid", many), ("lotte", lead)]
    costs = {len(asked(town, who, reverse("upload", args=[one]))) for who, one in looks}
    assert len(costs) == 1 and max(costs) <= MOST


def test_thrown_away_is_gone(rachid_signed_in):
    address = send(rachid_signed_in, csv([HEADERS, FIRST]))["Location"]
    rachid_signed_in.post(address + "weg/")
    assert rachid_signed_in.get(address).status_code == 404
