"""What is read as it stands, and what is refused with one sentence."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest

from houvast.errors import Refused
from houvast.sheets import Limits, MoreSheets, read
from tests.sheets.broken import broken_files
from tests.sheets.made import cells, csv, parts, saved, workbook, xlsx, zipped

LIMITS = Limits(rows=200)
HEADERS = ("Roepnaam", "Coach", "Opmerking")
GOOD = (("Noor", "Samira", "belt graag"), ("Daan", "Joost", "école"))
ROWS = [HEADERS, *GOOD]
BROKEN = broken_files(HEADERS, GOOD, LIMITS.rows)


def test_the_collection_is_large_and_each_file_is_its_own():
    assert len({one.name for one in BROKEN}) == len(BROKEN) >= 60


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.name)
def test_a_broken_file_is_refused_with_one_sentence(broken):  # T-101
    with pytest.raises(Refused) as caught:
        read(broken.content, LIMITS)
    said = str(caught.value)
    assert broken.says in said
    assert re.search(rf"(?<!\w){re.escape(broken.names)}", said)
    assert len(said.split()) <= 30 and said.endswith(".")


ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("between", [";", ",", "\t", "|"])
def test_every_csv_gives_the_same_table(encoding, between):
    sheet = read(csv(ROWS, between, encoding), LIMITS)
    assert sheet.headers == HEADERS
    assert [row.values for row in sheet.rows] == list(GOOD)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end_ends_a_line(end):
    assert len(read(csv(ROWS, end=end), LIMITS).rows) == len(GOOD)


def test_a_line_break_in_quotes_belongs_to_the_cell_and_the_rows_keep_their_number():
    made = b'naam;reden\r\n\r\n"Noor";"een\r\ntwee; drie"\r\nDaan;"zei ""ja"""\r\n'
    sheet = read(made, LIMITS)
    assert [row.values for row in sheet.rows] == [("Noor", "een\ntwee; drie"), ("Daan", 'zei "ja"')]
    assert [sheet.cell(row, 1).name for row in sheet.rows] == ["B3", "B4"]


def test_excel_may_say_which_sign_stands_between():
    sheet = read(b"sep=,\r\nnaam,reden\r\nNoor,a;b;c\r\n", LIMITS)
    assert sheet.rows[0].values == ("Noor", "a;b;c")
    assert sheet.cell(sheet.rows[0], 0).name == "A3"


def test_a_comma_in_a_sentence_is_no_column():
    rows = [("naam", "reden"), ("Noor", "school, werk"), ("Daan", "geld, huis, werk")]
    assert read(csv(rows), LIMITS).headers == ("naam", "reden")


def test_a_title_may_stand_above_the_headers():
    made = xlsx([("Caseload team Noord",), (), *ROWS], _merge_the_title)
    sheet = read(made, LIMITS)
    assert sheet.headers == HEADERS
    assert sheet.cell(sheet.rows[0], 2).name == "C4"


def _merge_the_title(book):
    book.active.merge_cells("A1:C1")


def test_an_xlsx_gives_days_numbers_and_texts():
    row = ("Noor", date(2026, 4, 3), datetime(2026, 4, 3, 9, 30), 12, 0.1, True, None)
    sheet = read(xlsx([tuple("abcdefg"), row]), LIMITS)
    day = date(2026, 4, 3)
    assert sheet.rows[0].values == ("Noor", day, day, Decimal(12), Decimal("0.1"), "ja", None)


def test_days_since_1904_are_the_same_days():
    book = workbook([("naam", "dag"), ("Noor", date(2026, 4, 3))])
    book.epoch = datetime(1904, 1, 1)
    assert read(saved(book), LIMITS).rows[0].values[1] == date(2026, 4, 3)


def test_shared_texts_with_bold_parts_and_sounds_are_whole():
    strings = (
        "<sst><si><r><t>No</t></r><r><t>or</t></r><rPh><t>x</t></rPh></si>"
        "<si><t xml:space='preserve'> Co_x0041_ch </t></si><si><t/></si></sst>"
    )
    made = parts('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' + cells(["", *GOOD])[16:])
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/texts.xml"/></Relationships>',
    )
    made["xl/texts.xml"] = strings
    made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace(
        '<c r="C2" t="inlineStr"><is><t>belt graag</t></is></c>', ""
    )
    made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace(
        '<c r="C3" t="inlineStr"><is><t>école</t></is></c>', ""
    )
    assert read(zipped(made), LIMITS).headers == ("Noor", "CoAch")


def test_one_of_two_sheets_is_read_when_it_is_named():
    book = workbook(ROWS)
    book.active.title = "Nu"
    old = book.create_sheet("Oud")
    old.append(["x", "y"])
    old.append(["1", "2"])
    book.create_sheet("Leeg")
    with pytest.raises(MoreSheets) as caught:
        read(saved(book), LIMITS)
    assert caught.value.names == ["Nu", "Oud"]
    assert read(saved(book), LIMITS, sheet="Oud").headers == ("x", "y")
    with pytest.raises(Refused, match="geen werkblad"):
        read(saved(book), LIMITS, sheet="Leeg")


def test_a_hidden_sheet_beside_a_filled_one_is_not_looked_at():
    book = workbook(ROWS)
    hidden = book.create_sheet("Geheim")
    hidden.append(["a", "b"])
    hidden.sheet_state = "veryHidden"
    assert read(saved(book), LIMITS).headers == HEADERS


def test_forbidden_columns_are_not_kept_and_named_by_their_header():  # T-09
    headers = ("Naam", "Nationaliteit", "Schulden", "Coach", "Politiecontacten")
    sheet = read(csv([headers, ("Noor", "NL", "900", "Samira", "ja")]), LIMITS)
    assert sheet.headers == ("Naam", "Coach")
    assert sheet.rows[0].values == ("Noor", "Samira")
    assert sheet.cell(sheet.rows[0], 1).name == "D2"
    assert sheet.withheld == ("Nationaliteit", "Schulden", "Politiecontacten")


def test_a_mobile_number_without_its_0_is_no_citizen_number():
    number = next(one for one in range(612345600, 612345700) if _passes(one))
    sheet = read(xlsx([("naam", "Telefoon"), ("Noor", number)]), LIMITS)
    assert sheet.rows[0].values[1] == Decimal(number)
    with pytest.raises(Refused, match="burgerservicenummer"):
        read(xlsx([("naam", "Kenmerk"), ("Noor", number)]), LIMITS)


def _passes(number):
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(one) * by for one, by in zip(str(number), weights, strict=True)) % 11 == 0
