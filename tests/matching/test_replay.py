"""M6: every stored choice is made again from what was read then, or says which input changed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from houvast.accounts.models import User
from houvast.audit.actions import recorded
from houvast.cli import matching, parser
from houvast.employers.actions import change_workplace
from houvast.employers.rules.states import Sector, WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import NotFound
from houvast.matching.actions.wishes import running_track
from houvast.matching.models import Choice
from houvast.matching.reads import work_page
from houvast.matching.reads.replay import replay
from houvast.matching.rules import replay as rules
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.explain import explain, inputs_of, parts_of
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Pair
from houvast.tracks.actions.leaves import enter_leave
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.rules.leaves import StandIn
from tests.cast import Who, open_track, place_to_work
from tests.matching.made import choose, wish
from tests.matching.sides import KEY, TODAY
from tests.matching.test_points import MECHANIC, SHOP

VERSIONS, DAYS, NAMES = 5, 50, ("Eerste", "Tweede", "Derde", "Vierde")


@pytest.fixture
def places(town):
    return [place_to_work(town, name) for name in NAMES]


def test_a_thousand_stored_choices_give_the_same_list(anouk, track, places, clock):
    """5 versions of the wishes, 4 workplaces, 50 days: 1,000 choices as the action stores them."""
    for minutes in range(10, 10 + VERSIONS):
        clock.forward(hours=1)
        version = wish(
            anouk,
            track,
            sectors=frozenset({Sector.I}),
            pc4="1234",
            modes=frozenset({TravelMode.BICYCLE}),
            minutes=minutes,
        )
        work = work_page(anouk, track).work
        for day in range(DAYS):
            then = replace(work, today=work.today + timedelta(days=day))
            add(anouk, then, version, [then.suggestion(one) for one in places])
    found = replay(anouk, track)
    assert len(found) == 1000
    assert [one for one in found if not one.same] == []


def add(by, work, version, suggestions):
    """Rows as `record_choice` writes them, on another day than today."""
    with recorded(by, "matching.choice_recorded", work.track_id) as act:
        track = running_track(by, work.track_id, act)
        Choice.objects.bulk_create(
            Choice(
                workplace_id=one.place.id,
                wishes_id=version,
                title=one.place.title,
                employer=one.place.employer,
                outcome=ChoiceOutcome.DISCUSS.value,
                ruleset=one.why.ruleset,
                verdict=one.why.verdict.value,
                explanation=one.why.record() | work.sealed(one.place, work.list_seal),
                inputs=work.seal(one.place),
                at=act.now,
                made_by_id=by.user_id,
                **track.row(),
            )
            for one in suggestions
        )


def test_what_changed_since_is_named(town, anouk, track, places):
    first = places[0]
    key = choose(anouk, track, first)
    (one,) = replay(anouk, key)
    assert one.same and one.id == key
    other = choose(anouk, track, places[1])
    facts = WorkplaceFacts("Heel ander werk", WorkKind.BBL, 30, 36, asks_vog=True)
    change_workplace(by=town["sam"], workplace_id=first, facts=facts)
    changed = replay(anouk, key)[0].changed
    assert {"place.title", "place.kind", "place.hours_min", "place.asks_vog"} <= set(changed)
    assert not any(one.startswith("wishes.") for one in changed)
    assert replay(anouk, other)[0].same
    place_to_work(town, "Vijfde")
    wish(anouk, track)
    assert replay(anouk, other)[0].changed == (rules.OFFER,)


def test_nobody_else_replays_and_what_is_not_there_is_not_found(town, anouk, track, places):
    key = choose(anouk, track, places[0])
    with pytest.raises(NotFound):
        replay(town["sam"], key)
    with pytest.raises(NotFound):
        replay(anouk, UUID(int=7))


def run(monkeypatch, key, who):
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(matching, name, lambda: None)
    asked = parser().parse_args(["matching", "replay", str(key), "--as", address(who)])
    return asked.run(asked)


def address(by):
    """Of a colleague, for who asks on the command line."""
    return User.objects.get(pk=by.user_id).email


def test_whoever_may_read_a_choice_has_it_made_again(monkeypatch, capsys, town, track, places):
    """The lead, who stands in, the work coach beside; and a work coach who is the lead."""
    anouk, wim = town["anouk"], town["wim"]
    key = choose(anouk, track, places[0])
    first, last = (timezone.localdate() + timedelta(days=more) for more in (0, 20))
    bilal = StandIn(town["bilal"].user_id, first, last)
    enter_leave(by=anouk, user_id=anouk.user_id, first=first, last=last, stand_ins=[bilal])
    give_work_coach(by=anouk, track_id=track, user_id=wim.user_id, until=last)
    own = open_track(town, Who("Eigen"), "wim")
    wish(town["wim"], own)
    for who, thing in ((anouk, key), (town["bilal"], key), (wim, key), (wim, track)):
        assert run(monkeypatch, thing, who) == 0
        assert "1 of 1 the same." in capsys.readouterr().out
    assert run(monkeypatch, choose(wim, own, places[1]), wim) == 0


def test_everybody_else_is_refused_in_words(monkeypatch, town, anouk, track, places):
    """Colleagues without young people by their role, a coach of others by the choice itself."""
    key = choose(anouk, track, places[0])
    for who, said in (
        *((one, "Geen outreachcoach of werkcoach") for one in ("lotte", "rachid", "petra", "sam")),
        *((one, "er niet, of") for one in ("bilal", "wim")),
    ):
        with pytest.raises(SystemExit, match=said) as refused:
            run(monkeypatch, key, town[who])
        assert address(town[who]) in str(refused.value)
    with pytest.raises(SystemExit, match="er niet, of"):
        run(monkeypatch, UUID(int=7), anouk)


PAIR = Pair(MECHANIC, SHOP, TODAY)


def kept(**explanation):
    record = explain(PAIR, RULESET).record() | {"inputs": parts_of(PAIR, RULESET, KEY)}
    return rules.Kept(UUID(int=1), record | explanation, inputs_of(PAIR, RULESET, KEY))


def test_the_law_a_day_and_a_fault_of_ours_are_told_apart():
    other_law = replace(RULESET, law="wet-00000000")
    assert rules.replayed(kept(), PAIR, RULESET, "", KEY).same
    assert rules.replayed(kept(), PAIR, other_law, "", KEY).changed == ("law",)
    tomorrow = replace(PAIR, today=TODAY + timedelta(days=1))
    assert rules.replayed(kept(), tomorrow, RULESET, "", KEY).changed == ("today",)
    assert rules.replayed(kept(), None, RULESET, "", KEY).changed == (rules.GONE,)
    assert rules.replayed(kept(list="a"), PAIR, RULESET, "b", KEY).changed == (rules.OFFER,)
    fault = rules.replayed(kept(points={}), PAIR, RULESET, "", KEY)
    assert fault.differs and not fault.changed and not fault.same
    before = rules.Kept(UUID(int=1), explain(PAIR, RULESET).record(), "hmac-sha256:0")
    assert rules.replayed(before, PAIR, RULESET, "", KEY).changed == ("unknown",)
