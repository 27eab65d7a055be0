"""Names of the places where a team seeks people out: made up by them, never an address."""

import re
from collections.abc import Iterable

from houvast.errors import Refused, gettext_noop

LONGEST_NAME = 40
DIGIT = re.compile(r"\d")
MOST_PLACES = 40


def check_name(name: str, there: Iterable[str]) -> str:
    """A name of at most 40 characters that is new here and no address or point on a map."""
    text = " ".join(name.split())
    known = [one.lower() for one in there]
    if not text:
        raise Refused(gettext_noop("Vul een naam in, zoals jullie de plek noemen."), field="name")
    if len(text) > LONGEST_NAME:
        raise Refused(
            gettext_noop("Deze naam is {over} tekens te lang. Maak hem korter."),
            field="name",
            over=len(text) - LONGEST_NAME,
        )
    if DIGIT.search(text):
        raise Refused(
            gettext_noop("Zet hier geen cijfers: geen adres, postcode of punt op de kaart."),
            field="name",
        )
    if text.lower() in known:
        raise Refused(gettext_noop("Deze plek staat al in de lijst."), field="name")
    if len(known) >= MOST_PLACES:
        raise Refused(gettext_noop("De lijst is vol. Haal eerst een plek weg."), field="name")
    return text
