"""The forms of telling what we keep, that are attacked."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from houvast.tracks.actions.informing import answer_hold
from houvast.tracks.rules.informing import Audience
from tests.cast import Who, open_track
from tests.hostile_cases import Case, World, day, on_track
from tests.tracks.informs import ask, later, tell_young_person, with_sender

WHY = "Thuis is het nu niet veilig voor hem."


def child(world: World) -> UUID:
    born = timezone.localdate() - timedelta(days=13 * 366)
    return open_track(world.town, Who("Daan", "Daan", "Voorbeeld", born, "0600000003"))


def told(world: World) -> Case:
    fill = {"channel": "phone", "words": "folder-1", "language": "en", "on": day()}
    track = open_track(world.town)
    address = reverse("told", args=[track, "jongere"])
    case = on_track(world, "informing", fill, track=track, page=address, once=True)
    case.post = address
    case.stale = lambda: tell_young_person(by=world.town["anouk"], track_id=track)
    return case


def waits(world: World) -> Case:
    fill = {"ground": "others_unsafe", "reason": WHY, "until": day(30)}
    track = open_track(world.town)
    address = reverse("tell_later", args=[track, "jongere"])
    case = on_track(world, "informing", fill, track=track, page=address, once=True)
    case.post = address
    case.stale = lambda: tell_young_person(by=world.town["anouk"], track_id=track)
    return case


def left_out(world: World) -> Case:
    fill = {"kind": "leave_out", "ground": "young_person_unsafe", "reason": WHY, "until": ""}
    track = child(world)
    address = reverse("tell_later", args=[track, "ouders"])
    case = on_track(world, "informing", fill, track=track, page=address, once=True, stale=None)
    case.post = address
    return case


def answer(world: World) -> Case:
    """A repeat, which asks for everything."""
    town = world.town
    track = open_track(town)
    first = ask(town, track)
    answer_hold(by=town["vera"], hold_id=first, agrees=True, answer="Dat is nodig nu.")
    hold = ask(town, track, Audience.YOUNG_PERSON, later(40))
    address = reverse("hold", args=[hold])
    fill = {"agrees": "yes", "answer": "Nog even wachten.", "by": "Teammanager", "on": day()}
    fill |= {"document": "Besluit 12", "fg_on": day(), "fg_advice": "Akkoord, houd het kort."}
    case = Case(world.client("vera"), address, address, fill, own_id=str(hold), once=True)
    case.strangers = world.strangers("anouk", "rachid", "petra")
    no = {"hold_id": hold, "agrees": False, "answer": "Vertel het samen."}
    case.stale = lambda: answer_hold(by=town["vera"], **no)
    return case


def sender(world: World) -> Case:
    with_sender(world.town["vera"])
    address = reverse("letter_sender")
    fill = {"name": "Het college", "address": "Plein 1", "phone": "14 000"}
    fill |= {"email": "privacy@waterrade.example", "fg": "fg@waterrade.example"}
    fill |= {"ground": "De gemeente helpt jongeren bij school en werk."}
    case = Case(world.client("vera"), address, address, fill)
    case.strangers = world.strangers("anouk", "rachid", "petra")
    return case


INFORMING: dict[str, Callable[[World], Case]] = {
    "told": told,
    "tell_later": waits,
    "tell_later of parents": left_out,
    "hold": answer,
    "letter_sender": sender,
}
