"""Three files that belong to nobody, in a town where nobody is somebody: marked, and one opened."""

from django.db import connections

from houvast.demo.ledger import OWNER, Town
from houvast.placements.reads import file_page
from houvast.watching.actions import agree_honey
from houvast.watching.rules.honey import CODE_LENGTH, CODE_LETTERS, HoneyPlace, hashed

OF_TEAM = "select id from tracks_track where team_id = %s order by proposed_at"
FITS = {
    HoneyPlace.TRIAGE_LIST: "select id from tracks_signal order by received_at desc, id",
    HoneyPlace.PROCESS_VIEW: f"{OF_TEAM} desc, id",
    HoneyPlace.KNOWN_HERE: f"{OF_TEAM} desc, id",
}
"""From which rows the first that fits is taken; a real one is made for it and by nobody's dice."""
FIRST = (
    "select one.id from ({}) one, lateral auditor.honey_facts(%s, one.id) known"
    " where known.why_not = '' and not exists (select from auditor.honey_file file"
    " where file.subject = one.id or file.person_id = known.person_id) limit 1"
)


def mark_files(town: Town) -> None:
    """Vera proposes, Ciska says yes; then Nadia, who leads the team, opens the one in her list."""
    for turn, place in enumerate(HoneyPlace):
        code = CODE_LETTERS[turn : turn + CODE_LENGTH]
        given = [town.teams["nadia"]] if "%s" in FITS[place] else []
        with connections[OWNER].cursor() as cursor:
            cursor.execute(FIRST.format(FITS[place]), [*given, place.value])
            found = cursor.fetchone()
            if found is None:
                continue
            asked = [place.value, found[0], "vera", hashed(code)]
            cursor.execute("select auditor.honey_propose(%s, %s, %s, %s)", asked)
        agree_honey(by=town.people["ciska"], code=code)
        if place is HoneyPlace.PROCESS_VIEW:
            file_page(town.people["nadia"], found[0])
