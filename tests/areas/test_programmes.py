"""Places of the national programmes beside each other: linked by a person, and never in order."""

import csv
import re
from dataclasses import replace
from io import StringIO
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.areas.actions.programmes import link_place, unlink_place
from houvast.areas.models import ProgrammeLink
from houvast.areas.reads.programmes import place_page, programme_page
from houvast.areas.rules.indicators import State
from houvast.areas.rules.over_years import Gap, Given, Part, Source, over_years
from houvast.areas.rules.programmes import place_called, programmes
from houvast.areas.rules.shown import CHOICES, Hidden
from houvast.areas.rules.wording import NOT_WHY, claims_more
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from tests.areas import official as made
from tests.areas.test_screens import text_of
from tests.cast import STAFF, found, sign_in
from tests.noted import noted
from tests.test_queries import MOST, asked

ARNHEM, PLACE = "GM0202", "arnhem-oost"
PARTS = ("WK020201", "WK020202")
OFFENCES, SHARE = CHOICES["offences_total"], CHOICES["not_working_share"]


def rows(*codes, **other):
    named = {"gm_code": ARNHEM, "gm_name": "Arnhem"} | other
    return [made.panel_row(one, 1200, name=f"Wijk {one[-1]}", **named) for one in codes]


@pytest.fixture
def figures(bring):
    """Two districts of a municipality with an area, in the boundaries of two years."""
    bring(made.panel(*rows(*PARTS, "WK020203"), *rows("WK069901", gm_code="GM0699")), year=2022)
    bring(made.panel(*rows(PARTS[0])), year=2020)
    town = made.panel_row(ARNHEM, 160_000, name="Arnhem", gm_code=ARNHEM, gm_name="Arnhem")
    bring(made.panel(town), year=2021)


@pytest.fixture
def petra(town):
    return town.as_("petra", Purpose.FIGURES)


def elsewhere():
    return found("Elders", {"paul": STAFF["petra"]}, timezone.localdate())


def link(by, codes=PARTS, key=None, reason="Zo staat het in het plan.", place=PLACE):
    key = key or uuid4()
    link_place(by=by, place_id=place, level="wijk", codes=codes, reason=reason, key=key)
    return key


def test_the_programmes_are_those_that_were_published():
    nplv, pmg = programmes()["nplv"].places, programmes()["pmg"].places
    assert (len(nplv), len({one.code for one in nplv}), len(pmg)) == (20, 19, 47)
    assert sum(one.since == 2022 for one in pmg) == 15
    assert sum(one.since == 2023 for one in pmg) == 12 and sum(not one.read for one in pmg) == 6
    assert not any(one.whole for one in nplv) and all(one.id == one.code for one in pmg)
    for programme in programmes().values():
        names = [one.name.casefold().removeprefix("'s-") for one in programme.places]
        assert names == sorted(names) and programme.source.startswith("https://")
    with pytest.raises(NotFound):
        place_called("elders")
    with pytest.raises(ValueError, match="no programmes"):
        programmes("1")
    assert not claims_more(NOT_WHY.text)


def source(figures, boundaries=2022, years=(2022, 2024), **other):
    """Two areas of 1,000 and 3,000 people; what `other` says holds for the second in 2022."""
    parts = {
        year: {
            code: Part(code, code.title(), people, "", True, year == 2022)
            for code, people in (("a", 1000), ("b", 3000))
        }
        for year in years
    }
    if 2022 in parts:
        parts[2022]["b"] = replace(parts[2022]["b"], **other)
    return Source(("a", "b"), boundaries, years, parts, figures)


def share(code, year, value, state=State.OK):
    return {(year, code, "working_share", year): Given(value, state)}


def test_a_share_of_areas_together_is_of_all_their_people():
    found = over_years(SHARE, source(share("a", 2022, 60) | share("b", 2022, 80), years=(2022,)))
    [point] = found.points
    assert point.value == pytest.approx(25.0) and point.base == 3000  # 15 to 75: three in four
    assert point.low < 25 < point.high and not point.joined


def test_a_line_goes_on_only_where_every_boundary_did():
    both = [one for year in (2022, 2024) for one in (share("a", year, 60), share("b", year, 70))]
    figures = {key: value for one in both for key, value in one.items()}
    held = over_years(SHARE, source(figures))
    assert [one.joined for one in held.points] == [False, True] and not held.broken
    assert over_years(SHARE, source(figures, continues=False)).broken
    moved = source(figures)
    del moved.parts[2024]["b"]
    assert [one.why for one in over_years(SHARE, moved).points] == [None, Gap.OTHER_BOUNDARIES]


@pytest.mark.parametrize(
    ("state", "why"), [(State.WITHHELD, Hidden.WITHHELD), (State.ABSENT, Hidden.ABSENT)]
)
def test_what_one_area_lacks_is_lacking_for_all_of_them(state, why):
    [point] = over_years(
        SHARE, source(share("a", 2022, 60) | share("b", 2022, None, state), years=(2022,))
    ).points
    assert point.why is why and point.value == 0.0


def test_where_hardly_anybody_lives_does_not_count_and_is_named():
    figures = share("a", 2022, 60) | share("b", 2022, None, State.SMALL)
    [point] = over_years(SHARE, source(figures, years=(2022,), people=40)).points
    assert (point.why, point.left_out) == (None, ("B",)) and point.value == pytest.approx(40)
    only = Source(("b",), 2022, (2022,), source({}, people=40).parts, figures)
    assert [one.why for one in over_years(SHARE, only).points] == [Hidden.SMALL]


def test_offences_of_each_year_are_by_the_people_of_one():
    counts = {(2022, code, OFFENCES.id, year): Given(n, State.OK)
              for code, year, n in (("a", 2021, 40), ("b", 2021, 40), ("a", 2022, 60),
                                    ("b", 2022, 60), ("a", 2023, 1))}  # fmt: skip
    points = over_years(OFFENCES, source(counts)).points
    assert [(one.year, one.value, one.joined) for one in points[:2]] == [
        (2021, pytest.approx(20), False), (2022, pytest.approx(30), True)]  # fmt: skip
    assert points[2].why is Hidden.ABSENT  # of one of the two nothing is known
    assert over_years(OFFENCES, source(counts, stable=False)).broken


def test_an_area_that_nobody_linked_says_so_and_how(figures, town, client):
    sign_in(client, town["petra"])
    text = text_of(client.get(reverse("programmes")))
    assert "Op alfabet" in text and text.count("Niemand zei nog uit welke wijken") == 20
    assert text.index("Amsterdam Nieuw-West") < text.index("Arnhem Oost") < text.index("Zaandam")
    one = text_of(client.get(reverse("programme_place", args=[PLACE])))
    assert "Er zijn geen officiële codes van dit gebied." in one
    away = reverse("link_place", args=["breda-noord", "wijk"])
    assert "Van Breda zijn deze gebieden niet ingelezen" in text_of(client.get(away))


def test_somebody_links_it_and_the_figures_are_there(figures, town, petra, client):
    sign_in(client, town["petra"])
    form = reverse("link_place", args=[PLACE, "wijk"])
    assert "Wijk 3" in text_of(client.get(form)) and "0699" not in text_of(client.get(form))
    sent = {"codes": PARTS, "reason": " Uit het  plan ", "key": str(uuid4())}
    entries = []
    with noted(lambda one: entries.append((one.verb, one.actor_id))):
        for _ in range(2):
            assert client.post(form, sent).url == reverse("programme_place", args=[PLACE])
    one = text_of(client.get(reverse("programme_place", args=[PLACE])))
    assert re.search("Wijk 1 ?Wijk 2 ?In de grenzen van 2022. Gekozen", one)
    assert "Uit het plan" in one
    assert re.search(r"2022 ?34,0 ?3[12],\d tot 36,\d", one)  # 100 - 66, of 1,800
    assert re.search(r"2020 ?De grenzen waren toen anders", one)
    assert "Steeds gedeeld door de inwoners" in one and "zegt niet waarom" in one
    every = client.get(reverse("programmes"), {"cijfer": "offences_total"}).content.decode()
    assert every.count("<polyline") == 1 and text_of(client.get(reverse("programmes"))).count(
        "Niemand zei nog uit welke") == 19  # fmt: skip
    with acting(petra):
        assert ProgrammeLink.objects.count() == 1
    who = ("areas.programme_linked", town["petra"].user_id)
    assert entries.count(who) == 2  # who said it stands there, and in no column
    columns = " ".join(sorted(one.name for one in ProgrammeLink._meta.get_fields()))
    assert columns == "at codes id municipality_id number place reason year"


def test_a_municipality_is_its_own_code_and_a_name_that_was_not_read_says_so(figures, town, client):
    sign_in(client, town["petra"])
    text = text_of(client.get(reverse("programmes"), {"programma": "pmg"}))
    assert text.index("s-Gravenhage") > text.index("Gouda") and "Hiervan zijn geen cijfers" in text
    assert "Bewaar als" in text and "totaal" in text and "Kies ze" not in text
    arnhem = text_of(client.get(reverse("programme_place", args=[ARNHEM])))
    assert "34,0" in arnhem and "na te kijken" not in arnhem
    groningen = text_of(client.get(reverse("programme_place", args=["GM0014"])))
    assert "Deze naam is nog na te kijken" in groningen
    assert client.get(reverse("link_place", args=[ARNHEM, "wijk"])).status_code == 404
    for away in ("x", "GM9999"):
        assert client.get(reverse("programme_place", args=[away])).status_code == 404
    assert "Nationaal Programma" in text_of(
        client.get(reverse("programmes"), {"programma": "x", "cijfer": "trust"})
    )


def test_what_is_wrong_is_said_beside_the_field(figures, petra):
    for codes, words in (
        ((), "minstens één"), (("WK069901",), "niet alle gebieden van Arnhem"),
        (("WK020209",), "Kies ze opnieuw"), (("BU02020101",), "Kies ze opnieuw"),
        (("'; drop",), "Kies ze opnieuw"), (tuple(map(str, range(300))), "hooguit 200"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words) as no:
            link(petra, codes)
        assert no.value.field == "codes"
    for reason in (" \n ", "x" * 301):
        with pytest.raises(Refused) as no:
            link(petra, reason=reason)
        assert no.value.field == "reason"
    link(petra)
    with pytest.raises(Refused, match="Zo staat het al"):
        link(petra)
    with pytest.raises(NotFound):
        link(petra, place="elders")
    with pytest.raises(Refused, match="hele gemeente"):
        link(petra, place=ARNHEM)


def test_it_is_taken_back_and_what_was_said_stays(figures, petra, town, client):
    with pytest.raises(Refused, match="niet gekoppeld"):
        unlink_place(by=petra, place_id=PLACE, reason="x", key=uuid4())
    key = link(petra)
    sign_in(client, town["petra"])
    away = client.post(
        reverse("unlink_place", args=[PLACE]), {"reason": "Verkeerd", "key": str(uuid4())}
    )
    page = text_of(client.get(away.url))
    assert "Wat er eerder stond" in page and "weggehaald. Verkeerd" in page and "Wijk 2" in page
    seen = place_page(petra, PLACE)
    assert seen.seen.unlinked and len(seen.said) == 2
    unlink_place(by=petra, place_id=PLACE, reason="Nog eens", key=key)  # a key that was used
    assert len(place_page(petra, PLACE).said) == 2


def test_who_makes_policy_links_and_others_do_not(figures, town, petra):
    link(petra)
    far = elsewhere().as_("paul", Purpose.FIGURES)
    assert programme_page(far, "nplv", "").places[2].link is None
    for who in ("anouk", "rachid", "lotte", "vera", "sam"):
        inside = sign_in(Client(), town[who])
        for name, args in (
            ("programmes", []), ("programme_place", [PLACE]), ("programme_file", ["nplv"]),
            ("link_place", [PLACE, "wijk"]), ("unlink_place", [PLACE]),
        ):  # fmt: skip
            assert inside.get(reverse(name, args=args)).status_code in (403, 404), (who, name)
        with pytest.raises(NotAllowed):
            link(replace(town[who], purpose="figures"))


KEEP = (
    "insert into areas_programmelink (id, municipality_id, place, number, year, codes, reason, at)"
    " values "
)
GOOD = "('{}', '{}', 'arnhem-oost', 1, 2022, '{{{}}}', '{}', houvast_now())"


@pytest.mark.parametrize(
    ("codes", "reason", "wrong"),
    [
        ("GM0202", "x", "districts or neighbourhoods"),
        ("WK020201,WK069901", "x", "districts or neighbourhoods"),
        ("WK020201,WK020201", "x", "each once"),
        ("WK020201", "  ", "link_says_why"),
    ],
)
def test_the_database_takes_no_other_link(petra, codes, reason, wrong):
    row = GOOD.format(uuid4(), petra.municipality_id, codes, reason)
    with pytest.raises(DatabaseError, match=wrong), acting(petra):
        connection.cursor().execute(KEEP + row)


def test_the_database_keeps_it_as_it_was_said_and_to_who_said_it(town, petra):
    row = GOOD.format(uuid4(), petra.municipality_id, "WK020201", "x")
    with acting(petra):
        connection.cursor().execute(KEEP + row)
    late = row.replace("houvast_now()", "houvast_now() - interval '1 day'")
    with pytest.raises(DatabaseError, match="said now"), acting(petra):
        connection.cursor().execute(KEEP + late.replace(row[2:38], str(uuid4())))
    for sql in ("update areas_programmelink set reason = 'y'", "delete from areas_programmelink"):
        with acting(petra), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(sql)
                    assert cursor.rowcount == 0  # no policy shows it a row to change
            except DatabaseError as no:
                assert "denied" in str(no) or "stays" in str(no)
    with acting(petra):
        assert ProgrammeLink.objects.get().reason == "x"
    for who in ("anouk", "vera"):
        with acting(replace(town[who], purpose="figures")):
            assert not ProgrammeLink.objects.exists()
        other = GOOD.format(uuid4(), petra.municipality_id, "WK020201", "x")
        with pytest.raises(DatabaseError, match="row-level"), acting(town[who]):
            connection.cursor().execute(KEEP + other)
    beyond = GOOD.format(uuid4(), elsewhere()["paul"].municipality_id, "WK020201", "x")
    with pytest.raises(DatabaseError, match="row-level"), acting(petra):
        connection.cursor().execute(KEEP + beyond)


def test_the_table_says_all_that_the_pictures_say(figures, petra, town, client):
    link(petra, reason="=1+1")
    sign_in(client, town["petra"])
    answer = client.get(reverse("programme_file", args=["nplv"]))
    head, *lines = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    at = {name: place for place, name in enumerate(head)}
    assert all(len(one) == len(head) for one in lines)
    ours = [one for one in lines if one[at["plek"]] == "Arnhem Oost"]
    shown = [one for one in ours if one[at["status"]] == "getoond"]
    assert {one[at["waarom"]] for one in ours} == {"'=1+1"}
    assert all(one[at["laag"]] and one[at["hoog"]] and one[at["noemer"]] for one in shown)
    assert {one[at["geteld waar"]] for one in shown} == {"pleegplaats", "woonplaats"}
    assert all("niets over een persoon" in one[at["lees dit"]] for one in lines)
    assert sum(one[at["status"]] == "niet gekoppeld" for one in lines) == 19
    for wrong in ("x", "arnhem-oost"):
        assert client.get(reverse("programme_file", args=[wrong])).status_code == 404


def test_all_places_cost_as_much_as_one(figures, petra, town):
    link(petra)
    for address in (
        reverse("programmes"), reverse("programmes") + "?programma=pmg",
        reverse("programme_file", args=["nplv"]), reverse("programme_place", args=[PLACE]),
        reverse("link_place", args=[PLACE, "wijk"]),
    ):  # fmt: skip
        assert len(asked(town, "petra", address)) <= MOST, address


@pytest.mark.commits
def test_two_who_link_at_the_same_moment_are_both_kept_in_order(committed, figures):
    staff = {"petra": STAFF["petra"], "paul": STAFF["petra"]}
    place = found("Waterrade", staff, timezone.localdate())
    both, ready, told = [place.as_(one, Purpose.FIGURES) for one in staff], Barrier(2), []

    def say(by, codes, key):
        ready.wait()
        try:
            link(by, codes, key)
            told.append(codes)
        finally:
            connections.close_all()

    same = uuid4()
    work = [
        Thread(target=say, args=args)
        for args in ((both[0], PARTS[:1], same), (both[1], PARTS[1:], uuid4()))
    ]
    for one in work:
        one.start()
    for one in work:
        one.join()
    link(both[0], PARTS, same)  # the same form again: nothing more
    with acting(both[0]):
        kept = ProgrammeLink.objects.order_by("number").values_list("number", flat=True)
        assert (len(told), list(kept)) == (2, [1, 2])
