"""Words of a plan, and where a term stands among them: each form of a word, also in compounds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import simplemma

from houvast.plans.rules import facts

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’&/-][^\W\d_]+)*|&")
LONG = 7
"""From so many letters a term is found within a longer word too."""
BETWEEN = 4
NUMBER = "#"
ONLY_NUMBERS = re.compile(rf"\d+(?:[.,]\d+)*|(?:één|{facts.WORDS})", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in a text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found: from which word up to which, and where that is in the text."""

    term: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a term, or several that may stand there; `gap` words may come before it."""

    words: tuple[str, ...]
    gap: int = 0


def tokens(text: str) -> list[Token]:
    """The words of a text, in small letters."""
    return [Token(one[0].lower(), *one.span()) for one in WORD.finditer(text)]


@cache
def lemma(word: str) -> str:
    """The form of a word that stands in a dictionary."""
    return str(simplemma.lemmatize(word, lang="nl")).lower()


@cache
def parts(term: str) -> tuple[Part, ...]:
    """A term as its words."""
    done, gap = [], 0
    for one in term.lower().split():
        if one == "…":
            gap = BETWEEN
            continue
        done.append(Part(tuple(one.split("/")), gap))
        gap = 0
    return tuple(done)


class Index:
    """Where terms stand in one text. Made once per plan: each different word is looked at once."""

    def __init__(self, terms: Iterable[str], vocabulary: Iterable[str]) -> None:
        self.terms = {one: parts(one) for one in dict.fromkeys(terms)}
        wanted = {word for some in self.terms.values() for part in some for word in part.words}
        self.fits: dict[str, frozenset[str]] = dict(_fitting(wanted, set(vocabulary)))
        self.begin: dict[str, list[str]] = defaultdict(list)
        for term, some in self.terms.items():
            for word in {each for first in some[0].words for each in self.fits[first]}:
                self.begin[word].append(term)

    def hits(self, words: Sequence[Token]) -> list[Hit]:
        """Every term in these words, in their order."""
        found = []
        for at, one in enumerate(words):
            for term in self.begin.get(one.word, ()):
                last = self._end(self.terms[term], words, at)
                if last is not None:
                    found.append(Hit(term, at, last, one.start, words[last].end))
        return found

    def _end(self, some: Sequence[Part], words: Sequence[Token], at: int) -> int | None:
        """The last word of a term that begins here."""
        last = at
        for part in some[1:]:
            allowed = [each for word in part.words for each in (self.fits[word],)]
            ahead = range(last + 1, min(len(words), last + 2 + part.gap))
            last = next(
                (one for one in ahead if any(words[one].word in few for few in allowed)), -1
            )
            if last < 0:
                return None
        return last


def _fitting(wanted: set[str], vocabulary: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """For each word of a term the words of the text that it stands for."""
    by_lemma: Mapping[str, set[str]] = defaultdict(set)
    for word in vocabulary:
        by_lemma[lemma(word)].add(word)
    for one in wanted:
        yield one, frozenset(_of(one, vocabulary, by_lemma))


def _of(one: str, vocabulary: set[str], by_lemma: Mapping[str, set[str]]) -> set[str]:
    if one == NUMBER:
        return {word for word in vocabulary if ONLY_NUMBERS.fullmatch(word)}
    if one[0] == "=":
        return {one[1:]} & vocabulary
    bare = one.strip("*")
    if one != bare:
        return {word for word in vocabulary if _free(one, bare, word)}
    found = {one} & vocabulary | by_lemma.get(one, set()) | by_lemma.get(lemma(one), set())
    if len(one) >= LONG:
        found |= {word for word in vocabulary if one in word}
    return found


def _free(one: str, bare: str, word: str) -> bool:
    """Whether a word fits where a star leaves its beginning or end free."""
    if one[0] != "*":
        return word.startswith(bare)
    return bare in word if one[-1] == "*" else word.endswith(bare)
