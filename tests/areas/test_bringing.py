"""`houvast areas import`, `check` and `analyse`: what is printed, and with which code it ends."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from houvast.cli import areas, official, parser
from tests.areas import official as made
from tests.areas.official import EAST, PARTS, TOWN

WORDS = "--level buurt --year 2024 --outcome offences_total --determinants not_working_share"


@pytest.fixture
def run(country, monkeypatch, capsys):
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(areas, name, lambda **_: None)
    monkeypatch.setenv("DATABASE_OWNER_URL", "given")

    def asked(*words):
        given = parser().parse_args(["areas", *map(str, words)])
        return given.run(given), capsys.readouterr()

    return asked


@pytest.fixture
def file(tmp_path):
    def kept(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return kept


def test_a_table_comes_in_and_its_page_says_what_became_of_it(run, file):
    path = file("kwb-2024.csv", made.sheet())
    code, said = run("import", path)
    assert code == 0 and "Regels: 7. Cijfers: 84." in said.out
    assert "Om hun naam niet gelezen: a_nl_all." in said.out
    assert run("import", path)[1].out.strip() == "Stond er al: er verandert niets."
    other = file("kwb-2024b.csv", made.sheet(*[made.sheet_row(one, 1500) for one in PARTS]))
    said = run("import", other)[1].out
    assert f"population, herzien: 3, het meest 1000 in {PARTS[1]}" in said
    assert "population, niet meer gegeven: 4" in said
    assert run("import", path)[1].out.strip() == "Stond er al van eerder, en geldt nu weer."


def test_a_trial_and_the_answer_for_another_program(run, file):
    path = file("kwb-2024.csv", made.sheet())
    code, said = run("import", path, "--dry-run", "--json")
    page = json.loads(said.out)
    assert code == 0 and page["kept"] is False and page["control"]["figures"] == 84
    assert run("import", path, "--dry-run")[1].out.startswith("Geprobeerd, en niets bewaard.")


def test_a_fault_is_one_sentence_and_exit_1(run, file, tmp_path):
    code, said = run("import", file("x.csv", b"code,name\n"), "--year", 2024)
    assert code == 1 and said.err.strip().endswith("die we kennen.") and not said.out
    assert run("import")[0] == 2
    with pytest.raises(SystemExit, match="kan niet gelezen worden"):
        run("import", tmp_path / "nergens.csv")
    with pytest.raises(SystemExit, match="geen lijst van kolommen"):
        run("import", file("y.csv", b"a,b\n"), "--map", file("m.toml", b"= 1"))


def test_columns_are_named_in_a_file_beside_the_table(run, file):
    words = file("m.toml", b'code = "wijk"\nname = "naam"\npopulation = "inw"\n')
    path = file("t.csv", b"wijk,naam,inw\nWK999801,Oost,1200\n")
    assert run("import", path, "--map", words, "--year", 2024)[0] == 0


def test_only_the_owner_brings_in(run, file, monkeypatch):
    monkeypatch.delenv("DATABASE_OWNER_URL")
    with pytest.raises(SystemExit, match="Set DATABASE_OWNER_URL"):
        run("import", file("kwb-2024.csv", made.sheet()))


def test_what_does_not_add_up_is_exit_1(run, file):
    run("import", file("kwb-2024.csv", made.sheet()))
    assert run("check")[0] == 0
    short = [made.sheet_row(one, 600 if one == EAST else None) for one in made.PEOPLE]
    run("import", file("kwb-2024b.csv", made.sheet(*short)))
    code, said = run("check", "--json")
    first = json.loads(said.out)[0]
    assert code == 1 and first["kind"] == "sum" and first["about"]["municipality"] == TOWN


def test_the_figures_that_came_in_are_asked(run, file):
    """Three neighbourhoods are too few to say anything: a rule says no, and that is exit 3."""
    run("import", file("kwb-2024.csv", made.sheet()))
    run("import", file("p.json", made.police(sorts=("0.0.0",))), "--year", 2024)
    code, said = run("analyse", *WORDS.split(), "--json")
    found = json.loads(said.out)
    assert code == 3 and found["n"] == 3
    assert "Te weinig gebieden" in found["sentences"][0]


class Office(BaseHTTPRequestHandler):
    """A stand-in for the open data of CBS: two pages of observations, and the names of areas."""

    def do_GET(self):
        host = f"http://{self.headers['Host']}"
        page = json.loads(made.observations())
        half = len(page["value"]) // 2
        if self.path.startswith("/84286NED/"):
            page["@odata.nextLink"] = "https://elders.example/"
        elif "WijkenEnBuurtenCodes" in self.path:
            page = json.loads(made.regions())
        elif "skip" in self.path:
            page["value"] = page["value"][half:]
        else:
            page["value"] = page["value"][:half]
            page["@odata.nextLink"] = f"{host}/85984NED/Observations?skip={half}"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(page).encode())

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture
def office(monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Office) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("HOUVAST_OFFICIAL", f"http://127.0.0.1:{server.server_port}")
        yield server
        server.shutdown()


def test_an_official_table_is_fetched_page_by_page_when_it_is_asked(run, office, country):
    code, said = run("import", "--official", "85984NED", "--json")
    assert code == 0 and json.loads(said.out)["control"]["figures"] == 30
    asked = (
        "select table_id, fetched_on = houvast_today(), address like '%85984NED' from areas_source"
    )
    assert country.execute(asked).fetchone() == ("85984NED", True, True)


def test_an_official_answer_never_leads_to_another_host(run, office):
    code, said = run("import", "--official", "84286NED")
    assert code == 1 and "gaf een antwoord dat we niet kunnen lezen" in said.err


def test_without_a_network_it_says_how_to_bring_files(run, monkeypatch):
    monkeypatch.setenv("HOUVAST_OFFICIAL", "http://127.0.0.1:9")
    code, said = run("import", "--official", "85984NED")
    assert code == 1 and "is niet bereikbaar" in said.err and "houvast areas import" in said.err
    code, said = run("import", "--official", "12345NED")
    assert code == 1 and "kennen we niet" in said.err


def test_the_official_addresses_are_the_official_ones():
    assert official.CBS.startswith("https://datasets.cbs.nl/")
    assert official.OTHERS.startswith("https://dataderden.cbs.nl/")
