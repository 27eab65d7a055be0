"""What is said of a suggestion and of a plan: why it is shown, and where it stands."""

from collections.abc import Sequence
from typing import Any

from houvast.errors import gettext_noop
from houvast.plans.rules.catalogue import Catalogue
from houvast.plans.rules.document import Notice, Passage, Plan
from houvast.plans.rules.suggesting import Reason, Suggested, Suggestion

NEAR = {
    "number": gettext_noop("getal in de buurt"),
    "date": gettext_noop("datum in de buurt"),
    "means": gettext_noop("bedrag of fte in de buurt"),
}
LIKE = gettext_noop("lijkt op de voorbeeldzin “{sentence}”")
WORD, OVER = gettext_noop("woord: {word}"), gettext_noop("let op: er staat ook “{word}”")
NOTICES = {
    Notice.ENGLISH: gettext_noop(
        "Dit plan is in het Engels. Houvast zoekt in het Nederlands en wijst daarom niets aan."
    ),
    Notice.SCHEME: gettext_noop(
        "Dit lijkt een regeling, geen plan. Wat een regeling eist, is geen antwoord."
    ),
    Notice.PICTURES: gettext_noop("Sommige pagina's zijn een plaatje. Lees die zelf."),
    Notice.PERSON: gettext_noop("Een stuk lijkt over een persoon te gaan. Dat laten we weg."),
    Notice.HIDDEN: gettext_noop("Er stonden tekens in die tekst verbergen. Die zijn weggelaten."),
}


def why(reasons: Sequence[Reason]) -> str:
    """The reasons of one passage, in one line."""
    words = (WORD.format(word=one.text) for one in reasons if one.kind == "word")
    near = (NEAR[one.text] for one in reasons if one.kind == "near")
    like = (LIKE.format(sentence=one.text.rstrip(".")) for one in reasons if one.kind == "like")
    over = (OVER.format(word=one.text) for one in reasons if one.kind == "over")
    return "; ".join(dict.fromkeys([*words, *near, *like, *over]))


def place(plan: Plan, passage: Passage) -> str:
    """Where a passage stands: by its page, or by its paragraph where there are no pages."""
    if passage.page is None:
        return f"paragraaf {passage.paragraph}"
    label = plan.label(passage)
    return f"pagina {passage.page} ({label})" if label else f"pagina {passage.page}"


def checked(plan: Plan, found: Suggested) -> dict[str, Any]:
    """What the machine points at, for another program: nothing of it is confirmed."""
    return {
        "pages": plan.pages,
        "passages": len(plan.passages),
        "confirmed": 0,
        "criteria": {
            name: [
                {
                    "page": one.passage.page,
                    "quote": plan.quoted(one.passage),
                    "why": _with_place(plan, one),
                }
                for one in some
            ]
            for name, some in found.criteria.items()
        },
        "flags": [
            {"id": one.about, "page": one.passage.page, "quote": plan.quoted(one.passage)}
            for one in found.flags
        ],
    }


def _with_place(plan: Plan, one: Suggestion) -> str:
    said = why(one.reasons)
    return said if one.passage.page is not None else f"{place(plan, one.passage)}: {said}"


def suggested(plan: Plan, found: Suggested) -> dict[str, Any]:
    """All that is known of each suggestion, for another program."""
    every = [one for some in found.criteria.values() for one in some]
    return {
        "catalogue": found.catalogue,
        "engine": found.engine,
        "confirmed": 0,
        "notices": list(plan.notices),
        "withheld": found.withheld,
        "suggestions": [_whole(plan, one) for one in (*every, *found.flags)],
    }


def _whole(plan: Plan, one: Suggestion) -> dict[str, Any]:
    passage = one.passage
    return {
        "about": one.about,
        "place": one.place,
        "passage": passage.number,
        "page": passage.page,
        "page_label": plan.label(passage) or None,
        "paragraph": passage.paragraph,
        "heading": list(passage.heading),
        "start": passage.start,
        "end": passage.end,
        "quote": plan.quoted(passage),
        "reasons": [{"kind": each.kind, "text": each.text} for each in one.reasons],
        "marks": [[first, last] for first, last in one.marks],
    }


def read_out(plan: Plan, personal: set[int]) -> dict[str, Any]:
    """A plan as passages, for another program; what seems to be about a person is left out."""
    return {
        "kind": plan.kind,
        "pages": plan.pages,
        "page_labels": list(plan.labels),
        "notices": list(plan.notices),
        "withheld": len(personal),
        "dropped": [{"page": page, "text": text} for page, text in plan.dropped],
        "passages": [
            {
                "number": one.number,
                "page": one.page,
                "paragraph": one.paragraph,
                "heading": list(one.heading),
                "start": one.start,
                "end": one.end,
                "text": plan.quoted(one),
            }
            for one in plan.passages
            if one.number not in personal
        ],
    }


def page(plan: Plan, found: Suggested, catalogue: Catalogue) -> str:
    """What the machine points at, to read at a command line."""
    pages = f"{plan.pages} pagina's" if plan.pages else "geen pagina's"
    lines = [f"{pages}, {len(plan.passages)} passages, 0 bevestigd.", ""]
    lines += [NOTICES[one] for one in plan.notices]
    for one in catalogue.criteria:
        lines += ["", f"{one.id} {one.question}"]
        for each in found.criteria[one.id]:
            lines += [f"  {place(plan, each.passage)}: {why(each.reasons)}"]
            lines += [f"    “{plan.quoted(each.passage)}”"]
        if not found.criteria[one.id]:
            lines += ["  Niets aangewezen. Zoek zelf in de tekst."]
    says = {one.id: one.says for one in catalogue.flags}
    for each in found.flags:
        lines += ["", f"{each.about} {says[each.about]} ({place(plan, each.passage)})"]
        lines += [f"    “{plan.quoted(each.passage)}”"]
    return "\n".join(lines)
