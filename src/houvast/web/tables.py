"""What the screens of every importer share: what is wrong in words, and a table to download."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from houvast.errors import Refused
from houvast.sheets import Value, as_csv, as_xlsx, cell_of
from houvast.uploads.pages import TablePage

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def shown(page: TablePage) -> dict[str, Any]:
    """What a template shows of a table that waits."""
    refused = [in_words(one) for _row, one in page.shown]
    return {"page": page, "whole": in_words(page.whole) if page.whole else "", "refused": refused}


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
