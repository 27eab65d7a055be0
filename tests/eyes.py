"""Which kinds of words about whom may stand on a page of whom; no page may hold another."""

from itertools import product

from tests.keys import PHONES

STEERING = "rachid lotte"
WORDS = "roep voor achter gedrag reden notitie afspraak wens antwoord schuil geheim werk"
KINDS = (*WORDS.split(), "stap", "toekomst", "samen", "gezien", "06")
HERE = ("Meeuw", "Reiger")
PROCESS, WORK = {"roep", "reden", "antwoord"}, {"werk"}
MAY_READ = {
    ("anouk", "Meeuw"): set(KINDS),
    ("bilal", "Reiger"): set(KINDS),
    **{(who, mark): PROCESS | {"schuil"} for who in STEERING.split() for mark in HERE},
    **{("denzel", mark): {"roep", "samen", "gezien"} for mark in HERE},
    **{("hugo", mark): {"schuil"} for mark in HERE},
    **{("tess", mark): {"schuil", "geheim"} for mark in HERE},
    **{(who, "Meeuw"): WORK for who in ("bilal", "sam")},
    **{(who, "Reiger"): WORK for who in ("anouk", "sam")},
    ("gijs", "Meeuw"): {"voor", "achter", "stap"},  # shared for his one question
    **{("wim", mark): WORK | {"stap"} for mark in HERE},  # shared with wim
}
"""Which kinds of words of whom may stand on a page of whom; all other words may not."""


def foreign_words(who, answer):
    """Words on a page of somebody that are not for his or her eyes."""
    text = answer.content.decode(errors="ignore")  # also of a letter, which is no text
    every = product(PHONES, KINDS)
    words = {(mark, kind): PHONES[mark] if kind == "06" else mark + kind for mark, kind in every}
    return [
        word
        for (mark, kind), word in words.items()
        if word in text and kind not in MAY_READ.get((who, mark), set())
    ]
