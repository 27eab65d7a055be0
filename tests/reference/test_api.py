"""Other systems read the public lists with any token, and write a wish by the key of a name."""

from uuid import UUID, uuid4

import pytest

from tests.api.conftest import SYSTEMS, System, secret_of
from tests.reference.brought import bring_points

pytestmark = pytest.mark.commits
BAKER, PASTRY = UUID(int=1), UUID(int=2)


@pytest.fixture
def system(town):
    return lambda name: System(secret_of(town, name))


@pytest.fixture
def lists_here(bring, lists):
    many = [(uuid4(), "9999", f"proefwerk {number:02}") for number in range(60)]
    bring((BAKER, "7512", "bakker"), (PASTRY, "7512", "banketbakker"), *many)
    bring_points(lists, "a", {"1011": (1, 400_000), "1012": (2, 400_000), "2000": (3, 400_000)})


def test_every_token_reads_occupations_in_parts_and_by_word(lists_here, system):
    for one in SYSTEMS:
        assert system(one).ask("GET", "/occupations?search=bak").status_code == 200
    ask = system("bas").ask
    found = ask("GET", "/occupations?search=BANKET").json()
    assert found["total"] == 1 and found["edition"]["label"] == "esco-aaaaaaaa"
    assert found["items"] == [
        {"concept": str(PASTRY), "name": "banketbakker", "isco": "7512", "group": ""}
    ]
    first = ask("GET", "/occupations")
    assert (len(first.json()["items"]), first.json()["total"]) == (50, 62)
    url = first["Link"].split('>; rel="next"')[0].rpartition("<")[2]
    rest = ask("GET", url.removeprefix("http://testserver")).json()["items"]
    every = [*first.json()["items"], *rest]
    assert len(every) == 62 and every == sorted(every, key=lambda one: one["name"])
    assert ask("GET", "/occupations?search=ba").json()["items"] == []
    assert ask("GET", "/occupations", if_none_match=first["ETag"]).status_code == 304


def test_every_token_reads_where_a_postcode_lies(lists_here, system):
    ask = system("tess").ask
    found = ask("GET", "/places?search=101").json()
    assert found["edition"]["label"] == "pc4-aaaaaaaa" and found["total"] == 2
    assert found["items"][0] == {"pc4": "1011", "x": 1, "y": 400_000, "town": ""}
    assert ask("GET", "/places").json()["total"] == 3
    assert ask("GET", "/places?search=%25").json()["total"] == 0


def test_without_a_list_the_answer_is_empty_and_without_a_token_there_is_none(
    lists, system, client
):
    for path in ("/occupations", "/places"):
        answer = system("bas").ask("GET", f"{path}?search=bakker")
        assert answer.json() == {"total": 0, "edition": None, "items": []}
        assert client.get(f"/api/v1{path}").status_code == 401


def test_a_wish_by_key_comes_back_with_its_name(lists_here, system, track):
    ask, path = system("anouk").ask, f"/tracks/{track}/wishes"
    assert ask("POST", path, {"concepts": [str(PASTRY)]}).status_code == 201
    known = ask("GET", path).json()
    assert (known["concepts"], known["occupations"]) == ([str(PASTRY)], ["7512"])
    assert known["works"] == [{"concept": str(PASTRY), "name": "banketbakker", "isco": "7512"}]
    no = ask("POST", path, {"concepts": [str(uuid4())]})
    assert (no.status_code, no.json()["field"]) == (422, "concepts")
    assert ask("POST", path, {"occupations": ["0000"]}).json()["field"] == "occupations"
