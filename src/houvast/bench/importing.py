"""How long a messy caseload takes to come in.

Founds a town of its own, writes a file with every kind of mess that people make, and brings it in
as the role of the application, under row security, with a commit. Memory is that of this process.
"""

import os
import random
import re
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from houvast.accounts.models import Programme, User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Controller, OrganisationKind, Purpose, Role
from houvast.database.actor import Actor
from houvast.sharing.actions import add_organisation, add_team, found_municipality, welcome
from houvast.sheets import as_xlsx
from houvast.tracks.actions.importing import bring_in, put_up
from houvast.tracks.models import EntryCriterion, Promise
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.importing import checked_page
from houvast.uploads.waiting import File

COACHES = 60
ONE_IN_WRONG = 20
"""One row in so many misses something."""
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def measured(rows: int) -> dict[str, Any]:
    """Seconds for reading, looking and bringing in, and what came of it."""
    by, coaches, ground = town()
    content = messy(rows, coaches, ground)
    start = time.perf_counter()
    upload = put_up(by=by, file=File(content), reason="Meting van het inlezen van een bestand.")
    read = time.perf_counter()
    page = checked_page(by, upload)
    looked = time.perf_counter()
    done = bring_in(by=by, upload_id=upload, told=progress)
    ended = time.perf_counter()
    print(file=sys.stderr)
    return {
        "rows": rows,
        "seconds": round(ended - start, 1),
        "reading": round(read - start, 1),
        "looking": round(looked - read, 1),
        "bringing_in": round(ended - looked, 1),
        "brought": done.brought,
        "refused": done.refused,
        "shown": len(page.refused),
        "violations": promise_check()["violations"],
        "peak_mb": peak_mb(),
    }


def peak_mb() -> int:
    """The most memory that this process ever took, in MB.

    Linux counts that of the process it was started by as well in `ru_maxrss`, so it is asked apart.
    """
    status = Path("/proc/self/status")
    if status.exists():
        kilobytes = re.search(r"VmHWM:\s+(\d+)", status.read_text())
        if kilobytes:
            return int(kilobytes[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def town() -> tuple[Actor, list[str], str]:
    """A town with a coordinator and many coaches."""
    mark = os.getpid()
    admin = found_municipality(f"Meting {mark}", f"beheer-{mark}", "een-lang-wachtwoord")
    programme = Programme.objects.create(municipality_id=admin.municipality_id, name="Houvast")
    begin = date(2020, 1, 1)
    Promise.objects.create(programme=programme, valid_from=begin)
    ground = "Gaat niet naar school of werk en vraagt om hulp"
    EntryCriterion.objects.create(programme=programme, text=ground, valid_from=begin)
    club: dict[str, Any] = {"name": "Jongerenwerk", "kind": OrganisationKind.YOUTH_WORK}
    organisation = add_organisation(by=admin, controller=Controller.COLLEGE, **club)
    team = add_team(by=admin, organisation_id=organisation, name="Zuid")
    word: dict[str, Any] = {"password": "een-lang-wachtwoord", "team": team}
    names = [f"Coach {number} Voorbeeld" for number in range(COACHES)]
    for at, name in enumerate(names):
        welcome(by=admin, username=f"c{mark}-{at}", name=name, role=Role.OUTREACH_COACH, **word)
    lead: dict[str, Any] = {
        "username": f"r{mark}",
        "name": "Regie",
        "role": Role.PROCESS_COORDINATOR,
    }
    key = welcome(by=admin, **lead, **word)
    by = actor_of(User.objects.get(pk=key), Role.PROCESS_COORDINATOR, Purpose.INTAKE)
    return by, names, ground


def messy(rows: int, coaches: list[str], ground: str) -> bytes:
    """A file as people keep it: titles on top, odd headers, every way to write a day, gaps."""
    dice = random.Random(7)  # noqa: S311  (the same file each time)
    headers = ["Naam (roepnaam)", "ACHTERNAAM", "Geb.datum", "Mobiel nummer", "Begeleider"]
    headers += ["Reden aanmelding", "Criterium", "Startdatum", "Aangemeld door", "Opmerking"]
    headers += ["Nationaliteit"]
    lines: list[list[Any]] = []
    for at in range(rows):
        born = date(2002, 1, 1) + timedelta(days=dice.randrange(4000))
        line = [f"Jongere {at}", f"Achternaam{at}", as_written(born, dice), f"06 {10_000_000 + at}"]
        line += [dice.choice(coaches).upper(), f"Kwam op dag {at} binnen met een vraag over werk"]
        line += [ground, as_written(date(2026, 1, 1) + timedelta(days=at % 200), dice)]
        line += [dice.choice(["School", "ouder", "jongere", "wijkteam"]), "bel na 4 uur", "x"]
        if at % ONE_IN_WRONG == 0:
            line[dice.choice([4, 5, 6, 7, 8])] = None
        lines.append(line)
    return as_xlsx(headers, lines, title="Caseload")


def as_written(day: date, dice: random.Random) -> object:
    """A day in one of the ways in which people write one."""
    month = MONTHS[day.month - 1]
    ways = [day, f"{day.day}-{day.month}-{day.year}", f"{day.day} {month} {day.year}"]
    return dice.choice([*ways, f"{day:%d/%m/%y}", day.isoformat()])


def progress(done: int, of: int) -> None:
    """How far it is."""
    print(f"\r{done}/{of}", end="", file=sys.stderr, flush=True)
