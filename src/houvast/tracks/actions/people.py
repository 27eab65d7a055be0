"""Complete who someone is: what was not known at the start is filled in when it is told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.people.models import Identity, Nickname
from houvast.people.rules import PreferredChannel, check_age, phone_number
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import check_may
from houvast.tracks.models import Track
from houvast.tracks.reads.terms import terms_of


@dataclass(frozen=True, slots=True)
class Details:
    """Name, birth date and how to reach someone; empty is not known."""

    nickname: str
    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    preferred_channel: PreferredChannel | None = None


def complete_identity(*, by: Actor, track_id: UUID, details: Details) -> None:
    """Write down who someone is, by the lead coach; the ages of the programme still hold."""
    with recorded(by, "tracks.identity_completed", track_id) as act:
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.ID, track, act.now)
        terms = terms_of(track.programme_id, act.today)
        if not details.nickname.strip():
            raise Refused(
                gettext_noop("Vul een roepnaam in. Zo noemen collega's de jongere."),
                field="nickname",
            )
        check_age(details.birth_date, act.today, age_from=terms.age_from, age_below=terms.age_below)
        Nickname.objects.filter(person=track.person_id).update(text=details.nickname.strip())
        channel = details.preferred_channel
        Identity.objects.filter(person=track.person_id).update(
            given_name=details.given_name.strip(),
            family_name=details.family_name.strip(),
            birth_date=details.birth_date,
            phone=phone_number(details.phone),
            preferred_channel=channel.value if channel else "",
        )
