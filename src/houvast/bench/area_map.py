"""How soon a map of the whole country is there, in a Chromium; and a municipality from the server.

The country exists nowhere: as many neighbourhoods as there are, with borders of about as many
points. It comes in through the importer. A look is a browser of its own: nothing is kept yet.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings

from houvast.accounts.models import User
from houvast.accounts.rules import Controller, OrganisationKind, Role
from houvast.areas.actions import take_in
from houvast.areas.models import Drawing
from houvast.areas.rules.passports import Asked
from houvast.bench.browser import Browser
from houvast.bench.figures import p95
from houvast.bench.viewers import Viewer
from houvast.sharing.actions import add_organisation, add_team, found_municipality, welcome

if TYPE_CHECKING:
    from houvast.bench.street import Chromium

SIDE, EACH, POINTS = 116, 2_200.0, 3
"""Cells beside each other, metres of each, and points between two corners: 13,456 areas."""
YEAR = 2024
TOWNS = 342
GOALS = {
    "first_map_ms": 600.0, "first_map_kb": 350.0, "recolour_ms": 100.0,
    "municipality_server_ms": 100.0, "municipality_kb": 60.0,
}  # fmt: skip
KB = 1_000
COUNTRY = f"/wijken/nederland/?per=buurt&jaar={YEAR}&cijfer="
FIGURES = ("young_15_24_share", "not_working_share", "offences_total")
DRAWN = "() => performance.getEntriesByName('map-drawn')[0]?.startTime"
RECOLOUR = """async value => {
  const map = document.getElementById('country'), form = document.getElementById('country-form')
  delete map.dataset.recoloured
  form.elements.cijfer.value = value
  form.dispatchEvent(new Event('change'))
  while (!map.dataset.recoloured) await new Promise(drawn => requestAnimationFrame(drawn))
  return [Number(map.dataset.recoloured), Number(map.dataset.drawn)]
}"""


def bring(say: Callable[[str], None]) -> None:
    """Bring in the country; what is there already changes nothing."""
    say("  a country of 13,456 neighbourhoods …")
    chance = np.random.default_rng(5)
    take_in([("cijfers", _figures(chance))], Asked(year=YEAR, table="bench-5"), lambda _: None)
    say("  their borders …")
    take_in([("vormen", _shapes(chance))], Asked(year=YEAR, table="bench-5"), lambda _: None)


def _code(x: int, y: int) -> str:
    """By blocks: neighbourhoods of one municipality lie together."""
    at = (y // 6) * 20 + x // 6
    return f"BU{1 + at % TOWNS:04}{y % 100:02}{x % 100:02}"


def _codes() -> list[str]:
    return [_code(x, y) for y in range(SIDE) for x in range(SIDE)]


def _figures(chance: np.random.Generator) -> bytes:
    head = "code,name,gm_code,gm_name,urbanity,population,pop_15_24,employment_rate,crimes_2024"
    codes = dict.fromkeys(_codes())
    rows = [
        f"{one},Buurt {one[4:]},GM{one[2:6]},Stad {one[2:6]},not urbanised,"
        f"{chance.integers(20, 4000)},{chance.uniform(6, 20):.1f},{chance.uniform(50, 80):.1f},"
        f"{chance.poisson(60)}"
        for one in codes
    ]
    return "\n".join([head, *rows, ""]).encode()


def _shapes(chance: np.random.Generator) -> bytes:
    """Cells of which the corners are moved, and each border is a walk that both sides share."""
    corners = np.stack(np.meshgrid(np.arange(SIDE + 1), np.arange(SIDE + 1)), axis=-1) * EACH
    corners = corners + chance.uniform(-EACH / 10, EACH / 10, corners.shape) + [15_000, 330_000]
    along = np.linspace(0, 1, POINTS + 2)[:, None]
    sway = chance.uniform(-EACH / 14, EACH / 14, (2, SIDE + 1, SIDE + 1, POINTS + 2, 2))
    sway[..., (0, -1), :] = 0

    def border(way: int, x: int, y: int) -> np.ndarray:
        to = corners[y, x + 1] if way == 0 else corners[y + 1, x]
        return np.asarray(corners[y, x] * (1 - along) + to * along + sway[way, y, x])

    seen: set[str] = set()
    rows = []
    for at, code in enumerate(_codes()):
        y, x = divmod(at, SIDE)
        if code in seen:
            continue
        seen.add(code)
        ring = np.concatenate([
            border(0, x, y)[:-1], border(1, x + 1, y)[:-1], border(0, x, y + 1)[:0:-1],
            border(1, x, y)[::-1],
        ])  # fmt: skip
        shape = {"type": "Polygon", "coordinates": [np.round(ring, 1).tolist()]}
        about = {"code": code, "name": f"Buurt {code[4:]}", "water": "NEE"}
        rows.append({"type": "Feature", "properties": about, "geometry": shape})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": rows}).encode()


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who makes policy and is signed in."""

    browser: Browser

    @property
    def session(self) -> str:
        """What the cookie holds."""
        return self.browser.client.session.session_key or ""


def looker() -> Looker:
    """A municipality of its own, with one colleague."""
    mark = token_hex(4)
    admin = found_municipality(f"Meting {mark}", f"beheer-{mark}", token_hex(16))
    organisation = add_organisation(
        by=admin, name="Beleid", kind=OrganisationKind.YOUTH_WORK, controller=Controller.COLLEGE
    )
    team = add_team(by=admin, organisation_id=organisation, name="Beleid")
    key = welcome(
        by=admin, username=f"beleid-{mark}", name="Beleid", password=token_hex(16),
        role=Role.POLICY_OFFICER, team=team,
    )  # fmt: skip
    return Looker(Browser(Viewer(User.objects.get(pk=key).pk, Role.POLICY_OFFICER, ())))


def from_the_server(who: Looker, times: int) -> dict[str, Any]:
    """The page of a municipality: milliseconds in the server, kilobytes, and what it asked."""
    page = f"/wijken/?per=buurt&jaar={YEAR}&gemeente=GM0001"
    who.browser.look(page)
    took = [who.browser.look(page) for _turn in range(times)]
    _took, statements = who.browser.overheard(page)
    content = who.browser.client.get(page).content
    packed = who.browser.client.get(page, headers={"accept-encoding": "gzip"}).content
    return {
        "municipality_server_ms": round(median(took), 1),
        "municipality_server_p95_ms": round(p95(took), 1),
        "municipality_kb": round(len(packed) / KB, 1),
        "municipality_kb_unpacked": round(len(content) / KB, 1),
        "municipality_areas": content.count(b"<title>Buurt"),
        "municipality_statements": len(statements),
    }


def in_a_browser(chromium: "Chromium", who: Looker, port: int, looks: int) -> dict[str, Any]:
    """The map of the country, each time in a browser that has nothing yet; then coloured anew."""
    first, weights, again = [], [], []
    with chromium.started() as browser:
        for _look in range(looks + 1):
            context = browser.new_context(
                base_url=f"http://localhost:{port}", viewport={"width": 1440, "height": 900}
            )
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": who.session,
                      "url": f"http://localhost:{port}"}  # fmt: skip
            context.add_cookies([cookie])  # type: ignore[list-item]
            page = context.new_page()
            sizes: list[float] = []
            line = context.new_cdp_session(page)
            line.on(
                "Network.loadingFinished", lambda t, to=sizes: to.append(t["encodedDataLength"])
            )
            line.send("Network.enable")
            page.goto(COUNTRY + FIGURES[0])
            drawn = page.wait_for_function(DRAWN).json_value()
            weights.append(sum(sizes) / KB)
            first.append(drawn)
            for one in FIGURES[1:]:
                page.evaluate(RECOLOUR, one)
            again += [page.evaluate(RECOLOUR, one) for one in FIGURES]
            context.close()
    drawing = Drawing.objects.get(level="buurt", year=YEAR)
    return {
        "areas": drawing.areas,
        "outlines_kb": round(len(drawing.content) / KB, 1),
        "first_map_ms": round(median(first[1:]), 1),
        "first_map_worst_ms": round(max(first[1:]), 1),
        "first_map_kb": round(median(weights[1:]), 1),
        "recolour_ms": round(median(one for one, _drawn in again), 1),
        "recolour_worst_ms": round(max(one for one, _drawn in again), 1),
        "recolour_of_which_drawing_ms": round(median(drawn for _one, drawn in again), 1),
        "looks": looks,
    }


def measured(
    chromium: "Chromium", who: Looker, port: int, looks: int, began: float
) -> dict[str, Any]:
    """All figures; `not_reached` names the goals that were not."""
    found: dict[str, Any] = {"brought_in_seconds": round(perf_counter() - began, 1)}
    found |= in_a_browser(chromium, who, port, looks)
    found |= from_the_server(who, 4 * looks)
    return found | {"not_reached": [name for name, most in GOALS.items() if found[name] > most]}
