"""What `houvast areas` prints for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from houvast.areas.reads.sources import Fault
    from houvast.areas.rules.analysis import Analysis

SOME = 8
CHANGES = {
    "new": "nieuw", "gone": "niet meer gegeven", "revised": "herzien", "definite": "nu definitief",
}  # fmt: skip
WHY = {
    "area_unknown": "gebieden die in dit jaar niet bekend zijn",
    "not_known": "cijfers die we niet bijhouden",
    "column_refused": "cijfers over afkomst, niet gelezen",
    "sort_not_known": "soorten misdrijf die we niet bijhouden",
    "year_unfinished": "van een jaar dat nog niet af is",
}


def control_page(page: dict[str, Any]) -> str:
    """What became of a table."""
    control = page["control"]
    if not page["is_new"]:
        return (
            "Stond er al van eerder, en geldt nu weer."
            if page["changed"]
            else ("Stond er al: er verandert niets.")
        )
    lines = ["Ingelezen." if page["kept"] else "Geprobeerd, en niets bewaard."]
    lines.append(f"Regels: {control['read']}. Cijfers: {control['figures']}.")
    lines += [f"  niet bewaard, {WHY[why]}: {n}" for why, n in control["left_out"].items()]
    if control["refused"]:
        lines.append(f"Om hun naam niet gelezen: {_some(control['refused'])}.")
    if control["ignored"]:
        lines.append(f"Niet nodig: {_some(control['ignored'])}.")
    if control["mended"]:
        lines.append(f"Vormen met een lus, hersteld: {control['mended']}.")
    lines += [_changed(one) for one in control["revisions"]]
    for one in control["apart"][:SOME]:
        lines.append(
            f"{one['municipality']}, {one['indicator']} {one['year']}: per {one['level']} samen"
            f" {one['parts']:.0f}, voor de gemeente {one['whole']:.0f}."
        )
    if len(control["apart"]) > SOME:
        lines.append(f"En nog {len(control['apart']) - SOME} keer. Alles: houvast areas check.")
    return "\n".join(lines)


def _changed(one: dict[str, Any]) -> str:
    line = f"{one['indicator']}, {CHANGES[one['change']]}: {one['count']}"
    return f"{line}, het meest {one['largest']:g} in {one['where']}" if one["where"] else line


def _some(names: Sequence[str]) -> str:
    more = f" en nog {len(names) - SOME}" if len(names) > SOME else ""
    return ", ".join(names[:SOME]) + more


def faults_page(found: Sequence["Fault"]) -> str:
    """What does not add up."""
    return (
        "\n".join(one.sentence for one in found) or "Alles telt op, en van alles is de bron bekend."
    )


def analysed(found: "Analysis") -> str:
    """Four ways of counting, and what may be said."""
    lines = [f"{found.study.n} areas in {found.study.groups} municipalities"]
    lines += [f"  left out, {why}: {n}" for why, n in found.excluded.items()]
    for one in found.study.specifications:
        lines.append(f"{one.way.value}" if one.converged else f"{one.way.value}: {one.why}")
        for name, term in one.terms.items():
            value, low, high = term.ratio
            lines.append(f"  {name:28}{value:6.2f}  [{low:.2f}; {high:.2f}] per ten points")
    said = (*found.sentences, *filter(None, [found.lies_together]))
    return "\n".join([*lines, *(one.in_dutch() for one in said)])
