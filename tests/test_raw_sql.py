"""What the database refuses of young people and tracks, whatever the code asks (raw SQL)."""

import pytest

from tests.attempts import build, copied, refused
from tests.standing import committing

pytestmark = pytest.mark.commits

PLANNED = "track_id = %(track)s and state = 'planned'"
MINE, THEIRS = "track_id = %(track)s", "track_id = %(their_track)s"
LEFT = f"update tracks_nextmoment set state = 'kept', left_at = houvast_now() where {PLANNED}"
CLOSED = "state = 'closed', closed_at = houvast_now(), close_reason = 'basis_in_place'"
OPENED_DOOR = (
    "insert into tracks_door (id, municipality_id, controller, destroy_on, person_id, track_id,"
    " contact_id, come_back_on, since) select gen_random_uuid(), municipality_id, controller,"
    " destroy_on, person_id, id, lead_coach_id, houvast_today() + 90, houvast_now()"
    " from tracks_track where id = %(track)s"
)
IN_RACHIDS_NAME = (
    "update tracks_closing set state = 'agreed', answered_by_id = %(rachid)s,"
    f" answered_at = houvast_now() where {MINE}"
)
MOMENTS = {
    "a second planned moment": ("anouk", copied("tracks_nextmoment", PLANNED)),
    "another day for a moment": (
        "anouk",
        f"update tracks_nextmoment set due = due + 1 where {PLANNED}",
    ),
    "a moment in the past": (
        "anouk",
        f"{copied('tracks_nextmoment', PLANNED, due='houvast_today() - 1')}; {LEFT}",
    ),
    "a past moment in the place of the planned one": (
        "anouk",
        f"{LEFT}; "
        + copied(
            "tracks_nextmoment",
            f"{MINE} limit 1",
            due="houvast_today() - 1",
            state="'planned'",
            left_at="null",
        ),
    ),
    "a track without a moment": ("anouk", LEFT),
    "a moment on somebody else's track": (
        "bilal",
        copied("tracks_nextmoment", f"{THEIRS} and state = 'planned'", track_id="%(track)s::uuid"),
    ),
}
TRACKS = {
    "a lead who does not work here any more": (
        "anouk",
        "update tracks_track set lead_coach_id = %(bas)s where id = %(track)s",
    ),
    "a holder who does not work here any more": (
        "rachid",
        "update tracks_track set lead_coach_id = %(bas)s where id = %(asked)s",
    ),
    "a lead who is taken away without a handover": (
        "rachid",
        "update tracks_track set lead_coach_id = %(bilal)s where id = %(track)s",
    ),
    "a leading coach who leaves": (
        "admin",
        "update accounts_user set is_active = false where id = %(anouk)s",
    ),
    "a coordinator who holds by name and leaves": (
        "admin",
        "update accounts_user set is_active = false where id = %(rachid)s",
    ),
    "closing without a door": (
        "anouk",
        f"{LEFT}; {IN_RACHIDS_NAME}; update tracks_track set {CLOSED} where id = %(track)s",
    ),
    "closing without a second person": (
        "anouk",
        f"{LEFT}; {OPENED_DOOR}; update tracks_track set {CLOSED} where id = %(track)s",
    ),
    "closing with a yes in the name of the second person": (
        "anouk",
        f"{IN_RACHIDS_NAME}; {LEFT}; {OPENED_DOOR};"
        f" update tracks_track set {CLOSED} where id = %(track)s",
    ),
    "a yes to a closing in the name of the second person": ("anouk", IN_RACHIDS_NAME),
    "a yes to a closing by who only watches": ("lotte", IN_RACHIDS_NAME.replace("rachid", "lotte")),
    "from closed to aftercare": (
        "bilal",
        "update tracks_track set state = 'aftercare', closed_at = null, close_reason = ''"
        " where id = %(closed_track)s",
    ),
    "a track of another person": (
        "anouk",
        "update tracks_track set person_id = %(their_person)s where id = %(track)s",
    ),
    "a track with the entry reason of another signal": (
        "anouk",
        "update tracks_track set signal_id = %(waiting)s where id = %(track)s",
    ),
    "a running track back to proposed": (
        "anouk",
        "update tracks_track set state = 'proposed', accept_by = houvast_today(),"
        " first_attempt_on = houvast_today() where id = %(track)s",
    ),
    "a history that says who led before": (
        "anouk",
        "update tracks_leadcoachhistory set user_id = %(bilal)s"
        f" where {MINE} and until is not null",
    ),
    "a door that somebody else keeps": (
        "bilal",
        "update tracks_door set contact_id = %(wim)s where track_id = %(closed_track)s",
    ),
}
PROPOSED = (
    "insert into tracks_track (id, municipality_id, controller, destroy_on, person_id,"
    " programme_id, team_id, lead_coach_id, signal_id, state, proposed_at, accept_by,"
    " first_attempt_on, close_reason) select gen_random_uuid(), municipality_id, 'college',"
    " '2099-01-01', {}, id, %(zuid)s, %(rachid)s, null, 'proposed', houvast_now(),"
    " houvast_today(), houvast_today(), '' from accounts_programme where municipality_id = %(here)s"
)
NEW_PERSON = (
    "insert into people_person (id, municipality_id, controller, destroy_on)"
    " values (%(new)s, %(here)s, 'college', '2099-01-01')"
)
PROPOSALS = {
    f"a proposal by {who}": (who, f"{NEW_PERSON}; {PROPOSED.format('%(new)s')}")
    for who in ("anouk intake", "rachid intake", "lotte intake", "rachid process_steering")
} | {
    "a track of somebody from elsewhere": (
        "tess",
        copied("tracks_track", "id = %(asked)s", person_id="%(far_person)s::uuid"),
    ),
    "a signal about somebody from elsewhere": (
        "anouk intake",
        copied(
            "tracks_signal",
            "id = %(waiting)s",
            person_id="%(far_person)s::uuid",
            state="'received'",
        ),
    ),
    "a signal about somebody whom a colleague holds": (
        "anouk intake",
        copied(
            "tracks_signal",
            "id = %(waiting)s",
            person_id="%(their_person)s::uuid",
            state="'received'",
        ),
    ),
    "a signal that is turned to somebody whom a colleague holds": (
        "tess",
        "update tracks_signal set person_id = %(their_person)s where id = %(waiting)s",
    ),
    "a signal that comes back from being taken up": (
        "tess",
        "update tracks_signal set state = 'in_triage' where id = %(signal)s",
    ),
    "an offer turned to another track": (
        "wim",
        "update tracks_coachoffer set track_id = %(track)s, person_id = %(person)s"
        " where id = %(offer)s",
    ),
    "an offer passed on to somebody else": (
        "wim",
        "update tracks_coachoffer set to_user_id = %(bilal)s where id = %(offer)s",
    ),
    "an offer with a later day": (
        "wim",
        "update tracks_coachoffer set accept_by = accept_by + 30 where id = %(offer)s",
    ),
}
PERSONS = {
    "a person in another municipality": ("anouk", NEW_PERSON.replace("here", "elsewhere")),
    "a name for somebody from elsewhere": (
        "anouk",
        "insert into people_nickname (person_id, municipality_id, controller, destroy_on, text)"
        " values (%(far_person)s, %(here)s, 'college', '2099-01-01', 'x')",
    ),
    "a phone number of somebody whom a colleague holds": (
        "anouk",
        "update people_identity set phone = '+31611111111' where person_id = %(their_person)s",
    ),
    "a name that moves to another person": (
        "anouk",
        f"{NEW_PERSON}; update people_identity set person_id = %(new)s"
        " where person_id = %(person)s",
    ),
    "a colleague moved to another municipality": (
        "admin",
        "update accounts_user set municipality_id = %(elsewhere)s where id = %(bilal)s",
    ),
    "a coach who calls herself the safety net": (
        "anouk",
        "update accounts_user set is_system = true where id = %(anouk)s",
    ),
}
CONTACT = f"{MINE} and state = 'stands'"
UNDO = (
    "update tracks_nextmoment set state = 'undone', left_at = houvast_now() where {}; "
    "update tracks_nextmoment set state = 'planned', left_at = null where {} and state <> 'undone'"
)
CORRECTED = {"replaces_id": "id", "corrected_by_id": "%(anouk)s::uuid"}
MENDING = {
    "a moment that was left and is planned again": (
        "anouk",
        f"{LEFT}; update tracks_nextmoment set state = 'planned', left_at = null where {MINE}"
        " and state = 'moved'",
    ),
    "a moment that is undone without its contact": ("anouk", UNDO.format(PLANNED, MINE)),
    "a moment of a colleague that is undone": (
        "bilal",
        UNDO.format("track_id = %(track)s and state = 'planned'", MINE),
    ),
    "a contact that is undone and leaves its moment": (
        "anouk",
        "update tracks_contact set state = 'undone', mended_at = houvast_now() where " + CONTACT,
    ),
    "a contact that is replaced by nothing": (
        "anouk",
        "update tracks_contact set state = 'replaced', mended_at = houvast_now() where " + CONTACT,
    ),
    "a correction in the name of the lead coach": (
        "bilal",
        copied("tracks_contact", CONTACT, **CORRECTED),
    ),
    "a correction by somebody who steers": (
        "rachid",
        copied("tracks_contact", CONTACT, **CORRECTED | {"corrected_by_id": "%(rachid)s::uuid"}),
    ),
    "a correction that says that it was later": (
        "anouk",
        copied("tracks_contact", CONTACT, **CORRECTED, at="at + interval '1 day'"),
    ),
    "a correction that says that somebody else was there": (
        "anouk",
        copied("tracks_contact", CONTACT, **CORRECTED, made_by_id="%(bilal)s::uuid"),
    ),
    "a correction that was noted at another time": (
        "anouk",
        copied(
            "tracks_contact", CONTACT, **CORRECTED, recorded_at="recorded_at - interval '1 day'"
        ),
    ),
    "a correction of a contact of another track": (
        "anouk",
        copied(
            "tracks_contact",
            CONTACT,
            **CORRECTED
            | {"replaces_id": f"(select id from tracks_contact where {THEIRS} limit 1)"},
        ),
    ),
    "a contact whose day is rewritten": (
        "anouk",
        f"update tracks_contact set at = at - interval '1 day' where {CONTACT}",
    ),
}
KNOWN_ROW = (
    "insert into tracks_knownquestion (id, municipality_id, controller, destroy_on, asked_by_id,"
    " team_id, at, asked_on, asked_for, reason, was_known) values (%(new)s, %(here)s, 'college',"
    " '2099-01-01', %(anouk)s, %(zuid)s, houvast_now(), houvast_today() - 1, 'help',"
    " 'Een lange reden.', false)"
)
ASKED = "select * from tracks_known_here('Meeuwachter', '2008-05-04', {}, {})"
KNOWN = {
    "a name looked up for known here": ("anouk known_here", "select * from people_identity"),
    "a pseudonym looked up for known here": ("anouk known_here", "select * from people_person"),
    "a question that was not asked": ("anouk known_here", KNOWN_ROW),
    "a question without a reason": ("anouk known_here", ASKED.format("'help'", "'  kort    '")),
    "a question for nothing": ("anouk known_here", ASKED.format("'zomaar'", "'Een lange reden.'")),
    "a question for another purpose": ("anouk", ASKED.format("'help'", "'Een lange reden.'")),
    "a question by a team lead": (
        "lotte known_here",
        ASKED.format("'help'", "'Een lange reden.'"),
    ),
}
ALL = KNOWN | MENDING | MOMENTS | TRACKS | PROPOSALS | PERSONS


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker) as owner:
        yield build(owner)


@pytest.mark.parametrize("what", ALL)
def test_the_database_refuses(world, what):
    assert refused(world, *ALL[what])
