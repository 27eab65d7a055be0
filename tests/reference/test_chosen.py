"""Occupations that are chosen by name: kept by their key, shown by name, matched by their group."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from houvast.database.context import acting
from houvast.errors import Refused
from houvast.matching.actions import record_wishes
from houvast.matching.models import WorkWishes
from houvast.matching.reads import wishes_page, work_page
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.wished import Wished
from houvast.web.in_short import wishes_in_short
from tests.cast import sign_in

BAKER, PASTRY, VET, KITES, CHIEF = (UUID(int=one) for one in range(1, 6))
WORKS = (
    (BAKER, "7512", "bakker"),
    (PASTRY, "7512", "banketbakker"),
    (VET, "2250", "dierenarts"),
    (KITES, "7317", "vliegermaker"),
)
pytestmark = pytest.mark.commits


@pytest.fixture
def brought(bring):
    bring(*WORKS)


@pytest.fixture
def by(brought, town):
    return town["anouk"]


def want(by, track, *concepts, groups=()):
    wished = Wished(Wishes(occupations=frozenset(groups)), concepts=frozenset(concepts))
    record_wishes(by=by, track_id=track, wished=wished)
    return wishes_page(by, track).known


def work_line(known):
    return dict(wishes_in_short(known))["Werk"]


def test_what_was_chosen_is_kept_by_key_and_matched_by_its_group(by, track):
    known = want(by, track, PASTRY, VET, groups=("7115",))
    assert known.wished.concepts == {PASTRY, VET}
    assert known.wished.wishes.occupations == {"7512", "2250", "7115"}
    assert [one.name for one in known.works] == ["banketbakker", "dierenarts"]
    assert work_line(known) == "banketbakker, dierenarts, Timmerman"
    assert work_page(by, track).work.known == known
    assert work_page(by, track).work.wishes.occupations == {"7512", "2250", "7115"}


def test_two_names_of_one_group_are_one_group_and_the_same_again_is_no_version(by, track):
    known = want(by, track, PASTRY, BAKER)
    assert known.wished.wishes.occupations == {"7512"}
    assert want(by, track, BAKER, PASTRY).id == known.id


@pytest.mark.parametrize(
    ("concepts", "groups", "field"),
    [
        ((CHIEF,), (), "concepts"),
        ((PASTRY,), ("2250",), "occupations"),
        ((BAKER, PASTRY, VET, KITES), (), "concepts"),
        ((BAKER, VET, KITES), ("7115",), "occupations"),
    ],
)
def test_what_nobody_can_have_chosen_is_refused_at_its_field(by, track, concepts, groups, field):
    with pytest.raises(Refused) as refused:
        want(by, track, *concepts, groups=groups)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "change",
    [
        f"array['7512'], array['{CHIEF}']::uuid[]",
        f"array['7512'], array['{VET}']::uuid[]",
        f"array['7512', '2250'], array['{PASTRY}']::uuid[]",
        "array['heel'], '{}'",
        f"array['7512', '2250', '7317'], array['{BAKER}', '{PASTRY}', '{VET}', '{KITES}']::uuid[]",
    ],
)
def test_the_database_knows_no_occupation_that_no_list_has(by, track, change):
    want(by, track, PASTRY)
    left = [one.column for one in WorkWishes._meta.concrete_fields]
    left = ", ".join(one for one in left if one not in ("id", "occupations", "concepts"))
    with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
        cursor.execute(
            f"insert into matching_workwishes (id, occupations, concepts, {left})"
            f" select gen_random_uuid(), {change}, {left} from matching_workwishes"
        )


def test_a_name_that_left_the_list_stays_and_a_new_name_is_shown(by, track, bring, clock):
    want(by, track, PASTRY, VET)
    bring((VET, "2250", "dokter voor dieren"), (BAKER, "7512", "bakker"))
    names = [one.name for one in wishes_page(by, track).known.works]
    assert names == ["banketbakker", "dokter voor dieren"]
    clock.forward(hours=1)
    assert want(by, track, PASTRY).wished.wishes.occupations == {"7512"}


@pytest.fixture
def form(by, track, client):
    """The form of the work wishes: what it answers to a post, and what is known afterwards."""
    url = reverse("wishes", args=[track])
    sign_in(client, by)

    def post(**more):
        return client.post(url, {"key": uuid4(), "occupation_1": "7115", **more})

    return post, lambda: wishes_page(by, track).known


def test_a_word_leads_to_an_occupation_and_nothing_is_saved_meanwhile(form, client, track):
    post, known = form
    shown = post(work_words="banket", own_words="Iets met taart", find_work="1")
    text = shown.content.decode()
    assert shown.status_code == 200 and known() is None
    assert (
        "banketbakker<small>Bakker</small>" in text and "Iets met taart" in text and "ESCO" in text
    )
    assert "Kies wat het is" not in text
    assert post(work_words="banket", chosen=[str(PASTRY)]).status_code == 302
    assert known().wished.concepts == {PASTRY}
    assert known().wished.wishes.occupations == {"7115", "7512"}

    again = client.get(reverse("wishes", args=[track])).context["form"]
    assert again["chosen"].value() == [str(PASTRY)]
    assert [again[f"occupation_{one}"].value() for one in (1, 2)] == ["7115", None]
    assert "banketbakker" in client.get(reverse("track", args=[track])).content.decode()


def test_what_was_ticked_stays_ticked_when_one_searches_on(form):
    post, _ = form
    ticked = [str(PASTRY)]
    one = post(work_words="dieren", chosen=ticked, find_work="1").context["form"]
    assert one["chosen"].value() == ticked
    assert [key for key, _ in one.fields["chosen"].choices] == [str(PASTRY), str(VET)]
    nothing = post(work_words="tandarts", chosen=ticked, find_work="1")
    assert "Typ een ander woord" in nothing.content.decode()
    assert nothing.context["form"]["chosen"].value() == ticked


def test_who_takes_the_tick_away_wishes_it_no_longer(form, clock):
    post, known = form
    post(chosen=[str(PASTRY), str(VET)])
    clock.forward(hours=1)
    assert post(chosen=[str(VET)]).status_code == 302
    assert known().wished.concepts == {VET}
    assert known().wished.wishes.occupations == {"7115", "2250"}


def test_a_word_that_led_to_nothing_is_not_lost_without_a_word(form):
    post, known = form
    for word, says in (("bakker", "Kies wat het is"), ("tandarts", "In eigen woorden")):
        answer = post(work_words=word)
        text = answer.content.decode()
        assert answer.status_code == 422 and says in text and word in text
    every = [str(one) for one in (BAKER, PASTRY, VET, KITES)]
    assert "hoogstens 3" in post(chosen=every).content.decode()
    for key in (str(CHIEF), "7512", "'; drop", str(PASTRY).upper() + "x"):
        assert post(chosen=[key]).status_code == 422
    assert known() is None
