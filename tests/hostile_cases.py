"""The forms that `test_hostile_forms` attacks: who sends them, from where, and what is good."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.database.context import acting
from houvast.tracks.actions import steps
from houvast.tracks.actions.closing import Farewell, agree_closing, propose_closing
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.signals import Who, turn_down
from houvast.tracks.actions.tracks import accept_track
from houvast.tracks.models import Contact
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.states import CloseReason
from houvast.tracks.rules.steps import StepPlan
from tests.cast import (
    ILIAS,
    PASSWORD,
    Life,
    Town,
    ahead,
    found_beyond,
    live,
    offer_of,
    open_track,
    place_to_work,
    proposed_track,
    sign_in,
    signal_in_triage,
    talk,
)
from tests.tracks.informs import tell_young_person


@dataclass(frozen=True)
class World:
    """A town, and two lives that are none of the sender's business."""

    town: Town
    beyond: Town
    theirs: tuple[Life, Life]

    def client(self, name: str) -> Client:
        return sign_in(Client(raise_request_exception=False), self.town[name])

    def strangers(self, *names: str) -> tuple[Client, ...]:
        """People of here who may not, someone from elsewhere, and nobody at all."""
        nobody = Client(raise_request_exception=False)
        far = sign_in(Client(raise_request_exception=False), self.beyond["anouk"])
        return (*(self.client(name) for name in names), far, nobody)


@dataclass
class Case:
    """A form: `once` says that sent again it may write nothing, also without a key of its own.

    `answers_json`: a post that is no form gets a 400 from the library that reads it. Bytes in
    `fill` are sent as a file. `unseen`: a function of the database writes, and no statement here.
    """

    client: Client
    page: str
    post: str
    fill: dict[str, str | bytes]
    own_id: str = ""
    others: tuple[str, ...] = ()
    strangers: tuple[Client, ...] = ()
    stale: Callable[[], object] | None = None
    once: bool = False
    answers_json: bool = False
    unseen: bool = False


def make_world(town: Town) -> World:
    beyond = found_beyond()
    return World(town, beyond, (live(beyond, "Ver"), live(town, "Buur", "bilal", "0600000002")))


def day(ahead: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def on_track(world: World, name: str, fill: dict[str, str], **more: object) -> Case:
    """A form of a file that anouk leads."""
    track = str(more.pop("track", None) or open_track(world.town))
    address = reverse(name, args=[track])
    page = str(more.pop("page", "") or address)
    case = Case(world.client("anouk"), page, address, fill, own_id=track)
    case.others = tuple(str(one.track) for one in world.theirs)
    case.strangers = world.strangers("bilal", "tess", "petra", "sam")
    case.stale = close(world, UUID(track))
    for key, value in more.items():
        setattr(case, key, value)
    return case


def close(world: World, track: UUID) -> Callable[[], None]:
    """Let the track be closed while the page stood open."""
    town, today = world.town, timezone.localdate()

    def closes() -> None:
        later = today + timedelta(days=30)
        bye = Farewell(
            CloseReason.YOUNG_PERSON_STOPPED, town["anouk"].user_id, later, today, answers={}
        )
        asked = propose_closing(by=town["anouk"], track_id=track, farewell=bye)
        agree_closing(by=town["rachid"], closing_id=asked)

    return closes


def contact(world: World) -> Case:
    fill = {"outcome": "spoke", "note": "Wil werken.", "what": "Koffie", "next_on": day(3)}
    return on_track(world, "log_contact", fill)


def moment(world: World) -> Case:
    return on_track(world, "moment", {"next_on": day(3), "what": "Koffie", "agreed": "yes"})


def correction(world: World) -> Case:
    by, track = world.town["anouk"], open_track(world.town)
    key = log_contact(by=by, track_id=track, talk=talk(), ahead=ahead(5))
    theirs = [contact_of(world.beyond, world.theirs[0], "anouk")]
    theirs.append(contact_of(world.town, world.theirs[1], "bilal"))
    page = reverse("correct_contact", args=[key])
    fill = {"outcome": "not_reached", "note": "Was er niet.", "reason": "Verkeerd aangetikt."}
    case = on_track(world, "track", fill, track=track, page=page, once=True)
    case.post, case.own_id, case.others = page, str(key), tuple(str(one) for one in theirs)
    return case


def contact_of(town: Town, life: Life, who: str) -> UUID:
    with acting(town[who]):
        return Contact.objects.get(track=life.track).pk


def known(world: World) -> Case:
    address = reverse("known_here")
    fill = {"family_name": "Voorbeeld", "birth_date": "2008-05-04", "asked_for": "signal"}
    fill |= {"reason": "Staat elke dag bij het jongerenwerk."}
    nobody = (world.client("petra"), world.client("sam"), Client(raise_request_exception=False))
    return Case(world.client("tess"), address, address, fill, strangers=nobody)


def scan(world: World) -> Case:
    return on_track(world, "scan", {"income": "in_order", "housing": "needs_step"})


def add_step(world: World) -> Case:
    fill = {"domain": "work", "what": "Een meeloopdag afspreken", "who": "coach", "due": day(3)}
    return on_track(world, "add_step", fill)


def future_plan(world: World) -> Case:
    fill = {"wants": "Een eigen zaak.", "agreed": "yes", "agreed_with": "young_person"}
    return on_track(world, "future_plan", fill | {"agreed_on": day()})


def support_plan(world: World) -> Case:
    fill = {"template": "youth", "first": "housing", "try_again_on": day(9), "agreed": "yes"}
    fill |= {"agreed_with": "young_person", "agreed_on": day()}
    waits = dict.fromkeys(("without_work", "without_future"), "Eerst een plek om te slapen.")
    return on_track(world, "support_plan", fill | waits)


def measure(world: World) -> Case:
    fill = {"income": "open", "right_way": "yes", "someone_stays": "no"}
    return on_track(world, "measure", fill, once=True)


def on_step(world: World, name: str, fill: dict[str, str]) -> Case:
    """A form of a step of a file that anouk leads."""
    track = open_track(world.town)
    plan = StepPlan(LifeDomain.HOUSING, "Een inschrijfadres regelen")
    step = steps.add_step(by=world.town["anouk"], track_id=track, step=plan)
    page, post = reverse("step", args=[step]), reverse(name, args=[step])
    case = on_track(world, "track", fill, track=track, page=page)
    case.post, case.own_id = post, str(step)
    case.others = tuple(str(one.step) for one in world.theirs)
    return case


def change_step(world: World) -> Case:
    return on_step(world, "step", {"who": "young_person", "due": day(9)})


def drop_step(world: World) -> Case:
    case = on_step(world, "step_dropped", {"reason": "Hij heeft al een adres."})
    case.once = True
    return case


def closing(world: World) -> Case:
    track = open_track(world.town)
    tell_young_person(by=world.town["anouk"], track_id=track)
    points = ("support", "housing", "school_work", "income", "wellbeing")
    fill = {f"answer_{one}": "Dat kan later, samen met school." for one in points}
    fill |= {"reason": "basis_in_place", "door_contact": str(world.town["anouk"].user_id)}
    return on_track(world, "closing", fill, track=track, once=True)


def reopen(world: World) -> Case:
    track = open_track(world.town)
    close(world, track)()
    fill = {"ground": "Hij vraagt zelf weer om hulp.", "what": "Koffie", "next_on": day(1)}
    return on_track(world, "reopen", fill, track=track, once=True, stale=None)


def propose(world: World) -> Case:
    return on_track(world, "propose", {"workplace": str(place_to_work(world.town, "Eigen"))})


def wishes(world: World) -> Case:
    fill = {"own_words": "Iets met mijn handen.", "hours_least": "8", "pc4": "1234"}
    return on_track(world, "wishes", fill | {"vca": "seen", "sectors": "I"})


def not_now(world: World) -> Case:
    track, place = open_track(world.town), place_to_work(world.town, "Eigen")
    address = reverse("place_for", args=[track, place])
    fill = {"reason": "too_far", "text": "Twee bussen."}
    case = on_track(world, "track", fill, track=track, page=address, post=address)
    case.strangers = world.strangers("bilal", "tess", "petra", "sam")
    return case


def on_signal(world: World, name: str, fill: dict[str, str]) -> Case:
    """An answer of the triage."""
    town = world.town
    signal = signal_in_triage(town, Who())
    address = reverse(name, args=[signal])
    case = Case(world.client("tess"), address, address, fill, own_id=str(signal), once=True)
    case.others = tuple(str(one.signal) for one in world.theirs)
    case.strangers = world.strangers("anouk", "bilal", "petra", "sam")
    case.stale = lambda: turn_down(by=town["tess"], signal_id=signal, reason="Er is al hulp hier.")
    return case


def take_up(world: World) -> Case:
    why = dict.fromkeys(("necessity", "proportionality", "subsidiarity"), "Omdat het nodig is.")
    who = {
        "holder": str(world.town["rachid"].user_id),
        "coach": str(world.town["anouk"].user_id),
        "reason": "Kent de buurt goed.",
        "nickname": "Mo",
    }
    return on_signal(world, "take_up", why | who)


def turned_down(world: World) -> Case:
    return on_signal(world, "turn_down", {"reason": "Er is al hulp van school."})


def refer(world: World) -> Case:
    fill = {"to": "Fenna van het loket", "reason": "Zij helpen met papieren."}
    return on_signal(world, "refer", fill)


def new_signal(world: World) -> Case:
    address = reverse("new_signal")
    fill = {
        "behaviour": "Staat elke middag bij het winkelcentrum.",
        "opinion": "Hij zoekt iemand.",
        "nickname": "Mo",
        "family_name": "Voorbeeld",
        "birth_date": "2008-05-04",
        "kind": "seen",
        "source": "myself",
        "criterion": str(world.town.criterion),
    }
    nobody = (world.client("petra"), world.client("sam"), Client(raise_request_exception=False))
    return Case(world.client("anouk"), address, address, fill, strangers=nobody)


def offer(world: World) -> Case:
    town = world.town
    track = proposed_track(town, ILIAS)
    mine = offer_of(town["anouk"], track)
    address = reverse("offer", args=[track])
    fill = {"coach": str(town["bilal"].user_id), "reason": "Kent de jongere al lang."}
    case = Case(world.client("rachid"), address, address, fill, own_id=str(track))
    case.others = tuple(str(one.track) for one in world.theirs)
    case.strangers = world.strangers("anouk", "bilal", "tess", "petra", "sam")
    case.stale = lambda: accept_track(by=town["anouk"], offer_id=mine)
    return case


def hand_over(world: World) -> Case:
    town = world.town
    fill = {"to": str(town["bilal"].user_id), "reason": "coach_leaves"}
    return on_track(world, "hand_over", fill, once=True)


def log_in(world: World) -> Case:
    address = reverse("account_login")
    fill = {"login": "anouk", "password": PASSWORD}
    nobody = Client(raise_request_exception=False)
    return Case(nobody, address, address, fill, answers_json=True)


CASES: dict[str, Callable[[World], Case]] = {
    one.__name__: one
    for one in (
        *(
            contact,
            moment,
            correction,
            new_signal,
            take_up,
            turned_down,
            refer,
            scan,
            closing,
            reopen,
        ),
        *(wishes, not_now),
        *(propose, offer, hand_over),
        *(add_step, change_step, drop_step, future_plan, support_plan, measure),
        log_in,
    )
}
