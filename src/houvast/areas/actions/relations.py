"""Ask how figures of areas go together, and count it: seconds of work, kept for who asks again."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app

from houvast.areas import permissions
from houvast.areas.models import Answer
from houvast.areas.reads.panels import panel_of, shapes_of
from houvast.areas.reads.relations import may_ask, stage_of, tables_of
from houvast.areas.rules.analysis import Question, analyse_panel, wanted
from houvast.areas.rules.answers import METHOD, asked, kept, key_of
from houvast.areas.rules.panels import Level
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import Refused, gettext_noop

COUNT = "areas.count_relation"
AFTER_THE_REST = -1
"""The priority of counting: a mail to a coach goes first."""
EVERY = 10
"""Ways of counting between two words about how far it is."""


def ask_relation(*, by: Actor, question: Question) -> UUID:
    """The answer to a question, which a job counts when it is not there.

    Raises NotAllowed, and Refused for a question that cannot be asked.
    """
    with recorded(by, "areas.relation_asked") as act:
        permissions.require_looks(by)
        question = asked(question)
        tables = tables_of(question.year)
        if not tables:
            raise Refused(
                gettext_noop("Van {year} zijn geen cijfers ingelezen."),
                field="year", year=question.year,
            )  # fmt: skip
        key = key_of(question, tables)
        one_at_a_time(key, "answer ")
        answer = Answer.objects.select_for_update(no_key=True).filter(pk=key).first()
        if answer is None:
            Answer.objects.create(
                pk=key, level=question.level, year=question.year, outcome=question.outcome,
                determinants=list(question.determinants), fewest=question.fewest,
                tables=list(tables), method=METHOD, asked_at=act.now,
            )  # fmt: skip
        elif may_ask(answer, stage_of(answer), act.now):
            answer.asked_at, answer.began_at, answer.done = act.now, None, 0
            answer.save(update_fields=["asked_at", "began_at", "done"])
        else:
            return key
        job = app.configure_task(COUNT, allow_unknown=True, priority=AFTER_THE_REST)
        job.defer(municipality_id=str(by.municipality_id), answer_id=str(key))
        return key


def count_relation(*, by: Actor, answer_id: UUID) -> bool:
    """Count an answer that nobody counted yet; false when it is there. For the safety net.

    One at a time: a lock of the transaction says that it lives, whatever ends it. Raises NotFound.
    """
    aside = Aside(answer_id)
    try:
        with recorded(by, "areas.relation_counted") as act:
            one_at_a_time(answer_id)
            answer = Answer.objects.one(answer_id)
            if answer.found is not None or tuple(answer.tables) != tables_of(answer.year):
                return False
            aside.change(began_at=act.now)
            shapes = shapes_of(Level(answer.level), answer.year)
            found = analyse_panel(*_question(answer), aside.told, shapes)
            answer.found, answer.began_at, answer.counted_at = kept(found), act.now, act.now
            answer.save(update_fields=["found", "began_at", "counted_at"])
            return True
    finally:
        aside.close()


def _question(answer: Answer) -> tuple[Question, Any]:
    question = Question(
        answer.level, answer.year, answer.outcome, tuple(answer.determinants), answer.fewest
    )
    needed = wanted(question)
    panel = panel_of(
        Level(question.level), question.year, question.year, needed.outcome, needed.figures
    )
    return question, panel


class Aside:
    """Tells how far it is over a connection beside the transaction. Numbers only, of no person."""

    def __init__(self, key: UUID) -> None:
        self.key = key
        self.beside = ThreadPoolExecutor(1)

    def told(self, done: int, runs: int) -> None:
        """So many of so many ways are counted."""
        if done % EVERY == 0 or done == runs:
            self.change(done=done, runs=runs)

    def change(self, **columns: Any) -> None:
        """Write this, and commit it."""
        self.beside.submit(self._write, columns).result()

    def close(self) -> None:
        """Let go of the connection."""
        self.beside.submit(connections.close_all).result()
        self.beside.shutdown()

    def _write(self, columns: dict[str, Any]) -> None:
        Answer.objects.filter(pk=self.key).update(**columns)
