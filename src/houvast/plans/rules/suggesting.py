"""Which passages may answer which question, and why. The machine only points: a person decides."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from houvast.plans.rules import facts
from houvast.plans.rules.catalogue import Catalogue, Criterion, Flag
from houvast.plans.rules.document import Notice, Passage, Plan
from houvast.plans.rules.likeness import FUSION, Likeness, Near, in_order, nearest
from houvast.plans.rules.looked import Looked, Sentence, hits_of
from houvast.plans.rules.passages import sentences
from houvast.plans.rules.recognising import DEMANDS, is_about_a_person
from houvast.plans.rules.words import Hit, Index, Token, tokens

ENGINE = "words/1"
"""Another way of counting is another engine: the same text then gives other suggestions."""
TOP = 5
STRONG, WEAK, FALSE, HEADING, HELP = 3.0, 1.0, 4.0, 0.3, 1.0
CUT = 3.0
"""One strong word, or three weak ones."""
NOT_ANY_MORE = (
    *("geen", "zonder", "niet langer", "niet meer", "stoppen met", "stopt met", "stoppen", "stopt"),
    *("beëindigen", "beëindigd", "beëindigt", "afbouwen", "schrappen", "geschrapt", "vervalt"),
    *("vervallen", "opgeheven", "einde aan", "afgeschaft", "bezuinigen op"),
)
BEFORE, AFTER = 5, 4
"""How many words before or after it a word of ending is looked for, within the same sentence."""
SEEN = ("money", "fte", "period", "age", "place")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage is shown: a word, what stands near it, or a word that turns it round."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may answer a question, the how manieth of it, and why."""

    about: str
    place: int
    passage: Passage
    reasons: tuple[Reason, ...]
    marks: tuple[tuple[int, int], ...]
    """Where the words stand in the text of the plan."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """All that the machine points at, of one plan and one version of the questions."""

    catalogue: str
    engine: str
    criteria: Mapping[str, tuple[Suggestion, ...]]
    flags: tuple[Suggestion, ...]
    withheld: int
    """Passages that seem to be about a person: nothing of them is shown."""


@dataclass(slots=True)
class Found:
    """How strongly a passage speaks, and of what: never shown as a number."""

    strength: float
    reasons: list[Reason]
    marks: list[tuple[int, int]]


def suggest(plan: Plan, catalogue: Catalogue, likeness: Likeness | None = None) -> Suggested:
    """What a person should look at. The same plan, questions and model always give the same.

    With `likeness` also what says an example in other words; red flags are of words alone.
    """
    silent = {Notice.SCHEME, Notice.ENGLISH} & set(plan.notices)
    personal = {one.number for one in plan.passages if is_about_a_person(plan.quoted(one))}
    looked = [] if silent else list(_looked(plan, catalogue, personal))
    flags = [one for one in catalogue.flags if not one.absent]
    raised = {one.id: [_raised(one, each) for each in looked] for one in flags}
    strengths = {one.id: _strengths(one, looked, raised) for one in catalogue.criteria}
    alike = nearest(catalogue, looked, likeness) if likeness else None
    near = {name: _allowed(some, raised) for name, some in (alike or {}).items()}
    criteria = {
        one.id: _top(one.id, looked, strengths[one.id], near.get(one.id, {}))
        for one in catalogue.criteria
    }
    for one in catalogue.flags:
        if one.absent and not any(any(strengths[name]) for name in one.absent):
            raised[one.id] = [_raised(one, each) for each in looked]
    shown = chain.from_iterable(
        _top(one.id, looked, raised.get(one.id, [])) for one in catalogue.flags
    )
    engine = f"{FUSION} {likeness.name}" if likeness and alike is not None else ENGINE
    return Suggested(catalogue.version, engine, criteria, tuple(shown), len(personal))


def _looked(plan: Plan, catalogue: Catalogue, personal: set[int]) -> Iterator[Looked]:
    """Each passage with the terms in it; those of a person, and demands of a scheme, left out."""
    texts = [plan.quoted(one) for one in plan.passages]
    headings = {text for one in plan.passages for text in one.heading[-1:]}
    vocabulary = {one.word for text in (*texts, *headings) for one in tokens(text)}
    index = Index((*_terms(catalogue), *NOT_ANY_MORE), vocabulary)
    above = {text: frozenset(one.term for one in index.hits(tokens(text))) for text in headings}
    for passage, text in zip(plan.passages, texts, strict=True):
        if passage.number in personal or DEMANDS.search(text):
            continue
        heads = passage.heading[-1:]
        yield Looked(
            passage,
            tuple(_sentence(text, *span, passage.start, index) for span in sentences(text)),
            above[heads[0]] if heads else frozenset(),
        )


def _terms(catalogue: Catalogue) -> Iterator[str]:
    named = chain.from_iterable((*one.strong, *one.weak, *one.alike) for one in catalogue.criteria)
    flagged = chain.from_iterable((*chain(*one.every), *one.unless) for one in catalogue.flags)
    yield from (one for one in chain(named, flagged) if one[0] != "{")


def _sentence(text: str, start: int, end: int, offset: int, index: Index) -> Sentence:
    said = text[start:end]
    words = tokens(said)
    hits: dict[str, list[Hit]] = {}
    for one in index.hits(words):
        hits.setdefault(one.term, []).append(one)
    for kind in SEEN:
        for first, last in facts.spans(kind, said):
            at = _word_at(words, first)
            hits.setdefault(f"{{{kind}}}", []).append(
                Hit(said[first:last], at, _word_at(words, last - 1), first, last)
            )
    over = tuple(one for term in NOT_ANY_MORE for one in hits.get(term, ()))
    kept = {term: tuple(some) for term, some in hits.items()}
    return Sentence(offset + start, offset + end, said, kept, over)


def _word_at(words: Sequence[Token], place: int) -> int:
    return min(max(0, bisect_left([one.end for one in words], place + 1)), max(0, len(words) - 1))


def _strengths(
    one: Criterion, looked: Sequence[Looked], raised: Mapping[str, Sequence[Found | None]]
) -> list[Found | None]:
    """How strongly each passage speaks to a question; not where a flag is that forbids it."""
    forbidden = [raised[flag] for flag in one.not_with]
    return [
        None if any(flag[at] for flag in forbidden) else _strength(one, each)
        for at, each in enumerate(looked)
    ]


def _strength(one: Criterion, looked: Looked) -> Found | None:
    """Strong words, weak ones, and false friends."""
    found = Found(0.0, [], [])
    counted: set[str] = set()
    for sentence in looked.sentences:
        _add(one, sentence, found, counted)
    if not found.strength:
        return None
    if looked.passage.is_heading:
        found.strength *= HEADING
    else:
        found.strength += HEADING * sum(WEAK for term in one.strong if term in looked.above)
    return found if found.strength >= CUT else None


def _add(one: Criterion, sentence: Sentence, found: Found, counted: set[str]) -> None:
    """Add what a sentence says. What looks alike takes from that sentence only."""
    if not (hits_of(one.strong, sentence) or hits_of(one.weak, sentence)):
        return
    if not all(facts.spans(need, sentence.text) for need in one.needs):
        return
    false = hits_of(one.alike, sentence)
    strong = _free_of(hits_of(one.strong, sentence), false)
    weak = [hit for hit in _free_of(hits_of(one.weak, sentence), false) if not _within(hit, strong)]
    ended = [hit for hit in strong if _is_over(hit, sentence)]
    strong = [hit for hit in strong if hit not in ended]
    weak = [hit for hit in weak if not _is_over(hit, sentence)]
    new = {hit.term for hit in _widest(strong)} - counted
    light = {hit.term for hit in weak} - counted - new
    net = STRONG * len(new) + WEAK * len(light) - FALSE * len({hit.term for hit in false})
    if ended:
        found.reasons += [Reason("over", over.term) for over in sentence.over[:1]]
    if net <= 0:
        return
    counted |= new | light
    near = [need for need in (*one.needs, *one.helps) if facts.spans(need, sentence.text)]
    found.strength += net + HELP * len(near)
    for hit in sorted({*_widest(strong), *weak}, key=lambda each: each.start):
        said = sentence.text[hit.start : hit.end]
        found.reasons.append(Reason("word", said.lower() if hit in weak else said))
        found.marks.append((sentence.start + hit.start, sentence.start + hit.end))
    found.reasons += [Reason("near", need) for need in near]


def _free_of(hits: Sequence[Hit], false: Sequence[Hit]) -> list[Hit]:
    """Without those that are part of what only looks alike."""
    return [
        one
        for one in hits
        if not any(each.first <= one.last and one.first <= each.last for each in false)
    ]


def _within(one: Hit, others: Sequence[Hit]) -> bool:
    return any(each.first <= one.first and one.last <= each.last for each in others)


def _widest(hits: Sequence[Hit]) -> list[Hit]:
    """One for each place: the longest where several terms stand on the same words."""
    kept: list[Hit] = []
    for one in sorted(hits, key=lambda each: (each.first - each.last, each.first, each.term)):
        if not any(each.first <= one.last and one.first <= each.last for each in kept):
            kept.append(one)
    return kept


def _is_over(hit: Hit, sentence: Sentence) -> bool:
    """Whether a word of ending stands near, outside the term itself."""
    for one in sentence.over:
        if hit.first <= one.first <= hit.last:
            continue
        before, after = hit.first - one.last, one.first - hit.last
        comma = sentence.text[min(one.end, hit.end) : max(one.start, hit.start)]
        near = 0 < before <= BEFORE or (0 < after <= AFTER and not one.term.startswith("geen"))
        if near and not set(",;:") & set(comma):
            return True
    return False


def _raised(flag: Flag, looked: Looked) -> Found | None:
    """A flag of a passage: one of each group of words in it, or in the heading right above."""
    if looked.passage.is_heading:
        return None
    if any(hits_of(flag.unless, one) for one in looked.sentences):
        return None
    found = Found(CUT, [], [])
    for terms in flag.every:
        near = [(one, hit) for one in looked.sentences for hit in hits_of(terms, one)]
        if not near and not looked.above & set(terms):
            return None
        for one, hit in near[:1]:
            found.reasons.append(Reason("word", one.text[hit.start : hit.end]))
            found.marks.append((one.start + hit.start, one.start + hit.end))
    return found


def _allowed(
    near: Mapping[int, Near], raised: Mapping[str, Sequence[Found | None]]
) -> Mapping[int, Near]:
    """What is near to a question; not where a red flag is: no answer, whatever it resembles."""
    return {at: one for at, one in near.items() if not any(flag[at] for flag in raised.values())}


def _top(
    about: str,
    looked: Sequence[Looked],
    found: Sequence[Found | None],
    near: Mapping[int, Near] = MappingProxyType({}),
) -> tuple[Suggestion, ...]:
    """The strongest few, then as they stand in the plan; by words and by meaning as one order."""
    by_words = {at: each for at, each in enumerate(found) if each is not None}
    order = in_order(
        sorted(by_words, key=lambda at: (-by_words[at].strength, at)),
        sorted(near, key=lambda at: (-near[at].value, at)),
    )
    return tuple(
        _suggestion(about, place, looked[at].passage, by_words.get(at), near.get(at))
        for place, at in enumerate(order[:TOP], 1)
    )


def _suggestion(
    about: str, place: int, passage: Passage, found: Found | None, near: Near | None
) -> Suggestion:
    """Why it is shown: its words, and which example it is like. Without words, which sentence."""
    reasons = list(found.reasons) if found else []
    marks = sorted(found.marks) if found else []
    if near:
        reasons.append(Reason("like", near.example))
        marks = marks or [(near.start, near.end)]
    return Suggestion(about, place, passage, tuple(dict.fromkeys(reasons)), tuple(marks))
