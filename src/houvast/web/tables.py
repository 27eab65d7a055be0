"""What the screens of every importer share: what is wrong in words, and a table to download."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from houvast.errors import Refused
from houvast.sheets import Value, as_csv, as_xlsx, cell_of
from houvast.uploads.pages import TablePage

NAMED = 40
"""Cells behind which one sentence stands; who has more of them mends a whole column."""
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def shown(page: TablePage) -> dict[str, Any]:
    """What a template shows of a table that waits."""
    whole, said = (in_words(one) if one else "" for one in (page.whole, page.said))
    sentences = {"refused": by_sentence(page.refused), "notes": by_sentence(page.notes)}
    return {"page": page, "whole": whole, "said": said} | sentences


def by_sentence(refused: Sequence[tuple[int, Refused]]) -> list[str]:
    """What is wrong, each sentence once, behind the cells that it is about."""
    cells: dict[str, list[str]] = {}
    for _row, one in refused:
        cell = str(one.values.get("cell", ""))
        before, words = f"{cell}: ", in_words(one)
        mends = bool(cell) and words.startswith(before)
        cells.setdefault(words.removeprefix(before) if mends else words, []).append(
            cell if mends else ""
        )
    return [f"{_listed(some)}: {words}" if some[0] else words for words, some in cells.items()]


def _listed(cells: list[str]) -> str:
    """The first of them by name, and how many more there are."""
    named, left = ", ".join(cells[:NAMED]), len(cells) - NAMED
    return _("{cells} en nog {n}").format(cells=named, n=left) if left > 0 else named


def in_words(refused: Refused) -> str:
    """What is wrong, with the cell, in the language of the reader."""
    values = dict(refused.values)
    if label := values.get("label"):
        values["label"] = _(label)
    said = _(refused.reason).format(**values)
    cell = cell_of(refused)
    return f"{cell}: {said}" if cell else said


def download(
    headers: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    name: str,
    kind: str,
    title: str = "",
) -> HttpResponse:
    """A table to keep; no cell of it becomes a formula. Raises Http404 for another kind of file."""
    if kind not in KINDS:
        raise Http404
    made = as_csv(headers, rows) if kind == "csv" else as_xlsx(headers, rows, title=title or name)
    answer = HttpResponse(made, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="houvast-{name}.{kind}"'
    return answer
