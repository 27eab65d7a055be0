"""The letter about a demand for a file, and the words of what was gathered."""

from django.utils.timezone import localtime
from django.utils.translation import override

from houvast.cooperation.reads.demands import DemandLetter, Piece
from houvast.cooperation.rules.demands import DemandKind, DemandState
from houvast.cooperation.rules.states import Topic
from houvast.paper.printing import Paper, Part, printed
from houvast.placements.rules.states import PlacementState
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import ContactChannel, ContactOutcome
from houvast.web.field_words import CALLED
from houvast.web.words import word

DUTCH = "nl"
CODED = {
    "tracks_contactdetail": (ContactChannel, ContactOutcome),
    "tracks_scananswer": (LifeDomain, ScanValue),
    "placements_placement": (PlacementState,),
    "cooperation_workfact": (Topic,),
}
"""Which values of a copy are one of a list; the rest of it is text."""
YES_NO = {"yes": "ja", "no": "nee"}
GIVES = "We geven wat hieronder staat, en niets anders."
REFUSES = "We geven het dossier niet."
WOO = "Een dossier over een jongere valt niet onder wat de Woo openbaar maakt."


def piece_words(one: Piece) -> str:
    """What a copy says, with words for the values of a list."""
    kinds = CODED.get(one.table, ())
    if not kinds:
        return one.text
    parts = one.text.split("|", len(kinds))
    said = [word(kind(part)) for kind, part in zip(kinds, parts, strict=False)]
    return " · ".join([*said, *(YES_NO.get(part, part) for part in parts[len(kinds) :])])


def letter_of(facts: DemandLetter, who: str) -> bytes:
    """The decision as a tagged PDF; its foot names who printed it, when, and the entry."""
    page, at = facts.page, localtime(facts.at)
    with override(DUTCH):
        gives = page.line.state in (DemandState.GRANTED, DemandState.GIVEN)
        parts = [
            Part("title", ("Besluit over een verzoek om een dossier",)),
            Part("text", (f"Aan: {page.line.body}",)),
            Part("items", tuple(_what(facts))),
            Part("heading", ("Het besluit",)),
            Part("text", (GIVES if gives else REFUSES,)),
            Part("text", (page.reasons,)),
        ]
        parts += [Part("text", (WOO,))] if page.line.kind is DemandKind.WOO else []
        if facts.given:
            parts += [
                Part("heading", ("Wat we geven",)),
                Part("items", tuple(map(_given, facts.given))),
            ]
        parts += [
            Part("heading", ("Ben je het er niet mee eens?",)),
            Part("text", ("Schrijf dan binnen zes weken een brief aan de gemeente.",)),
        ]
    foot = f"{who} · {at:%d-%m-%Y %H:%M} · {facts.operation}"
    return printed(Paper("Besluit over een verzoek om een dossier", DUTCH, parts, foot, at))


def _what(facts: DemandLetter) -> list[str]:
    page = facts.page
    lines = [
        f"Wie besluit: {page.decided_for and word(page.decided_for)} van {facts.municipality}",
        f"Besloten op: {page.decided_on:%d-%m-%Y}",
        f"Binnengekomen op: {page.received_on:%d-%m-%Y}",
        f"Artikel: {page.article}",
        f"Gevraagd: {page.asked}",
    ]
    return [*lines, f"Kenmerk: {page.reference}"] if page.reference else lines


def _given(one: Piece) -> str:
    return f"{one.on:%d-%m-%Y}, {CALLED[one.table]}: {piece_words(one)}"
