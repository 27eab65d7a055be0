"""What to think about before a text is kept: a number or a word that may not belong in it (T-11).

A paper of youth help is named at most, and nothing of it is copied (T-18).

Houvast stops and asks; it never changes a text, and whoever says that it belongs there goes on with
a choice that is kept. Few words, because who is asked too often stops reading the question: a
relation counts only with a name behind it ("his brother Sem"), and being ill today is no diagnosis.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

LONGEST_SHOWN = 40
"""How much of what was found the question repeats, in characters."""


class Sign(StrEnum):
    """What was found in a text."""

    CITIZEN = "citizen"
    """A citizen service number."""
    PHONE = "phone"
    MAIL = "mail"
    SPECIAL = "special"
    FILE = "file"
    """A paper of a file of youth help, which is another file."""
    THIRD = "third"


ASKS = {
    Sign.CITIZEN: gettext_noop(
        "Hier staat een burgerservicenummer: {words}. Dat is in Houvast nooit nodig."
    ),
    Sign.PHONE: gettext_noop("Hier staat een telefoonnummer: {words}. Is dat hier nodig?"),
    Sign.MAIL: gettext_noop("Hier staat een mailadres: {words}. Is dat hier nodig?"),
    Sign.SPECIAL: gettext_noop(
        "Hier staat “{words}”. Gaat dat over gezondheid, geloof, afkomst of straf? Schrijf alleen"
        " op wat nodig is om te helpen."
    ),
    Sign.FILE: gettext_noop(
        "Hier staat “{words}”. Neem niets over uit een dossier van jeugdhulp. Schrijf alleen op bij"
        " wie het ligt."
    ),
    Sign.THIRD: gettext_noop("Hier staat een ander bij naam: “{words}”. Is die naam nodig?"),
}
"""What to think about; `words` is what was found."""
KEPT = {
    Sign.CITIZEN: "text.kept_citizen",
    Sign.PHONE: "text.kept_phone",
    Sign.MAIL: "text.kept_mail",
    Sign.SPECIAL: "text.kept_special",
    Sign.FILE: "text.kept_file",
    Sign.THIRD: "text.kept_third",
}
"""The verb of the trail for a text that was kept with this in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One sign, and the words that gave it."""

    sign: Sign
    words: str


NINE_DIGITS = re.compile(r"(?<![\d+])\d(?:[. ]?\d){8}(?!\d)")
PHONE = re.compile(r"(?<![\d+])(?:\+31|0031|0)(?:[ -]?\(0\))?[ -]?[1-9](?:[ .-]?\d){8}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SPECIAL = re.compile(
    r"(?<!\w)("
    # health (AVG 9)
    r"adhd|autis\w*|asperger|borderline|depressie[fv]?\w*|psychos\w+|psychotisch\w*|schizo\w+"
    r"|ptss|suïcid\w*|suicid\w*|zelfmoord\w*|lvb|gediagnos\w+|diagnoses?|medicijn\w*|medicatie"
    r"|verslaafd\w*|verslaving\w*|afkick\w+|zwanger\w*|hiv|abortus|psychiat\w+|ggz"
    # belief, descent, and whom somebody loves (AVG 9)
    r"|moslima?s?|islam\w*|christen\w*|joods\w*|hindoes?\w*|gelovig\w*|salafis\w*"
    r"|marokka\w+|turkse?|antillia\w+|surina\w+|somali\w+|syrisch\w*|eritre\w+|allochto\w+"
    r"|afkomst|nationaliteit\w*|huidskleur|zigeuner\w*|asielzoeker\w*|statushouder\w*"
    r"|homoseks\w*|homo's?|lesbisch\w*|biseks\w*|transgender\w*|geaardheid"
    # offences and sentences (AVG 10)
    r"|strafblad|veroordeel\w+|verdachten?|aangehouden|gearresteerd|opgepakt|detentie"
    r"|gevangenis\w*|vastgezeten|reclassering\w*|taakstraf\w*|enkelband"
    r")(?!\w)",
    re.IGNORECASE,
)
FILE = re.compile(
    r"(?<!\w)("
    r"(?:jeugdhulp|jeugdzorg|jeugdbeschermings?|hulpverlenings?|behandel|zorg)"
    r"-?(?:dossiers?|plan(?:nen)?|verslag(?:en)?)"
    r"|dossiers? (?:van (?:de )?)?(?:jeugdhulp|jeugdzorg|jeugdbescherming|jeugdreclassering)"
    r"|perspectiefplan|raadsrapport(?:en|age)?"
    r")(?!\w)",
    re.IGNORECASE,
)
"""What the papers of a file of youth help are called."""
THIRD = re.compile(
    r"(?<!\w)(?:(?i:broer(?:tje)?|zus(?:je)?|moeder|vader|oom|tante|neef(?:je)?|nicht(?:je)?"
    r"|oma|opa|vriend(?:in)?|maat|buurman|buurvrouw|huisgenoot|klasgenoot))"
    r"(?:,? (?:heet|genaamd))? (?P<name>[A-Z][a-zà-ÿ]+)"
)
IN_ORDER = (
    *((Sign.PHONE, PHONE), (Sign.MAIL, MAIL), (Sign.SPECIAL, SPECIAL)),
    *((Sign.FILE, FILE), (Sign.THIRD, THIRD)),
)


def found_in(text: str) -> tuple[Found, ...]:
    """What there is to think about in a text: each sign once, with the first words that gave it."""
    found = [Found(Sign.CITIZEN, bsn)] if (bsn := _bsn(text)) else []
    found += [
        Found(sign, first[0][:LONGEST_SHOWN])
        for sign, pattern in IN_ORDER
        if (first := pattern.search(text))
    ]
    return tuple(found)


def asked_about(found: Iterable[Found], say: Callable[[str], str]) -> str:
    """What to think about, in sentences; `say` puts one in the language of the reader."""
    return " ".join(say(ASKS[one.sign]).format(words=one.words) for one in found)


def in_words(typed: str, least: int, longest: int, *, field: str, too_short: str) -> str:
    """A text on one line, of so many characters. Raises Refused beside the field."""
    words = " ".join(typed.split())
    if len(words) < least:
        raise Refused(too_short, field=field)
    if len(words) > longest:
        raise Refused(
            gettext_noop("Dit is {over} tekens te lang. Maak het korter."),
            field=field,
            over=len(words) - longest,
        )
    return words


def _bsn(text: str) -> str:
    """The first nine digits that pass the eleven-test of a citizen service number, or nothing.

    Source: Besluit burgerservicenummer; the last digit counts as minus one.
    """
    return next((one[0] for one in NINE_DIGITS.finditer(text) if _passes(one[0])), "")


def _passes(written: str) -> bool:
    digits = [int(one) for one in written if one.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(one * weight for one, weight in zip(digits, weights, strict=True))
    return any(digits) and total % 11 == 0
