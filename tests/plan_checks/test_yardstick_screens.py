"""The screens of yardsticks: from a number of the plan to a figure that two people agreed on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.database.context import acting
from houvast.paper.printing import Table
from houvast.plans.actions.yardsticks import agree_figure, lay_report_figure
from houvast.plans.models import Yardstick, YardstickFigure
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.reports import report
from houvast.plans.reads.yardsticks import yardstick_page
from houvast.plans.rules.yardsticks import Measure
from houvast.web.plan_papers import report_paper
from houvast.web.yardstick_rows import row
from tests.cast import found_beyond, sign_in
from tests.plan_checks.conftest import brought, manager, officer
from tests.plan_checks.sticks import accepted_number, reported, stick
from tests.plan_checks.test_screens import text_of
from tests.test_queries import MOST, asked

KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
SET = {"key": KEY, "measure": "at_work", "amount": "80", "since": "2026-01-01", "due": "2027-12-31"}
CHANGE = {"amount": "60", "due": "2027-12-31", "part": "", "reason": "De raad wilde minder."}
TODAY = timezone.localdate


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def visitor(petra, client):
    sign_in(client, petra)
    return client


@pytest.fixture
def reading(petra):
    return brought(petra)


def test_a_number_of_the_plan_becomes_a_yardstick(town, petra, visitor, reading):
    every = reverse("plan_yardsticks", args=[reading])
    assert every in visitor.get(reverse("plan_check", args=[reading])).content.decode()
    empty = text_of(visitor.get(every))
    assert "Er is nog geen meetlat" in empty and "Naar vraag P03" in empty
    fact = accepted_number(petra, reading)
    new = reverse("new_plan_yardstick", args=[reading, fact])
    assert new in visitor.get(every).content.decode()
    html = visitor.get(new).content.decode()
    assert 'name="amount" value="80"' in html and "checked" not in html, "only the number"
    for change, says in (
        ({"measure": ""}, "Kies"),
        ({"amount": "0"}, "van 1 tot en met 100.000"),
        ({"amount": "9" * 40}, "van 1 tot en met 100.000"),
        ({"amount": "veel"}, "getal"),
        ({"since": "2026-02-01"}, "staat er niet meer bij"),
        ({"due": "2025-12-31"}, "na het begin"),
    ):
        assert says in text_of(visitor.post(new, SET | change), 422)
    for _twice in range(2):
        assert visitor.post(new, SET).url == every
    shown = visitor.get(every)
    told = text_of(shown)
    assert "80 jongeren na zes maanden nog aan het werk" in told
    assert "Uiterlijk 31 december 2027, geteld vanaf 1 januari 2026. Voor: hele gemeente." in told
    assert "Er ligt nog geen cijfer naast." in told and "<svg" in shown.content.decode()
    assert len(asked(town, "petra", every)) <= MOST
    assert len(asked(town, "petra", reverse("plan_yardstick", args=[KEY]))) <= MOST


def test_a_figure_is_laid_agreed_on_and_cited(town, petra, visitor, reading, client):
    line = stick(petra, reading)
    one = reverse("plan_yardstick", args=[line])
    count = reverse("count_plan_yardstick", args=[line])
    assert "Te klein om te tonen" in text_of(visitor.post(count, follow=True))
    figure = reverse("figure_plan_yardstick", args=[line])
    number = reported(petra)
    assert "45 · eind 2026 · Jaarverslag 2026" in text_of(visitor.get(figure))
    good = {"fact_id": str(number), "on_day": TODAY().isoformat()}
    for change, says in (
        ({"fact_id": ""}, "Kies"),
        ({"on_day": "2025-01-01"}, "vóór het begin"),
        ({"on_day": "2099-01-01"}, "nog niet geweest"),
    ):
        assert says in text_of(visitor.post(figure, good | change), 422)
    assert "tweede persoon" in text_of(visitor.post(figure, good, follow=True))
    with acting(petra):
        key = YardstickFigure.objects.get().pk
    every = text_of(visitor.get(reverse("plan_yardsticks", args=[reading])))
    assert "wacht op een tweede persoon" in every and "Er ligt nog geen cijfer naast." in every
    steps = {one: reverse("answer_plan_figure", args=[line, key, one])
             for one in ("akkoord", "niet", "resultaat", "anders")}  # fmt: skip
    html = visitor.get(one).content.decode()
    assert steps["akkoord"] not in html and steps["niet"] in html, "nobody agrees with oneself"
    assert "Een tweede persoon beslist" in text_of(visitor.post(steps["akkoord"], follow=True))
    julia = sign_in(client, officer(town))
    assert julia.get(steps["akkoord"]).status_code == 405
    assert julia.post(steps["anders"]).status_code == 404
    told = text_of(julia.post(steps["akkoord"], follow=True))
    assert "Akkoord. Dit cijfer telt" in told
    assert "45 jongeren na zes maanden nog aan het werk (hele gemeente" in told
    assert "noemt 80, uiterlijk 31 december 2027. Bron: Jaarverslag 2026, alinea" in told
    assert "op resultaat" in text_of(julia.post(steps["resultaat"], follow=True))
    assert "al beantwoord" in text_of(julia.post(steps["niet"], follow=True))
    assert "resultaat" in text_of(julia.get(reverse("plan_check", args=[reading])))


def test_a_yardstick_is_changed_and_let_go_with_why(petra, visitor, reading):
    line = stick(petra, reading)
    change = reverse("change_plan_yardstick", args=[line])
    assert 'value="80"' in visitor.get(change).content.decode()
    for wrong, says in (
        ({"reason": ""}, "Vul dit in"),
        ({"amount": "80"}, "Zo staat het al"),
        ({"part": "x" * 101}, "te lang"),
    ):
        assert says in text_of(visitor.post(change, CHANGE | wrong), 422)
    told = text_of(visitor.post(change, CHANGE, follow=True))
    assert "60 jongeren" in told and "De raad wilde minder." in told
    drop = reverse("drop_plan_yardstick", args=[line])
    assert "Vul dit in" in text_of(visitor.post(drop, {"reason": " "}), 422)
    gone = text_of(visitor.post(drop, {"reason": "Het plan is ingetrokken."}, follow=True))
    assert "Deze meetlat is vervallen: Het plan is ingetrokken." in gone and "Wijzig" not in gone
    assert visitor.post(drop, {"reason": "x"}).status_code == 404
    every = text_of(visitor.get(reverse("plan_yardsticks", args=[reading])))
    assert "Vervallen" in every and "Er is nog geen meetlat" in every


def test_strangers_find_nothing(town, petra, visitor, reading, client):
    line = stick(petra, reading)
    key = lay_report_figure(by=petra, line=line, fact_id=reported(petra), on_day=TODAY())
    looks = [reverse("plan_yardsticks", args=[reading])]
    looks += [reverse(one, args=[line]) for one in ("plan_yardstick", "change_plan_yardstick",
              "drop_plan_yardstick", "figure_plan_yardstick")]  # fmt: skip
    sends = [reverse("count_plan_yardstick", args=[line])]
    sends += [reverse("answer_plan_figure", args=[line, key, "akkoord"])]
    for one in (town["anouk"], officer(found_beyond(), "joris")):
        sign_in(client, one)
        assert {client.get(each).status_code for each in looks} <= {403, 404}
        posted = [client.post(each, CHANGE) for each in (*looks[2:], *sends)]
        assert {each.status_code for each in posted} <= {403, 404}
    with acting(petra):
        assert Yardstick.objects.count() == 1
        assert YardstickFigure.objects.get().state == "proposed"


def test_the_picture_has_the_numbers_of_the_table_and_nothing_foretold(town, petra, reading):
    line = stick(petra, reading, measure=Measure.REACHED)
    key = lay_report_figure(by=petra, line=line, fact_id=reported(petra), on_day=TODAY())
    empty = row(yardstick_page(petra, line).stick, TODAY()).drawn
    assert empty.dots == () and "nog geen cijfer" in empty.label
    agree_figure(by=officer(town), figure_id=key)
    shown = row(yardstick_page(petra, line).stick, TODAY()).drawn
    (dot,) = shown.dots
    assert dot.number == "45" and shown.aim == "80" and shown.aim_y < dot.y
    assert dot.x == shown.today_x
    assert "80 jongeren bereikt, uiterlijk 31 december 2027." in shown.label


def test_what_leaves_says_what_later_reports_are_held_against(town, petra, reading):
    line = stick(petra, reading)
    key = lay_report_figure(by=petra, line=line, fact_id=reported(petra), on_day=TODAY())
    assert exchange(report(petra, reading))["yardsticks"][0]["figures"] == []
    agree_figure(by=officer(town), figure_id=key)
    page = report(petra, reading)
    (told,) = exchange(page)["yardsticks"]
    assert told == {
        "measure": "at_work", "amount": 80, "since": "2026-01-01", "due": "2027-12-31",
        "part": None,
        "figures": [{"number": 45, "until": TODAY().isoformat(), "source": "report"}],
    }  # fmt: skip
    (rows,) = [one.rows for one in report_paper(page, "Petra").parts
               if isinstance(one, Table) and "31-12-2027" in str(one.rows)]  # fmt: skip
    assert rows[0][0] == "80 jongeren na zes maanden nog aan het werk"
    assert rows[0][2].startswith("45, tot en met") and "Jaarverslag 2026, alinea" in rows[0][2]
