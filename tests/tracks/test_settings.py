"""The agreements of a programme: set from a day on, with a reason; rules and triggers read them."""

from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.models import WorkingDay
from houvast.accounts.reads import safety_net, working_days
from houvast.database.context import acting
from houvast.errors import NotAllowed, Refused
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.actions.settings import (
    add_criterion,
    close_day,
    end_criterion,
    keep_criterion,
    open_day,
    set_terms,
)
from houvast.tracks.models import EntryCriterion, NextMoment, Promise, Rung, Track
from houvast.tracks.reads.process import promise_check
from houvast.tracks.reads.settings import settings_page
from houvast.tracks.reads.terms import criteria, terms_of
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.terms import TERMS, EndReason, Term, TermGroup, agree, changed, of_group
from tests.cast import Who, agreed, ahead, at_commit, open_track, sign_in

NUMBERS = st.integers(-3, 400)
VALUES = {
    one.name: st.lists(NUMBERS, max_size=6).map(tuple) if one.is_list else NUMBERS for one in TERMS
}


OURS = Terms()


def whole(group, terms=OURS):
    return {one.name: getattr(terms, one.name) for one in of_group(group)}


def test_every_term_of_the_promise_can_be_set_and_stands_in_one_group():
    names = [one.name for one in TERMS]
    assert sorted(names) == sorted(asdict(Terms())) == sorted(Promise.columns())
    assert {one.group for one in TERMS} == set(TermGroup)


@pytest.mark.parametrize("term", TERMS, ids=lambda one: one.name)
def test_what_we_propose_is_allowed_and_what_lies_outside_is_not(term: Term):
    value = getattr(Terms(), term.name)
    numbers = value if isinstance(value, tuple) else (value,)
    assert all(term.least <= one <= term.most for one in numbers)
    for wrong in (term.least - 1, term.most + 1):
        values = whole(term.group) | {term.name: (wrong,) if term.is_list else wrong}
        with pytest.raises(Refused) as no:
            agree(Terms(), term.group, values)
        assert no.value.field == term.name


@given(st.sampled_from(TermGroup), st.data())
def test_what_is_agreed_changes_its_own_group_and_keeps_the_ladder_in_time(group, data):
    values = {one.name: data.draw(VALUES[one.name]) for one in of_group(group)}
    try:
        new = agree(Terms(), group, values)
    except Refused as no:
        assert no.field is None or no.field in values
        return
    assert {one.group for one in changed(Terms(), new)} == {group}
    assert 1 <= new.rungs[0] <= new.next_moment_grace and len(new.rungs) == 4
    assert list(new.rungs) == sorted(set(new.rungs))
    assert 12 <= new.age_from < new.age_below
    assert new.come_back_after < 28 * new.closed_keep


def test_nothing_changed_is_no_agreement():
    with pytest.raises(Refused):
        agree(Terms(), TermGroup.RHYTHM, whole(TermGroup.RHYTHM))


def test_an_agreement_counts_from_its_day_and_says_who_and_why(town, clock):
    agreed(town, TermGroup.CASELOAD, ahead=3, caseload_warn_outreach=8)
    agreed(town, TermGroup.CASELOAD, ahead=3, caseload_warn_outreach=9)
    programme, today = Promise.objects.first().programme_id, timezone.localdate()
    on = [terms_of(programme, today + timedelta(days=n)).caseload_warn_outreach for n in (0, 2, 3)]
    assert on == [12, 12, 9]
    page = settings_page(town["petra"])
    line = next(one for one in page.groups[TermGroup.CASELOAD] if one.value == 12)
    assert (line.becomes, line.becomes_on, line.since) == (9, today + timedelta(days=3), None)
    assert [one.set_by for one in page.versions] == ["Petra", "Petra"]
    assert [(one.before, one.after) for one in page.versions[0].changes] == [(8, 9)]
    assert page.versions[0].reason and page.versions[0].source == "Verslag stuurgroep"
    with pytest.raises(Refused) as no:
        agreed(town, TermGroup.CASELOAD, ahead=2, caseload_warn_outreach=7)
    assert no.value.field == "valid_from"
    with pytest.raises(Refused):
        agreed(town, TermGroup.CASELOAD, ahead=-1, caseload_warn_outreach=7)


def test_only_the_programme_manager_sets_and_the_coordinator_reads(town, elsewhere, trail):
    for name in ("rachid", "lotte", "anouk", "tess", "sam"):
        with pytest.raises(NotAllowed):
            set_terms(
                by=town[name],
                group=TermGroup.CASELOAD,
                values=whole(TermGroup.CASELOAD) | {"caseload_warn_work": 3},
                valid_from=timezone.localdate(),
                reason="Dat lijkt mij beter zo.",
                source="",
            )
    assert trail == ["tracks.terms_set!"] * 5
    assert settings_page(town["rachid"]).may_set is False
    with pytest.raises(NotAllowed):
        settings_page(town["lotte"])
    assert Promise.objects.filter(set_by__isnull=False).count() == 0


def test_the_moves_of_the_programme_climb_and_not_ours(town, track):
    agreed(town, TermGroup.MOMENT, moves_max=1)
    for days in (3, 4):
        move_moment(by=town["anouk"], track_id=track, ahead=ahead(days))
    with acting(town["rachid"]):
        assert Rung.objects.filter(cause="moves", state="raised").count() == 1


def test_the_ladder_climbs_at_the_days_of_the_programme_for_signals_too(town, clock):
    from houvast.tracks.actions.signals import receive_signal
    from tests.cast import Purpose, observed

    agreed(town, TermGroup.MOMENT, next_moment_grace=2)
    agreed(town, TermGroup.LADDER, rungs=(2, 3, 4, 5))
    agreed(town, TermGroup.ANSWERS, answer_signal_within=1)
    reporter = town.as_("anouk", Purpose.INTAKE)
    receive_signal(by=reporter, seen=observed(town), who=Who("Wachtende"))
    days = working_days(town["anouk"].municipality_id, timezone.localdate())
    net = safety_net(town["anouk"].municipality_id)
    levels, start = [], timezone.localdate()
    ahead_of_us = [start, *(days.after(start, number) for number in range(1, 7))]
    for before, then in pairwise(ahead_of_us):
        clock.forward(days=(then - before).days)
        climb_ladder(by=net)
        with acting(net):
            rung = Rung.objects.filter(state="raised", cause="signal").first()
            levels.append(rung.level if rung else 0)
    assert levels == [0, 0, 1, 3, 3, 4], "nobody leads the team of the triage: the next is asked"


def test_a_stricter_agreement_never_breaks_the_promise_before_the_ladder_ran(town, clock):
    """A moment two days late, allowed until now, is stale from tomorrow: the ladder asks first."""
    agreed(town, TermGroup.MOMENT, next_moment_grace=5)
    agreed(town, TermGroup.LADDER, rungs=(5, 6, 7, 8))
    track = open_track(town)
    with acting(town["anouk"]):
        due = NextMoment.objects.get(track=track, state="planned").due
    net = safety_net(town["anouk"].municipality_id)
    days = working_days(net.municipality_id, due)
    clock.forward(days=(days.after(due, 3) - timezone.localdate()).days)
    with acting(net) as at:
        today = at.today
    climb_ladder(by=net)
    agree_at(town, today, TermGroup.LADDER, rungs=(1, 3, 5, 10))
    agree_at(town, today, TermGroup.MOMENT, next_moment_grace=1)
    assert promise_check()["violations"] == 0
    with acting(town["anouk"]):
        Track.objects.filter(pk=track).update(review_on=today)
        at_commit()
    climb_ladder(by=net)
    clock.forward(days=1)
    assert promise_check()["violations"] == 0
    with acting(net):
        assert Rung.objects.get(track=track, state="raised").level >= 1


def agree_at(town, day, group, **values):
    latest = Promise.objects.order_by("-version")[0].terms()
    set_terms(
        by=town["petra"],
        group=group,
        values=whole(group, latest) | values,
        valid_from=day,
        reason="Zo is het afgesproken.",
        source="",
    )


@pytest.mark.parametrize("silence", [3, 9])
def test_the_list_and_the_file_call_the_same_silence_too_long(town, clock, silence):
    from houvast.tracks.actions.contacts import log_contact
    from houvast.tracks.reads.team import team_page
    from tests.cast import talk

    track = open_track(town)
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(20))
    agreed(town, TermGroup.RHYTHM, silent_getting_acquainted=silence)
    found = []
    for _ in range(12):
        clock.forward(days=1)
        row = next(one for one in team_page(town["rachid"]).rows if one.line.track_id == track)
        found.append(row.silent)
        from houvast.placements.reads import file_page

        assert file_page(town["anouk"], track).file.too_long is row.silent
    assert found == [number > silence for number in range(1, 13)]


def test_a_criterion_is_added_and_ends_and_the_last_one_stays(town):
    petra, today = town["petra"], timezone.localdate()
    why = EndReason.DECISION
    with pytest.raises(Refused):
        end_criterion(by=petra, criterion_id=town.criterion, why=why)
    made = add_criterion(by=petra, text="Heeft geen slaapplek", source="Besluit", valid_from=today)
    with pytest.raises(Refused) as no:
        add_criterion(by=petra, text="heeft geen slaapplek ", source="", valid_from=today)
    assert no.value.field == "text"
    for words in ("", "kort"):
        with pytest.raises(Refused) as no:
            end_criterion(by=petra, criterion_id=town.criterion, why=EndReason.OTHER, reason=words)
        assert no.value.field == "reason"
    end_criterion(by=petra, criterion_id=town.criterion, why=why)
    tomorrow = today + timedelta(days=1)
    assert [one.id for one in criteria(petra.municipality_id, tomorrow)] == [made]


def test_a_ground_that_ends_today_can_be_taken_back_today_and_not_tomorrow(town, clock, client):
    petra, today = town["petra"], timezone.localdate()
    add_criterion(by=petra, text="Heeft geen slaapplek", source="", valid_from=today)
    browser, url = sign_in(client, petra), reverse("end_criterion", args=[town.criterion])
    assert browser.post(url, {"why": "", "reason": "Zomaar een tekst"}).status_code == 422
    shown = browser.post(url, {"why": "same", "reason": ""}, follow=True).content.decode()
    assert "geldt nog tot en met vandaag · Een andere reden zegt hetzelfde" in shown
    assert "Ongedaan maken" in shown and "Nog geen termijn is veranderd." in shown
    back = browser.post(reverse("keep_criterion", args=[town.criterion]), follow=True)
    assert "geldt nog tot" not in back.content.decode()
    assert EntryCriterion.objects.get(pk=town.criterion).valid_until is None
    with pytest.raises(Refused, match="op de dag zelf"):
        keep_criterion(by=petra, criterion_id=town.criterion)
    end_criterion(by=petra, criterion_id=town.criterion, why=EndReason.SAME)
    clock.forward(days=1)
    with pytest.raises(Refused, match="op de dag zelf"):
        keep_criterion(by=petra, criterion_id=town.criterion)


def test_a_closed_day_is_no_working_day_and_opens_again(town):
    petra, today = town["petra"], timezone.localdate()
    place = petra.municipality_id
    next_day = working_days(place, today).after(today, 1)
    close_day(by=petra, day=next_day, name="Gemeentehuis gesloten")
    assert working_days(place, today).after(today, 1) > next_day
    with pytest.raises(Refused):
        close_day(by=petra, day=next_day, name="Nog een keer dicht")
    open_day(by=petra, day=next_day)
    assert working_days(place, today).after(today, 1) == next_day
    with pytest.raises(Refused):
        close_day(by=petra, day=today, name="Vandaag is te laat")
    holiday = WorkingDay.objects.filter(municipality_id=place, is_open=False, day__gt=today)[0].day
    with pytest.raises(Refused):
        open_day(by=petra, day=holiday)


SNEAKY = {
    "changing an agreement": ("petra", "update tracks_promise set age_from = 13"),
    "an agreement by the coordinator": ("rachid", "{copy}, '{rachid}', houvast_today())"),
    "an agreement in another's name": ("rachid", "{copy}, '{petra}', houvast_today())"),
    "an agreement by nobody": ("petra", "{copy}, null, houvast_today())"),
    "an agreement in the past": ("petra", "{copy}, '{petra}', houvast_today() - 1)"),
    "an agreement by a coach": ("anouk", "{copy}, '{anouk}', houvast_today())"),
    "another text for a criterion": ("petra", "update tracks_entrycriterion set text = 'Alles'"),
    "a criterion ended by the coordinator": (
        "rachid",
        "update tracks_entrycriterion set valid_until = houvast_today(),"
        " ended_by_id = '{rachid}', end_kind = 'same'",
    ),
    "a criterion ended for no reason of the list": (
        "petra",
        "update tracks_entrycriterion set valid_until = houvast_today(),"
        " ended_by_id = '{petra}', end_kind = 'zomaar'",
    ),
    "a criterion ended for something else without a word": (
        "petra",
        "update tracks_entrycriterion set valid_until = houvast_today(),"
        " ended_by_id = '{petra}', end_kind = 'other'",
    ),
    "a day that has been": (
        "petra",
        "update accounts_workingday set is_open = false, closed_by_id = '{petra}'"
        " where day = (select max(day) from accounts_workingday where day < houvast_today())",
    ),
    "a holiday that opens": (
        "petra",
        "update accounts_workingday set is_open = true where not is_open and day > houvast_today()",
    ),
    "a day closed by the coordinator": (
        "rachid",
        "update accounts_workingday set is_open = false, closed_by_id = '{rachid}'"
        " where is_open and day > houvast_today()",
    ),
}
COPY = "insert into tracks_promise (id, programme_id, reason, {columns}, set_by_id, valid_from)"
COPY += " values (gen_random_uuid(), (select id from accounts_programme limit 1), 'Zomaar', "


@pytest.mark.parametrize("what", SNEAKY)
def test_the_database_refuses_what_goes_round_the_manager(town, what):
    name, sql = SNEAKY[what]
    values = {
        one.attname: "'{}'" if one.name in ("rungs", "aftercare_weeks") else str(one.default)
        for one in Promise._meta.concrete_fields
        if one.name in Promise.columns()
    }
    copy = COPY.format(columns=", ".join([*values, "source", "version"]))
    copy += ", ".join([*values.values(), "''", "1"])
    ids = {who: town[who].user_id for who in ("rachid", "petra", "anouk")}
    before = snapshot()
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting(town[name]),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(copy=copy, **ids))
    assert snapshot() == before


def test_the_copy_above_is_refused_for_its_sender_alone(town):
    """The manager's own insert of the same row passes, so the refusals are about who and when."""
    agreed(town, TermGroup.ENTRY, age_from=14)
    assert Promise.objects.count() == 2


def snapshot():
    return (
        list(Promise.objects.order_by("pk").values()),
        list(EntryCriterion.objects.order_by("pk").values()),
        list(WorkingDay.objects.filter(is_open=False).order_by("pk").values()),
    )


def test_the_screen_shows_and_changes_what_was_agreed(town, client):
    browser = sign_in(client, town["petra"])
    text = browser.get(reverse("settings")).content.decode()
    assert "Langste stilte bij kennismaken" in text and "7 dagen" in text
    url, today = reverse("set_terms", args=["rhythm"]), timezone.localdate()
    fill = {key: str(value) for key, value in whole(TermGroup.RHYTHM).items()}
    fill |= {"valid_from": today.isoformat(), "reason": "Dichterbij blijven.", "source": "Besluit"}
    same = browser.post(url, fill)
    assert same.status_code == 422 and "Er is niets veranderd" in same.content.decode()
    wrong = browser.post(url, fill | {"silent_planning": "400"})
    assert wrong.status_code == 422 and "of minder in" in wrong.content.decode()
    assert browser.post(url, fill | {"silent_planning": "10"}).status_code == 302
    text = browser.get(reverse("settings")).content.decode()
    assert "van 14 dagen naar 10 dagen" in text and "Dichterbij blijven." in text
    assert sign_in(client, town["rachid"]).get(url).status_code == 403


def test_an_unknown_group_is_not_found(town, client):
    assert sign_in(client, town["petra"]).get("/afspraken/alles/").status_code == 404
