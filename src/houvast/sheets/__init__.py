"""Tables that people bring: xlsx and csv become plain values, and nothing of the file is trusted.

The face of this folder; docs/understand/importing.md shows how an importer uses it.
"""

from houvast.sheets.dates import read_dates
from houvast.sheets.downloads import as_csv, as_xlsx
from houvast.sheets.objects import looks_like_json, objects_in, read_json
from houvast.sheets.reading import MoreSheets, read, read_stream
from houvast.sheets.recipes import Recipe, Wanted, by_header, check_chosen, propose, unread
from houvast.sheets.rows import Look, cell_of
from houvast.sheets.stored import as_json, from_json, refusal_as_json, refusal_from_json
from houvast.sheets.values import Cell, Limits, Row, Sheet, Value, as_text, letters

__all__ = [
    "Cell",
    "Limits",
    "Look",
    "MoreSheets",
    "Recipe",
    "Row",
    "Sheet",
    "Value",
    "Wanted",
    "as_csv",
    "as_json",
    "as_text",
    "as_xlsx",
    "by_header",
    "cell_of",
    "check_chosen",
    "from_json",
    "letters",
    "looks_like_json",
    "objects_in",
    "propose",
    "read",
    "read_dates",
    "read_json",
    "read_stream",
    "refusal_as_json",
    "refusal_from_json",
    "unread",
]
