"""What we write is read back as it was, and does nothing on the way."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from houvast.errors import Refused
from houvast.sheets import Limits, as_csv, as_text, as_xlsx, read
from houvast.sheets.values import clean, letters

LIMITS = Limits(rows=50)
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufffd")
WORDS = st.text(LETTERS | st.sampled_from(" \n\";,=+-@'\t"), max_size=20).map(clean)
TEXTS = WORDS.filter(lambda one: one is None or not (one.startswith("'") or _torn(one)))
NUMBERS = st.decimals(-(10**7), 10**7, places=2).filter(lambda one: abs(one) < 10**8)
DAYS = st.dates(date(1900, 3, 1), date(2200, 1, 1))
VALUES = TEXTS | NUMBERS | DAYS
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=6).filter(
    lambda rows: all(any(one is not None for one in row) for row in rows)
)
HEADERS = ("Een", "Twee", "Drie")


def _torn(text):
    return "Ã" in text or "â€" in text


@given(ROWS)
@settings(max_examples=80, deadline=None)
@example([("=1+1", "+31612345678", "@naam"), ("-", None, "x\ny")])
def test_what_we_write_is_read_back(rows):
    table = read(as_xlsx(HEADERS, rows, title="Werkgevers"), LIMITS)
    assert [row.values for row in table.rows] == [tuple(row) for row in rows]
    table = read(as_csv(HEADERS, rows), LIMITS)
    texts = [tuple(_in_csv(one) for one in row) for row in rows]
    assert [row.values for row in table.rows] == texts


def _in_csv(value):
    text = as_text(value)
    return (text.replace(".", ",") if isinstance(value, Decimal) else text) or None


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_no_cell_that_we_write_does_anything(rows):  # T-102
    written = list(csv.reader(StringIO(as_csv(HEADERS, rows).decode("utf-8-sig")), delimiter=";"))
    for given_row, row in zip(rows, written[1:], strict=True):
        texts = [one for one, was in zip(row, given_row, strict=True) if isinstance(was, str)]
        assert not any(one.startswith(("=", "+", "-", "@")) for one in texts)
    book = load_workbook(BytesIO(as_xlsx(HEADERS, rows, title="x")))
    assert {one.data_type for row in book.active for one in row} <= {"s", "n", "d"}


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda one: b"PK\x03\x04" + one))
@settings(max_examples=300, deadline=None)
def test_whatever_bytes_come_there_is_a_table_or_a_sentence(content):
    try:
        table = read(content, LIMITS)
    except Refused as refused:
        assert str(refused)
    else:
        assert table.headers and table.rows


@given(st.integers(0, 800), st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_a_workbook_with_one_other_byte_gives_a_table_or_a_sentence(at, byte):
    whole = as_xlsx(HEADERS, [("a", "b", "c")], title="x")
    at = at * len(whole) // 801
    try:
        read(whole[:at] + bytes([byte]) + whole[at + 1 :], LIMITS)
    except Refused as refused:
        assert str(refused)


@given(st.integers(0, 16_383))
def test_columns_are_called_as_a_spreadsheet_calls_them(column):
    name = letters(column)
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    assert number == column + 1
