"""The forms of guests of partners that `test_hostile_forms` attacks."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Team
from houvast.accounts.rules import Role
from houvast.database.context import acting
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.reads.access import access_page
from tests.cast import Client, Town, open_track, sign_in
from tests.cooperation.guests import asked, organisation_of, shared_with, with_guest
from tests.cooperation.made import tracked
from tests.hostile_cases import Case, World, day, on_track
from tests.tracks.ending_roles import ending_role


def ask(world: World) -> Case:
    track = tracked(world.town)
    guest = with_guest(world.town)
    decided = shared_with(world.town, track, guest)
    fill = {"to": f"{decided} {guest.user_id}", "question": "Komt hij nog naar de lessen?"}
    fill |= {"until": day(5)}
    return on_track(world, "ask_partner", fill, track=str(track), stale=None)


def care(world: World) -> Case:
    """Whom to ring about youth help: a partner out of the register, a number and a day."""
    partner = str(organisation_of(world.town, with_guest(world.town)))
    fill = {"to": partner, "contact": "06 00 00 00 96", "on": day(-5)}
    return on_track(world, "care", fill, track=str(tracked(world.town)))


def shield(world: World) -> Case:
    """Why a track is shielded, out of a list, and until which day."""
    fill = {"reason": "harm", "until": day(20)}
    return on_track(world, "shield", fill, track=str(tracked(world.town)))


def _question(world: World) -> tuple[str, Client]:
    guest = with_guest(world.town)
    made = str(asked(world.town, tracked(world.town), guest))
    return made, sign_in(Client(raise_request_exception=False), guest)


def answer(world: World) -> Case:
    made, guest = _question(world)
    address = reverse("guest_question", args=[made])
    fill = {"text": "Hij komt elke dag, behalve op vrijdag.", "certainty": "seen"}
    case = Case(guest, address, address, fill, own_id=made)
    case.strangers, case.once = world.strangers("anouk", "bilal", "vera"), True
    return case


def stop(world: World) -> Case:
    made, guest = _question(world)
    address = reverse("stop_guest", args=[made])
    fill = {"why": "De school vraagt het zelf."}
    case = Case(world.client("anouk"), address, address, fill, own_id=made)
    case.strangers, case.once = (*world.strangers("bilal", "tess", "rachid"), guest), True
    return case


def new_guest(world: World) -> Case:
    address = reverse("new_guest")
    partner = str(organisation_of(world.town, with_guest(world.town)))
    fill = {"organisation_id": partner, "name": "Ria Voorbeeld", "function": "Mentor"}
    fill |= {"email": "ria@voorbeeld.invalid", "username": "ria.voorbeeld"}
    admin = sign_in(Client(raise_request_exception=False), world.town.admin)
    return Case(admin, address, address, fill, strangers=world.strangers("anouk", "vera", "petra"))


def _of_admin(world: World, address: str, fill: dict[str, str]) -> Case:
    admin = sign_in(Client(raise_request_exception=False), world.town.admin)
    return Case(admin, address, address, fill, strangers=world.strangers("anouk", "vera", "petra"))


def new_colleague(world: World) -> Case:
    fill = {"name": "Ria Voorbeeld", "function": "Jongerenwerker", "role": "outreach_coach"}
    fill |= {"email": "ria@voorbeeld.invalid", "username": "ria.voorbeeld"}
    fill["team_id"] = str(world.town.teams["Zuid"])
    return _of_admin(world, reverse("new_colleague"), fill)


def colleague(world: World) -> Case:
    """One more role, which is there only once."""
    address = reverse("colleague", args=[world.town["anouk"].user_id])
    case = _of_admin(
        world, address, {"role": "work_coach", "team_id": str(world.town.teams["Zuid"])}
    )
    case.once = True
    return case


def team(world: World) -> Case:
    fill = {"name": "Oost", "organisation_id": str(house_of(world.town))}
    return _of_admin(world, reverse("teams"), fill)


def organisation(world: World) -> Case:
    fill = {"name": "Buurtwerk", "kind": "youth_work", "controller": "college", "team": "West"}
    return _of_admin(world, reverse("organisation"), fill)


def house_of(town: Town) -> UUID:
    """The organisation of team Zuid."""
    with acting(town.admin):
        return Team.objects.get(pk=town.teams["Zuid"]).organisation_id


def step_reset(world: World) -> Case:
    address = reverse("step_resets")
    who = str(world.town["anouk"].user_id)
    fill = {"who": who, "lost": "phone_lost", "shown": "document"}
    strangers = world.strangers("anouk", "vera", "petra")
    return Case(world.client("lotte"), address, address, fill, strangers=strangers)


def roles(world: World) -> Case:
    """Two roles that end in twenty days, which an administrator lets go on."""
    given = {"sam": Role.BROKER, "wim": Role.OUTREACH_COACH}
    made = [ending_role(world.town, who, role) for who, role in given.items()]
    address = reverse("role_reviews")
    admin = sign_in(Client(raise_request_exception=False), world.town.admin)
    case = Case(admin, address, address, {f"role_{one.hex}": "keep" for one in made}, once=True)
    case.strangers = world.strangers("anouk", "sam", "lotte", "tess")
    return case


def access(world: World) -> Case:
    """Access that ends within the month, which the coordinator lets go on."""
    town, track, last = (
        world.town,
        open_track(world.town),
        timezone.localdate() + timedelta(days=20),
    )
    beside = {"track_id": track, "user_id": town["wim"].user_id, "until": last}
    give_work_coach(by=town["anouk"], **beside)
    [line] = access_page(town["rachid"]).lines
    address, fill = reverse("access_reviews"), {"kept": str(line.id), "why": "work"}
    case = Case(world.client("rachid"), address, address, fill, once=True)
    case.strangers = world.strangers("anouk", "wim", "tess", "vera")
    return case


GUESTS: dict[str, Callable[[World], Case]] = {
    "ask_partner": ask,
    "care": care,
    "shield": shield,
    "guest_question": answer,
    "stop_guest": stop,
    "new_guest": new_guest,
    "new_colleague": new_colleague,
    "colleague": colleague,
    "teams": team,
    "organisation": organisation,
    "step_resets": step_reset,
    "role_reviews": roles,
    "access_reviews": access,
}
