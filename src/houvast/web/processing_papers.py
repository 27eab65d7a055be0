"""The register of processing, the fields and who sees what, as a table and as a page of paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houvast.paper.printing import Paper, Part, printed
from houvast.sharing.reads.processing import FieldsPage, KindOfData, Made, ProcessingPage
from houvast.sharing.rules import ORDER, Line
from houvast.sharing.rules.fields import Table
from houvast.web.field_words import CALLED, kept
from houvast.web.words import word


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper: a row a line for who computes on, and sections for who reads."""

    title: str
    about: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    sections: Sequence[tuple[str, Sequence[str]]]


def as_pdf(paper: Printed, made: Made, who: str) -> bytes:
    """The paper as a tagged PDF; its foot says who made it, when, and which entry says so."""
    at = localtime(made.at)
    parts = [Part("title", (paper.title,)), Part("text", (f"{made.municipality}. {paper.about}",))]
    for title, lines in paper.sections:
        parts += [Part("heading", (title,)), Part("items", tuple(lines))]
    foot = f"{paper.title} · {at:%d-%m-%Y %H:%M} · {who}"
    return printed(Paper(paper.title, get_language() or "nl", parts, foot, at))


def of_activities(page: ProcessingPage) -> Printed:
    """The register of processing (AVG 30)."""
    headers = [
        _("Waarvoor"),
        _("Wie beslist"),
        _("Grondslagen"),
        _("Van wie"),
        _("Welke gegevens"),
        _("Van wie we het hebben"),
        _("Wie het hier ziet"),
        _("Tot wanneer"),
    ]
    rows = [
        [
            word(one.purpose),
            said(one.controllers),
            "; ".join(one.grounds) or _("Geen grondslag staat aan"),
            said(one.about),
            said(one.kinds),
            said(one.sources),
            said(one.roles),
            "; ".join(dict.fromkeys(map(kept, one.kept))),
        ]
        for one in page.activities
    ]
    sections = [
        (row[0], [f"{name}: {cell}" for name, cell in zip(headers[1:], row[1:], strict=True)])
        for row in rows
    ]
    about = _("Gemaakt uit de regels waarmee Houvast beslist, niet overgetypt.")
    return Printed(
        _("Register van verwerkingen"),
        about,
        headers,
        rows,
        [*sections, (_("Voor alle verwerkingen"), everywhere())],
    )


def everywhere() -> list[str]:
    """What holds for every activity."""
    return [
        _("Buiten de gemeente: alleen na een besluit om te delen, of met een ja van de jongere."),
        _("Buiten de Europese Unie: niets."),
        _("Beveiliging: toegang per jongere en per doel, twee stappen bij het inloggen."),
        _("De database houdt zelf tegen wat niet mag. Wie keek, staat in een logboek."),
        _("Stemt de OR in: patronen in het logboek, en dossiers die van niemand zijn."),
        _("Velden zijn nog niet apart versleuteld. Wissen na de bewaartermijn gaat nog niet zelf."),
    ]


def of_fields(page: FieldsPage) -> Printed:
    """Every field, with its kind, purpose, term and source (the annex of the DPIA)."""
    headers = [
        _("Soort gegeven"),
        _("Wat"),
        _("Tabel"),
        _("Veld"),
        _("Wat erin staat"),
        _("Van wie"),
        _("Van wie we het hebben"),
        _("Waarvoor"),
        _("Wie het hier ziet"),
        _("Tot wanneer"),
    ]
    rows: list[list[str]] = []
    for kind in page.kinds:
        rows += _fields_of(kind.tables, f"{kind.kind.value} {word(kind.kind)}", kind)
    rows += _fields_of(page.others, _("Over wie hier werkt"), None)
    sections = [
        (f"{kind.kind.value} {word(kind.kind)}", [_purposes(kind), *map(_line, kind.tables)])
        for kind in page.kinds
    ]
    sections.append((_("Over wie hier werkt"), list(map(_line, page.others))))
    about = _("Wat we van wie bewaren. Gemaakt uit het register van velden, niet overgetypt.")
    return Printed(_("Bijlage bij de DPIA: welke gegevens"), about, headers, rows, sections)


def of_access(lines: Iterable[Line]) -> Printed:
    """Who sees what: the table of the decision."""
    every = list(lines)
    headers = [_("Wie"), _("Rol"), _("Waarvoor"), *(f"{k.value} {word(k)}" for k in ORDER)]
    rows = [
        [
            word(one.basis),
            said(one.roles),
            word(one.purpose),
            *(word(one.cells[kind]) for kind in ORDER),
        ]
        for one in every
    ]
    sections = [
        (
            f"{row[0]}, {row[2]}",
            [row[1], *(f"{name}: {cell}" for name, cell in zip(headers[3:], row[3:], strict=True))],
        )
        for row in rows
    ]
    about = _("De regels waarmee Houvast bij elke vraag beslist. Wat hier niet staat, mag niet.")
    return Printed(_("Wie ziet wat"), about, headers, rows, sections)


def said(members: Iterable[StrEnum]) -> str:
    """Their words, one after the other."""
    return ", ".join(word(one) for one in members)


def _fields_of(tables: Iterable[Table], kind: str, read: KindOfData | None) -> list[list[str]]:
    purposes, roles = (said(read.purposes), said(read.roles)) if read else ("", "")
    return [
        [
            kind,
            str(CALLED[one.name]),
            one.name,
            name,
            word(held),
            word(one.about),
            word(one.source),
            purposes,
            roles,
            kept(one),
        ]
        for one in tables
        for name, held in one.columns
    ]


def _purposes(kind: KindOfData) -> str:
    return _("Waarvoor: {purposes}").format(purposes=said(kind.purposes))


def _line(one: Table) -> str:
    held = said(dict.fromkeys(held for _name, held in one.columns))
    return f"{CALLED[one.name]}: {held}. {word(one.about)}. {kept(one)}."
