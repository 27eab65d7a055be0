"""Ask a young person for a yes and keep the answer; a yes is taken back in one act."""

from uuid import UUID, uuid4

from houvast.accounts.rules import OrganisationKind
from houvast.audit.actions import recorded
from houvast.cooperation.actions.received import push
from houvast.cooperation.models import Allowance, Sharing
from houvast.cooperation.reads.standing import track_to_share
from houvast.cooperation.rules.allowed import (
    WORDS_SHOWN,
    AllowAsked,
    AllowState,
    check_allowed,
    check_receiver,
    check_stop,
)
from houvast.cooperation.rules.states import LIVE, Pushed, ShareState
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.people.models import Identity
from houvast.sharing.models import Partnership

TAKEN_BACK = gettext_noop("De jongere nam het ja terug.")


def ask_allowed(
    *, by: Actor, track_id: UUID, to: UUID, asked: AllowAsked, key: UUID | None = None
) -> UUID:
    """Keep what the young person answered; a no is kept too and changes nothing (T-27)."""
    with recorded(by, "cooperation.allowance_asked", track_id) as act:
        track, leads = track_to_share(by, track_id, act)
        if not leads:
            raise NotAllowed("lead")
        if key and Allowance.objects.filter(pk=key).exists():
            return key
        partner = Partnership.objects.filter(organisation=to, state="in_force")
        known = partner.select_related("organisation").first()
        if known is None:
            raise Refused(gettext_noop("Kies een partner uit de lijst."), field="to")
        check_receiver(OrganisationKind(known.organisation.kind))
        born = Identity.objects.filter(person=track.person_id).values_list("birth_date", flat=True)
        until = check_allowed(asked, born.first(), act.today)
        state = AllowState.GIVEN if asked.says_yes else AllowState.REFUSED
        return Allowance.objects.create(
            pk=key or uuid4(),
            scope=asked.scope.value,
            to_id=to,
            what=asked.what.strip(),
            purpose=asked.purpose.strip(),
            words=WORDS_SHOWN,
            state=state.value,
            asked_by_id=by.user_id,
            asked_at=act.now,
            how=asked.how.value,
            helped_by=asked.helped_by.strip(),
            parent=asked.parent.value if asked.parent else "",
            until=until,
            **track.row(),
        ).pk


def take_allowed_back(*, by: Actor, allowance_id: UUID) -> None:
    """From this commit on nothing is shared on it, and each receiver is asked to remove it."""
    with recorded(by, "cooperation.allowance_taken_back", allowance_id) as act:
        found = Allowance.objects.one(allowance_id)
        track_to_share(by, found.track_id, act)
        locked = Allowance.objects.select_for_update(no_key=True).one(allowance_id)
        check_stop(AllowState(locked.state))
        on_it = Sharing.objects.filter(allowance=locked, state__in=[*LIVE, ShareState.DECIDED])
        for one in on_it.select_for_update(no_key=True):
            if one.state in LIVE:
                push(one, Pushed.WITHDRAWAL, act)
            one.state, one.why_ended = ShareState.WITHDRAWN.value, TAKEN_BACK
            one.ended_by_id, one.ended_at = by.user_id, act.now
            one.save()
        locked.state, locked.withdrawn_at = AllowState.WITHDRAWN.value, act.now
        locked.save(update_fields=["state", "withdrawn_at"])
