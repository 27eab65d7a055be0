"""Take files out as somebody does at the screen: the check of each plan, areas, and an answer."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose, Role
from houvast.areas.jobs import count_a_relation
from houvast.bench.browser import Browser
from houvast.bench.plans import make
from houvast.bench.viewers import Viewer
from houvast.database.actor import Actor
from houvast.plans.actions.arriving import read_later
from houvast.plans.reads.lists import plans_page

WHO, ROLE = "petra", Role.PROGRAMME_MANAGER
PAGES = 12
"""Of the plan with pages that is brought, so that there are numbers of pages to look at."""
ASKED = ("P01", "P03", "P04", "P08", "P09", "P11")
AREAS = 3
OUTCOME, BESIDE = "offences_total", ["not_working_share", "lowest40_person_share"]


@dataclass(frozen=True, slots=True)
class Export:
    """A file as the screen gave it. `table` is what the same page gives as CSV, of a check."""

    path: Path
    about: str
    table: str


def exports(folder: Path) -> list[Export]:
    """Every ODT that Houvast gives, of the example."""
    user = User.objects.get(username=WHO)
    by, client = actor_of(user, ROLE, Purpose.FIGURES), Browser(Viewer(user.pk, ROLE, ())).client
    _bring(client, by)
    found = [
        _taken(client, folder, f"check-{at}", "plan_file", str(one.reading))
        for at, one in enumerate(plans_page(by).plans, start=1)
    ]
    areas = _codes(client)
    found += [_taken(client, folder, f"area-{one}", "area_file", one) for one in areas]
    found += [_taken(client, folder, "answer", "relation_file", str(_answer(client, by)))]
    return found


def _taken(client: Client, folder: Path, name: str, address: str, key: str) -> Export:
    answer = client.get(reverse(address, args=[key, "odt"]))
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code} at {address} {key}")
    path = folder / f"{name}.odt"
    path.write_bytes(answer.content)
    table = client.get(reverse(address, args=[key, "csv"])).content.decode("utf-8-sig")
    return Export(path, answer["Content-Disposition"].split('"')[1], table)


def _bring(client: Client, by: Actor) -> None:
    """Bring a plan with pages, and decide about what the machine points at, as the screen does."""
    with TemporaryDirectory() as place:
        made = Path(place) / "plan.pdf"
        make(made, PAGES)
        file = SimpleUploadedFile("plan.pdf", made.read_bytes(), "application/pdf")
    sent = {"title": "Een plan met <bladzijden> & een lange naam " + "over werk " * 8, "file": file}
    away = client.post(reverse("plan_checks"), sent)
    arrival = UUID(away["Location"].rstrip("/").rsplit("/", 1)[1])
    read_later(by=by, arrival_id=arrival)
    reading = client.get(away["Location"])["Location"].rstrip("/").rsplit("/", 1)[1]
    for about in ASKED:
        address = reverse("plan_question", args=[reading, about])
        for passage in _passages(client, address):
            client.post(address, {"passage": passage, "say": "afspraak"})
    for about in ("P06", "P12"):
        client.post(reverse("plan_question", args=[reading, about]), {"say": "niet-gevonden"})


def _passages(client: Client, address: str) -> Iterator[str]:
    page = client.get(address).content.decode()
    yield from dict.fromkeys(re.findall(r'name="passage" value="([0-9a-f-]{36})"', page))


def _codes(client: Client) -> list[str]:
    """The first areas in the table of the municipality."""
    address = reverse("areas_file", args=["csv"])
    page = client.get(reverse("areas")).content.decode()
    asked = re.search(rf'href="{address}(\?[^"]*)"', page)
    if asked is None:
        raise SystemExit("There are no figures of areas.")
    table = client.get(address + unescape(asked[1])).content.decode("utf-8-sig")
    rows = csv.DictReader(StringIO(table), delimiter=";")
    return list(dict.fromkeys(row["code"] for row in rows))[:AREAS]


def _answer(client: Client, by: Actor) -> UUID:
    """Ask how figures go together; a job counts it, here at once."""
    page = client.get(reverse("relations")).content.decode()
    place = re.search(r'<option value="(wijk-[0-9]{4})"', page)
    if place is None:
        raise SystemExit("There are no figures of wijken to ask about.")
    asked = {"outcome": OUTCOME, "determinants": BESIDE, "year": place[1]}
    away = client.post(reverse("relations"), asked)
    answer = UUID(away["Location"].rstrip("/").rsplit("/", 1)[1])
    count_a_relation(str(by.municipality_id), str(answer))
    return answer
