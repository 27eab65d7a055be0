"""Use of what is restricted (AVG 18.2): four grounds, two people, one colleague, one purpose."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from houvast.accounts.rules import InformationClass, Purpose
from houvast.cooperation.actions.restricting import lift, restrict
from houvast.cooperation.actions.using import agree_use, ask_use, end_use, refuse_use
from houvast.cooperation.models import RestrictedUse, SharedFact
from houvast.cooperation.reads.using import use_page, uses_page
from houvast.cooperation.rules.restricting import RestrictedFor
from houvast.cooperation.rules.states import Label, Receiver
from houvast.cooperation.rules.using import UseGround, UseState
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.rules import Standing, Thing, Verb, decide
from tests.cooperation.limits import decided, sent
from tests.cooperation.made import answered, beside, receiver, rows, shared, terms
from tests.cooperation.test_sharing import raw, seen

DAY = timedelta(days=1)
STEP, NAME = "Bellen met W&I", "Sem Voorbeeld"
WHY = "De rechtbank vraagt zijn naam voor een zaak."


def fact(town, label=Label.NAME, by="anouk"):
    with acting(beside(town) if by == "wim" else town[by]):
        return SharedFact.objects.filter(label=label, dropped_at=None).order_by("pk")[0].pk


def kept(town, track):
    """The name is shared with fleur, and is only kept for now."""
    shared(town, track)
    one = fact(town)
    restrict(by=town["anouk"], fact_id=one, ground=RestrictedFor.CONTESTED)
    return one


def asked(town, one, by="anouk", **changes):
    what = {"ground": UseGround.CLAIM, "reason": WHY, "until": timezone.localdate() + 3 * DAY}
    return ask_use(by=town[by], fact_id=one, **what | changes)


def refused(do, *values, **more):
    with pytest.raises(Refused) as why:
        do(*values, **more)
    return why.value


def test_it_opens_for_who_got_it_when_the_privacy_officer_agrees(town, track):
    one = kept(town, track)
    use = asked(town, one)
    assert seen(receiver(town)) == [STEP], "asking opens nothing"
    (waits,) = uses_page(town["vera"]).waits
    assert (waits.label, waits.to, waits.ground) == (Label.NAME, "Fleur", UseGround.CLAIM)
    agree_use(town["vera"], use)
    assert seen(receiver(town)) == [STEP, NAME]
    (line,) = use_page(town["anouk"], one).uses
    assert line.is_open and line.second == "Vera"
    assert [one.id for one in uses_page(town["vera"]).open_now] == [use]


def test_it_opens_for_nobody_else_and_for_nothing_else(town, track):  # T-02
    one = kept(town, track)
    agree_use(town["vera"], asked(town, one))
    for name in ("bilal", "rachid", "lotte", "tess", "vera", "petra"):
        assert seen(town[name]) == [], name
    for purpose in (Purpose.GUIDANCE, Purpose.PLACEMENT, Purpose.INTAKE):
        assert seen(town.as_("fleur", purpose)) == [], purpose


def test_it_ends_on_its_last_day_and_when_somebody_stops_it(town, track, clock):
    one = kept(town, track)
    use = asked(town, one)
    agree_use(town["vera"], use)
    clock.forward(days=3)
    assert NAME in seen(receiver(town))
    clock.forward(days=1)
    assert seen(receiver(town)) == [STEP]
    again = asked(town, one, until=timezone.localdate() + 5 * DAY)
    agree_use(town["vera"], again)
    assert NAME in seen(receiver(town))
    end_use(town["vera"], again)
    assert seen(receiver(town)) == [STEP]
    assert "intussen veranderd" in refused(end_use, town["anouk"], again).reason


def test_a_use_does_not_outlive_the_restriction_that_it_was_for(town, track, clock):
    one = kept(town, track)
    agree_use(town["vera"], asked(town, one, until=timezone.localdate() + 20 * DAY))
    restriction = decided(town, one)
    sent(town["anouk"], one)
    clock.forward(days=1)
    lift(town["vera"], restriction)
    clock.forward(hours=1)
    restrict(by=town["anouk"], fact_id=one, ground=RestrictedFor.OBJECTED)
    assert seen(receiver(town)) == [STEP], "a new restriction has no use yet"


def test_who_asks_does_not_decide_and_the_fg_advises(town, track):
    one = kept(town, track)
    use = asked(town, one)
    for name in ("anouk", "bilal", "petra", "rachid", "lotte"):
        with pytest.raises((NotAllowed, NotFound)):
            agree_use(town[name], use)
    refuse_use(town["vera"], use)
    assert use_page(town["anouk"], one).uses[0].state is UseState.REFUSED
    assert "intussen veranderd" in refused(agree_use, town["vera"], use).reason
    for name in ("anouk", "petra", "rachid"):
        with pytest.raises(NotAllowed):
            uses_page(town[name])


def test_what_has_to_be_said(town, track):
    one, today = kept(town, track), timezone.localdate()
    assert refused(asked, town, one, reason="zaak").field == "reason"
    for until in (today - DAY, today + 40 * DAY):
        assert refused(asked, town, one, until=until).field == "until"
    asked(town, one)
    assert "al gevraagd" in refused(asked, town, one).reason
    assert not use_page(town["anouk"], one).may_ask
    free = fact(town, Label.STEP)
    assert "intussen veranderd" in refused(asked, town, free).reason
    for name in ("bilal", "vera", "tess"):
        with pytest.raises((NotAllowed, NotFound)):
            asked(town, one, by=name)


def test_what_werk_en_inkomen_answered_opens_for_the_coach_who_leads(town, track):
    answered(town, track)
    one = fact(town, Label.ANSWER, "wim")
    restrict(by=beside(town), fact_id=one, ground=RestrictedFor.CONTESTED)
    assert seen(town["anouk"]) == []
    until = timezone.localdate() + DAY
    use = ask_use(by=beside(town), fact_id=one, ground=UseGround.CONSENT, reason=WHY, until=until)
    agree_use(town["vera"], use)
    assert seen(town["anouk"]) == ["Werk en Inkomen helpt met inkomen: ja"]


def test_a_partner_gets_nothing_of_it(town, track):
    from houvast.cooperation.actions.sharing import share
    from tests.cooperation.guests import with_guest

    guest = with_guest(town)
    with acting(guest):
        from houvast.accounts.models import Membership

        partner = Membership.objects.get(user=guest.user_id).team.organisation_id
    facts = rows(town["anouk"], track, Label.STEP)
    what = terms(Receiver.PARTNER, told_on=timezone.localdate())
    share(by=town["anouk"], track_id=track, terms=what, facts=facts, to=partner)
    one = fact(town, Label.STEP)
    restrict(by=town["anouk"], fact_id=one, ground=RestrictedFor.CLAIM)
    assert "alleen voor een collega" in refused(asked, town, one).reason
    assert not use_page(town["anouk"], one).may_ask


@pytest.mark.parametrize(
    ("use", "says"), [(None, "restricted"), (0, "restricted"), (-1, "restricted"), (1, "")]
)
def test_the_one_decision_says_the_same(town, use, says):
    fleur, now = receiver(town), timezone.now()
    until = None if use is None else now + use * DAY
    thing = Thing(
        InformationClass.ID,
        fleur.municipality_id,
        Standing.RECEIVER,
        share_until=now + DAY,
        is_restricted=True,
        use_until=until,
    )
    assert decide(fleur, Verb.SEE, thing, fleur.purpose, now).reason == says
    anew = replace(thing, share_until=None)
    assert not decide(fleur, Verb.SEE, anew, fleur.purpose, now), "a use alone opens nothing"


COLUMNS = (
    "id, municipality_id, controller, destroy_on, person_id, track_id, fact_id, label, ground,"
    " reason, to_user_id, purpose, until, state, asked_by_id, asked_at"
)
MADE = (
    f"insert into cooperation_restricteduse ({COLUMNS}) select gen_random_uuid(), municipality_id,"
    " controller, destroy_on, person_id, track_id, id, label, 'claim', 'x', %s, {purpose},"
    " houvast_now() + interval '{days} days', '{state}', %s, houvast_now()"
    " from cooperation_sharedfact where id = %s"
)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": "open"}, "asked for its own receiver|row-level security"),
        ({"days": 60}, "asked for its own receiver"),
        ({"purpose": "'guidance'"}, "asked for its own receiver"),
        ({"to": "bilal"}, "asked for its own receiver"),
        ({"by": "bilal"}, "row-level security|asked for its own receiver"),
    ],
)
def test_by_hand_nothing_is_asked_otherwise(town, track, changes, why):
    one = kept(town, track)
    said = {"state": "asked", "days": 3, "purpose": "'work_income'", "to": "fleur", "by": "anouk"}
    said |= changes
    with pytest.raises(DatabaseError, match=why):
        to, by = town[said["to"]].user_id, town[said["by"]].user_id
        assert raw(town["anouk"], MADE.format(**said), to, by, one)


OPENED = "update cooperation_restricteduse set state = 'open', second_at = now(), second_id = %s"


def test_by_hand_nobody_but_the_privacy_officer_opens_it(town, track):
    asked(town, kept(town, track))
    for name in ("anouk", "vera"):
        with pytest.raises(DatabaseError, match=r"privacy officer decides|nobody_who_decides"):
            raw(town["anouk"], OPENED, town[name].user_id)
    for name in ("bilal", "petra", "rachid", "tess"):
        assert raw(town[name], OPENED, town[name].user_id) == 0
    with pytest.raises(DatabaseError, match="privacy officer decides"):
        raw(town["vera"], "update cooperation_restricteduse set until = until + interval '9 days'")
    assert raw(town["vera"], OPENED, town["vera"].user_id) == 1
    with acting(town["anouk"]):
        assert RestrictedUse.objects.get().state == "open"
