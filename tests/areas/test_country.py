"""The whole country: outlines in a few bytes, figures in fewer, and a table that says the same."""

import gzip
import json
import re

import numpy as np
import pytest
import shapely
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, strategies

from houvast.areas.models import Drawing
from houvast.areas.rules.packed import figures, outlines
from houvast.areas.rules.shown import Hidden, Line
from houvast.areas.rules.sides import Borders
from tests.areas import official as made
from tests.areas.official import EAST, PARTS, TOWN, WEST
from tests.areas.test_screens import text_of
from tests.cast import sign_in
from tests.test_queries import MOST, asked


class Reader:
    """Reads what `web/static/country.js` reads, in the same way."""

    def __init__(self, content):
        self.content, self.at = content[4:], 0
        self.magic = content[:4]

    def number(self):
        found, shift = 0, 0
        while True:
            part = self.content[self.at]
            self.at += 1
            found |= (part & 127) << shift
            shift += 7
            if part < 128:
                return found

    def turned(self):
        number = self.number()
        return -(number + 1) // 2 if number & 1 else number // 2

    def text(self, long):
        self.at += long
        return self.content[self.at - long : self.at].decode()


def sevens(numbers):
    found = bytearray()
    for number in numbers:
        while number > 127:
            found.append(number & 127 | 128)
            number >>= 7
        found.append(number)
    return bytes(found)


class Rings:
    """Walks rings as the map does: a border that was told before is walked back."""

    def __init__(self, read, counts, starts):
        self.read, self.counts, self.starts = read, iter(counts), iter(starts)
        self.ends, self.pen = {}, (0, 0)

    def step(self, here):
        return here[0] + self.read.turned(), here[1] + self.read.turned()

    def one(self):
        many = next(self.counts)
        self.pen = self.pen[0] + next(self.starts), self.pen[1] + next(self.starts)
        points = [self.pen]
        while len(points) <= many:
            for at in range(next(self.counts)):
                ends = self.ends[points[-1]]
                which = next(self.counts) if at == 0 and len(ends) > 1 else 0
                points.append(ends.pop(len(ends) - 1 - which))
            for _new in range(next(self.counts) if len(points) <= many else 0):
                here = points[-1]
                points.append(self.step(here) if len(points) < many else self.pen)
                self.ends.setdefault(points[-1], []).append(here)
        assert points.pop() == self.pen
        return points


def read_outlines(content):
    read = Reader(content)
    assert read.magic == b"HVM2"
    wide, tall, many, long, all_points, counted, stepped = (read.number() for _ in range(7))
    codes, code = [], ""
    for _ in range(many):
        same = read.number()
        code = code[:same] + read.text(long - same)
        codes.append(code)
    parts = [read.number() for _ in range(many)]
    counts = [read.number() for _ in range(counted)]
    rings = Rings(read, counts, [read.turned() for _ in range(2 * sum(parts))])
    before = read.at
    each = zip(codes, parts, strict=True)
    found = {code: [rings.one() for _ in range(part)] for code, part in each}
    assert stepped == sum(byte < 128 for byte in read.content[before:])
    assert read.at == len(read.content) and not list(rings.counts)
    assert sum(len(ring) for part in found.values() for ring in part) == all_points
    return wide, tall, found


def test_outlines_come_back_as_they_were_with_their_holes_and_shared_borders():
    hole = shapely.box(12_000, 2_000, 16_000, 6_000)
    around = shapely.box(10_000, 0, 20_000, 10_000).difference(hole)
    islands = shapely.MultiPolygon(
        [shapely.box(0, 0, 4_000, 4_000), shapely.box(0, 6_000, 2_000, 8_000)]
    )
    wide, tall, found = read_outlines(outlines(["a", "b", "c"], np.array([around, hole, islands])))
    assert (wide, tall) == (8000, 4000)
    assert [len(rings) for rings in found.values()] == [2, 1, 2]
    assert {tuple(sorted(one)) for one in found["a"][1:]} == {tuple(sorted(found["b"][0]))}
    again = shapely.Polygon(found["a"][0], found["a"][1:])
    assert again.area * (20_000 / 8000) ** 2 == pytest.approx(around.area, rel=1e-3)


RINGS = strategies.lists(
    strategies.lists(
        strategies.tuples(strategies.integers(0, 3), strategies.integers(0, 3)), min_size=3,
        max_size=9,
    ),
    max_size=12,
)  # fmt: skip


TWICE = [(1, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 1)], [(0, 0), (0, 1), (1, 0)]
OVER = [*TWICE, [(0, 1), (0, 0), (1, 0), (0, 0), (0, 0)]]


@given(RINGS)
@example(OVER)
def test_any_rings_come_back_also_those_that_lie_over_each_other(rings):
    borders = Borders()
    for one in rings:
        borders.tell(one)
    read = Reader(b"    " + sevens([step << 1 ^ step >> 63 for step in borders.steps]))
    again = Rings(read, borders.counts, borders.starts)
    for ring in rings:
        found = again.one()
        turns = [ring[at:] + ring[:at] for at in range(len(ring))]
        assert found in turns
    assert read.at == len(read.content) and not list(again.counts)


def test_a_border_is_told_once():
    left, right = [(0, 0), (0, 9), (5, 9), (4, 4), (5, 0)], [(5, 0), (4, 4), (5, 9), (9, 9), (9, 0)]
    borders = Borders()
    borders.tell(left)
    before = len(borders.steps)
    borders.tell(right)
    assert before == 2 * 4  # all but the first point
    assert len(borders.steps) - before == 2 * 2  # two that are new


def test_figures_say_their_class_how_sure_and_why_there_is_none():
    lines = [
        Line("a", "A", 1000, None, 12.34, 10.0, 1300.0, step=4, unsure=True),
        Line("b", "B", 50, Hidden.SMALL), Line("c", "C", None, Hidden.ABSENT),
        Line("d", "D", 900, Hidden.WITHHELD), Line("e", "E", 0, Hidden.NOT_LIVED_IN),
    ]  # fmt: skip
    read = Reader(figures(lines))
    assert (read.magic, read.number()) == (b"HVV1", 5)
    assert [read.number() for _ in range(4)] == [4 + 8, 123, 100, 13_000]
    assert [(read.number(), read.number(), read.number(), read.number())[0] for _ in range(4)] == [
        16,
        19,
        18,
        17,
    ]


@pytest.fixture
def country(country, bring):
    """A municipality with two districts, of which the shapes came in."""
    rows = [made.sheet_row(one, 60 if one == PARTS[2] else None) for one in made.NAMES]
    bring(made.sheet(*rows), year=2024)
    bring(made.police(sorts=("0.0.0",)), year=2024)
    bring(made.features(), year=2024)
    return country


def wijken(client, **more):
    return client.get(reverse("country"), {"per": "wijk"} | more)


def packed(client, answer, name):
    """What the page says that the map reads, without gzip."""
    html = answer.content.decode()
    found = client.get(
        html.split(f'data-{name}="')[1].split('"')[0], headers={"accept-encoding": "gzip"}
    )
    assert found["Content-Encoding"] == "gzip" and found["Cache-Control"].endswith("immutable")
    return found, gzip.decompress(found.content)


def test_the_map_and_the_table_say_the_same(country, town, client):
    sign_in(client, town["petra"])
    page = wijken(client, cijfer="offences_total")
    text = text_of(page)
    assert "In heel Nederland: 24." in text and "De volgorde is het alfabet" in text
    _answer, shapes = packed(client, page, "outlines")
    _wide, _tall, areas = read_outlines(shapes)
    assert list(areas) == [EAST, WEST]  # in the order of their codes
    read = Reader(packed(client, page, "figures")[1])
    assert read.number() == 2
    _kind, value, low, high = (read.number() for _ in range(4))
    assert value == 200 and low < value < high
    assert re.search(r"Oost ?Verzonnen ?20 ?\d+ tot \d+", text)
    assert json.loads(packed(client, page, "names")[1]) == [
        ["Oost", "Verzonnen"],
        ["West", "Verzonnen"],
    ]


def test_too_few_areas_for_classes_have_one_colour_and_the_page_says_why(country, town, client):
    sign_in(client, town["petra"])
    for page in (wijken(client), client.get(reverse("areas"), {"gemeente": TOWN, "per": "wijk"})):
        text, html = text_of(page), page.content.decode()
        assert "om klassen te maken" in text and "met een cijfer" in text
        assert "Lichter" not in text and 'class="step' not in html and 'class="known"' in html


def test_what_was_fetched_once_is_not_sent_again(country, town, client):
    sign_in(client, town["petra"])
    for name in ("outlines", "figures", "names"):
        answer, _content = packed(client, wijken(client), name)
        address, tag = answer.request["PATH_INFO"], answer["ETag"]
        again = client.get(address, headers={"if-none-match": f'"x", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        plain = client.get(address, headers={"accept-encoding": "identity"})
        assert plain.content == gzip.decompress(answer.content)
        assert "Content-Encoding" not in plain
        older = "/".join(address.split("/")[:-1]) + "/0123456789abcdef." + address.rsplit(".", 1)[1]
        assert client.get(older)["Cache-Control"] == "no-store"  # what it holds now may change
    assert wijken(client)["Cache-Control"] == "no-store"


def test_without_shapes_and_without_figures_the_page_says_so(country, town, client):
    sign_in(client, town["petra"])
    text = text_of(client.get(reverse("country"), {"per": "gemeente"}))
    assert "nog geen vormen van deze gebieden" in text and "Verzonnen" in text
    assert "country.js" not in client.get(reverse("country")).content.decode()
    buurten = text_of(client.get(reverse("country"), {"per": "buurt"}))
    assert "Te klein om te tonen" in buurten
    assert "Geen gebied heet zo" in text_of(wijken(client, zoek="x<script>"))
    assert "West" not in text_of(wijken(client, zoek="oost")).split("Tabel")[1]
    for odd in (
        {"per": "straat", "jaar": "x", "cijfer": "trust", "bladzijde": "99"},
        {"jaar": "1"},
    ):
        assert client.get(reverse("country"), odd).status_code == 200
    for odd in ("wijk/2024/x.bin", "wijk/1999/x.bin", "land/2024/x.bin", "wijk/99999999999/x.bin"):
        expected = 200 if odd.startswith("wijk/2024") else 404
        assert client.get(f"/wijken/nederland/{odd}").status_code == expected
    for odd in ("wijk/2024/trust/x.bin", "wijk/99999999999/offences_total/x.json"):
        assert client.get(f"/wijken/nederland/{odd}").status_code == 404


def test_other_shapes_are_another_drawing_and_the_same_are_not(country, bring):
    before = Drawing.objects.get()
    bring(made.features(), year=2024)
    assert Drawing.objects.get().checksum == before.checksum
    other = made.features(shapes=[made.square(at, 2_000.0) for at in range(2)], extra=1)
    bring(other.replace(b"Oost", b"Oosten"), year=2024)
    bring(made.features(codes=(EAST, WEST), shapes=[made.square(0), made.square(4)]), year=2024)
    assert Drawing.objects.get().checksum != before.checksum


def test_the_owner_alone_draws(country, town):
    for sql in ("update areas_drawing set year = 2020", "delete from areas_drawing",
                "insert into areas_drawing select * from areas_drawing"):  # fmt: skip
        with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
            connection.cursor().execute(sql)


def test_who_makes_policy_looks_and_it_costs_little(country, town, client):
    sign_in(client, town["petra"])
    page = wijken(client).content.decode()
    for name in ("outlines", "figures", "names"):
        address = page.split(f'data-{name}="')[1].split('"')[0]
        assert len(asked(town, "petra", address)) <= MOST
        for who in ("anouk", "rachid", "vera", "sam"):
            assert sign_in(Client(), town[who]).get(address).status_code in (403, 404)
    assert len(asked(town, "petra", reverse("country") + "?per=wijk")) <= MOST
    for who in ("anouk", "rachid", "vera", "sam"):
        assert sign_in(Client(), town[who]).get(reverse("country")).status_code in (403, 404)
    assert TOWN not in page
