"""Being told: what is said to whom, and whether it can wait. No name, no link to sign in."""

from enum import StrEnum

from houvast.errors import gettext_noop


class NoticeKind(StrEnum):
    """Why someone is told that something is waiting."""

    OWN_MOMENT_LATE = "own_moment_late"
    RUNG = "rung"
    SIGNAL_LATE = "signal_late"
    """The triage did not answer in time: who brought it, and about whom, is not said."""
    SAFETY_LATE = "safety_late"
    """The triage of Veiligheid did not decide in time; nothing of the college is told."""
    OFFER = "offer"
    HANDOVER = "handover"
    RETURNED = "returned"
    CLOSING = "closing"
    CONFIRM = "confirm"
    CASELOAD = "caseload"
    STAND_IN = "stand_in"
    DOOR = "door"
    DOOR_PASSED = "door_passed"
    CAME_BACK = "came_back"
    """A signal or an own find is about somebody whose door this colleague keeps."""
    COME_BACK = "come_back"
    ALARM = "alarm"
    """The promise does not hold, or the ladder stood still (P16)."""
    MERGED = "merged"
    CALL_EXPERT = "call_expert"
    DEPUTY = "deputy"
    SEAT = "seat"
    """There is no coordinator, no deputy, or no programme manager."""
    CONTRACT = "contract"
    HOLD_ASKED = "hold_asked"
    """A coach asks to tell somebody later."""
    HOLD_ANSWERED = "hold_answered"
    INFORM_LATE = "inform_late"
    BROUGHT = "brought"
    """Tracks that ran already were brought in from a file."""
    ANOTHER_COACH = "another_coach"
    """A track waits for another coach; why is not said."""
    WATCHED = "watched"
    """There is access of a colleague to ask about."""
    GLASS_BROKEN = "glass_broken"
    """A colleague opened a file in an emergency, and somebody has to look why."""
    GLASS_TO_TELL = "glass_to_tell"
    """The coach tells the young person that somebody did."""
    GUEST_ASKED = "guest_asked"
    """A guest of a partner was asked something."""
    PARTNER_ANSWERED = "partner_answered"
    ENTRY_WITHDRAWN = "entry_withdrawn"
    ENTRY_CORRECTED = "entry_corrected"
    """An entry that was taken back, or is not right: of whom it came, is not said."""
    DEVICE_SILENT = "device_silent"
    """A phone with contacts on it was not heard of for days."""
    BREACH = "breach"
    """An emergency was not needed: that is a breach, and its seventy-two hours run."""
    KEY_CHANGED = "key_changed"
    """The own password was changed: the key of the own door."""
    LATE_CONTACT = "late_contact"
    """A contact of who held somebody before came in late."""
    STEP_RESET = "step_reset"
    """The own second step was taken away, by two colleagues."""
    ROLES = "roles"
    """There are roles of colleagues to look at again, before they lapse."""
    LAST_ROLE = "last_role"
    """The last one with a special right will lapse, or did."""
    HELD_ROLE = "held_role"
    """The role of who holds young people will lapse, or did."""
    OWN_ROLE = "own_role"
    """The own role lapses within a month."""
    ROLE_GIVEN = "role_given"
    """A colleague got special rights: who looks at those hears it."""
    SHIELDED = "shielded"
    """A coach shielded a track: who steers looks whether that is needed."""
    SHIELD_ASKED = "shield_asked"
    """Somebody asked whether a young person is known here, who is shielded."""


AT_ONCE = (
    NoticeKind.OWN_MOMENT_LATE,
    NoticeKind.SIGNAL_LATE,
    NoticeKind.SAFETY_LATE,
    NoticeKind.OFFER,
    NoticeKind.HANDOVER,
    NoticeKind.RETURNED,
    NoticeKind.ALARM,
    NoticeKind.CALL_EXPERT,
    NoticeKind.ANOTHER_COACH,
    NoticeKind.GLASS_BROKEN,
    NoticeKind.GLASS_TO_TELL,
    NoticeKind.GUEST_ASKED,
    NoticeKind.PARTNER_ANSWERED,
    NoticeKind.ENTRY_WITHDRAWN,
    NoticeKind.DEVICE_SILENT,
    NoticeKind.BREACH,
    NoticeKind.KEY_CHANGED,
    NoticeKind.STEP_RESET,
    NoticeKind.LAST_ROLE,
    NoticeKind.HELD_ROLE,
    NoticeKind.SHIELD_ASKED,
    NoticeKind.ROLE_GIVEN,
)
"""Own rung, offer, return, alarm, a call, an answer; everything else goes in one message a day."""

SUBJECT = gettext_noop("Er staat iets voor je klaar in Houvast")

TEXT: dict[NoticeKind, str] = {
    NoticeKind.OWN_MOMENT_LATE: gettext_noop("Een moment dat jij bewaakt is voorbij."),
    NoticeKind.RUNG: gettext_noop("Er is iets te laat en jij wordt gevraagd om te helpen."),
    NoticeKind.SIGNAL_LATE: gettext_noop(
        "Een aanmelding wacht te lang op antwoord. Kijk bij Aanmeldingen."
    ),
    NoticeKind.SAFETY_LATE: gettext_noop("Er wacht te lang iets op een besluit van Veiligheid."),
    NoticeKind.OFFER: gettext_noop("Iemand vraagt of jij coach wilt worden."),
    NoticeKind.HANDOVER: gettext_noop("Een collega vraagt of jij het wilt overnemen."),
    NoticeKind.RETURNED: gettext_noop("Een vraag kwam niet op tijd terug. Er verandert niets."),
    NoticeKind.CLOSING: gettext_noop("Er wacht een voorstel op jouw akkoord."),
    NoticeKind.CONFIRM: gettext_noop("Er wacht iets op jouw bevestiging."),
    NoticeKind.CASELOAD: gettext_noop("Een coach houdt meer jongeren vast dan afgesproken."),
    NoticeKind.DOOR: gettext_noop("Een collega vroeg jou om een deur open te houden."),
    NoticeKind.DOOR_PASSED: gettext_noop("Een collega houdt nu een deur open die jij openhield."),
    NoticeKind.CAME_BACK: gettext_noop(
        "Iemand van wie jij de deur openhoudt, is er weer. Vraag de triage wie het is."
    ),
    NoticeKind.COME_BACK: gettext_noop(
        "Vandaag laat je iemand weten dat de deur nog open is. Kijk bij Jongeren."
    ),
    NoticeKind.ALARM: gettext_noop(
        "De belofte klopt ergens niet, of de ladder stond stil. Kijk vandaag nog wat er is."
    ),
    NoticeKind.MERGED: gettext_noop("Twee trajecten waren van één jongere. Kijk wie de coach is."),
    NoticeKind.CALL_EXPERT: gettext_noop("Een ervaringsdeskundige vraagt of je belt."),
    NoticeKind.DEPUTY: gettext_noop("Je vervangt vanaf nu de procesregisseur als die er niet is."),
    NoticeKind.SEAT: gettext_noop(
        "Er is geen procesregisseur, vervanger of programmamanager. Kijk wie er ontbreekt."
    ),
    NoticeKind.CONTRACT: gettext_noop(
        "Het contract van een coach loopt af en er is nog niet alles overgedragen. Kijk bij Team."
    ),
    NoticeKind.BROUGHT: gettext_noop(
        "Er zijn lopende trajecten voor jou ingelezen. Spreek met elke jongere een dag af."
    ),
    NoticeKind.ANOTHER_COACH: gettext_noop(
        "Een jongere heeft een andere coach nodig. Jij bewaakt het moment. Kijk bij Team."
    ),
    NoticeKind.HOLD_ASKED: gettext_noop(
        "Een coach vraagt uitstel van informeren. Kijk bij Informeren."
    ),
    NoticeKind.HOLD_ANSWERED: gettext_noop("Je vraag om uitstel van informeren is beantwoord."),
    NoticeKind.INFORM_LATE: gettext_noop(
        "Iemand had al moeten horen wat we bewaren. Kijk bij Informeren."
    ),
    NoticeKind.WATCHED: gettext_noop("Er is een blik om na te vragen. Kijk bij Blikken."),
    NoticeKind.GLASS_BROKEN: gettext_noop(
        "Een collega gebruikt nu noodtoegang. Kijk bij Noodtoegang waarom."
    ),
    NoticeKind.BREACH: gettext_noop(
        "Er staat een datalek klaar. Besluit erover binnen 72 uur. Kijk bij Datalekken."
    ),
    NoticeKind.GLASS_TO_TELL: gettext_noop(
        "Een collega keek met noodtoegang in een dossier van jou. Vertel het de jongere."
    ),
    NoticeKind.GUEST_ASKED: gettext_noop("Een coach vraagt je iets. Kijk bij De vraag."),
    NoticeKind.DEVICE_SILENT: gettext_noop(
        "Op een telefoon wachten contacten, en die meldt zich al dagen niet. Kijk bij Toestellen."
    ),
    NoticeKind.PARTNER_ANSWERED: gettext_noop(
        "Een partner reageerde op je vraag. Kijk bij Delen van deze jongere."
    ),
    NoticeKind.KEY_CHANGED: gettext_noop(
        "Je wachtwoord is veranderd. Deed jij dit niet? Bel meteen de beheerder."
    ),
    NoticeKind.ENTRY_WITHDRAWN: gettext_noop(
        "Een aanmelding is ingetrokken. Doe er niets meer mee en gooi weg wat je opschreef."
    ),
    NoticeKind.ENTRY_CORRECTED: gettext_noop(
        "In een aanmelding klopt iets niet. Kijk bij Taken of bij Aanmeldingen."
    ),
    NoticeKind.LATE_CONTACT: gettext_noop(
        "Een contact van een vorige coach kwam later binnen. Kijk bij Vandaag."
    ),
    NoticeKind.STEP_RESET: gettext_noop(
        "Je tweede stap is weggehaald en je bent uitgelogd. Vroeg jij dit niet? Bel meteen."
    ),
    NoticeKind.ROLES: gettext_noop("Er lopen rollen van collega's af. Kijk bij Rollen wat blijft."),
    NoticeKind.LAST_ROLE: gettext_noop(
        "De laatste met een bijzondere rol loopt bijna af, of is al afgelopen. Kijk bij Rollen."
    ),
    NoticeKind.HELD_ROLE: gettext_noop(
        "Een rol van iemand die jongeren begeleidt loopt bijna af, of is al afgelopen."
        " Kijk bij Rollen."
    ),
    NoticeKind.OWN_ROLE: gettext_noop(
        "Je rol loopt bijna af. Werk je hier nog? Vraag Beheer of je rol blijft."
    ),
    NoticeKind.ROLE_GIVEN: gettext_noop(
        "Een collega kreeg bijzondere rechten. Kijk bij Rollen of dat klopt."
    ),
    NoticeKind.SHIELDED: gettext_noop("Een coach schermde een jongere af. Kijk bij Gevraagd."),
    NoticeKind.SHIELD_ASKED: gettext_noop(
        "Iemand vroeg naar een jongere die jij afschermt. Kijk bij Delen, Afschermen."
    ),
    NoticeKind.STAND_IN: gettext_noop("Je vervangt een collega. Kijk wanneer en voor wie."),
}
"""The whole text of a message: it says that something waits, never about whom."""


def of_rung(level: int, *, signal: bool = False) -> NoticeKind:
    """A first rung is one's own moment, or a signal to answer; a higher one asks for help."""
    if level > 1:
        return NoticeKind.RUNG
    return NoticeKind.SIGNAL_LATE if signal else NoticeKind.OWN_MOMENT_LATE
