"""A question that is written once is asked with other values, and keeps none of them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject

from houvast.accounts.models import User
from houvast.database import written
from houvast.database.context import acting
from houvast.database.written import Given, Numbers, ask
from houvast.tracks.models import NextMoment, Track
from houvast.tracks.rules.states import NextMomentState
from tests.cast import open_track

BUILT: list[str] = []
PLANNED = {"track": OuterRef("pk"), "state": NextMomentState.PLANNED.value}


def led(order: str, *, user_id: Given, today: Given):
    """Columns of every kind: a plain one, a subquery, JSON, and one that asks what was given."""
    BUILT.append(order)
    moment = NextMoment.objects.filter(**PLANNED)
    return (
        Track.objects.filter(lead_coach=user_id)
        .annotate(
            due=Subquery(moment.values("due")[:1]),
            whole=Subquery(moment.values(one=JSONObject(on="due", state="state"))[:1]),
            ahead=Exists(moment.filter(due__gte=today)),
        )
        .order_by(order)
        .values("pk", "state", "due", "whole", "ahead")
    )


def counts(*, user_id: Given, today: Given):
    mine = led("pk", user_id=user_id, today=today)
    return User.objects.filter(pk=user_id).values(numbers=Numbers(mine, ("ahead",)))


@pytest.fixture(autouse=True)
def nothing_written():
    BUILT.clear()
    written._question.cache_clear()


def test_it_is_written_once_and_answers_for_whom_and_when_it_is_asked(town):
    anouk, bilal = town["anouk"], town["bilal"]
    of_anouk, of_bilal = (UUID(str(open_track(town, coach=one))) for one in ("anouk", "bilal"))
    today = date.today()
    for by, track in ((anouk, of_anouk), (bilal, of_bilal), (anouk, of_anouk)):
        with acting(by):
            [row] = ask(led, "pk", user_id=by.user_id, today=today)
            plain = led("pk", user_id=by.user_id, today=today)
            assert [row] == list(plain)
            assert row["pk"] == track and row["whole"]["on"] == row["due"].isoformat()
            later = today + timedelta(days=365)
            assert row["ahead"] is True
            assert ask(led, "pk", user_id=by.user_id, today=later)[0]["ahead"] is False
    assert len(BUILT) == 1 + 3  # once, and three times to compare


def test_another_shape_is_another_text(town):
    anouk = town["anouk"]
    open_track(town)
    open_track(town)
    with acting(anouk):
        given = {"user_id": anouk.user_id, "today": date.today()}
        up, down = (ask(led, order, **given) for order in ("pk", "-pk"))
        assert len(up) == 2 and up == down[::-1]
    assert BUILT == ["pk", "-pk"]


def test_what_one_may_not_see_does_not_come_along(town):
    """The text is shared by everyone; what it answers is decided for who asks, each time."""
    open_track(town)
    given = {"user_id": town["anouk"].user_id, "today": date.today()}
    with acting(town["anouk"]):
        assert len(ask(led, "pk", **given)) == 1
    with acting(town["bilal"]):
        assert ask(led, "pk", **given) == []
    assert ask(led, "pk", **given) == []  # and nobody sees nothing


def test_no_value_stays_behind(town):
    anouk = town["anouk"]
    given = {"user_id": anouk.user_id, "today": date.today()}
    with acting(anouk):
        ask(led, "pk", **given)
    text = written._question(led, ("pk",), written._kinds(given))
    assert BUILT == ["pk"]
    assert sorted(one.name for one in text.gaps) == ["today", "user_id"]
    assert str(anouk.user_id) not in text.sql and date.today().isoformat() not in text.sql


def odd(*, user_id: Given):
    words = Value("100% van 't \\ werk %s")
    return Track.objects.filter(lead_coach=user_id).values(words=words, n=Value(3))


def test_constants_stand_in_the_text_and_a_kept_plan_can_use_them(town):
    anouk = town["anouk"]
    open_track(town)
    with acting(anouk):
        assert ask(odd, user_id=anouk.user_id) == [{"words": "100% van 't \\ werk %s", "n": 3}]
        ask(led, "pk", user_id=anouk.user_id, today=date.today())
    text = written._question(led, ("pk",), (("user_id", UUID), ("today", date)))
    assert "'planned'" in text.sql and text.sql.count("%s") == len(text.gaps) == 2


def test_rows_are_numbered_in_one_question(town):
    anouk = town["anouk"]
    open_track(town)
    open_track(town)
    today = date.today()
    with acting(anouk):
        given = {"user_id": anouk.user_id, "today": today}
        assert ask(counts, **given)[0]["numbers"] == {"n": 2, "ahead": 2}
        later = given | {"today": today + timedelta(days=365)}
        assert ask(counts, **later)[0]["numbers"] == {"n": 2, "ahead": 0}


def test_a_value_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="takes no list"):
        ask(led, "pk", user_id=[], today=date.today())
