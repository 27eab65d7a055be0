"""The forms of sharing that `test_hostile_forms` attacks."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.restricting import restrict
from houvast.cooperation.reads.shared import share_choices
from houvast.cooperation.rules.restricting import RestrictedFor
from houvast.cooperation.rules.states import Label
from tests.cast import Client, sign_in
from tests.cooperation.keys import share_keys
from tests.cooperation.made import rows, tracked
from tests.hostile_cases import Case, World, day, on_track
from tests.sharing.made_registers import let_in


def _fill(world: World, track: UUID) -> dict[str, str]:
    fact = rows(world.town["anouk"], track, Label.STEP)[0]
    fill = {"receiver": "table", "facts": str(fact), "question": "Kan dit sneller dan nu?"}
    fill |= dict.fromkeys(("necessity", "proportionality", "subsidiarity"), "Anders lukt het niet.")
    return fill | {"ground": "G02", "until": day(20), "told": "told", "told_on": day()}


def share(world: World) -> Case:
    track = tracked(world.town)
    return on_track(world, "share", _fill(world, track), track=str(track), stale=None)


def refuse(world: World) -> Case:
    fill = {"receiver": "table", "question": "Met wie gaat hij om?", "why": "Dat is niet nodig."}
    track = str(tracked(world.town))
    return on_track(world, "refuse_share", fill, track=track, stale=None)


def work_fact(world: World) -> Case:
    track = tracked(world.town)
    address = reverse("work_fact", args=[track])
    wim = sign_in(Client(raise_request_exception=False), world.town.as_("wim", Purpose.PLACEMENT))
    case = Case(wim, address, address, {"topic": "income", "helps": "yes"})
    case.strangers = world.strangers("bilal", "tess", "vera")
    return case


def stop(world: World) -> Case:
    track = tracked(world.town)
    keys = share_keys(world.town, world.town["anouk"], track)
    address = reverse("stop_sharing", args=[track, keys["sharing_id"]])
    case = Case(world.client("anouk"), address, address, {"why": "Het is niet meer nodig."})
    case.own_id = str(keys["sharing_id"])
    case.strangers, case.once = world.strangers("bilal", "tess", "vera"), True
    return case


def right(world: World) -> Case:
    track = tracked(world.town)
    keys = share_keys(world.town, world.town["anouk"], track)
    address = reverse("put_right", args=[track, keys["fact_id"]])
    case = Case(world.client("anouk"), address, address, {"text": "Eerst mailen met W&I"})
    case.own_id = str(keys["fact_id"])
    case.strangers, case.once = world.strangers("bilal", "tess", "vera"), True
    return case


def restricted(world: World) -> Case:
    track = tracked(world.town)
    keys = share_keys(world.town, world.town["anouk"], track)
    address = reverse("restrict_fact", args=[track, keys["fact_id"]])
    case = Case(world.client("anouk"), address, address, {"ground": "contested"})
    case.own_id = str(keys["fact_id"])
    case.strangers, case.once = world.strangers("bilal", "tess", "vera"), True
    return case


def letter_left(world: World) -> Case:
    track = tracked(world.town)
    fact = share_keys(world.town, world.town["anouk"], track)["limited_id"]
    address = reverse("restrict_fact", args=[track, fact])
    fill = {"way": "by_post", "sent_on": day()}
    case = Case(world.client("anouk"), address, address, fill, own_id=str(fact))
    case.strangers, case.once = world.strangers("bilal", "tess", "vera"), True
    return case


def decision(world: World) -> Case:
    track = tracked(world.town)
    key = share_keys(world.town, world.town["anouk"], track)["restriction_id"]
    address = reverse("decide_restriction", args=[key])
    fill = {"decision": "lifting", "reason": "Het is uitgezocht, en het klopt.", "lift_on": day(9)}
    case = Case(world.client("vera"), address, address, fill, own_id=str(key))
    case.strangers, case.once = world.strangers("petra", "anouk", "wim"), True
    return case


def used(world: World) -> Case:
    track = tracked(world.town)
    by, fact = world.town["anouk"], share_keys(world.town, world.town["anouk"], track)["fact_id"]
    restrict(by=by, fact_id=fact, ground=RestrictedFor.CLAIM)
    address = reverse("use_restricted", args=[track, fact])
    fill = {"ground": "claim", "reason": "De rechtbank vraagt ernaar.", "until": day(3)}
    case = Case(world.client("anouk"), address, address, fill, own_id=str(fact))
    case.strangers, case.once = world.strangers("bilal", "tess", "vera"), True
    return case


def along(world: World) -> Case:
    track = tracked(world.town)
    keys = share_keys(world.town, world.town["anouk"], track)
    address = reverse("refuse_along", args=[keys["waiting_id"]])
    case = Case(world.client("vera"), address, address, {"why": "De ouder weet het nog niet."})
    case.own_id = str(keys["waiting_id"])
    case.strangers, case.once = world.strangers("petra", "anouk", "wim"), True
    return case


def allowed(world: World) -> Case:
    track = tracked(world.town)
    let_in(world.town)
    partner = share_choices(world.town["anouk"], track).partners[0][0]
    fill = {"scope": "photo", "to": str(partner), "what": "Een foto voor de krant van school."}
    fill |= {"purpose": "Om te laten zien wat hij leert.", "answer": "yes", "how": "together"}
    return on_track(world, "allowed", fill, track=str(track), stale=None)


SHARING: dict[str, Callable[[World], Case]] = {
    "share": share,
    "allowed": allowed,
    "refuse_share": refuse,
    "work_fact": work_fact,
    "stop_sharing": stop,
    "put_right": right,
    "restrict_fact": restricted,
    "use_restricted": used,
    "restrict_fact letter": letter_left,
    "decide_restriction": decision,
    "refuse_along": along,
}
