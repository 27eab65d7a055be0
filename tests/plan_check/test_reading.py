"""Plans are read whole: the same text of each kind of file, and each passage where it stands."""

import pytest

from houvast.plans.rules.document import Notice
from houvast.plans.rules.passages import FEWEST, MOST, sentences
from houvast.plans.rules.reading import read
from tests.plan_check.made import docx, known, large, large_plan, markdown, odt, pdf, pdf_of

BLOCKS = [
    (1, "Een plan voor Testdam"),
    (0, "In de wijk Oost wonen veel jongeren. Wij bieden bijv. Twintig leerwerkplekken."),
    (2, "Wie doet wat"),
    (0, "De schuldhulpverlening helpt binnen een week met een betalingsregeling."),
    [("Actie", "Wie", "Jaar"), ("Coach", "Werk en inkomen", "2027"), ("Plek", "Haven", "2028")],
    (1, "Geld"),
    (0, "Er is € 400.000 per jaar voor arbeidstoeleiding & begeleiding."),
]


def squeezed(plan):
    """What stands in it, but for white space and how a table is drawn."""
    return "".join("".join(map(plan.quoted, plan.passages)).replace("|", "").split())


@pytest.fixture(scope="module")
def every():
    makers = {"docx": docx, "odt": odt, "markdown": markdown, "pdf": pdf_of}
    return {name: read(make(BLOCKS)) for name, make in makers.items()}


def test_each_kind_of_file_holds_the_same_text(every):
    assert len({squeezed(one) for one in every.values()}) == 1
    assert "betalingsregeling" in squeezed(every["pdf"])


def test_each_kind_keeps_headings_and_rows(every):
    for name, plan in every.items():
        coach = next(one for one in plan.passages if "Coach" in plan.quoted(one))
        assert coach.is_row, name
        path = ("Een plan voor Testdam", "Wie doet wat", "Actie | Wie | Jaar")
        assert coach.heading == path, name
        assert plan.quoted(coach) == "Coach | Werk en inkomen | 2027", name


def test_only_what_has_pages_gives_pages(every):
    assert every["pdf"].pages == 1 and {one.page for one in every["pdf"].passages} == {1}
    for name in ("docx", "odt", "markdown"):
        assert every[name].pages is None
        assert {one.page for one in every[name].passages} == {None}
        assert len({one.paragraph for one in every[name].passages}) == len(every[name].passages)


def test_two_hundred_sentences_of_sixty_pages_are_on_the_page_where_they_stand():
    (_, pages), plan = large(), large_plan()
    assert plan.pages == 60 and len(pages) == 200
    found = {
        number: [one.page for one in plan.passages if known(number) in plan.quoted(one)]
        for number in pages
    }
    assert found == {number: [page] for number, page in pages.items()}
    assert [text for _, text in plan.dropped] == ["Actieplan Testdam 2027", "Pagina 1"]
    assert "Actieplan Testdam" not in plan.text
    rows = [plan.quoted(one) for one in plan.passages if one.is_row]
    assert len(rows) == 48 and "Actie 60 2 | Afdeling 2 | 2027" in rows
    prose = [one for one in plan.passages if not one.is_heading and not one.is_row]
    words = [len(plan.quoted(one).split()) for one in prose]
    assert max(words) <= MOST and sum(words) / len(words) > FEWEST


def test_a_page_has_the_number_of_the_plan_beside_its_own():
    source = '#set page(numbering: "i")\nVoorwoord\n#pagebreak()\n#set page(numbering: "1")\n'
    source += "#counter(page).update(1)\nWij bieden twintig leerwerkplekken."
    plan = read(pdf(source))
    last = plan.passages[-1]
    assert (last.page, plan.label(last)) == (2, "1")


def test_a_sentence_that_goes_over_the_page_is_on_the_page_where_it_begins():
    half = "#set page(height: 6cm)\n" + "Een regel die vult. " * 20
    plan = read(pdf(half + "Wij bieden twintig leerwerkplekken voor jongeren in de wijk. " * 12))
    assert plan.pages > 1
    for number in range(1, plan.pages + 1):
        few = [one for one in plan.passages if one.page == number]
        assert few == sorted(few, key=lambda one: one.start)
    pages = [one.page for one in plan.passages]
    assert pages == sorted(pages) and all(one.end > one.start for one in plan.passages)


def test_a_form_feed_begins_a_page_of_text():
    plan = read(b"Een eerste bladzijde.\fWij bieden werk.\f")
    assert plan.pages == 2 and [one.page for one in plan.passages] == [1, 2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dat is a. Dit ook.", ["Dat is a. Dit ook."]),
        ("Samen met bijv. De Werf. En door.", ["Samen met bijv. De Werf.", "En door."]),
        ("Er zijn 1.000 plekken. Dat is veel!", ["Er zijn 1.000 plekken.", "Dat is veel!"]),
        ("Kan dat? “Ja.” Zo is het.", ["Kan dat?", "“Ja.”", "Zo is het."]),
        ("1. Werk 2. Geld", ["1. Werk 2. Geld"]),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_sentence(text, parts):
    assert [text[first:last] for first, last in sentences(text)] == parts


def test_words_broken_at_the_end_of_a_line_are_whole_again():
    plan = read(b"Wij bieden leerwerk-\nplekken en zorg- en\nwerkplekken aan.")
    assert (
        plan.quoted(plan.passages[0]) == "Wij bieden leerwerkplekken en zorg- en werkplekken aan."
    )


def test_signs_that_turn_text_round_are_left_out_and_told_of():  # PL-07
    plan = read("Wij \u202ebieden\u202c werk\u200b aan.".encode())
    assert plan.quoted(plan.passages[0]) == "Wij bieden werk aan."
    assert plan.hidden == 3 and Notice.HIDDEN in plan.notices


def test_scripts_and_hidden_parts_of_a_page_are_not_read():
    page = (
        b"<html><head><title>x</title></head><script>steal()</script><h2>Doel</h2><p>Wij &amp; zij"
    )
    plan = read(page + b"<img src=http://example.org/x onerror=alert(1)></p></html>")
    assert plan.text == "Doel\nWij & zij\n"
    assert plan.passages[1].heading == ("Doel",)


def test_what_was_struck_out_in_word_is_not_read():
    body = "<w:p><w:r><w:t>Wij bieden </w:t></w:r><w:del><w:r><w:delText>geen</w:delText></w:r>"
    body += "</w:del><w:ins><w:r><w:t>werk.</w:t></w:r></w:ins></w:p>"
    assert read(docx([], body=body)).text == "Wij bieden werk.\n"
