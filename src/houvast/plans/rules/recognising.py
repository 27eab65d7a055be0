"""What a text is: Dutch or English, a plan or a scheme, and whether a passage is about a person."""

import re
from collections.abc import Iterator, Sequence

from houvast.plans.rules.document import Notice, Passage

DUTCH = re.compile(r"\b(?:de|het|een|van|en|voor|met|dat|niet|zijn|wij|om|door|naar|wordt)\b")
ENGLISH = re.compile(r"\b(?:the|of|and|to|for|with|that|not|are|we|by|from|this|will|is)\b")
DEMANDS = re.compile(
    r"\bde aanvraag (?:bevat|omvat|gaat vergezeld)|\bspecifieke uitkering wordt\b"
    r"|\bwordt uitsluitend verstrekt\b|\bin deze (?:subsidie)?regeling wordt verstaan\b"
    r"|\bbiedt deze (?:subsidie)?regeling\b|\bsubsidie aan te vragen\b"
    r"|\bartikel \d+\w?,? (?:eerste|tweede|derde|vierde|vijfde) lid\b"
    r"|\bvoldoet aan de voorwaarden gesteld in artikel\b"
    r"|\bkomt in aanmerking voor (?:subsidie|een specifieke)"
    r"|\bde minister (?:verstrekt|kan|beslist|stelt)\b",
    re.I,
)
SCHEME = 0.3
"""What demands in so large a share of its passages tells others what to write."""
FEW_WORDS = 5
NAME = r"[A-Z][a-zà-ÿ]{2,15}"
BETWEEN = r"(?:van|de|der|den|el|ten|ter) "
FULL = rf"{NAME}(?: (?:van|de|der|den|el|ten|ter|{NAME}))*"
ABOUT = re.compile(
    rf"\b{FULL},? ?\(\d{{1,2}}(?: jaar)?\)"
    rf"|\b{FULL} is (?:een (?:jongen|meisje|jongere) van )?\d{{1,2}} jaar\b"
    rf"|\b{NAME}, \d{{1,2}} jaar(?: oud)?\b"
    rf"|\b(?i:de heer|mevrouw|meneer|dhr\.|mevr\.|mw\.) (?:[A-Z]\. ?)*(?i:{BETWEEN})*{NAME}"
    rf"|\b(?i:casus|jongere|jongen|meisje|vader|moeder|broer|zus) {NAME}\b"
    rf"|\b[A-Z]\.(?: ?[A-Z]\.)? (?:{BETWEEN})*{NAME},? (?:geboren|woont|\d{{1,2}} jaar)",
)
OFFICES = re.compile(
    r"\b(?:burgemeester|wethouder|minister|staatssecretaris|gemeentesecretaris)\b", re.I
)


def notices_of(text: str, passages: Sequence[Passage]) -> Iterator[Notice]:
    """What somebody should know of this text."""
    if is_english(text):
        yield Notice.ENGLISH
    quoted = [text[one.start : one.end] for one in passages]
    demanding = sum(1 for one in quoted if DEMANDS.search(one))
    if demanding > SCHEME * len(quoted):
        yield Notice.SCHEME
    if any(is_about_a_person(one) for one in quoted):
        yield Notice.PERSON


def is_english(text: str) -> bool:
    """Whether most small words are those of English."""
    some = text[:200_000].lower()
    english = len(ENGLISH.findall(some))
    return english >= FEW_WORDS and english > 2 * len(DUTCH.findall(some))


def is_about_a_person(quoted: str) -> bool:
    """Whether a passage seems to tell of somebody with a name: those who govern aside."""
    found = ABOUT.search(quoted)
    if found is None:
        return False
    return not OFFICES.search(quoted[max(0, found.start() - 40) : found.end()])
