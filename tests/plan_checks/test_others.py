"""The check of another municipality: taken in whole or not at all, and never mixed with ours."""

import json
import re
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.rules import Purpose
from houvast.cli import parser, plan_exchange
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.plans.actions.marking import finish_check
from houvast.plans.actions.others import HERE, OURS, take_back, take_in
from houvast.plans.models import OtherPlan
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.matrix import WIDEST, matrix_page
from houvast.plans.reads.others import other_page, others_page
from houvast.plans.reads.reports import report
from houvast.plans.rules import exchanging
from houvast.plans.rules.exchanging import FORMAT, LARGEST, read_exchange
from houvast.plans.rules.judging import State, Word
from tests.cast import STAFF, found, sign_in
from tests.noted import noted
from tests.plan_checks.conftest import brought, manager, officer, pointed_at
from tests.plan_checks.given import ELSEWHERE, SAID, given, told
from tests.plan_checks.test_matrix import SUMS, agreed
from tests.plan_checks.test_screens import text_of
from tests.test_queries import MOST, asked


@pytest.fixture
def petra(town):
    return manager(town)


def rows_of(by):
    with acting(by):
        return list(OtherPlan.objects.order_by("brought_at", "pk"))


def file_of(content):
    return SimpleUploadedFile("plan.json", content, "application/json")


# --- the file -----------------------------------------------------------------------------------


def test_what_a_file_says_is_read_and_what_is_not_known_is_passed_over():
    their = read_exchange(given(later={"a": [1]}))
    assert (their.municipality, their.title, their.number, their.pages) == (
        ELSEWHERE, "Werk voor Zandhoek", 2, 31,
    )  # fmt: skip
    assert (their.word, their.questions, their.more) == (Word.NAMED, "2026.1", ("G01",))
    by_id = {one.stands.about: one for one in their.answers}
    assert len(by_id) == 18 and by_id["P12"].stands.state is State.NOT_FOUND
    assert [(one.page, one.text) for one in by_id["P04"].quotes] == [(12, SAID)]


def changed(at, **more):
    criteria = told()["criteria"]
    criteria[at] |= more
    return {"criteria": criteria}


QUOTE = {"page": 1, "page_label": None, "paragraph": 1, "text": "Een zin."}
FACT = {"about": "P11", "kind": "money", "amount": "5.00", "period": "2027"}
WRONG = {
    "an unknown state": (changed(0, state="good"), "criteria[0].state"),
    "a level without support": (changed(0, level=2), "criteria[0].level"),
    "support without a passage": (changed(3, passages=0), "criteria[3].level"),
    "means without an amount": (changed(3, level=3), "criteria[3].level"),
    "a level of five": (changed(3, level=5), "criteria[3].level"),
    "yes for a number": (changed(3, level=True), "criteria[3].level"),
    "a text for a number": (changed(3, passages="2"), "criteria[3].passages"),
    "a number that never ends": (changed(3, passages=10**30), "criteria[3].passages"),
    "a question twice": (changed(1, id="P01"), "criteria[1].id"),
    "an unknown question": (changed(1, id="P99"), "criteria[1].id"),
    "more quotations than passages": (changed(3, quotes=[QUOTE] * 3), "criteria[3].quotes"),
    "page nought": (changed(3, quotes=[QUOTE | {"page": 0}]), "criteria[3].quotes[0].page"),
    "a quotation without end": (
        changed(3, quotes=[QUOTE | {"text": "x" * 3000}]), "criteria[3].quotes[0].text",
    ),
    "text that turns round": (
        changed(3, quotes=[QUOTE | {"text": "af\u202egoed"}]), "criteria[3].quotes[0].text",
    ),
    "a sign that no database holds": ({"municipality": "Zand\u0000hoek"}, "municipality"),
    "no municipality": ({"municipality": "  "}, "municipality"),
    "a missing question": ({"criteria": told()["criteria"][1:]}, "criteria"),
    "no list of questions": ({"criteria": {"P01": 2}}, "criteria"),
    "questions that are none": ({"criteria": [1, 2]}, "criteria"),
    "another word than follows": ({"word": "both"}, "word"),
    "an amount as a number": ({"facts": [FACT | {"amount": 5}]}, "facts[0].amount"),
    "an endless amount": ({"facts": [FACT | {"amount": "1e99"}]}, "facts[0].amount"),
    "an amount twice": ({"facts": [FACT, FACT]}, "facts"),
    "an amount of no question": ({"facts": [FACT | {"about": "P77"}]}, "criteria"),
    "no plan": ({"plan": []}, None),
    "a day without a zone": ({"signed_off": {"at": "2026-03-02T10:00:00"}}, "signed_off.at"),
    "no day": ({"signed_off": {"at": "gisteren"}}, "signed_off.at"),
    "a day before our era": ({"signed_off": {"at": "0001-01-01T00:00:00+14:00"}}, "signed_off.at"),
    "who is responsible": ({"responsible": "us"}, "responsible"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_hold_is_told_with_its_place(name):
    other, where = WRONG[name]
    with pytest.raises(Refused) as no:
        read_exchange(given(**other))
    assert no.value.field == "file" and no.value.values.get("where", "plan") in (where, "plan")


NO_FILE = {
    "nothing of the sort": b"%PDF-1.7",
    "half a file": given()[:-9],
    "a list": b"[]",
    "a name twice": given().replace(b'"pages"', b'"version"', 1),
    "no number": given().replace(b'"version": 2', b'"version": NaN'),
    "depth": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an endless number": given().replace(b'"version": 2', b'"version": ' + b"9" * 5000),
    "other signs": '{"format": "é"}'.encode("latin-1"),
    "another program": given(format="other/1"),
}


@pytest.mark.parametrize("name", NO_FILE)
def test_what_is_no_exchange_file_is_said_to_be_none(name):
    with pytest.raises(Refused) as no:
        read_exchange(NO_FILE[name])
    assert no.value.reason == exchanging.NOT_ONE


def test_another_form_other_questions_and_what_nobody_signed_are_each_told():
    for content, reason in (
        (given(format="houvast.plan-check/2"), exchanging.OTHER_FORM),
        (given(catalogue="2031.1"), exchanging.OTHER_QUESTIONS),
        (given(signed_off=None), exchanging.NOT_SIGNED),
        (given(plan=told()["plan"] | {"finished": False}), exchanging.NOT_SIGNED),
        (b" " * (LARGEST + 1), exchanging.TOO_LARGE),
    ):
        with pytest.raises(Refused) as no:
            read_exchange(content)
        assert no.value.reason == reason
        assert str(no.value)


def test_words_about_a_person_are_left_out():  # PL-09
    person = "Yassin de Vries (19) is eerder veroordeeld en woont bij zijn moeder in de wijk."
    their = read_exchange(given(**changed(3, quotes=[QUOTE, QUOTE | {"text": person}])))
    assert [one.text for one in their.answers[3].quotes] == ["Een zin."]


# --- taken in, and taken back -------------------------------------------------------------------


def test_what_one_municipality_gives_another_takes_in(town, petra):
    """What leaves here is read there, with its words, and names no colleague."""
    reading = brought(petra)
    agreed(petra, reading, "P04")
    finish_check(by=petra, reading_id=reading)
    page = report(petra, reading)
    file = exchange(page, [pointed_at(petra, reading, "P04")])
    assert "Petra" not in json.dumps(file) and file["signed_off"]["entry"] == str(page.operation)
    there = found("Zandhoek", {"carmen": STAFF["petra"]}, timezone.localdate())
    carmen = there.as_("carmen", Purpose.FIGURES)
    key = take_in(by=carmen, content=json.dumps(file).encode())
    kept = other_page(carmen, key)
    assert (kept.line.town, kept.line.title) == (page.municipality, "Plan jongeren")
    (quote,) = kept.answers[3][1].quotes
    assert (
        "leerwerkplekken" in quote.text and quote.paragraph == page.answers[3].quotes[0].paragraph
    )
    with pytest.raises(Refused) as no:
        take_in(by=petra, content=json.dumps(file).encode())
    assert no.value.reason == OURS
    assert rows_of(petra) == [] and others_page(petra).plans == ()


def test_the_same_file_is_taken_in_once_and_another_of_that_version_not(petra):
    made = []
    with noted(made.append):
        key = take_in(by=petra, content=given())
    assert [one.verb for one in made] == ["plans.other_plan_taken_in"] and made[0].subject == key
    assert take_in(by=petra, content=given()) == key
    with pytest.raises(Refused) as no:
        take_in(by=petra, content=given(engine="2027"))
    assert no.value.reason == HERE and len(rows_of(petra)) == 1
    for day in ("2999-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00"):
        with pytest.raises(Refused):
            take_in(by=petra, content=given(municipality="Elders", signed_off={"at": day}))
    take_back(by=petra, plan_id=key)
    take_back(by=petra, plan_id=key)
    (row,) = rows_of(petra)
    assert (row.answers, row.facts, row.withdrawn_by_id) == ([], [], petra.user_id)
    with pytest.raises(NotFound):
        other_page(petra, key)
    assert others_page(petra).plans == () and take_in(by=petra, content=given()) != key


def test_nobody_else_takes_in_sees_or_takes_back(town, petra):
    key = take_in(by=petra, content=given())
    there = found("Merenwaard", {"carmen": STAFF["petra"]}, timezone.localdate())
    for by in (town["anouk"], town["vera"], there.as_("carmen", Purpose.FIGURES)):
        with pytest.raises((NotAllowed, NotFound)):
            other_page(by, key)
        with pytest.raises((NotAllowed, NotFound)):
            take_back(by=by, plan_id=key)
    assert others_page(there.as_("carmen", Purpose.FIGURES)).plans == ()
    with pytest.raises(NotAllowed):
        take_in(by=town["anouk"], content=given())
    assert others_page(officer(town)).plans[0].brought_by == "Petra"


SQL = {
    "read by ourselves": ("town = (select name from accounts_municipality where id = copied.m)",),
    "says of each question": (
        "signed_at = houvast_now() + interval '1 day'",
        "answers = jsonb_set(answers, '{3,level}', '5')",
        "answers = jsonb_set(answers, '{0,level}', '1')",
        "answers = jsonb_set(answers, '{0,state}', '\"good\"')",
        "answers = '[]'",
        "answers = answers || (answers->0)",
        "facts = '{}'",
    ),
    "a person decides": (
        "brought_by_id = (select id from accounts_user where username = 'anouk')",
        "brought_at = houvast_now() - interval '1 day'",
    ),
}
COPY = """
create temporary table copied on commit drop as select * from plans_otherplan;
update copied set id = gen_random_uuid(), title = 'Nog een', brought_at = houvast_now();
"""


def test_the_database_takes_in_nothing_else(petra):
    take_in(by=petra, content=given())
    for said, changes in SQL.items():
        for change in changes:
            change = change.replace("copied.m)", "copied.municipality_id)")
            with (
                pytest.raises(DatabaseError, match=said),
                acting(petra), transaction.atomic(), connection.cursor() as cursor,
            ):  # fmt: skip
                cursor.execute(COPY)
                cursor.execute(f"update copied set {change}")
                cursor.execute("insert into plans_otherplan select * from copied")


def test_the_database_changes_nothing_of_it_but_takes_it_back_whole(petra):
    key = take_in(by=petra, content=given())
    for change in (
        "title = 'Anders'", "word = 'both'", "answers = '[]'",
        "withdrawn_at = houvast_now(), withdrawn_by_id = brought_by_id",
        "withdrawn_at = houvast_now(), withdrawn_by_id = brought_by_id, facts = '[]', answers ="
        " '[]', title = 'Anders'",
    ):  # fmt: skip
        with (
            pytest.raises(DatabaseError),
            acting(petra), transaction.atomic(), connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute(f"update plans_otherplan set {change}")
    take_back(by=petra, plan_id=key)
    with acting(petra), connection.cursor() as cursor:
        cursor.execute("update plans_otherplan set withdrawn_at = null, withdrawn_by_id = null")
        assert cursor.rowcount == 0, "no policy lets it be brought back"


# --- side by side, and the screens --------------------------------------------------------------


def test_ours_and_theirs_stand_apart_by_name_without_a_sum(town, petra, client):
    ours = brought(petra, title="Zuid")
    agreed(petra, ours, "P04")
    theirs = [
        take_in(by=petra, content=given(municipality=one, engine=one))
        for one in ("Zandhoek", "<b>aadorp</b>")
    ]
    page = matrix_page(petra)
    assert [one.town for one in page.columns] == ["", "<b>aadorp</b>", "Zandhoek"]
    assert (page.ours, page.others) == (1, 2)
    row = next(one for one in page.rows if one.question.id == "P12")
    assert [one and one.state.value for one in row.stands] == ["open", "not_found", "not_found"]
    sign_in(client, petra)
    html = client.get(reverse("plan_matrix")).content.decode()
    assert "<b>aadorp" not in html and html.count('class="is-theirs" colspan="2"') == 1
    text = text_of(client.get(reverse("plan_matrix")))
    assert "Van ons, door ons gelezen" in text and "door henzelf gelezen" in text
    assert "vragen van 2026.1" in text
    assert not SUMS.search(text.replace("Er is geen totaal", ""))
    only = matrix_page(petra, [theirs[0]])
    assert (only.ours, [one.title for one in only.columns]) == (0, ["Werk voor Zandhoek"])
    for one in range(WIDEST):
        take_in(by=petra, content=given(municipality=f"Dorp {one}"))
    assert len(matrix_page(petra).columns) == WIDEST
    for address in (reverse("plan_matrix"), reverse("plan_others"),
                    reverse("plan_other", args=[theirs[0]])):  # fmt: skip
        said = asked(town, "petra", address)
        assert len(said) <= MOST, "\n".join(said)


def test_a_file_is_taken_in_at_the_screen_or_told_why_not(petra, client):
    sign_in(client, petra)
    address = reverse("plan_others")
    assert "Er is nog niets van een andere gemeente." in text_of(client.get(address))
    no = client.post(address, {"file": file_of(given(word="both"))})
    assert no.status_code == 422 and "Dit bestand klopt niet bij word." in no.content.decode()
    big = client.post(address, {"file": file_of(b" " * (LARGEST + 2))})
    assert big.status_code == 422 and "te groot voor een check" in big.content.decode()
    assert client.post(address, {}).status_code == 422 and rows_of(petra) == []
    who = "Zandhoek, <afdeling> Jeugd"
    made = client.post(address, {"file": file_of(given()), "given_by": who})
    text = text_of(client.get(made.url))
    for said in (
        "Werk voor Zandhoek", SAID, "bladzijde 12 (in het plan: 10)", "afspraak", "30 jongeren",
        "niet gevonden in dit document", "Wij controleerden het niet.",
        "Gekregen van Zandhoek, &lt;afdeling&gt; Jeugd.",
    ):  # fmt: skip
        assert said in text
    assert not re.search(r"\bG01\b", text) and ELSEWHERE in text_of(client.get(address))
    gone = client.post(reverse("plan_other_gone", args=[made.url.split("/")[-2]]))
    assert gone.url == address and client.get(made.url).status_code == 404


# --- the command line ---------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch, capsys, petra):
    User.objects.filter(pk=petra.user_id).update(email="petra@waterrade.example")
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(plan_exchange, name, lambda **_: None)

    def ask(*words):
        by = ("--by", "petra@waterrade.example")
        given = parser().parse_args(["plans", *map(str, words), *by])
        return given.run(given), capsys.readouterr()

    return ask


def test_the_command_takes_in_lays_side_by_side_and_takes_back(petra, run, tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(given())
    code, said = run("take-in", path)
    key = UUID(said.out.strip())
    assert code == 0 and others_page(petra).plans[0].id == key
    code, said = run("matrix")
    page = json.loads(said.out)
    assert (code, page["plans"][0]["town"]) == (0, ELSEWHERE) and len(page["rows"]) == 18
    path.write_bytes(given(format="houvast.plan-check/9"))
    code, said = run("take-in", path)
    assert (code, FORMAT in said.err) == (1, True)
    assert run("take-in", tmp_path / "none.json")[0] == 1
    assert (run("take-back", "x")[0], run("take-back", uuid4())[0]) == (2, 1)
    assert run("take-back", key)[0] == 0 and others_page(petra).plans == ()
