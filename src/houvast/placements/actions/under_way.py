"""What every act on a placement begins with, and what each that stops work ends with."""

from uuid import UUID

from houvast.accounts.reads import working_days
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules import Verb
from houvast.tracks.actions.locking import locked
from houvast.tracks.actions.moments import check_may
from houvast.tracks.actions.tracks import moment_at_latest, work_ended
from houvast.tracks.models import Track
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.states import PROMISED

AFTER_BREAK_OFF = gettext_noop("Hoe gaat het, en wat nu?")


def running(by: Actor, track_id: UUID, act: Operation) -> Track:
    """The track, locked, when it runs and the actor may write about its work."""
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.PM, track, act.now)
    track = locked(track_id)
    if track.state not in PROMISED:
        raise Refused(gettext_noop("Dit traject loopt nu niet. Heropen het eerst."))
    return track


def check_leads(by: Actor, track: Track) -> None:
    """A step that moves the promise is for the lead, and not for the work coach beside him."""
    if track.lead_coach_id != by.user_id:
        raise Refused(
            gettext_noop("Dit doet de vaste coach: er hoort een volgend moment bij. Bel even.")
        )


def search_again(by: Actor, track: Track, act: Operation) -> None:
    """Work stopped or did not begin: the search opens again, with a moment within days (P10)."""
    check_leads(by, track)
    work_ended(by=by, track=track, ahead=_within_days(track, act), act=act)


def moment_soon(by: Actor, track: Track, act: Operation) -> None:
    """A hope ended: a moment within days, and nothing else changes."""
    check_leads(by, track)
    moment_at_latest(by=by, track=track, ahead=_within_days(track, act), act=act)


def _within_days(track: Track, act: Operation) -> Ahead:
    terms = terms_of(track.programme_id, act.today)
    days = working_days(track.municipality_id, act.today)
    return Ahead(days.after(act.today, terms.after_break_off), what=AFTER_BREAK_OFF)
