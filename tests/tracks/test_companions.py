"""The experience expert beside the coach: what the acts do, and what the database keeps itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from houvast.accounts.models import Membership
from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import assign, end_role
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks.actions import companions as acts
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.sessions import undo_session
from houvast.tracks.models import CompanionAim, Companionship, Notice, Track
from houvast.tracks.reads.companions import experts, own_agreements
from houvast.tracks.reads.files import read_file
from houvast.tracks.rules.companions import CompanionOutcome, SessionOutcome, SessionState
from tests.cast import ahead, at_commit, talk
from tests.companions import HOW, MET, asked, introduced, looked_at, met, plan
from tests.test_walls import (
    ACCESS,
    CALLED,
    FILE,
    JOB,
    SIGNAL,
    STEERED,
    lived,
    now_seen,
    wrong,
)


@pytest.fixture
def spoken(town, track):
    """The track of Ilias, after the coach spoke with him."""
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead())
    return track


@pytest.fixture
def ship(town, spoken):
    return introduced(town, spoken)


def ask(town, track, by="anouk", **changes):
    user = town["denzel"].user_id
    return acts.ask_companion(by=town[by], track_id=track, user_id=user, plan=plan(**changes))


def end(town, ship, by="anouk"):
    acts.end_companion(by=town[by], companionship_id=ship, outcome=CompanionOutcome.PARTLY)


def sees(town, who="denzel"):
    return [one.line.id for one in own_agreements(town[who]).agreements]


def raw(town, who, statement, *values):
    """How many rows a statement of the application's role touches, as somebody."""
    with transaction.atomic(), acting(town[who]), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def said_no(town, who, statement, *values):
    """The constraint that refuses a statement; 'policy' when row security does."""
    try:
        with transaction.atomic(), acting(town[who]), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.execute("set constraints all immediate")
            return f"{cursor.rowcount} rows"
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    except ProgrammingError:
        return "policy"


def test_from_the_introduction_to_the_end_the_expert_sees_one_agreement(town, spoken, trail):
    ship = asked(town, spoken)
    assert sees(town) == []
    acts.introduce_companion(
        by=town["anouk"], companionship_id=ship, introduced_on=timezone.localdate()
    )
    assert sees(town) == [ship]
    own = own_agreements(town["denzel"]).agreements[0]
    assert (own.name, own.coach, own.phone) == ("Ilias", "Anouk", "")
    end(town, ship)
    assert sees(town) == []
    at_commit()
    done = {one for one in trail if one.startswith("tracks.companion_")}
    assert done >= {"tracks.companion_asked", "tracks.companion_introduced"}


def test_on_the_last_day_he_sees_it_and_on_the_next_nothing(town, spoken, clock):
    ship = asked(town, spoken, days=3)
    acts.introduce_companion(
        by=town["anouk"], companionship_id=ship, introduced_on=timezone.localdate()
    )
    clock.forward(days=3)
    assert sees(town) == [ship]
    clock.forward(days=1)
    assert sees(town) == []
    with pytest.raises(NotFound):
        met(town, ship)


def test_without_a_check_of_this_year_nobody_is_asked(town, spoken, clock):
    with pytest.raises(Refused, match="sprak hem of haar nog niet"):
        ask(town, spoken)
    looked_at(town, days_ago=300)
    with pytest.raises(Refused, match="gesprek met de gemeente geldt tot"):
        ask(town, spoken, days=90)
    ship = ask(town, spoken, days=60)
    clock.forward(days=70)
    with pytest.raises(Refused):
        acts.introduce_companion(
            by=town["anouk"], companionship_id=ship, introduced_on=timezone.localdate()
        )


def test_a_newer_look_that_ends_sooner_asks_for_another_agreement(town, spoken, clock):
    ship = asked(town, spoken)
    clock.forward(hours=1)
    looked_at(town, days_ago=364)
    with pytest.raises(Refused, match="korter dan deze afspraak"):
        acts.introduce_companion(
            by=town["anouk"], companionship_id=ship, introduced_on=timezone.localdate()
        )


def test_the_coach_speaks_first(town, track):
    ship = asked(town, track)
    with pytest.raises(Refused, match="Spreek de jongere eerst zelf"):
        acts.introduce_companion(
            by=town["anouk"], companionship_id=ship, introduced_on=timezone.localdate()
        )


def test_only_the_lead_asks_introduces_and_ends(town, ship, spoken):
    for who in ("bilal", "rachid", "lotte", "tess", "denzel"):
        with pytest.raises((NotFound, NotAllowed)):
            ask(town, spoken, who)
        with pytest.raises((NotFound, NotAllowed)):
            end(town, ship, who)
    for who in ("anouk", "lotte", "denzel", "petra"):
        with pytest.raises(NotAllowed):
            acts.note_check(
                by=town[who],
                user_id=town["denzel"].user_id,
                own_coach=town["bilal"].user_id,
                checked_on=timezone.localdate(),
            )


def test_one_at_a_time_and_the_same_form_twice_is_one(town, spoken):
    first = asked(town, spoken)
    assert ask(town, spoken) == first
    with pytest.raises(Refused, match="Er loopt al een afspraak"):
        ask(town, spoken, days=30)
    acts.withdraw_companion(by=town["anouk"], companionship_id=first)
    assert ask(town, spoken, days=30) != first
    at_commit()


def test_who_holds_the_young_person_does_not_come_along(town, spoken):
    looked_at(town)
    with pytest.raises(Refused, match="er niet meer"):
        acts.ask_companion(
            by=town["anouk"], track_id=spoken, user_id=town["bilal"].user_id, plan=plan()
        )


def test_a_meeting_never_counts_as_a_contact_of_the_coach(town, ship, spoken, clock):
    clock.forward(days=2)
    before = file_of(town, spoken)
    met(town, ship)
    after = file_of(town, spoken)
    assert after.line.last_real_at == before.line.last_real_at
    assert after.line.due == before.line.due and len(after.contacts) == len(before.contacts)
    assert [one.outcome for one in after.companion.told] == [SessionOutcome.TALKED]


def file_of(town, track, who="anouk"):
    from houvast.audit.actions import recorded

    with recorded(town[who], "tests.looked") as act:
        return read_file(town[who], track, act)


def test_who_steers_sees_that_they_met_and_not_how(town, ship, spoken):
    met(town, ship, note="Ging goed.")
    for who in ("rachid", "lotte"):
        seen = file_of(town, spoken, who).companion
        assert seen.introduced_on and len(seen.held) == 1
        assert (seen.aim, seen.safeguards, seen.held[0].outcome, seen.held[0].note) == (
            None,
            (),
            None,
            "",
        )


def test_a_meeting_answers_the_planned_one_and_plans_the_next(town, ship, clock):
    today = timezone.localdate()
    met(town, ship, again_on=today + timedelta(days=2))
    clock.forward(days=2)
    met(town, ship, outcome=SessionOutcome.NOT_SEEN, again_on=today + timedelta(days=6))
    line = own_agreements(town["denzel"]).agreements[0].line
    states = [one.state for one in line.told]
    assert states == [SessionState.NOT_HELD, SessionState.HELD]
    assert line.planned.day == today + timedelta(days=6)


def test_within_the_quarter_a_meeting_is_taken_back(town, ship, clock):
    today = timezone.localdate()
    session = met(town, ship, again_on=today + timedelta(days=2))
    undo_session(by=town["denzel"], session_id=session)
    assert own_agreements(town["denzel"]).agreements[0].line.sessions == ()
    session = met(town, ship)
    clock.forward(hours=1)
    with pytest.raises(Refused, match="niet meer ongedaan"):
        undo_session(by=town["denzel"], session_id=session)
    with pytest.raises(NotFound):
        undo_session(by=town["anouk"], session_id=session)


def test_who_asks_to_be_rung_is_heard_by_the_coach_of_now(town, ship):
    met(town, ship, call_me=True)
    with acting(town["anouk"]):
        assert Notice.objects.filter(kind="call_expert").count() == 1


def test_when_the_track_closes_the_agreement_ends_with_its_access(town, ship, spoken):
    anouk = town["anouk"]
    stop_at_own_wish(
        by=anouk,
        track_id=spoken,
        door_contact=anouk.user_id,
        come_back_on=timezone.localdate() + timedelta(days=60),
    )
    at_commit()
    assert sees(town) == []
    with acting(town["rachid"]):
        row = Companionship.objects.get(pk=ship)
        live = Assignment.objects.filter(user=town["denzel"].user_id, until__gt=timezone.now())
        assert (row.state, live.exists()) == ("ended", False)


def test_an_ended_role_or_another_purpose_opens_nothing(town, ship):
    denzel = town["denzel"]
    with acting(town.as_("denzel", Purpose.INTAKE)):
        assert not Companionship.objects.exists() and not CompanionAim.objects.exists()
    end_role(by=town.admin, membership_id=Membership.objects.get(user=denzel.user_id).pk)
    with acting(denzel):
        assert not Companionship.objects.exists()


def test_who_stands_in_ends_it_because_the_young_person_may_stop_on_any_day(town, ship, spoken):
    with acting(town["anouk"]) as at:
        assign(
            by=town["anouk"],
            person_id=Track.objects.get(pk=spoken).person_id,
            user_id=town["bilal"].user_id,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.SECOND,
            granted_by=town["anouk"].user_id,
            now=at.now,
        )
    start = "update tracks_companionship set ends_on = ends_on"
    assert said_no(town, "bilal", start) == "policy"
    with pytest.raises(NotAllowed):
        ask(town, spoken, "bilal")
    end(town, ship, "bilal")
    at_commit()
    assert sees(town) == []


def test_the_coach_reads_that_the_expert_is_not_here_any_more(town, ship, spoken):
    assert file_of(town, spoken).companion.serves
    role = Membership.objects.get(user=town["denzel"].user_id).pk
    end_role(by=town.admin, membership_id=role)
    assert not file_of(town, spoken).companion.serves


def test_the_coordinator_sees_the_yearly_check_and_how_many_agreements_run(town, ship):
    (line,) = experts(town["rachid"]).experts
    assert (line.name, line.own_coach, line.running, line.over) == ("Denzel", "Lotte", 1, False)


MOVES = [
    ("anouk", "update tracks_companionship set user_id = asked_by_id", "companion_state_moves"),
    (
        "anouk",
        "update tracks_companionship set ends_on = ends_on + 30",
        "companion_state_moves",
    ),
    (
        "anouk",
        "update tracks_companionship set state = 'ended', left_at = houvast_now()",
        "companion_is_whole",
    ),
    ("anouk", "update tracks_companionaim set words = 'Anders'", "companion_keeps_its_words"),
    ("anouk", "update tracks_companionaim set outcome = 'reached'", "companion_is_whole"),
    (
        "denzel",
        "update tracks_companionsession set state = 'held', answered_at = houvast_now(),"
        " day = day + 1 where state = 'planned'",
        "session_within_its_agreement",
    ),
    (
        "denzel",
        "update tracks_companionsession set day = day - 40 where state = 'held'",
        "session_within_its_agreement",
    ),
    (
        "anouk",
        "update tracks_nextmoment set held_by_id = (select user_id from tracks_companionship)"
        " where state = 'planned'",
        "companion_keeps_no_moment",
    ),
]


@pytest.mark.parametrize(("who", "statement", "constraint"), MOVES)
def test_the_database_refuses_what_may_never_be(town, ship, who, statement, constraint):
    met(town, ship, again_on=timezone.localdate() + timedelta(days=3))
    at_commit()
    assert said_no(town, who, statement) == constraint


def test_the_expert_can_change_nothing_else(town, ship):
    session = met(town, ship)
    for table in ("companionship", "companionaim", "companiontalk", "nextmoment", "track"):
        assert raw(town, "denzel", f"update tracks_{table} set destroy_on = destroy_on") == 0
    for who in ("anouk", "rachid", "lotte"):
        change = "update tracks_companionsession set destroy_on = destroy_on where id = %s"
        assert raw(town, who, change, session) == 0


@pytest.mark.parametrize("capacity", (Capacity.LEAD, Capacity.SECOND, Capacity.COMPANION))
def test_access_as_a_companion_comes_with_an_introduction_only(town, spoken, capacity):
    asked(town, spoken)
    with acting(town["anouk"]) as at, pytest.raises(IntegrityError), transaction.atomic():
        assign(
            by=town["anouk"],
            person_id=Track.objects.get(pk=spoken).person_id,
            user_id=town["denzel"].user_id,
            purpose=Purpose.GUIDANCE,
            capacity=capacity,
            granted_by=town["anouk"].user_id,
            now=at.now,
        )


NEVER = (
    "people_identity tracks_track tracks_contact tracks_contactdetail tracks_worknote tracks_step"
    " tracks_scananswer tracks_futureplan tracks_supportplan tracks_measurement tracks_nextmoment"
    " tracks_appointment tracks_signalfacts placements_placement matching_workwishes tracks_rung"
)


def test_plans_scans_notes_contacts_name_and_phone_are_no_rows_for_the_expert(town, ship):
    with acting(town["denzel"]), connection.cursor() as cursor:
        for table in NEVER.split():
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("select text from people_nickname")
        assert cursor.fetchall() == [("Ilias",)]


def test_of_an_agreement_the_expert_sees_that_and_a_nickname(town):
    *_, life = lived(town)
    at_commit()
    met(town, introduced(town, life.track))
    known = MET | {"sharing_assignment": 2}
    given = {"anouk guidance": FILE | HOW}
    given |= dict.fromkeys(("rachid process_steering", "lotte process_steering"), STEERED)
    after = now_seen(given, known)
    after["system safety_net"] = JOB | SIGNAL | {"sharing_assignment": 2}
    after["denzel guidance"] = CALLED | ACCESS | MET | HOW | {"people_person": 1}
    assert wrong(town, after) == {}
