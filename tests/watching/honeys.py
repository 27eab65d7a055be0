"""Files that belong to nobody, as the tests mark them: by the auditor, with a second person."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import psycopg

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.sharing.actions import welcome
from houvast.tracks.actions.signals import turn_down
from houvast.watching.actions import agree_honey
from houvast.watching.honey import propose
from houvast.watching.rules.honey import CODE_LENGTH, CODE_LETTERS, HoneyPlace, hashed
from tests.cast import PASSWORD, Town, Who, open_track, signal_in_triage
from tests.conftest import as_owner
from tests.test_trail import as_auditor
from tests.tracks.informs import tell_young_person

NOBODY = Who("Sanne", "Sanne", "Verzonnen", date(2006, 3, 14))
ASKED_FOR = Who("Bram", "Bram", "Bedacht", date(2007, 6, 2))


def storm_of(town: Town) -> Actor:
    """The security officer."""
    key = welcome(
        by=town.admin,
        username="storm",
        name="Storm",
        password=PASSWORD,
        role=Role.SECURITY_OFFICER,
        team=town.teams["Regie"],
    )
    return actor_of(User.objects.get(pk=key), Role.SECURITY_OFFICER)


@contextmanager
def auditor() -> Iterator[psycopg.Connection]:
    """The auditor; what he does is kept at the end."""
    with as_auditor() as one:
        yield one


def kept_track(town: Town, who: Who) -> UUID:
    """A track that runs, made like every other, by a coach who knows; nothing of it is left."""
    track = open_track(town, who)
    tell_young_person(by=town["anouk"], track_id=track)
    return track


def answered_signal(town: Town, who: Who) -> UUID:
    """A signal that was turned down, by a triage member who knows."""
    signal = signal_in_triage(town, who)
    turn_down(by=town["tess"], signal_id=signal, reason="Al in beeld bij school.")
    return signal


def proposed(place: HoneyPlace, subject: UUID, who: str = "vera") -> str:
    """The code with which a second person says yes."""
    with auditor() as one:
        return propose(one, place, subject, who)


def marked(storm: Actor, place: HoneyPlace, subject: UUID) -> None:
    """Proposed by vera, agreed by storm."""
    agree_honey(by=storm, code=proposed(place, subject))


def waiting_for_yes(town: Town, signal: UUID) -> str:
    """A code for a signal that is not committed, which the auditor could not propose."""
    code = CODE_LETTERS[:CODE_LENGTH]
    row = (town.admin.municipality_id, signal, town["tess"].user_id, town["vera"].user_id)
    with as_owner() as owner:
        owner.execute(
            "insert into auditor.honey_file (municipality_id, place, subject, keeper_id, state,"
            " phase, until, proposed_by, proposed_at, code, code_until) values (%s, 'triage_list',"
            " %s, %s, 'turned_down', '', current_date + 90, %s, now(), %s,"
            " now() + interval '1 day')",
            [*row, hashed(code)],
        )
    return code
