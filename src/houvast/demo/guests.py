"""The questions of the demo to a guest of a school: one that was answered, and one that runs."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from houvast.accounts.models import Membership
from houvast.cooperation.actions.guests import answer, ask_guest
from houvast.cooperation.actions.sharing import agree_along, share
from houvast.cooperation.reads.guests import Ask
from houvast.cooperation.reads.shared import along_page, share_choices
from houvast.cooperation.rules.decisions import Terms
from houvast.cooperation.rules.states import Label, Receiver, Told
from houvast.demo.clock import Clock
from houvast.demo.ledger import Town
from houvast.tracks.rules.states import FactKind

WHOLE_TERM, ASKED_FOR = 14, 10
"""Days."""
ANSWERED = (
    gettext_noop("Op welke dagen is er na school tijd om te werken?"),
    gettext_noop("Op maandag en donderdag is de school om twee uur klaar."),
)
RUNS = gettext_noop("Zijn er deze maand nog lessen gevolgd?")


def ask_school(town: Town, tracks: list[UUID], clock: Clock) -> None:
    """Samira asks the school about two young people; the first question was answered."""
    guest = town.people["marit"]
    for track, question in zip(tracks, (ANSWERED[0], RUNS), strict=False):
        made = _asked(town, track, question, clock)
        if question is not RUNS:
            answer(by=guest, question_id=made, text=ANSWERED[1], certainty=FactKind.SEEN)


def _asked(town: Town, track: UUID, question: str, clock: Clock) -> UUID:
    samira, guest = town.people["samira"], town.people["marit"]
    decided = _decided(town, track, question, clock)
    until = clock.today + timedelta(days=ASKED_FOR)
    asked = Ask(decided, guest.user_id, question, until)
    return ask_guest(by=samira, track_id=track, asked=asked)


def _decided(town: Town, track: UUID, question: str, clock: Clock) -> UUID:
    """The name, and nothing else; of who is younger than 18 Vera looks along."""
    samira, vera = town.people["samira"], town.people["vera"]
    school = Membership.objects.get(user=town.people["marit"].user_id).team.organisation_id
    names = [one.key for one in share_choices(samira, track).candidates if one.label is Label.NAME]
    terms = Terms(
        receiver=Receiver.PARTNER,
        question=question,
        ground="G01",
        necessity=gettext_noop("Zonder naam weet de school niet om wie het gaat."),
        proportionality=gettext_noop("Alleen de naam, en alleen voor deze vraag."),
        subsidiarity=gettext_noop("Samen gevraagd: zelf navragen lukte niet."),
        one_answer=True,
        until=clock.today + timedelta(days=WHOLE_TERM),
        told=Told.TOLD,
        told_on=clock.today,
    )
    made = share(by=samira, track_id=track, terms=terms, facts=names, to=school)
    if made in {one.id for one in along_page(vera).lines}:
        agree_along(by=vera, sharing_id=made)
    return made
