"""The keys in the addresses of what is shared."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from houvast.cooperation.actions.allowed import ask_allowed
from houvast.cooperation.actions.care import note_care
from houvast.cooperation.actions.guests import answer
from houvast.cooperation.actions.mending import mend_offer
from houvast.cooperation.actions.restricting import restrict
from houvast.cooperation.actions.sharing import share
from houvast.cooperation.actions.shielding import shield
from houvast.cooperation.actions.using import ask_use
from houvast.cooperation.models import DemandPiece, EntryCorrection, SharedFact
from houvast.cooperation.reads.shared import share_choices
from houvast.cooperation.rules.allowed import AllowAsked, AllowScope
from houvast.cooperation.rules.restricting import RestrictedFor
from houvast.cooperation.rules.safety import Mend, Reach
from houvast.cooperation.rules.shielding import ShieldReason
from houvast.cooperation.rules.states import Label
from houvast.cooperation.rules.using import UseGround
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.placements.rules.states import Answered
from houvast.tracks.models import Track
from houvast.tracks.rules.states import FactKind
from tests.cast import Town, Who, open_track
from tests.cooperation.demanded import gathered, granted
from tests.cooperation.guests import ANSWER, asked, with_guest
from tests.cooperation.limits import decided, known
from tests.cooperation.made import rows, terms
from tests.cooperation.safe import entered, offered, with_safety
from tests.sharing.keys_registers import register_keys

YES = AllowAsked(
    AllowScope.HELP_PARTNER_CONTACT, "Zijn naam en de stap.", "Dan kan de school bellen.", True,
    Answered.TOGETHER,
)  # fmt: skip


def share_keys(place: Town, by: Actor, track: UUID) -> dict[str, UUID | str]:
    """A decision that lives, its fact, one that waits for a second person, and the registers."""
    registers = register_keys(place) | demand_keys(place, str(track)) | safety_keys(place)
    names = ("sharing_id", "part_id", "fact_id", "waiting_id", "allowance_id")
    more = (
        "asked_id",
        "answer_id",
        "limited_id",
        "use_id",
        "restriction_id",
        "care_id",
        "shield_id",
    )
    registers |= {"say": "stop"}
    if "wim" not in place.people:
        return registers | {name: uuid4() for name in (*names, *more)}
    to, facts = place["wim"].user_id, rows(by, track, Label.STEP)[:1]
    later = timezone.localdate() + timedelta(days=200)
    made = share(by=by, track_id=track, terms=terms(), facts=facts, to=to)
    waits = share(by=by, track_id=track, terms=terms(until=later), facts=facts, to=to)
    partner = share_choices(by, track).partners[0][0]
    yes = ask_allowed(by=by, track_id=track, to=partner, asked=YES)
    with acting(by):
        fact = SharedFact.objects.get(sharing=made).pk
    found = dict(zip(names, (made, fact, fact, waits, yes), strict=True))
    found |= guest_keys(place, by, track)
    today = {"contact": "06 00 00 00 98", "on": timezone.localdate()}
    found["care_id"] = note_care(by=by, track_id=track, to=partner, **today)
    why = {"reason": ShieldReason.HARM, "until": timezone.localdate() + timedelta(days=9)}
    found["shield_id"] = shield(by=by, track_id=track, **why)
    return registers | found | limited_keys(place, by, track)


def limited_keys(place: Town, by: Actor, track: UUID) -> dict[str, UUID]:
    """A fact that will be lifted, that somebody asked to use; and one that waits for a decision."""
    fact, waits = (_shared(place, by, track, one) for one in (Label.NAME, Label.PHONE))
    use = used(by, fact)
    restrict(by=by, fact_id=waits, ground=RestrictedFor.OBJECTED)
    if "vera" in place.people:
        decided(place, fact, by=by)
    return {"limited_id": fact, "use_id": use, "restriction_id": known(by, waits)}


def _shared(place: Town, by: Actor, track: UUID, label: Label) -> UUID:
    facts, to = rows(by, track, label)[:1], place["wim"].user_id
    later = timezone.localdate() + timedelta(days=20)
    made = share(by=by, track_id=track, terms=terms(until=later), facts=facts, to=to)
    with acting(by):
        return SharedFact.objects.get(sharing=made).pk


def used(by: Actor, fact: UUID) -> UUID:
    restrict(by=by, fact_id=fact, ground=RestrictedFor.CLAIM)
    asked_for = {"ground": UseGround.CLAIM, "reason": "De rechtbank vraagt ernaar."}
    return ask_use(by=by, fact_id=fact, until=timezone.localdate(), **asked_for)


def guest_keys(place: Town, by: Actor, track: UUID) -> dict[str, UUID]:
    """A question to a guest that was answered, and one that is open."""
    name = next(one for one in ("gijs", "gitte") if one not in place.people)
    guest = with_guest(place, name, f"School {uuid4().hex[:6]}")
    words = {"text": ANSWER, "certainty": FactKind.SEEN}
    before = answer(by=guest, question_id=asked(place, track, guest, by), **words)
    return {"answer_id": before, "asked_id": asked(place, track, guest, by)}


def safety_keys(place: Town) -> dict[str, UUID | str]:
    """A signal of which Veiligheid did not begin the triage, and an offer that was not right."""
    ways: dict[str, UUID | str] = {"act": "begin", "way": "aanmelden"}
    if "wim" not in place.people:
        return {name: uuid4() for name in ("safety_id", "correction_id")} | ways
    if "yara" not in place.people:
        with_safety(place)
    wrong = {"why": Mend.WRONG, "wrong": [Reach.PHONE]}
    mend_offer(by=place["yara"], signal_id=offered(place), **wrong)
    with acting(place["tess"]):
        correction = EntryCorrection.objects.latest("made_at").pk
    return {"safety_id": entered(place), "correction_id": correction} | ways


def demand_keys(place: Town, mark: str) -> dict[str, UUID | str]:
    """A demand of which the file was found, one of its pieces, and one that was decided."""
    names = ("demand_id", "piece_id", "decided_id")
    if "vera" not in place.people:
        return {name: uuid4() for name in names} | {"turn": "voorstel"}
    born = timezone.localdate() - timedelta(days=20 * 365)
    who = Who(f"Vi{mark[:4]}", "Vi", f"Vorder {mark[:8]}", born, "0600000010")
    made = open_track(place, who)
    with acting(place["anouk"]):
        person = Track.objects.get(pk=made).person_id
    demand, _many = gathered(place, person)
    with acting(place["vera"]):
        piece = DemandPiece.objects.filter(demand=demand)[0].pk
    found = (demand, piece, granted(place, person))
    return dict(zip(names, found, strict=True)) | {"turn": "voorstel"}
