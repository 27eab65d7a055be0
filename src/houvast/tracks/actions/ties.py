"""Say that a colleague knows a young person in private, which closes the file for that colleague.

The database does the rest in the same transaction (0061): another keeps the moment, what was asked
of the colleague is answered no, and access ends. Nobody else is told why.
"""

from uuid import UUID

from django.db import connection

from houvast.accounts.models import User
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.models import Tie
from houvast.sharing.rules import Verb
from houvast.sharing.rules.ties import TieSaid, check_other
from houvast.tracks.actions.moments import check_may
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.occupants import coordinators_there
from houvast.tracks.models import Track
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import TrackState


def answer_private(*, by: Actor, track_id: UUID, is_private: bool) -> None:
    """Answer for oneself. A yes closes the file at once; the same answer again changes nothing."""
    with recorded(by, "tracks.private_answered", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        known = Tie.objects.filter(person=track.person_id, user=by.user_id, ended_at=None)
        if not is_private and known.exists():
            return
        if is_private:
            _ask_another(by, track, act)
        _say(by, track, by.user_id, TieSaid.COLLEAGUE, act, is_private=is_private)


def close_to_colleague(*, by: Actor, track_id: UUID, colleague: UUID | None) -> UUID:
    """Close a file for somebody else: said by who steers, or by the young person to the coach.

    Gives the key of what was said; when it stood there already, that one stays.
    """
    with recorded(by, "tracks.closed_to_colleague", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        said = _who_says(by, track, act)
        who = check_other(by.user_id, colleague)
        here = User.objects.filter(
            pk=who, municipality_id=by.municipality_id, is_system=False, system_of=None
        )
        if not here.exists():
            raise Refused(gettext_noop("Kies een collega uit de lijst."), field="colleague")
        if who == track.lead_coach_id:
            _ask_another(by, track, act)
        return _say(by, track, who, said, act, is_private=True)


def end_tie(*, by: Actor, tie_id: UUID) -> None:
    """Open a file again for a colleague, when it was said by mistake. Access does not come back."""
    with recorded(by, "tracks.tie_ended", tie_id) as act:
        if by.role != Role.PRIVACY_OFFICER or by.purpose != Purpose.SUBJECT_RIGHTS:
            raise NotAllowed("role")
        found = Tie.objects.filter(pk=tie_id, is_private=True).first()
        if found is None:
            raise NotFound
        act.concerns(found.person_id)
        Tie.objects.filter(pk=tie_id, ended_at=None).update(
            ended_at=act.now, ended_by_id=by.user_id
        )


def check_can_be_asked(person_id: UUID, colleague: UUID, no: str, field: str) -> None:
    """Refuse to ask a coach who is near, in the words in which any other is refused."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_may_be_asked(%s, %s)", [person_id, colleague])
        (may,) = cursor.fetchone()
    if not may:
        raise Refused(no, field=field)


def _who_says(by: Actor, track: Track, act: Operation) -> TieSaid:
    if by.purpose == Purpose.PROCESS_STEERING and by.role in STEERING:
        return TieSaid.STEERING
    check_may(by, Verb.WRITE, InformationClass.SH, track, act.now)
    return TieSaid.YOUNG_PERSON


def _ask_another(by: Actor, track: Track, act: Operation) -> None:
    """Tell who coordinates that this track waits for another coach; why is not said."""
    if track.state == TrackState.CLOSED:
        return
    for one in coordinators_there(by.municipality_id, act)[:1]:
        tell(by.municipality_id, one, NoticeKind.ANOTHER_COACH, act)


def _say(
    by: Actor, track: Track, who: UUID, said: TieSaid, act: Operation, *, is_private: bool
) -> UUID:
    """Write it down, last of all: after this the file may be closed to who acts.

    It may stand there already, said by somebody whose answer is not for this actor's eyes.
    """
    told = Tie(
        municipality_id=track.municipality_id,
        controller=track.controller,
        destroy_on=track.destroy_on,
        person_id=track.person_id,
        user_id=who,
        is_private=is_private,
        said_by=said.value,
        entered_by_id=by.user_id,
        at=act.now,
    )
    Tie.objects.bulk_create([told], ignore_conflicts=True)
    return told.pk
